import {
  convolved,
  noCars,
  normalisedCounts,
  type CountDistribution,
} from "../decoding/count-distribution.ts";
import { placeMetres } from "../strip.ts";

/** A stretch that could not be seen, and how much of the ground around it is under cars. */
export interface HiddenStretch {
  readonly metres: number;
  /** Share of the neighbourhood that is occupied, 0 to 1. */
  readonly occupancy: number;
}

/** How far to both sides the neighbourhood reaches, in places: 200 m. */
const neighbourhood = 400;
/** So many places of half-occupied ground are added to what was seen: who saw nothing knows nothing. */
const unknownPlaces = 100;

/** Stretches of a strip that are more probably hidden than not, with the occupancy of the ground within 200 m that was seen. */
export function hiddenStretches(hidden: Float64Array, occupied: Float64Array): HiddenStretch[] {
  const stretches: HiddenStretch[] = [];
  let from = -1;
  for (let t = 0; t <= hidden.length; t++) {
    const veiled = (hidden[t] ?? 0) > 0.5;
    if (veiled && from < 0) from = t;
    if (veiled || from < 0) continue;
    let [seen, under] = [0, 0];
    for (let n = Math.max(0, from - neighbourhood); n < Math.min(hidden.length, t + neighbourhood); n++) {
      seen += 1 - (hidden[n] ?? 0);
      under += occupied[n] ?? 0;
    }
    const occupancy = Math.min(1, (under + unknownPlaces / 2) / (seen + unknownPlaces));
    stretches.push({ metres: (t - from) * placeMetres, occupancy });
    from = -1;
  }
  return stretches;
}

/**
 * Cars that may stand on hidden ground: each stretch is full with the probability that its neighbourhood is occupied, and empty otherwise. Full is
 * its length over the pitch; a part of a car is one car with that part as its probability. Never more than hidden metres over the pitch, rounded up.
 */
export function hiddenCars(stretches: readonly HiddenStretch[], pitchMetres: number): CountDistribution {
  return stretches.reduce((sum, { metres, occupancy }) => {
    const room = metres / pitchMetres;
    const whole = Math.floor(room);
    const weights = new Float64Array(whole + 2);
    weights[0] = 1 - occupancy;
    weights[whole] = (weights[whole] ?? 0) + occupancy * (whole + 1 - room);
    weights[whole + 1] = (weights[whole + 1] ?? 0) + occupancy * (room - whole);
    return convolved(sum, normalisedCounts(0, weights));
  }, noCars);
}
