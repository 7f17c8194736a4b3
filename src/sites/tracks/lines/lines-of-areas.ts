import type { Area, Position } from "../../counting/site.ts";
import type { GroundPoint, TrackLine } from "../track-line.ts";
import { gaugeOfWords } from "./gauge-words.ts";

/**
 * The tracks of areas as lines on the ground of a frame: one for each line of each outline that is lines. A line is called after its area,
 * the second and later ones of an area "area/2", "area/3".
 * @param areas those that hold at the time of the look: `areasAt` gives them
 */
export function linesOfAreas(
  areas: readonly Area[],
  frame: (position: Position) => GroundPoint,
): readonly TrackLine[] {
  return areas.flatMap((area) =>
    area.outline.type === "lines"
      ? area.outline.lines.map((line, i) => ({
          id: i === 0 ? area.id : `${area.id}/${i + 1}`,
          areaId: area.id,
          gauge: gaugeOfWords(area.basis),
          points: line.map(frame),
        }))
      : [],
  );
}
