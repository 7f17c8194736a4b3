import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Affine } from "../../src/sites/pictures/georeference/georeference.ts";
import type { Picture } from "../../src/sites/pictures/picture.ts";
import { openFileSource } from "../../src/system/pictures/file-source.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";
import { hasGdal, hasShared, runAll, samplesOfBytes, sharedOptical } from "./gdal.ts";
import { madeBand, writeRaw } from "./made-pictures.ts";

const folder = mkdtempSync(join(tmpdir(), "yardwatch-places-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [width, height] = [40, 30];

interface GdalInfo {
  readonly geoTransform?: Affine;
  readonly gcps?: { readonly gcpList: readonly { pixel: number; line: number; x: number; y: number }[] };
  readonly size: readonly [number, number];
  readonly bands: readonly { readonly type: string }[];
}

async function infoOf(paths: readonly string[]): Promise<GdalInfo[]> {
  const text = await runAll(
    paths.flatMap((p) => [
      ["gdalinfo", "-json", p],
      ["echo", "~~~"],
    ]),
  );
  return text
    .split("~~~\n")
    .slice(0, -1)
    .map((t) => JSON.parse(t) as GdalInfo);
}

const open = async (path: string): Promise<Picture> => openPicture(await openFileSource(path));

/** The largest distance of a corner under two transforms, in pixels of the second. */
function apart(a: Affine, b: Affine, [w, h]: readonly [number, number]): number {
  const at = (t: Affine, c: number, r: number): [number, number] => [
    t[0] + c * t[1] + r * t[2],
    t[3] + c * t[4] + r * t[5],
  ];
  const area = Math.abs(b[1] * b[5] - b[2] * b[4]);
  return Math.max(
    ...[
      [0, 0],
      [w, 0],
      [0, h],
      [w, h],
    ].map(([c = 0, r = 0]) => {
      const [p, q] = [at(a, c, r), at(b, c, r)];
      return Math.hypot(p[0] - q[0], p[1] - q[1]) / Math.sqrt(area);
    }),
  );
}

describe.skipIf(!hasGdal)("where pixels lie is what GDAL says", () => {
  const raw = join(folder, "raw.dat");
  writeRaw(raw, "uint8", width, height, [madeBand("uint8", width, height, 3)]);
  const vrt = join(folder, "turned.vrt");
  writeFileSync(
    vrt,
    `<VRTDataset rasterXSize="${width}" rasterYSize="${height}"><SRS>EPSG:32652</SRS><GeoTransform>500000.25, 0.31, 0.12, 4600000.75, 0.11, -0.29</GeoTransform><VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename relativeToVRT="0">${raw}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>`,
  );
  const utm = ["-a_srs", "EPSG:32652", "-a_ullr", "500000.3", "4600000.7", "500012.3", "4599991.7"];
  const degrees = ["-a_srs", "EPSG:4326", "-a_ullr", "130.4", "42.4", "130.41", "42.39"];
  const point = ["-mo", "AREA_OR_POINT=Point"];
  const kinds: readonly (readonly [name: string, args: readonly string[], source: string])[] = [
    ["area", utm, raw],
    ["point", [...utm, ...point], raw],
    ["degrees", degrees, raw],
    ["degrees-point-big-endian", [...degrees, ...point, "-co", "ENDIANNESS=BIG"], raw],
    ["turned", [], vrt],
    ["turned-point", point, vrt],
    ["bigtiff", [...utm, "-co", "BIGTIFF=YES"], raw],
    ["lambert", ["-a_srs", "EPSG:2154", "-a_ullr", "652000", "6862000", "652040", "6861970"], raw],
  ];

  it("for scales, matrices, points and areas, to a millionth of a pixel", async () => {
    const paths = kinds.map(([name]) => join(folder, `${name}.tif`));
    await runAll(
      kinds.map(([, args, source], i) => ["gdal_translate", "-q", ...args, source, paths[i] ?? ""]),
    );
    const infos = await infoOf(paths);
    for (const [i, path] of paths.entries()) {
      const picture = await open(path);
      const { georeference } = picture.description;
      await picture.close();
      if (georeference?.type !== "transform")
        throw new Error(`${path}: ${picture.description.texts.Georeference}`);
      const truth = infos[i]?.geoTransform;
      if (truth === undefined) throw new Error(`${path}: GDAL has no transform`);
      expect(apart(georeference.transform, truth, [width, height])).toBeLessThan(1e-6);
    }
  });

  it("for control points, also of pixels that are points", async () => {
    const points = [
      [0, 0, 500_000, 4_600_000],
      [40, 0, 500_020, 4_600_001],
      [40, 30, 500_021, 4_599_985],
      [3.5, 28.25, 500_001, 4_599_986],
    ].flatMap((p) => ["-gcp", ...p.map(String)]);
    const paths = [join(folder, "gcp.tif"), join(folder, "gcp-point.tif")];
    await runAll(
      paths.map((path, i) => [
        "gdal_translate",
        "-q",
        "-a_srs",
        "EPSG:32652",
        ...points,
        ...(i === 1 ? point : []),
        raw,
        path,
      ]),
    );
    const infos = await infoOf(paths);
    for (const [i, path] of paths.entries()) {
      const picture = await open(path);
      const { georeference } = picture.description;
      await picture.close();
      if (georeference?.type !== "control-points") throw new Error(`${path}: no control points`);
      expect(georeference.crs.name).toBe("EPSG:32652");
      const truth = infos[i]?.gcps?.gcpList ?? [];
      expect(georeference.points).toHaveLength(4);
      for (const [k, p] of georeference.points.entries()) {
        expect(p.pixel[0]).toBeCloseTo(truth[k]?.pixel ?? Number.NaN, 9);
        expect(p.pixel[1]).toBeCloseTo(truth[k]?.line ?? Number.NaN, 9);
        expect([...p.at]).toEqual([truth[k]?.x, truth[k]?.y]);
      }
    }
  });
});

describe.skipIf(!hasGdal || !hasShared)("real pictures", () => {
  it("have GDAL's pixels and places, every one of them", { timeout: 120_000 }, async () => {
    const paths = globSync(`${sharedOptical}/**/*.tif`).sort();
    expect(paths.length).toBeGreaterThan(0);
    const infos = await infoOf(paths);
    await runAll(
      paths.map((p, i) => [
        "gdal_translate",
        "-q",
        "-of",
        "ENVI",
        "-co",
        "INTERLEAVE=BSQ",
        p,
        join(folder, `${i}.dat`),
      ]),
    );
    for (const [i, path] of paths.entries()) {
      const picture = await open(path);
      const { description } = picture;
      const { width: w, height: h, georeference, sampleType } = description;
      const truth = infos[i]?.geoTransform;
      if (truth === undefined || georeference?.type !== "transform")
        throw new Error(`${path}: ${description.texts.Georeference ?? "no transform"}`);
      expect(apart(georeference.transform, truth, [w, h])).toBeLessThan(1e-6);
      const raster = await picture.readWindow({ column: 0, row: 0, width: w, height: h });
      await picture.close();
      const bytes = new Uint8Array(readFileSync(join(folder, `${i}.dat`)));
      const all = samplesOfBytes(sampleType, bytes.buffer);
      expect(all.length).toBe(w * h * description.bands.length);
      for (const [band, plane] of raster.bands.entries()) {
        const expected = all.subarray(band * w * h, (band + 1) * w * h);
        expect(Buffer.compare(bytesOfSamples(plane), bytesOfSamples(expected))).toBe(0);
      }
    }
  });
});

const bytesOfSamples = (s: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }): Uint8Array =>
  new Uint8Array(s.buffer, s.byteOffset, s.byteLength);
