import { bordersOf, edgeView, type Border } from "./cloud-edges.ts";
import { segmentsOf } from "./segments.ts";
import { dilation, erosion, opening, type Field } from "./window-filters.ts";

/** Things narrower than this are no cloud. Metres; at least 5 pixels below 2 m a pixel, 3 below 5 m, else 7, as whole halls are a few pixels there. */
const narrowMetres = 5;
/** Holes narrower than this are closed before a border is judged. Metres. */
const holeMetres = 2.4;
/** How far a cloud reaches beyond its core at most. Metres. */
const rimMetres = 6;
/** Below this opacity no rim is cloud, however dark the ground beside it. */
const leastRim = 0.4;
/** Smaller segments have too short a border to judge. Square metres, and at least 150 pixels. */
const leastArea = 100;
/** A thing that takes up more of the picture than this is left open: no single thing is so large. */
const largestThing = 0.2;

/** What is held against each other to part clouds from things. */
export interface CloudLevels {
  /** Opacities at which cores are cut, lowest first. */
  readonly levels: readonly number[];
  /** A segment is a thing from here on; see `thingness`. */
  readonly thing: number;
}

/** Bright grey pixels, sorted into clouds and things. One byte a pixel. */
export interface SortedByEdges {
  readonly cloud: Uint8Array;
  /** Too large for a thing, too square or ragged for a cloud. */
  readonly undecided: Uint8Array;
}

/** Borders this long for their area are ragged: snow with tracks and cars in it, aprons with stacks. Clouds were seen at up to 10. */
const ragged = 11;

/** Squareness counts, and sharpness a little: a square border that is soft may be a cloud's by chance, one that is sharp hardly. */
function thingness({ size, length, squareness, sharpness }: Border): number {
  if (length > ragged * Math.sqrt(size)) return Infinity;
  const sharper = sharpness - 0.6;
  return squareness + (sharper > 0 ? 0.6 : 0.2) * sharper;
}

/**
 * Parts clouds from roofs, halls, piles, aprons and decks by the border of whole segments. The opacity is cut at some levels, lowest first; at each, what hangs together and is not narrow is a core, with the rim around
 * it down to halfway between cloud and ground. A core whose border is that of a cloud is cloud, with its rim; one that is not is cut at the next level, as a cloud over a bright apron hangs together with it lower down.
 * @param opacity share of the light, fine; not held to 0 to 1
 * @param allowed 1 where a pixel may be cloud at all
 * @param accepted may refuse a segment for other reasons; called with its pixels
 */
export function cloudByLevels(
  opacity: Field,
  allowed: Uint8Array,
  brightness: Field,
  sampleDistanceMetres: number,
  { levels, thing }: CloudLevels,
  accepted: (pixels: readonly number[]) => boolean = () => true,
): SortedByEdges {
  const { width, height, values } = opacity;
  const fewest = sampleDistanceMetres < 2 ? 2 : sampleDistanceMetres < 5 ? 1 : 3;
  const narrow = Math.max(fewest, Math.round(narrowMetres / 2 / sampleDistanceMetres));
  const hole = Math.round(holeMetres / 2 / sampleDistanceMetres);
  const reach = Math.max(2, Math.min(12, Math.round(rimMetres / sampleDistanceMetres)));
  const least = Math.max(150, leastArea / sampleDistanceMetres ** 2);
  const low = erosion(opacity, reach).values;
  const view = edgeView(brightness);
  const cloud = new Uint8Array(width * height);
  const undecided = new Uint8Array(width * height);
  let open = allowed;
  for (const level of levels) {
    const over = values.map((v, i) => (open[i] === 1 && v >= level ? 1 : 0));
    const core = opening({ width, height, values: over }, narrow).values;
    const near = dilation({ width, height, values: values.map((v, i) => (core[i] === 1 ? v : 0)) }, reach);
    const mask = Uint8Array.from(core, (on, i) => {
      if (on === 1) return 1;
      const high = near.values[i] ?? 0;
      const half = (Math.min(1, high) + Math.max(0, low[i] ?? 0)) / 2;
      return high > 0 && allowed[i] === 1 && (values[i] ?? 0) >= Math.max(leastRim, half) ? 1 : 0;
    });
    // Skylights and machines on a roof would take its squareness away: narrow holes are closed for judging.
    const closed = erosion(dilation({ width, height, values: Float32Array.from(mask) }, hole), hole).values;
    const segments = segmentsOf(Uint8Array.from(closed), width, height);
    const borders = bordersOf(segments, view);
    const pixels: number[][] = borders.map(() => []);
    for (const [i, number] of segments.numbers.entries())
      if (number !== 0 && mask[i] === 1) pixels[number]?.push(i);
    const left = new Uint8Array(width * height);
    for (const [number, border] of borders.entries()) {
      const own = pixels[number] ?? [];
      if (number === 0 || border.size < least) continue;
      const isThing = thingness(border) >= thing;
      if (!isThing && accepted(own)) for (const i of own) cloud[i] = 1;
      else
        for (const i of own) {
          left[i] = 1;
          if (isThing && level === levels[0] && border.size > largestThing * width * height) undecided[i] = 1;
        }
    }
    open = left;
    if (left.reduce((sum, on) => sum + on, 0) < least) break;
  }
  return { cloud, undecided: undecided.map((on, i) => (on === 1 && cloud[i] === 0 ? 1 : 0)) };
}
