import { existsSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { uniform } from "../../../base/random.ts";
import { capture } from "../../simulated/capture.ts";
import { drawScene } from "../../simulated/draw-scene.ts";
import type { Raster } from "../raster.ts";
import { areaMask } from "./area-mask.ts";
import { clarityOf } from "./clarity.ts";
import { withCloud } from "./composited-cloud.ts";
import { judgePixels } from "./judge-pixels.ts";
import type { JudgedPixels } from "./light.ts";
import { codeOf, type PixelClass, type PixelClasses } from "./pixel-class.ts";

const colours = ["red", "green", "blue", "near-infrared"] as const;
const folder = "../shared/data/optical/naip";
const real = existsSync(folder);
if (!real) console.log(`${folder} is not here: clarity of real pictures is not tested`);

const shareOf = ({ codes }: PixelClasses, name: PixelClass): number =>
  codes.reduce((sum, code) => sum + (code === codeOf[name] ? 1 : 0), 0) / codes.length;

async function chip(name: string): Promise<Raster> {
  const { data, info } = await sharp(`${folder}/${name}.tif`).raw().toBuffer({ resolveWithObject: true });
  const bands = [0, 1, 2, 3].map((b) =>
    Uint8Array.from({ length: info.width * info.height }, (_, i) => data[i * 4 + b] ?? 0),
  );
  return { width: info.width, height: info.height, bands, valid: null };
}

/** Small dark and light blocks on grey ground. */
function blocks(side: number, seed: number, light = 1): Raster {
  const draw = uniform(seed);
  const values = new Uint8Array(side * side).fill(90 * light);
  for (let n = 0; n < (side * side) / 120; n++) {
    const [x, y, w, h] = [draw() * side, draw() * side, 2 + draw() * 12, 2 + draw() * 12].map(Math.floor);
    const value = (20 + draw() * 150) * light;
    for (let r = y ?? 0; r < Math.min(side, (y ?? 0) + (h ?? 0)); r++)
      for (let c = x ?? 0; c < Math.min(side, (x ?? 0) + (w ?? 0)); c++) values[r * side + c] = value;
  }
  return { width: side, height: side, bands: [values, values, values, values], valid: null };
}
const judged = (raster: Raster): JudgedPixels => ({ raster, bands: colours, white: 255 });

describe("judgePixels", () => {
  it.for([0.1, 0.5, 0.9])("finds cloud over %d of a simulated yard within 5 points", (share) => {
    const scene = drawScene({ kind: "rail-yard", widthMetres: 160, heightMetres: 160 }, 11);
    const taken = { gsdMetres: 0.5, widthPixels: 320, heightPixels: 320, bands: "rgbn" } as const;
    const { raster, bands, masks } = capture(scene, { ...taken, cloud: share }, 12);
    const found = judgePixels({ raster, bands: bands.map((b) => b.meaning), white: 255 }, 0.5);
    const truth = masks.cloud.reduce((sum, v) => sum + (v >= 128 ? 1 : 0), 0) / masks.cloud.length;
    expect(Math.abs(shareOf(found, "cloud") - truth)).toBeLessThan(0.05);
  });

  it("does not take a white roof for cloud, nor what always stood there", () => {
    const raster = blocks(256, 3);
    for (const band of raster.bands)
      for (let y = 60; y < 150; y++) band.fill(235, y * 256 + 80, y * 256 + 190);
    expect(shareOf(judgePixels(judged(raster), 0.5), "cloud")).toBeLessThan(0.01);
    const beside = judgePixels(judged(raster), 0.5, { reference: judged(raster) });
    expect(shareOf(beside, "clear")).toBeGreaterThan(0.99);
  });

  it("finds the shadow of a cloud away from the sun", () => {
    const { raster, shadow } = withCloud(blocks(256, 5), {
      seed: 21,
      share: 0.25,
      wavelengthPixels: 180,
      white: 255,
      shadowShift: [0, -60],
    });
    const sun = { azimuthDegrees: 180, elevationDegrees: 45 };
    const found = judgePixels(judged(raster), 0.5, { sun });
    const right = found.codes.filter((code, i) => code === codeOf["cloud-shadow"] && shadow[i] === 1).length;
    const all = found.codes.filter((code) => code === codeOf["cloud-shadow"]).length;
    expect(all).toBeGreaterThan(0);
    expect(right / all).toBeGreaterThan(0.6);
  });

  it("says dark of a night picture, saturated where values end, and no data where there is none", () => {
    const night = judgePixels(judged(blocks(96, 6, 0.05)), 0.5);
    expect(shareOf(night, "dark")).toBeGreaterThan(0.99);
    const low = judgePixels(judged(blocks(96, 6)), 0.5, {
      sun: { azimuthDegrees: null, elevationDegrees: -4 },
    });
    expect(shareOf(low, "dark")).toBeGreaterThan(0.99);
    const raster = blocks(96, 7);
    raster.bands[0]?.fill(255, 0, 400);
    const valid = new Uint8Array(96 * 96).fill(1).fill(0, 9000);
    const codes = judgePixels(judged({ ...raster, valid }), 0.5).codes;
    expect(codes.slice(0, 380).filter((c) => c === codeOf.saturated).length).toBeGreaterThan(300);
    expect(codes.slice(9000).every((c) => c === codeOf["no-data"])).toBe(true);
  });

  it("says less of one band than of four", () => {
    const raster = blocks(128, 8);
    const grey: JudgedPixels = {
      raster: { ...raster, bands: raster.bands.slice(0, 1) },
      bands: ["grey"],
      white: 255,
    };
    const one = judgePixels(grey, 0.5);
    expect(one.method).toBe("pixels, one band/1");
    expect(one.uncertainty).toBeGreaterThan(judgePixels(judged(raster), 0.5).uncertainty);
  });

  it("believes a supplier's mask and adds what only pixels show", () => {
    const raster = blocks(96, 9);
    const codes = new Uint8Array(96 * 96).fill(4).fill(9, 0, 960).fill(3, 960, 1920).fill(11, 1920, 2880);
    const mask = { form: "scl", raster: { width: 96, height: 96, bands: [codes], valid: null } } as const;
    const classes = judgePixels(judged(raster), 10, { mask });
    expect(shareOf(classes, "cloud")).toBeCloseTo(960 / 9216, 6);
    expect(shareOf(classes, "cloud-shadow")).toBeCloseTo(960 / 9216, 6);
    expect(shareOf(classes, "snow")).toBeCloseTo(960 / 9216, 6);
    const area = areaMask(
      {
        type: "polygons",
        polygons: [
          [
            [
              [0, 0],
              [96, 0],
              [96, 20],
              [0, 20],
            ],
          ],
        ],
      },
      96,
      96,
    );
    expect(clarityOf(classes, area)).toMatchObject({ covered: 1, cloud: 0.5, shadow: 0.5, clear: 0 });
  });

  it("counts ground outside the picture as not covered", () => {
    const classes = judgePixels(judged(blocks(96, 10)), 0.5);
    const area = areaMask(
      {
        type: "polygons",
        polygons: [
          [
            [
              [48, 0],
              [144, 0],
              [144, 96],
              [48, 96],
            ],
          ],
        ],
      },
      96,
      96,
    );
    expect(clarityOf(classes, area).covered).toBeCloseTo(0.5, 4);
  });

  it.skipIf(!real)("finds next to no cloud in real clear pictures with infrared", async () => {
    for (const name of ["claremont_2018_67", "long_beach_2016_90", "riverside_2018_4", "riverside_2020_4"])
      expect(shareOf(judgePixels(judged(await chip(name)), 0.6), "cloud")).toBeLessThan(0.03);
  });
});

describe("supplier's masks", () => {
  const of = (form: "qa-pixel" | "udm2" | "cloud", ...values: readonly number[][]): readonly number[] => {
    const bands = values.map((band) => Uint16Array.from(band));
    const width = values[0]?.length ?? 0;
    const raster: Raster = { width, height: 1, bands, valid: null };
    return Array.from(
      judgePixels(
        judged({
          width,
          height: 1,
          bands: bands.slice(0, 1).map(() => new Uint8Array(width).fill(120)),
          valid: null,
        }),
        30,
        { mask: { form, raster } },
      ).codes,
    );
  };
  it("reads Landsat's bits, Planet's bands and plain cloud masks", () => {
    expect(of("qa-pixel", [1, 8, 2, 16, 32, 4, 64])).toEqual([7, 1, 1, 2, 3, 4, 0]);
    const on = (k: number): number[] => [0, 1, 2, 3, 4, 5].map((i) => (i === k ? 1 : 0));
    expect(
      of("udm2", on(0), on(1), on(2), on(3), on(4), on(5), [90, 90, 90, 90, 90, 90], [0, 0, 0, 0, 0, 0]),
    ).toEqual([0, 3, 2, 4, 4, 1]);
    expect(of("cloud", [0, 1, 255])).toEqual([0, 1, 1]);
  });
});
