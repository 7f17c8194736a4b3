import { uniform } from "../../src/base/random.ts";
import { crsOfCode } from "../../src/sites/pictures/crs/epsg.ts";
import { groundOf } from "../../src/sites/pictures/crs/ground.ts";
import { encodeCog } from "../../src/system/pictures/write-cog.ts";
import type { Box } from "../../src/base/geometry/box.ts";
import type { LonLat } from "../../src/base/geometry/ring.ts";

/** UTM zone 52 north, where the made pictures lie. */
export const madeCrs = crsOfCode(32652);
/** West and north edge of the made pictures, in metres of the zone; metres a pixel; pixels a side. */
export const madeCorner = [700_000, 4_700_000] as const;
export const madeMetres = 10;
export const madeSide = 256;

const ground = groundOf(madeCrs);

/** Position of a pixel corner of the made pictures, in degrees. */
export const madePosition = (column: number, row: number): LonLat =>
  ground.toPosition([madeCorner[0] + column * madeMetres, madeCorner[1] - row * madeMetres]);

/** A box of degrees that lies within some pixels of the made pictures. */
export function madeBox(column: number, row: number, width: number, height: number): Box {
  const corners = [
    madePosition(column, row),
    madePosition(column + width, row),
    madePosition(column, row + height),
    madePosition(column + width, row + height),
  ];
  const [x, y] = [corners.map(([longitude]) => longitude), corners.map(([, latitude]) => latitude)];
  return { west: Math.min(...x), south: Math.min(...y), east: Math.max(...x), north: Math.max(...y) };
}

/** The sample at a pixel of the picture of a seed: noise that compresses badly, so that the file has some size. */
export function madeSamples(seed: number): Uint16Array {
  const next = uniform(seed);
  return Uint16Array.from({ length: madeSide * madeSide }, () => 1 + Math.floor(4000 * next()));
}

/** One band of 16 bits at 10 m in tiles of 64. */
export const madeBand = (seed: number): Promise<Uint8Array> =>
  encodeCog(
    {
      raster: { width: madeSide, height: madeSide, bands: [madeSamples(seed)], valid: null },
      sampleType: "uint16",
      bands: [{ name: "1", meaning: "grey" }],
      nodata: null,
      transform: [madeCorner[0], madeMetres, 0, madeCorner[1], 0, -madeMetres],
      crs: madeCrs,
    },
    { tile: 64 },
  );

/** A mask of classes at 20 m: left half 4 (vegetation), right half 9 (cloud). */
export function madeMask(): Promise<Uint8Array> {
  const side = madeSide / 2;
  const classes = Uint8Array.from({ length: side * side }, (_, i) => (i % side < side / 2 ? 4 : 9));
  return encodeCog(
    {
      raster: { width: side, height: side, bands: [classes], valid: null },
      sampleType: "uint8",
      bands: [{ name: "1", meaning: "classes" }],
      nodata: null,
      transform: [madeCorner[0], 2 * madeMetres, 0, madeCorner[1], 0, -2 * madeMetres],
      crs: madeCrs,
    },
    { tile: 64 },
  );
}
