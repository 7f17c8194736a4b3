import { groundOf, type Ground } from "../crs/ground.ts";
import type { Affine, Crs } from "../georeference/georeference.ts";
import type { BandMeaning } from "../picture.ts";
import { samplesOf, type PixelWindow, type Raster, type Samples, type SampleType } from "../raster.ts";
import { pixelSide, toPixel } from "./site-window.ts";

/** The window of one file of an item. */
export interface Layer {
  readonly raster: Raster;
  readonly sampleType: SampleType;
  readonly bands: readonly { readonly name: string; readonly meaning: BandMeaning }[];
  /** Which pixels of its picture the raster shows. */
  readonly window: PixelWindow;
  /** Of the whole picture. */
  readonly transform: Affine;
  readonly crs: Crs;
  /** True for a supplier's mask of classes, which are numbers of kinds and cannot be averaged. */
  readonly isMask: boolean;
}

/** Several bands on one grid. */
export interface Stacked {
  readonly raster: Raster;
  readonly sampleType: SampleType;
  readonly bands: Layer["bands"];
  readonly transform: Affine;
  readonly crs: Crs;
  /** How bands came onto the grid, in words: empty when all lay on it. */
  readonly resampled: readonly string[];
}

const near = (a: number, b: number, scale: number): boolean => Math.abs(a - b) <= 1e-6 * scale;

/** Where the pixels of a picture lie. */
export type Grid = Pick<Layer, "transform" | "crs" | "isMask">;

/** True when pixels of two pictures lie on each other. */
export function sameGrid(a: Grid, b: Grid): boolean {
  const side = pixelSide(a.transform);
  const shape = [1, 2, 4, 5].every((i) => near(a.transform[i] ?? 0, b.transform[i] ?? 0, side * 1e-3));
  return (
    a.crs.name === b.crs.name &&
    shape &&
    near(a.transform[0], b.transform[0], side) &&
    near(a.transform[3], b.transform[3], side)
  );
}

/** The layer whose pixels are smallest, the first of equals; a mask only when there is nothing else. */
export function gridOf<T extends Grid>(layers: readonly T[]): T {
  const pictures = layers.filter((layer) => !layer.isMask);
  const candidates = pictures.length > 0 ? pictures : layers;
  const first = candidates[0];
  if (first === undefined) throw new RangeError("stack: no layers");
  return candidates.reduce(
    (best, layer) => (pixelSide(layer.transform) < pixelSide(best.transform) * (1 - 1e-9) ? layer : best),
    first,
  );
}

/**
 * Puts layers onto the grid of the finest one, over its window. Masks and layers on the same grid are taken by the nearest pixel,
 * others are interpolated bilinearly between pixels that have data. A pixel has data where all layers but the mask have.
 * @throws RangeError without layers; InputError when a CRS cannot be computed with
 */
export function stack(layers: readonly Layer[]): Stacked {
  const grid = gridOf(layers);
  const { window } = grid;
  const pixels = window.width * window.height;
  const sampleType = layers.map((layer) => layer.sampleType).reduce(typeForBoth);
  let valid: Uint8Array | null = null;
  const bands: Samples[] = [];
  const resampled: string[] = [];
  for (const layer of layers) {
    const place = placing(grid, layer);
    const nearest = layer.isMask || sameGrid(grid, layer);
    if (!sameGrid(grid, layer))
      resampled.push(
        `${layer.bands.map(({ name }) => name).join(", ")}: ${nearest ? "nearest pixel" : "bilinear"} from pixels of ${Number(pixelSide(layer.transform).toPrecision(6))}`,
      );
    const outs = layer.raster.bands.map(() => samplesOf(sampleType, pixels));
    for (let row = 0; row < window.height; row++)
      for (let column = 0; column < window.width; column++) {
        const at = row * window.width + column;
        const [x, y] = place(column, row);
        const has = nearest ? takeNearest(layer, x, y, outs, at) : takeBilinear(layer, x, y, outs, at);
        if (has || layer.isMask) continue;
        valid ??= new Uint8Array(pixels).fill(1);
        valid[at] = 0;
      }
    bands.push(...outs);
  }
  const t = grid.transform;
  return {
    raster: { width: window.width, height: window.height, bands, valid },
    sampleType,
    bands: layers.flatMap((layer) => layer.bands),
    transform: [
      t[0] + window.column * t[1] + window.row * t[2],
      t[1],
      t[2],
      t[3] + window.column * t[4] + window.row * t[5],
      t[4],
      t[5],
    ],
    crs: grid.crs,
    resampled,
  };
}

