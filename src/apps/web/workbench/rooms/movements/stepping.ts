import type { Stretch } from "../../../time/stretch.ts";

type Way = 1 | -1;

/** In a list in order of time the one after or before the chosen; where none of it is chosen, the next one after or before the moment. */
export function besideInTime<T extends Stretch & { readonly id: string }>(
  list: readonly T[],
  chosen: string | null,
  atMs: number,
  way: Way,
): T | undefined {
  const own = list.findIndex((one) => one.id === chosen);
  if (own >= 0) return list[own + way];
  const later = list.findIndex((one) => one.fromMs > atMs);
  return list[way === 1 ? Math.max(0, later) : (later < 0 ? list.length : later) - 1];
}

/** The one after or before the chosen; where none of it is chosen, the first or the last. */
export function besideInList<T extends { readonly id: string }>(
  list: readonly T[],
  chosen: string | null,
  way: Way,
): T | undefined {
  const own = list.findIndex((one) => one.id === chosen);
  return list[own < 0 ? (way === 1 ? 0 : list.length - 1) : own + way];
}
