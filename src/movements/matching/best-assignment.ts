import type { Edge } from "./association.ts";

/**
 * The joint association that is most probable as a whole: for each sighting its target, or null for none. It need not hold each sighting's most probable target.
 * Shortest augmenting paths (R. Jonker and A. Volgenant, Computing 38, 1987), a sighting at a time over its component's edges; "none" is an end of its own for each sighting.
 */
export function bestAssignment(edges: readonly (readonly Edge[])[]): readonly (number | null)[] {
  // Costs are -ln ratio; only edges above 1 can be part of the best, as "none" costs nothing and binds nobody.
  const useful = edges.map((own) => own.filter((e) => e.ratio > 1));
  const taken = new Map<number, number>();
  const chosen: (Edge | null)[] = edges.map(() => null);
  const potential = new Map<number, number>();
  for (const s of edges.keys()) augment(s);
  return chosen.map((e) => e?.target ?? null);

  /** Dijkstra with potentials from one sighting to a free target or to any "none" on the way. */
  function augment(start: number): void {
    const distance = new Map<number, number>();
    const cameFrom = new Map<number, { readonly sighting: number; readonly edge: Edge }>();
    const done = new Set<number>();
    let sighting = start;
    let base = 0;
    let bestEnd: { readonly sighting: number; readonly target: number | null; readonly cost: number } | null =
      null;
    const reach = (cost: number, from: number, target: number | null): void => {
      if (bestEnd === null || cost < bestEnd.cost) bestEnd = { sighting: from, target, cost };
    };
    for (;;) {
      // The sighting's own "none": costs what its present target is worth to it.
      reach(base + dual(sighting), sighting, null);
      for (const edge of useful[sighting] ?? []) {
        if (done.has(edge.target)) continue;
        const cost = base + dual(sighting) - Math.log(edge.ratio) + worth(edge.target);
        if (cost < (distance.get(edge.target) ?? Infinity)) {
          distance.set(edge.target, cost);
          cameFrom.set(edge.target, { sighting, edge });
        }
      }
      let next: number | null = null;
      for (const [target, cost] of distance)
        if (!done.has(target) && (next === null || cost < (distance.get(next) ?? Infinity))) next = target;
      const end = bestEnd as { readonly cost: number } | null;
      if (next === null || (end !== null && end.cost <= (distance.get(next) ?? Infinity))) break;
      done.add(next);
      const owner = taken.get(next);
      if (owner === undefined) {
        reach(distance.get(next) ?? 0, -1, next);
        break;
      }
      base = distance.get(next) ?? 0;
      sighting = owner;
    }
    const end = bestEnd as {
      readonly sighting: number;
      readonly target: number | null;
      readonly cost: number;
    } | null;
    if (end === null) return;
    for (const target of done)
      potential.set(target, worth(target) + end.cost - (distance.get(target) ?? end.cost));
    let target: number | null;
    if (end.target === null) {
      const own = chosen[end.sighting];
      chosen[end.sighting] = null;
      target = own?.target ?? null;
      if (target !== null) taken.delete(target);
    } else target = end.target;
    while (target !== null) {
      const step = cameFrom.get(target);
      if (step === undefined) break;
      const previous: Edge | null = chosen[step.sighting] ?? null;
      chosen[step.sighting] = step.edge;
      taken.set(target, step.sighting);
      target = step.sighting === start ? null : (previous?.target ?? null);
    }
  }

  function worth(target: number): number {
    return potential.get(target) ?? 0;
  }

  /** What makes the present edge of a sighting cost nothing. */
  function dual(sighting: number): number {
    const edge = chosen[sighting] ?? null;
    return edge === null ? 0 : Math.log(edge.ratio) - worth(edge.target);
  }
}