/** From a pixel of the grid's window to fractional pixel coordinates within the layer's raster; its pixel centres are at halves. */
function placing(grid: Layer, layer: Layer): (column: number, row: number) => readonly [number, number] {
  const g = grid.transform;
  const [from, to]: readonly [Ground, Ground] | readonly [null, null] =
    grid.crs.name === layer.crs.name ? [null, null] : [groundOf(grid.crs), groundOf(layer.crs)];
  return (column, row) => {
    const [c, r] = [grid.window.column + column + 0.5, grid.window.row + row + 0.5];
    let [x, y] = [g[0] + c * g[1] + r * g[2], g[3] + c * g[4] + r * g[5]];
    if (from !== null) [x, y] = to.fromPosition(from.toPosition([x, y]));
    const [lc, lr] = toPixel(layer.transform, x, y);
    return [lc - layer.window.column, lr - layer.window.row];
  };
}

function takeNearest({ raster }: Layer, x: number, y: number, outs: readonly Samples[], at: number): boolean {
  // A hair inside, so that a centre that falls on an edge by rounding does not change sides from pixel to pixel.
  const [column, row] = [Math.floor(x + 1e-9), Math.floor(y + 1e-9)];
  if (!(column >= 0 && row >= 0 && column < raster.width && row < raster.height)) return false;
  const from = row * raster.width + column;
  if (raster.valid !== null && raster.valid[from] === 0) return false;
  for (const [band, out] of outs.entries()) out[at] = raster.bands[band]?.[from] ?? 0;
  return true;
}

function takeBilinear(
  { raster }: Layer,
  x: number,
  y: number,
  outs: readonly Samples[],
  at: number,
): boolean {
  const { width, height, valid } = raster;
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (!(column >= 0 && row >= 0 && column < width && row < height)) return false;
  if (valid !== null && valid[row * width + column] === 0) return false;
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [right, down] = [x - 0.5 - left, y - 0.5 - top];
  let total = 0;
  const sums = outs.map(() => 0);
  for (let corner = 0; corner < 4; corner++) {
    const [dx, dy] = [corner & 1, corner >> 1];
    const weight = (dx === 1 ? right : 1 - right) * (dy === 1 ? down : 1 - down);
    const [c, r] = [left + dx, top + dy];
    if (weight === 0 || c < 0 || r < 0 || c >= width || r >= height) continue;
    const from = r * width + c;
    if (valid !== null && valid[from] === 0) continue;
    total += weight;
    for (let band = 0; band < sums.length; band++)
      sums[band] = (sums[band] ?? 0) + weight * (raster.bands[band]?.[from] ?? 0);
  }
  if (total === 0) return false;
  for (const [band, out] of outs.entries()) {
    const value = (sums[band] ?? 0) / total;
    out[at] = out instanceof Float32Array || out instanceof Float64Array ? value : Math.round(value);
  }
  return true;
}

/** The smallest type that holds all values of two. */
export function typeForBoth(a: SampleType, b: SampleType): SampleType {
  if (a === b) return a;
  const bits = (type: SampleType): number => Number(/\d+$/.exec(type)?.[0]);
  const kinds = [a, b].map((type) => type.replace(/\d+$/, ""));
  if (kinds.includes("float")) {
    const wide = [a, b].some((type) => type === "float64" || type === "int32" || type === "uint32");
    return wide ? "float64" : "float32";
  }
  const most = Math.max(bits(a), bits(b));
  const type = (kind: "int" | "uint", size: number): SampleType =>
    size === 8 ? `${kind}8` : size === 16 ? `${kind}16` : `${kind}32`;
  if (kinds[0] === kinds[1]) return type(kinds[0] === "uint" ? "uint" : "int", most);
  const unsigned = kinds[0] === "uint" ? bits(a) : bits(b);
  const signed = kinds[0] === "uint" ? bits(b) : bits(a);
  const needed = Math.max(signed, 2 * unsigned);
  return needed > 32 ? "float64" : type("int", needed);
}
