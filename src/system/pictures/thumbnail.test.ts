import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { InputError } from "../../base/errors.ts";
import type { Raster } from "../../sites/pictures/raster.ts";
import { thumbnailPng } from "./thumbnail.ts";

const size = { width: 100, height: 50 };
const ramp = (from: number, to: number): Uint16Array =>
  Uint16Array.from({ length: 5000 }, (_, i) => from + ((to - from) * (i % 100)) / 99);
const sixteen = { sampleType: "uint16" } as const;
const pixelsOf = async (
  png: Uint8Array,
): Promise<{ data: Buffer; info: { width: number; height: number; channels: number } }> =>
  await sharp(png).ensureAlpha().toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });

describe("thumbnailPng", () => {
  it("stretches each band of more than 8 bits from its 2nd to its 98th percentile", async () => {
    const raster: Raster = { ...size, bands: [ramp(0, 9), ramp(200, 4000), ramp(10, 20)], valid: null };
    const { data, info } = await pixelsOf(await thumbnailPng(raster, ["blue", "green", "red"], sixteen));
    expect(info).toMatchObject({ width: 100, height: 50, channels: 4 });
    const [left, right] = [data.subarray(0, 4), data.subarray(99 * 4, 100 * 4)];
    expect([...left]).toEqual([0, 0, 0, 255]);
    expect([...right]).toEqual([255, 255, 255, 255]);
    expect(data[50 * 4 + 1]).toBeCloseTo(129, -1);
  });

  it("leaves open water of 8 bits its tones, also where its pixels were averaged", async () => {
    const water = Float32Array.from({ length: 5000 }, (_, i) => (i < 5 ? 110 : 40 + (i % 20)));
    const raster: Raster = { ...size, bands: [water, water, water], valid: null };
    const colours = ["red", "green", "blue"] as const;
    const { data } = await pixelsOf(await thumbnailPng(raster, colours, { sampleType: "uint8" }));
    const reds = [...data].filter((_, i) => i % 4 === 0);
    expect(Math.max(...reds.slice(5)) - Math.min(...reds.slice(5))).toBeLessThanOrEqual(3 * 19 + 1);
    expect(reds[0]).toBeLessThan(255);
  });

  it("shows what has no data as nothing, and does not measure on it", async () => {
    const grey = ramp(100, 200);
    grey.fill(60_000, 0, 1000);
    const valid = new Uint8Array(5000).fill(1).fill(0, 0, 1000);
    const { data } = await pixelsOf(await thumbnailPng({ ...size, bands: [grey], valid }, ["grey"], sixteen));
    expect(data[3]).toBe(0);
    expect(data[49 * 400 + 3]).toBe(255);
    expect(data[49 * 400 + 50 * 4]).toBeCloseTo(129, -1);
  });

  it("takes NaN, an alpha band and a flat picture", async () => {
    const flat = new Float32Array(5000).fill(3).fill(Number.NaN, 0, 100);
    const alpha = new Float32Array(5000).fill(255).fill(0, 4900);
    const { data } = await pixelsOf(
      await thumbnailPng({ ...size, bands: [flat, alpha], valid: null }, ["vv", "alpha"], {
        sampleType: "float32",
      }),
    );
    expect([data[3], data[403], data[49 * 400 + 3]]).toEqual([0, 255, 0]);
    expect(data[400]).toBe(128);
  });

  it("keeps the shape inside the longest side and refuses a side without sense", async () => {
    const raster: Raster = { ...size, bands: [ramp(0, 9)], valid: null };
    const small = await pixelsOf(await thumbnailPng(raster, ["unknown"], { ...sixteen, longestSide: 20 }));
    expect(small.info).toMatchObject({ width: 20, height: 10 });
    await expect(thumbnailPng(raster, ["unknown"], { ...sixteen, longestSide: 0 })).rejects.toThrow(
      InputError,
    );
    await expect(thumbnailPng(raster, [], sixteen)).rejects.toThrow(TypeError);
  });
});
