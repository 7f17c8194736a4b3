import { followLines, followBounds, type Followed } from "./follow.ts";
import { atWorkingStep, type GroundRaster } from "./ground-raster.ts";
import { localContrast } from "./local-contrast.ts";
import { mainDirections } from "./main-directions.ts";
import { trackLikeness } from "./track-likeness.ts";

/** A line that may be a track, for a person to accept or not. */
export interface ProposedTrack {
  /** Pixels of the picture that was searched, [0, 0] at its outer corner. */
  readonly points: readonly (readonly [column: number, row: number])[];
  readonly lengthMetres: number;
  /** From 0 to 1: how much of the line looks like a track, how clearly, and whether it keeps its distance from its neighbours. No probability. */
  readonly quality: number;
}

const leastMetres = 45;
/** Centre lines of tracks lie no nearer than this, but where they meet. */
const nearestMetres = 3.7;
/** Distances at which tracks lie side by side. */
const beside = { from: 4, to: 6.6 } as const;
/** Points of a proposal are so far apart. */
const pointMetres = 8;

/**
 * Looks for tracks in a picture: the likeness of a track by direction (`trackLikeness`), lines followed along it, and of lines too near each
 * other the better. Where cars, shadows or platforms look like tracks it is mistaken: figures in docs/guide/tracks.md.
 * @returns proposals, best first
 * @throws InputError when the picture is too coarse or too large
 */
export function proposeTracks(given: GroundRaster): readonly ProposedTrack[] {
  const raster = atWorkingStep(given);
  const { width, height, stepMetres } = raster;
  const contrast = localContrast(raster);
  const likeness = trackLikeness(contrast, raster, mainDirections(contrast, raster));
  const kept = apart(followLines(likeness, stepMetres), width, height, stepMetres);
  const ratio = stepMetres / given.stepMetres;
  return kept
    .map((line): ProposedTrack => ({
      points: thinned(line.points).map(([x, y]) => [(x + 0.5) * ratio, (y + 0.5) * ratio] as const),
      lengthMetres: line.points.length * followBounds.stepMetres,
      quality: qualityOf(line, neighbours(line, kept, stepMetres)),
    }))
    .toSorted((a, b) => b.quality - a.quality);
}

const strength = ({ scores }: Followed): number => scores.reduce((sum, s) => sum + Math.min(1.2, s), 0);

/** The strongest lines, and of the others what keeps its distance from them. */
function apart(
  lines: readonly Followed[],
  width: number,
  height: number,
  stepMetres: number,
): readonly Followed[] {
  const owner = new Uint8Array(width * height);
  const reach = Math.round(nearestMetres / stepMetres);
  const kept: Followed[] = [];
  for (const line of lines.toSorted((a, b) => strength(b) - strength(a))) {
    const free = longestFree(line, (x, y) => owner[Math.round(y) * width + Math.round(x)] !== 1);
    if (free.points.length * followBounds.stepMetres < leastMetres) continue;
    kept.push(free);
    for (const [x, y] of free.points)
      for (let j = -reach; j <= reach; j++)
        for (let i = -reach; i <= reach; i++) {
          const [u, v] = [Math.round(x) + i, Math.round(y) + j];
          if (u >= 0 && v >= 0 && u < width && v < height && i * i + j * j <= reach * reach)
            owner[v * width + u] = 1;
        }
  }
  return kept;
}

function longestFree(line: Followed, isFree: (x: number, y: number) => boolean): Followed {
  let [from, best] = [0, [0, 0] as readonly [number, number]];
  line.points.forEach(([x, y], i) => {
    if (!isFree(x, y)) from = i + 1;
    else if (i + 1 - from > best[1] - best[0]) best = [from, i + 1];
  });
  return { points: line.points.slice(...best), scores: line.scores.slice(...best) };
}

/** The share of a line that has another one beside it at a distance of tracks. */
function neighbours(line: Followed, all: readonly Followed[], stepMetres: number): number {
  const picked = line.points.filter((_, i) => i % 10 === 5);
  const others = all
    .filter((other) => other !== line)
    .flatMap(({ points }) => points.filter((_, i) => i % 2 === 0));
  const near = picked.filter(([x, y]) => {
    let least = Infinity;
    for (const [u, v] of others) least = Math.min(least, (u - x) ** 2 + (v - y) ** 2);
    const metres = Math.sqrt(least) * stepMetres;
    return metres >= beside.from && metres <= beside.to;
  });
  return picked.length === 0 ? 0 : near.length / picked.length;
}

function qualityOf({ scores }: Followed, besideShare: number): number {
  const clear = scores.filter((s) => s >= followBounds.begin).length / scores.length;
  const mean = scores.reduce((sum, s) => sum + Math.min(1.2, s), 0) / scores.length;
  const long = Math.min(1, scores.length / 200);
  const quality = 0.35 * clear + 0.25 * Math.min(1, mean / 0.9) + 0.25 * besideShare + 0.15 * long;
  return Math.round(quality * 100) / 100;
}

function thinned(points: Followed["points"]): Followed["points"] {
  const every = Math.round(pointMetres / followBounds.stepMetres);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}
