import { segmentsOf } from "./segments.ts";
import { boxMean, dilation, erosion, type Field } from "./window-filters.ts";

/** Half widths of the two windows between which an edge is compared, in pixels. */
const near = 2;
const far = 8;
/** Contrast below which a place on a border shows no edge at all, of white. */
const leastContrast = 0.08;
/** A segment that takes up more of the picture than this is no single thing: with sharp edges it is left open what it is. */
const largestThing = 0.2;

/**
 * The sharpness above which a border is that of a thing and not of a cloud: 0.66 up to 1 m a pixel, 0.82 from 5 m on. The border of a cloud is metres wide, so at coarser pixels it is only a few of them and looks sharper; there
 * white things are small and little is lost. To miss a cloud is worse than to see one too many, so the bound lies above what clouds were seen to have, and higher where the place is known to have changed.
 */
export function sharpestCloud(sampleDistanceMetres: number, changed: boolean): number {
  const along = Math.max(0, Math.min(1, Math.log(sampleDistanceMetres) / Math.log(5)));
  const finest = changed ? 0.74 : 0.66;
  return finest + (0.82 - finest) * along;
}

/** A mask of bright grey pixels, sorted by the edges of its segments. One byte a pixel. */
export interface SortedByEdges {
  readonly cloud: Uint8Array;
  /** Too large for a thing, too sharp for a cloud. */
  readonly undecided: Uint8Array;
}

/**
 * Parts clouds from roofs, halls, piles and decks by their edges: on the border of a segment the contrast within 2 pixels is held against that within 8. A roof has all of it at
 * once, a cloud little by little. A segment without a border in the picture is taken for cloud.
 */
export function sortedByEdges(mask: Uint8Array, brightness: Field, sharpest: number): SortedByEdges {
  const { width, height } = brightness;
  const { numbers, count } = segmentsOf(mask, width, height);
  const light = boxMean(brightness, 1);
  const [nearHigh, nearLow] = [dilation(light, near).values, erosion(light, near).values];
  const [farHigh, farLow] = [dilation(light, far).values, erosion(light, far).values];
  const atOnce = new Float64Array(count + 1);
  const inAll = new Float64Array(count + 1);
  const sizes = new Float64Array(count + 1);
  for (const number of numbers) sizes[number] = (sizes[number] ?? 0) + 1;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const number = numbers[i] ?? 0;
      if (number === 0) continue;
      const onBorder =
        numbers[i - 1] !== number ||
        numbers[i + 1] !== number ||
        numbers[i - width] !== number ||
        numbers[i + width] !== number;
      const contrast = (farHigh[i] ?? 0) - (farLow[i] ?? 0);
      if (!onBorder || contrast < leastContrast) continue;
      atOnce[number] = (atOnce[number] ?? 0) + (nearHigh[i] ?? 0) - (nearLow[i] ?? 0);
      inAll[number] = (inAll[number] ?? 0) + contrast;
    }
  const sharp = Uint8Array.from(atOnce, (sum, n) => (sum > sharpest * (inAll[n] ?? 0) ? 1 : 0));
  const most = largestThing * width * height;
  return {
    cloud: mask.map((on, i) => (on === 1 && sharp[numbers[i] ?? 0] === 0 ? 1 : 0)),
    undecided: mask.map((on, i) =>
      on === 1 && sharp[numbers[i] ?? 0] === 1 && (sizes[numbers[i] ?? 0] ?? 0) > most ? 1 : 0,
    ),
  };
}
