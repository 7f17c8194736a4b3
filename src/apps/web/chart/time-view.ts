/** The stretch of time that a chart shows, in milliseconds, half-open. */
export interface TimeView {
  readonly fromMs: number;
  readonly toMs: number;
}

const dayMs = 86_400_000;
/** No view is shorter: below a day there is nothing more to tell apart. */
export const shortestMs = 2 * dayMs;

/** The time that all of the spans cover, with a little air at both ends; a year about now where there are none. */
export function wholeOf(spans: readonly TimeView[], nowMs: number): TimeView {
  let [from, to] = [Infinity, -Infinity];
  for (const span of spans) {
    from = Math.min(from, span.fromMs);
    to = Math.max(to, span.toMs);
  }
  if (from > to) return { fromMs: nowMs - 365 * dayMs, toMs: nowMs };
  const air = Math.max(3 * dayMs, (to - from) * 0.03);
  return { fromMs: from - air, toMs: to + air };
}

/** A view of a length that lies within the whole, moved in where it would lie beyond. */
function within(fromMs: number, lengthMs: number, whole: TimeView): TimeView {
  const length = Math.min(Math.max(lengthMs, shortestMs), Math.max(whole.toMs - whole.fromMs, shortestMs));
  const from = Math.min(Math.max(fromMs, whole.fromMs), Math.max(whole.fromMs, whole.toMs - length));
  return { fromMs: from, toMs: from + length };
}

/** Nearer by a factor above 1, further by one below; what lies at `atMs` stays where it is. */
export function zoomed(view: TimeView, atMs: number, factor: number, whole: TimeView): TimeView {
  const length = (view.toMs - view.fromMs) / factor;
  const kept = Math.min(Math.max(length, shortestMs), whole.toMs - whole.fromMs);
  const share = (atMs - view.fromMs) / (view.toMs - view.fromMs);
  return within(atMs - share * kept, kept, whole);
}

/** Moved by a share of its length: 0.25 is a quarter later. */
export function moved(view: TimeView, share: number, whole: TimeView): TimeView {
  const length = view.toMs - view.fromMs;
  return within(view.fromMs + share * length, length, whole);
}

/** Moved just so far that a time can be seen, with some air about it. */
export function showing(view: TimeView, atMs: number, whole: TimeView): TimeView {
  const length = view.toMs - view.fromMs;
  const air = 0.08 * length;
  if (atMs < view.fromMs + air) return within(atMs - 3 * air, length, whole);
  if (atMs > view.toMs - air) return within(atMs + 3 * air - length, length, whole);
  return view;
}

export const isWhole = (view: TimeView, whole: TimeView): boolean =>
  view.fromMs <= whole.fromMs && view.toMs >= whole.toMs;

/** A view as it stands in an address: "2021-03-01T00:00,2023-10-05T12:00", in UTC. */
export const textOfView = ({ fromMs, toMs }: TimeView): string =>
  [fromMs, toMs].map((ms) => new Date(ms).toISOString().slice(0, 16)).join(",");

/** The view that an address names; null where it names none. */
export function viewOfText(text: string | null, whole: TimeView): TimeView | null {
  const [from, to, rest] = (text ?? "").split(",").map((part) => Date.parse(`${part}Z`));
  if (from === undefined || to === undefined || rest !== undefined) return null;
  if (Number.isNaN(from) || Number.isNaN(to) || to <= from) return null;
  return within(from, to - from, whole);
}
