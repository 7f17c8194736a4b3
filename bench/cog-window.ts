import { execFileSync, spawnSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { fromFile, Pool } from "geotiff";
import { uniform } from "../src/base/random.ts";
import type { PixelWindow } from "../src/sites/pictures/raster.ts";
import { openGeoTiff } from "../src/sites/pictures/tiff/open.ts";
import { allCodecs } from "../src/system/pictures/codecs.ts";
import { countedSource } from "../src/system/pictures/counted-source.ts";
import { openFileSource } from "../src/system/pictures/file-source.ts";
import { median, type Bench, type Figure } from "./figure.ts";

const tile = 512;

/**
 * Random windows of 2048 x 2048 and of 1024 x 1024 (which touch more than twice their own pixels in tiles) of a 16-bit, 4-band COG (deflate, predictor 2, tiles of 512 x 512), against geotiff.js with or without
 * its pool of workers, whichever is faster, in turn. Its texture is made: hills, fields with hard edges and the noise of a sensor, about as hard to pack as
 * Sentinel-2's. Beside them what zlib alone needs for the same tiles, the bytes that are read, and the memory of a window of a
 * BigTIFF of more than 20 GB.
 */
export async function benchCogWindow({ folder, quick, note }: Bench): Promise<Figure[]> {
  const size = quick ? 3072 : 8192;
  const path = join(folder, "made.tif");
  makeCog(folder, path, size);
  const [packed, unpacked] = [statSync(path).size, size * size * 8].map((bytes) =>
    Math.round(bytes / 2 ** 20),
  );
  note(`COG of ${size} x ${size} pixels: ${packed} MiB packed, ${unpacked} MiB unpacked`);
  const large = await measured(path, size, 2048, quick, note);
  const small = await measured(path, size, 1024, quick, note);
  return [
    { name: "cog-window", value: large.speed, unit: "Mpx/s", goal: ">=30" },
    { name: "cog-window-ratio", value: large.overPeer, unit: "x", goal: ">=3" },
    { name: "cog-window-over-zlib", value: large.overZlib, unit: "x", goal: null },
    { name: "cog-window-1024", value: small.speed, unit: "Mpx/s", goal: null },
    { name: "cog-window-1024-ratio", value: small.overPeer, unit: "x", goal: ">=3" },
    { name: "cog-window-1024-over-zlib", value: small.overZlib, unit: "x", goal: null },
    { name: "cog-window-bytes", value: Math.max(large.bytes, small.bytes), unit: "x", goal: "<=1.2" },
    { name: "bigtiff-window-memory", value: bigTiffMemory(folder, note), unit: "MB", goal: "<300" },
  ];
}

interface Measured {
  /** Megapixels of windows a second. */
  readonly speed: number;
  /** Times as fast as geotiff.js, and as zlib alone on the same tiles. */
  readonly overPeer: number;
  readonly overZlib: number;
  /** Bytes read over those of the tiles touched. */
  readonly bytes: number;
}

async function measured(
  path: string,
  size: number,
  side: number,
  quick: boolean,
  note: Bench["note"],
): Promise<Measured> {
  const next = uniform(side);
  const windows: PixelWindow[] = Array.from({ length: (quick ? 4 : 12) * (side > 1024 ? 0.5 : 1) }, () => ({
    column: Math.floor(next() * (size - side)),
    row: Math.floor(next() * (size - side)),
    width: side,
    height: side,
  }));
  const megapixels = (windows.length * side * side) / 1e6;
  const timed = async (work: () => Promise<void>): Promise<number> => {
    const began = performance.now();
    await work();
    return (1000 * megapixels) / (performance.now() - began);
  };

  const source = countedSource(await openFileSource(path));
  const picture = await openGeoTiff(source, allCodecs());
  const pool = new Pool(2);
  const peer = await fromFile(path);
  const image = await peer.getImage();
  const tiles = await touchedTiles(path, windows);
  let differing = 0;
  const ours = async (): Promise<void> => {
    for (const window of windows) await picture.readWindow(window);
  };
  const theirsWith = (workers: Pool | null) => async (): Promise<void> => {
    for (const { column, row } of windows)
      await image.readRasters({ window: [column, row, column + side, row + side], pool: workers });
  };
  const [first] = windows;
  if (first !== undefined) {
    const mine = await picture.readWindow(first);
    const { column, row } = first;
    const peers = (await image.readRasters({
      window: [column, row, column + side, row + side],
      pool,
    })) as unknown as readonly Uint16Array[];
    for (const [band, plane] of mine.bands.entries())
      for (const [i, value] of plane.entries()) if (peers[band]?.[i] !== value) differing++;
  }
  if (differing > 0) throw new Error(`${differing} samples differ from geotiff.js`);

  await timed(ours);
  await timed(theirsWith(pool));
  const [withPool, without] = [await timed(theirsWith(pool)), await timed(theirsWith(null))];
  const theirs = theirsWith(withPool > without ? pool : null);
  note(
    `geotiff.js: ${withPool.toFixed(1)} Mpx/s with its pool, ${without.toFixed(1)} without; the faster one counts`,
  );
  const rounds = { ours: [] as number[], theirs: [] as number[], zlib: [] as number[] };
  for (let round = 0; round < (quick ? 5 : 7); round++) {
    source.forget();
    rounds.ours.push(await timed(ours));
    rounds.theirs.push(await timed(theirs));
    rounds.zlib.push(await timed(() => inflateAll(tiles)));
    note(
      `windows of ${side}, round ${round + 1}: ours ${rounds.ours.at(-1)?.toFixed(1)}, geotiff.js ${rounds.theirs.at(-1)?.toFixed(1)}, zlib alone ${rounds.zlib.at(-1)?.toFixed(1)} Mpx/s`,
    );
  }
  const read = source.bytesRead();
  await picture.close();
  await pool.destroy();
  await peer.close();
  const ratios = (below: readonly number[]): number =>
    median(rounds.ours.map((speed, i) => speed / (below[i] ?? Number.NaN)));
  const touched = tiles.reduce((sum, t) => sum + t.length, 0);
  return {
    speed: median(rounds.ours),
    overPeer: ratios(rounds.theirs),
    overZlib: ratios(rounds.zlib),
    bytes: read / touched,
  };
}

/** The packed tiles that the windows touch, one window after another. */
async function touchedTiles(path: string, windows: readonly PixelWindow[]): Promise<Uint8Array[]> {
  const tiles: Uint8Array[] = [];
  const deflate = allCodecs().get(8);
  if (deflate === undefined) throw new Error("no deflate");
  const picture = await openGeoTiff(
    await openFileSource(path),
    new Map([
      [
        8,
        {
          name: "deflate",
          decode: (packed, shape) => {
            tiles.push(packed.slice());
            return deflate.decode(packed, shape);
          },
        },
      ],
    ]),
  );
  for (const window of windows) await picture.readWindow(window);
  await picture.close();
  return tiles;
}

/** What no reader of whole tiles can go below: zlib in Node's thread pool, four tiles at a time. */
async function inflateAll(tiles: readonly Uint8Array[]): Promise<void> {
  const unpack = promisify(inflate);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < tiles.length; i = next++)
      await unpack(tiles[i] ?? new Uint8Array(), { chunkSize: tile * tile * 8 + 64 });
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

/** A texture of 2048 x 2048 pixels, laid out again and again by GDAL: no codec looks back so far. */
function makeCog(folder: string, path: string, size: number): void {
  const period = 2048;
  const raw = join(folder, "texture.dat");
  const next = uniform(8192);
  const planes = Array.from({ length: 4 }, (_, band) => {
    const plane = new Uint16Array(period * period);
    for (let row = 0; row < period; row++)
      for (let column = 0; column < period; column++) {
        const hills =
          180 * Math.sin(column / 37 + band) +
          150 * Math.cos(row / 53) +
          90 * Math.sin((column + 2 * row) / 17);
        const field = (((column >> 5) * 73 + (row >> 6) * 151) % 17) * 45;
        const noise = (next() + next() + next() + next() - 2) * 45;
        plane[row * period + column] = Math.max(0, Math.round(1400 + 250 * band + hills + field + noise));
      }
    return Buffer.from(plane.buffer);
  });
  writeFileSync(raw, Buffer.concat(planes));
  writeFileSync(
    `${raw}.hdr`,
    `ENVI\nsamples = ${period}\nlines = ${period}\nbands = 4\nheader offset = 0\nfile type = ENVI Standard\ndata type = 12\ninterleave = bsq\nbyte order = 0\n`,
  );
  const places = Array.from({ length: Math.ceil(size / period) }, (_, i) => i * period);
  const bands = [1, 2, 3, 4].map(
    (band) =>
      `<VRTRasterBand dataType="UInt16" band="${band}">${places
        .flatMap((y) => places.map((x) => [x, y] as const))
        .map(
          ([x, y]) =>
            `<SimpleSource><SourceFilename relativeToVRT="0">${raw}</SourceFilename><SourceBand>${band}</SourceBand><SrcRect xOff="0" yOff="0" xSize="${period}" ySize="${period}"/><DstRect xOff="${x}" yOff="${y}" xSize="${period}" ySize="${period}"/></SimpleSource>`,
        )
        .join("")}</VRTRasterBand>`,
  );
  writeFileSync(
    `${raw}.vrt`,
    `<VRTDataset rasterXSize="${size}" rasterYSize="${size}">${bands.join("")}</VRTDataset>`,
  );
  const options = [
    "COMPRESS=DEFLATE",
    "PREDICTOR=YES",
    `BLOCKSIZE=${tile}`,
    "OVERVIEWS=NONE",
    "NUM_THREADS=2",
  ];
  execFileSync("gdal_translate", [
    "-q",
    "-of",
    "COG",
    ...options.flatMap((o) => ["-co", o]),
    `${raw}.vrt`,
    path,
  ]);
}

/** Peak memory of a process that opens a BigTIFF of 22 GB (of which only a corner is written) and reads a window of that corner. */
function bigTiffMemory(folder: string, note: Bench["note"]): number {
  const path = join(folder, "big.tif");
  const corner = join(folder, "corner.tif");
  const [width, height] = [110_000, 100_000];
  const options = [
    "TILED=YES",
    "BLOCKXSIZE=512",
    "BLOCKYSIZE=512",
    "COMPRESS=DEFLATE",
    "SPARSE_OK=TRUE",
    "BIGTIFF=YES",
  ];
  const at = ["-a_srs", "EPSG:32652", "-a_ullr", "500000", "4600000"];
  execFileSync("gdal_create", [
    "-q",
    "-of",
    "GTiff",
    "-ot",
    "UInt16",
    "-bands",
    "1",
    "-outsize",
    `${width}`,
    `${height}`,
    ...options.flatMap((o) => ["-co", o]),
    ...at,
    `${500_000 + width}`,
    `${4_600_000 - height}`,
    path,
  ]);
  execFileSync("gdal_translate", [
    "-q",
    "-b",
    "1",
    ...at,
    "502048",
    "4597952",
    join(folder, "texture.dat"),
    corner,
  ]);
  execFileSync("gdalwarp", ["-q", corner, path]);
  const child = spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `
    const { readFileSync } = await import("node:fs");
    const { openPicture } = await import(${JSON.stringify(new URL("../src/system/pictures/open-picture.ts", import.meta.url).href)});
    const { openFileSource } = await import(${JSON.stringify(new URL("../src/system/pictures/file-source.ts", import.meta.url).href)});
    const picture = await openPicture(await openFileSource(${JSON.stringify(path)}));
    const { bands } = await picture.readWindow({ column: 300, row: 300, width: 1024, height: 1024 });
    const { width, height } = picture.description;
    await picture.close();
    const mean = bands[0].reduce((sum, v) => sum + v, 0) / bands[0].length;
    if (!(mean > 1000)) throw new Error("not the corner: " + mean);
    // Not resourceUsage(): that begins with the memory of the process that started this one.
    const megabytes = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
    console.log(JSON.stringify({ bytes: width * height * 2, megabytes }));
  `,
    ],
    { encoding: "utf8" },
  );
  if (child.status !== 0) throw new Error(child.stderr);
  const { bytes, megabytes } = JSON.parse(child.stdout) as { bytes: number; megabytes: number };
  note(`BigTIFF of ${(bytes / 1e9).toFixed(0)} GB unpacked: a window in ${megabytes.toFixed(0)} MB`);
  return megabytes;
}
