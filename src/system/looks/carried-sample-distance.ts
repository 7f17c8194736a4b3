import { effectiveSampleDistance } from "../../sites/pictures/clarity/effective-sample-distance.ts";
import type { BandMeaning, Picture } from "../../sites/pictures/picture.ts";
import { isRadar } from "./line-up.ts";
import type { SiteView } from "./site-view.ts";

/** The sample distance of a picture's grid over a site, and the one that its pixels carry. */
export interface CarriedSampleDistance {
  /** Ground metres from pixel to pixel of the full picture. */
  readonly gridMetres: number;
  /** What the pixels really carry; null where they do not show it. */
  readonly metres: number | null;
  /** How it was found, or why not. */
  readonly reason: string;
}

/** Side of the part in the middle of the site's window that is looked at, in full pixels. */
const side = 1024;

/** Measures what detail a picture carries, on its full pixels in the middle of the site's window. */
export async function carriedSampleDistance(
  picture: Picture,
  view: SiteView,
  signal?: AbortSignal,
): Promise<CarriedSampleDistance> {
  const { window, meanings } = view;
  const gridMetres = view.fullSampleDistanceMetres;
  if (isRadar(meanings))
    return { gridMetres, metres: null, reason: "the speckle of radar hides what detail the pixels carry" };
  const [width, height] = [Math.min(side, window.width), Math.min(side, window.height)];
  const raster = await picture.readWindow(
    {
      column: window.column + Math.floor((window.width - width) / 2),
      row: window.row + Math.floor((window.height - height) / 2),
      width,
      height,
    },
    signal === undefined ? {} : { signal },
  );
  // One band as it was stored: what rounding leaves is part of what the method looks at.
  const values = Float32Array.from(raster.bands[bandToMeasure(meanings)] ?? []);
  const { metres, reason } = effectiveSampleDistance(values, width, height, gridMetres);
  return { gridMetres, metres, reason };
}

/** The green band has the most light of the visible ones; else the first that shows any. */
function bandToMeasure(meanings: readonly BandMeaning[]): number {
  const green = meanings.indexOf("green");
  return green >= 0
    ? green
    : Math.max(
        0,
        meanings.findIndex((m) => m !== "alpha" && m !== "classes"),
      );
}
