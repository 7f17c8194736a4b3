/** A probability to so many digits, but never to a certainty that was not reached: of 0.9999997 six digits are 0.999999. */
export function roundedInside(p: number, digits: number): number {
  if (p <= 0 || p >= 1) return p;
  const steps = 10 ** digits;
  return Math.min(steps - 1, Math.max(1, Math.round(p * steps))) / steps;
}
