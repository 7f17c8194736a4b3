import type { StripPlan } from "../strip.ts";
import type { GroundFrame, TrackLine } from "../track-line.ts";
import { sharedGround } from "./shared-ground.ts";
import { walkLine, type WalkedLine } from "./walk-line.ts";

/** Metres to each side of a column's middle between which its across vector is taken: where rails and cars are. */
const acrossReachMetres = 2;

/**
 * Plans the strips of lines: where each sample lies in the picture, as plain data, in the order of the lines. Nothing is read. Columns beyond the picture stay
 * in the plan and are read as not valid; those that the picture's mapping cannot show are NaN. A line under 0.5 m has no columns.
 * What a line's plan says does not depend on the order of the lines.
 * @throws InputError when a point of a line is not finite
 */
export function planStrips(lines: readonly TrackLine[], frame: GroundFrame): readonly StripPlan[] {
  const walked = lines.map(walkLine);
  const elsewhere = sharedGround(walked);
  return walked.map((line, index) => planOf(line, frame, elsewhere[index] ?? []));
}

function planOf(
  { line, columns, places, along }: WalkedLine,
  frame: GroundFrame,
  elsewhere: StripPlan["elsewhere"],
): StripPlan {
  const centres = new Float64Array(2 * columns);
  const across = new Float64Array(2 * columns);
  const reach = acrossReachMetres;
  for (let c = 0; c < columns; c++) {
    const [east, north] = [places[2 * c] ?? 0, places[2 * c + 1] ?? 0];
    // To the right of the heading.
    const [re, rn] = [(along[2 * c + 1] ?? 0) * reach, -(along[2 * c] ?? 0) * reach];
    const middle = frame.toPixel([east, north]);
    const right = frame.toPixel([east + re, north + rn]);
    const left = frame.toPixel([east - re, north - rn]);
    centres[2 * c] = middle[0];
    centres[2 * c + 1] = middle[1];
    across[2 * c] = (right[0] - left[0]) / (2 * reach);
    across[2 * c + 1] = (right[1] - left[1]) / (2 * reach);
  }
  return { trackId: line.id, areaId: line.areaId, columns, centres, across, along, elsewhere };
}
