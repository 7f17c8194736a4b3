import { apart } from "./apart.ts";
import { bestWays } from "./best-ways.ts";
import { atWorkingStep, type GroundRaster } from "./ground-raster.ts";
import { linesOver } from "./lines.ts";
import { linksOf } from "./links.ts";
import { localContrast } from "./local-contrast.ts";
import { evidenceOf, qualityOf } from "./quality.ts";
import { oddsBy } from "./section-network.ts";
import { sectionNetwork } from "./section-weights.ts";
import { pointMetres, smoothLine, type Line } from "./smooth-line.ts";
import { spotsOf } from "./spots.ts";
import { thinSpots } from "./thin-spots.ts";

/** A line that may be a track, for a person to accept or not. */
export interface ProposedTrack {
  /** Pixels of the picture that was searched, [0, 0] at its outer corner. */
  readonly points: readonly (readonly [column: number, row: number])[];
  readonly lengthMetres: number;
  /** From 0 to 1: the share of such a line's length that lies on a track, in simulated yards. */
  readonly quality: number;
}

/** Points of a proposal are so far apart. */
const everyMetres = 8;

/**
 * Looks for tracks in a picture: sections across every direction that look like a track (`spotsOf`), the best ways over them that a train could
 * take (`bestWays`), and of lines too near each other the better (`apart`). How often it is right: docs/method/proposed-tracks.md.
 * @returns proposals, best first
 * @throws InputError when the picture is too coarse or too large
 */
export function proposeTracks(given: GroundRaster): readonly ProposedTrack[] {
  const { lines, stepMetres } = searchedLines(given);
  const evidence = evidenceOf(lines, stepMetres);
  return lines
    .map((line, i): ProposedTrack => {
      const own = evidence[i];
      return {
        points: thinned(line.points).map(
          ([x, y]) =>
            [(x + stepMetres / 2) / given.stepMetres, (y + stepMetres / 2) / given.stepMetres] as const,
        ),
        lengthMetres: (line.points.length - 1) * pointMetres,
        quality: own === undefined ? 0 : qualityOf(own),
      };
    })
    .toSorted((a, b) => b.quality - a.quality);
}

/** The lines before they are judged, and the step of the picture that they were found in. */
export function searchedLines(given: GroundRaster): {
  readonly lines: readonly Line[];
  readonly stepMetres: number;
} {
  const raster = atWorkingStep(given);
  const found = spotsOf(localContrast(raster), raster, oddsBy(sectionNetwork));
  const spots = thinSpots(found);
  const lines = apart(linesOver(spots, bestWays(linksOf(spots))).map(smoothLine));
  return { lines, stepMetres: raster.stepMetres };
}

function thinned(points: Line["points"]): Line["points"] {
  const every = Math.round(everyMetres / pointMetres);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}
