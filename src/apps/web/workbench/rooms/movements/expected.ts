import { percentWords, type SightingScreen } from "../../../../../findings/screens/movements-sighting.ts";
import type { MapExpected } from "../../../map/map-contents.ts";

/** So many rivals have their ellipse on the map: more would be a tangle. */
const mostShown = 6;

/** Where the reports of the most probable rivals put them at the time of the picture, numbered as the list numbers them. */
export function expectedOf({ verdict }: SightingScreen): MapExpected[] {
  return (verdict?.rivals ?? [])
    .toSorted((a, b) => b.probability - a.probability)
    .flatMap((rival, i): MapExpected[] =>
      rival.expected === null
        ? []
        : [
            {
              position: rival.expected.position,
              error: rival.expected,
              label: `${i + 1} ${rival.name === "" ? (rival.mmsi ?? "") : rival.name}, ${percentWords(rival.probability)}`,
            },
          ],
    )
    .slice(0, mostShown);
}
