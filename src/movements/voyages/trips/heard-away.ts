import type { Gap, Visit } from "../../events/event.ts";
import { shipOfNumber } from "./names-of-numbers.ts";

/** A stretch in which a ship was heard, with no long silence, and in no place that it visits. Milliseconds since 1970. */
export interface HeardAway {
  readonly ship: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Stretches between the visits of each ship in which its reports go on: it was then in no port, as far as stays longer than the shortest silence
 * that counts as a gap go.
 * @param gaps silences of these ships
 */
export function heardAway(
  visits: readonly Visit[],
  gaps: readonly Gap[],
  nameOf: (mmsi: number) => string,
): HeardAway[] {
  const silent = Map.groupBy(gaps, (g) => g.mmsi);
  return [...Map.groupBy(visits, (v) => v.mmsi)].flatMap(([mmsi, own]) => {
    const ship = shipOfNumber(mmsi, nameOf);
    const sorted = own.toSorted((a, b) => a.enteredMs - b.enteredMs);
    const stretches: HeardAway[] = [];
    let lastLeft = Number.NEGATIVE_INFINITY;
    for (const [i, visit] of sorted.entries()) {
      const before = sorted[i - 1];
      if (before?.leftMs !== undefined)
        lastLeft = Math.max(lastLeft, before.leftMs ?? Number.POSITIVE_INFINITY);
      if (before === undefined || !(visit.enteredMs > lastLeft)) continue;
      let from = lastLeft;
      const inside = (silent.get(mmsi) ?? [])
        .filter((g) => g.silentUntilMs > lastLeft && g.fromMs < visit.enteredMs)
        .toSorted((a, b) => a.fromMs - b.fromMs);
      for (const gap of inside) {
        if (gap.fromMs > from) stretches.push({ ship, fromMs: from, toMs: gap.fromMs });
        from = Math.max(from, gap.silentUntilMs);
      }
      if (visit.enteredMs > from) stretches.push({ ship, fromMs: from, toMs: visit.enteredMs });
    }
    return stretches;
  });
}

/** Moments inside a stretch, such that every stay of at least so long inside it holds one. */
export function momentsIn(
  { fromMs, toMs }: Pick<HeardAway, "fromMs" | "toMs">,
  leastStayMs: number,
): number[] {
  const moments: number[] = [];
  for (let at = fromMs + 1; at < toMs; at += Math.max(1, leastStayMs)) moments.push(at);
  const last = toMs - 1;
  if (last > fromMs + 1 && moments.at(-1) !== last) moments.push(last);
  return moments;
}
