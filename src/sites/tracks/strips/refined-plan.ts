import { placeMetres, stripStepMetres, type StripPlan } from "../strip.ts";

/** Farthest that a line is moved, in metres: beyond lies the next track's ground. */
export const farthestMoveMetres = 1.5;
/** A line that lies nearer to its track than this everywhere is left as it is: the network reads it as well. */
export const leastMoveMetres = 0.4;
/** Metres along the line over which what the places say is averaged: a line that was drawn by hand strays slowly. */
const smoothMetres = 12;

export interface RefinedPlan {
  readonly plan: StripPlan;
  /** Largest move in metres; 0 where the line was left as it is. */
  readonly movedMetres: number;
}

/**
 * Puts a line where the picture shows its track. `asideMetres` says for each place how far to the right of the line the track lies, and `weights` how far that is
 * to be believed; both are averaged along the line by a Gaussian of 12 m. A line that is off by less than 0.4 m everywhere stays as it is.
 * @throws RangeError when there are not as many places as the plan has
 */
export function refinedPlan(plan: StripPlan, asideMetres: Float32Array, weights: Float32Array): RefinedPlan {
  const columnsOfPlace = placeMetres / stripStepMetres;
  const places = plan.columns / columnsOfPlace;
  if (asideMetres.length !== places || weights.length !== places)
    throw new RangeError(`refinedPlan: ${asideMetres.length} and ${weights.length} places for ${places}`);
  const moves = smoothed(asideMetres, weights);
  const movedMetres = moves.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
  if (movedMetres < leastMoveMetres) return { plan, movedMetres: 0 };
  const centres = Float64Array.from(plan.centres);
  for (let c = 0; c < plan.columns; c++) {
    // Between the middles of two places, so that the line has no steps.
    const at = Math.min(Math.max((c + 0.5) / columnsOfPlace - 0.5, 0), places - 1);
    const before = Math.floor(at);
    const [a, b] = [moves[before] ?? 0, moves[Math.min(before + 1, places - 1)] ?? 0];
    const move = a + (b - a) * (at - before);
    centres[2 * c] = (centres[2 * c] ?? 0) + move * (plan.across[2 * c] ?? 0);
    centres[2 * c + 1] = (centres[2 * c + 1] ?? 0) + move * (plan.across[2 * c + 1] ?? 0);
  }
  return { plan: { ...plan, centres }, movedMetres };
}

/** A little weight for no move, in places: where nothing is known the line stays. */
const stay = 4;

function smoothed(values: Float32Array, weights: Float32Array): Float64Array {
  const sd = smoothMetres / placeMetres;
  const reach = Math.ceil(3 * sd);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, k) => Math.exp(-0.5 * (k / sd) ** 2));
  return Float64Array.from(values, (_, place) => {
    let [sum, total] = [0, stay];
    for (let k = -reach; k <= reach; k++) {
      const weight = (weights[place + k] ?? 0) * (kernel[Math.abs(k)] ?? 0);
      sum += weight * (values[place + k] ?? 0);
      total += weight;
    }
    return Math.min(farthestMoveMetres, Math.max(-farthestMoveMetres, sum / total));
  });
}
