import type { Count } from "./look.ts";

type Corrected = { readonly count: Pick<Count, "id" | "corrects"> };

/** Observations without those that another of them replaces: these stay on record and enter no answer. */
export function withoutReplaced<T extends Corrected>(observations: readonly T[]): readonly T[] {
  const replaced = new Set(observations.flatMap(({ count }) => count.corrects ?? []));
  return replaced.size === 0 ? observations : observations.filter(({ count }) => !replaced.has(count.id));
}

/** By the id of any count the one that stands in its place: its own, or that of its last correction. */
export function standingIds(observations: readonly Corrected[]): (id: string) => string {
  const by = new Map(
    observations.flatMap(({ count: { id, corrects } }) => (corrects === null ? [] : [[corrects, id]])),
  );
  return (id) => {
    const met = new Set<string>();
    let at = id;
    for (let next = by.get(at); next !== undefined && !met.has(next); next = by.get(at)) met.add((at = next));
    return at;
  };
}
