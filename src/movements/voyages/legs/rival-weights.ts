import type { ShipSighting } from "../trips.ts";

/** What is taken of a passage before anything of the two sightings is weighed. Set by hand; stated in docs/method/voyages.md. */
export interface PassageModel {
  /** Sightings further apart are not joined. */
  readonly longestDays: number;
  /** Mean time between being seen on one side and being seen on the other, beyond the least sailing time. */
  readonly meanDays: number;
  /** Standard deviation of a published length of one ship. */
  readonly lengthSdMetres: number;
  /** Range of lengths of ships that call there: what two ships differ by, by chance. */
  readonly fleetMetres: readonly [shortest: number, longest: number];
  /** That a ship seen on one side is among those seen on the other side in the days after, before weighing. */
  readonly priorSeen: number;
}

export const passageModel: Omit<PassageModel, "fleetMetres"> = {
  longestDays: 10,
  meanDays: 3,
  lengthSdMetres: 6,
  priorSeen: 0.5,
};

interface Passage {
  readonly availableHours: number;
  readonly leastHours: number | null;
}

/** Probabilities that each of some sightings is the other end of a passage, and that none is. */
export function rivalWeights(
  from: ShipSighting,
  others: readonly { readonly to: ShipSighting; readonly passage: Passage }[],
  model: PassageModel,
): {
  readonly weights: readonly { readonly probability: number; readonly why: readonly string[] }[];
  readonly none: number;
} {
  const ratios = others.map(({ to, passage }) => {
    const days = Math.max(0, (passage.availableHours - (passage.leastHours ?? 0)) / 24);
    const time = (Math.exp(-days / model.meanDays) / model.meanDays) * model.longestDays;
    const length = lengthRatio(from.lengthMetres, to.lengthMetres, model);
    return {
      ratio: time * length,
      why: [
        `${days.toFixed(1)} days beyond the least sailing time`,
        ...(from.lengthMetres === null || to.lengthMetres === null
          ? ["lengths cannot be compared"]
          : [`lengths ${from.lengthMetres} and ${to.lengthMetres} m`]),
      ],
    };
  });
  const prior = model.priorSeen / Math.max(1, others.length);
  const total = ratios.reduce((sum, r) => sum + prior * r.ratio, 1 - model.priorSeen);
  return {
    weights: ratios.map(({ ratio, why }) => ({ probability: (prior * ratio) / total, why })),
    none: others.length === 0 ? 1 : (1 - model.priorSeen) / total,
  };
}

/** How much more probable two measured lengths are of one ship than of two ships of the fleet. */
function lengthRatio(
  a: number | null,
  b: number | null,
  { lengthSdMetres, fleetMetres: [shortest, longest] }: PassageModel,
): number {
  if (a === null || b === null) return 1;
  const sd = lengthSdMetres * Math.SQRT2;
  const density = Math.exp(-0.5 * ((a - b) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
  return density * (longest - shortest);
}
