/** "1 Jan 2020 14:05:10"; seconds only where they are not nought. */
export function momentWords(ms: number, zoneMinutes = 0): string {
  const date = new Date(ms + zoneMinutes * 60_000);
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const seconds = date.getUTCSeconds() === 0 ? 16 : 19;
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()} ${date.toISOString().slice(11, seconds)}`;
}

/** "UTC-08:00". */
export function zoneWords(zoneMinutes: number): string {
  const [hours, minutes] = [Math.floor(Math.abs(zoneMinutes) / 60), Math.abs(zoneMinutes) % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  return zoneMinutes === 0 ? "UTC" : `UTC${zoneMinutes < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}

/** "45 s", "12 min", "6 h 5 min", "3 d 4 h": two parts at most. */
export function lastingWords(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) {
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)} h${rest === 0 ? "" : ` ${rest} min`}`;
  }
  const hours = Math.round(minutes / 60);
  const rest = hours % 24;
  return `${Math.floor(hours / 24)} d${rest === 0 ? "" : ` ${rest} h`}`;
}
