import { distances, everyMetres, once, type Judged } from "./score.ts";
import type { Yard } from "./yards.ts";

type Pixel = readonly [column: number, row: number];

/** A metre is right, or found, with the other kind this near. */
export const rightMetres = 1.5;
/** Ground this near the edge of a picture is not judged: sections reach along the track. */
const edgeMetres = 12;
/** Where tracks lie closer than this they count once. */
const onceMetres = 1;

export interface JudgedYard {
  /** Every metre of track that the picture shows inside the outline, and how far the nearest proposal is. */
  readonly tracks: readonly Judged[];
  /** For each line, every metre of it, and how far the nearest track is. */
  readonly lines: readonly (readonly Judged[])[];
}

/** Holds proposed lines against the tracks of a yard. Under canopies and bridges neither is judged. */
export function judgeYard(
  yard: Pick<Yard, "raster" | "tracks" | "covered">,
  lines: readonly (readonly Pixel[])[],
): JudgedYard {
  const { width, height, stepMetres, within } = yard.raster;
  const edge = edgeMetres / stepMetres;
  const judged = ([x, y]: Pixel): boolean => {
    if (x < edge || y < edge || x > width - edge || y > height - edge) return false;
    const at = Math.floor(y) * width + Math.floor(x);
    return within[at] === 1 && yard.covered[at] !== 1;
  };
  const whole = yard.tracks.map((t) => everyMetres(t, stepMetres, 1));
  const proposed = lines.map((l) => everyMetres(l, stepMetres, 1));
  const truth = whole.flat();
  return {
    tracks: distances(once(whole, stepMetres, onceMetres).filter(judged), proposed.flat(), stepMetres),
    lines: proposed.map((l) => distances(l.filter(judged), truth, stepMetres)),
  };
}
