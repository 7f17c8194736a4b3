/** A stretch of time in milliseconds, half-open. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export const lengthOf = ({ fromMs, toMs }: Stretch): number => toMs - fromMs;

/** The stretch that covers all of them; null for none. */
export function covering(stretches: readonly Stretch[]): Stretch | null {
  let [fromMs, toMs] = [Infinity, -Infinity];
  for (const s of stretches) {
    fromMs = Math.min(fromMs, s.fromMs);
    toMs = Math.max(toMs, s.toMs);
  }
  return fromMs < toMs ? { fromMs, toMs } : null;
}

/** Moved into a whole where it lies beyond, and cut where it is longer. */
export function within({ fromMs, toMs }: Stretch, whole: Stretch): Stretch {
  const length = Math.min(toMs - fromMs, lengthOf(whole));
  const from = Math.max(whole.fromMs, Math.min(whole.toMs - length, fromMs));
  return { fromMs: from, toMs: from + length };
}

/** Nearer by a factor above 1; what lies at `atMs` stays where it is. Never shorter than `shortestMs`. */
export function nearer(
  view: Stretch,
  atMs: number,
  factor: number,
  whole: Stretch,
  shortestMs: number,
): Stretch {
  const length = Math.min(Math.max(lengthOf(view) / factor, shortestMs), lengthOf(whole));
  const share = (atMs - view.fromMs) / lengthOf(view);
  return within({ fromMs: atMs - share * length, toMs: atMs + (1 - share) * length }, whole);
}

/** As long as a factor says, about its middle. */
export function widened({ fromMs, toMs }: Stretch, factor: number): Stretch {
  const [middle, half] = [(fromMs + toMs) / 2, ((toMs - fromMs) / 2) * factor];
  return { fromMs: middle - half, toMs: middle + half };
}

export const moved = ({ fromMs, toMs }: Stretch, byMs: number, whole: Stretch): Stretch =>
  within({ fromMs: fromMs + byMs, toMs: toMs + byMs }, whole);

/** Moved just so far that a time lies in it. */
export function showing(view: Stretch, atMs: number, whole: Stretch): Stretch {
  if (atMs < view.fromMs) return moved(view, atMs - view.fromMs - 0.1 * lengthOf(view), whole);
  if (atMs >= view.toMs) return moved(view, atMs - view.toMs + 0.1 * lengthOf(view), whole);
  return view;
}

/** Whether two stretches have a moment in common; one that begins and ends at the same time is a moment itself. */
export const meets = (a: Stretch, b: Stretch): boolean =>
  a.fromMs < b.toMs && Math.max(a.toMs, a.fromMs + 1) > b.fromMs;

export const holds = ({ fromMs, toMs }: Stretch, atMs: number): boolean => atMs >= fromMs && atMs < toMs;

const secondText = (ms: number): string => {
  const text = new Date(ms).toISOString().slice(0, 19);
  return text.endsWith(":00") ? text.slice(0, 16) : text;
};

/** As it stands in an address: "2020-01-01T00:00,2020-01-02T00:00", in UTC. */
export const stretchText = ({ fromMs, toMs }: Stretch): string => `${secondText(fromMs)},${secondText(toMs)}`;

/** Reads what `stretchText` wrote; null for anything else. */
export function stretchOf(text: string | null): Stretch | null {
  const [from, to, rest] = (text ?? "").split(",").map(momentOf);
  if (from === undefined || from === null || to === undefined || to === null || rest !== undefined)
    return null;
  return from < to ? { fromMs: from, toMs: to } : null;
}

export const momentText = secondText;

/** "2020-01-01T12:30" or with seconds, in UTC; null for anything else. */
export function momentOf(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  const ms = Date.parse(`${text}Z`);
  return Number.isNaN(ms) ? null : ms;
}
