import { gridOf, groundOfGrid, onGrid, type SiteGrid } from "../../sites/pictures/grid/site-grid.ts";
import type { Box } from "../../base/geometry/box.ts";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { greyOf } from "../../sites/pictures/shift/grey.ts";
import type { ShiftPicture } from "../../sites/pictures/shift/shift-picture.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { boxWithin, sharedBox, viewOfSite, type SiteView } from "./site-view.ts";

/** A picture over a site as one grey band, with what is needed to lay it on something else. */
export interface GreyView {
  readonly grey: ShiftPicture;
  readonly view: SiteView;
}

/** Looks of a site that were on record before another one, and their pixels. */
export interface EarlierLooks {
  readonly looks: readonly PictureLook[];
  /** The look whose picture the site's others are lined up with; null for none yet. */
  readonly reference: PictureLook | null;
  /** What an earlier picture shows of a box, in grey; null when it lies beside it. */
  readonly greyOver: (look: PictureLook, box: Box) => Promise<GreyView | null>;
}

/** Greys that are kept: a pull compares each picture with the reference, and repeats stand near each other. */
const mostKept = 6;

/**
 * Opens the looks of a site that stood before a trail entry.
 * @param pathOf where the evidence with a hash lies
 */
export function openEarlier(
  looks: readonly PictureLook[],
  pathOf: (sha256: string) => string,
  cache: Map<string, Promise<GreyView | null>> = new Map(),
): EarlierLooks {
  return {
    looks,
    reference: looks.findLast((l) => l.lineUp?.outcome === "reference") ?? null,
    greyOver: (look, box) => {
      const key = `${look.look.id} ${JSON.stringify(box)}`;
      const known = cache.get(key);
      if (known !== undefined) return known;
      const made = readGrey(look, box, pathOf);
      // A failure is not kept, so that it is not the answer for good.
      made.catch(() => cache.delete(key));
      cache.set(key, made);
      const [oldest] = cache.keys();
      if (cache.size > mostKept && oldest !== undefined) cache.delete(oldest);
      return made;
    },
  };
}

async function readGrey(
  { picture }: PictureLook,
  box: Box,
  pathOf: (sha256: string) => string,
): Promise<GreyView | null> {
  if (picture === null || picture.georeference === null) return null;
  const opened = await openPicture(await openFileSource(pathOf(picture.sha256)), {
    georeference: picture.georeference,
  });
  try {
    const view = await viewOfSite(opened, mappingOf(picture.georeference), box);
    return view === null ? null : { grey: greyOf(view.raster, view.meanings), view };
  } finally {
    await opened.close();
  }
}

/** Lays a grey view on a grid. */
export const laidOnGrid = ({ grey, view }: GreyView, grid: SiteGrid): ShiftPicture =>
  onGrid(grey, view.pixelAt, groundOfGrid(grid));

/** The grid on which two views can be compared: over what both show of the site, as fine as the coarser one; null when they share nothing. */
export function commonGrid(box: Box, a: SiteView, b: SiteView): SiteGrid | null {
  const [inA, inB] = [boxWithin(a), boxWithin(b)];
  const both = inA === null || inB === null ? null : sharedBox(inA, inB);
  const shared = both === null ? null : sharedBox(both, box);
  return shared === null ? null : gridOf(shared, Math.max(a.sampleDistanceMetres, b.sampleDistanceMetres));
}
