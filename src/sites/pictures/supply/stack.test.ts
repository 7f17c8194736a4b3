import { describe, expect, it } from "vitest";
import { crsOfCode } from "../crs/epsg.ts";
import { groundOf } from "../crs/ground.ts";
import type { Affine } from "../georeference/georeference.ts";
import { windowOver, type PlacedPicture } from "./site-window.ts";
import { stack, typeForBoth, type Layer } from "./stack.ts";

const utm = crsOfCode(32652);
const north: Affine = [700_000, 10, 0, 4_700_000, 0, -10];
const placed = (transform: Affine, width = 100, height = 100): PlacedPicture => ({
  width,
  height,
  transform,
  ground: groundOf(utm),
  inDegrees: false,
});
const boxAround = (x: number, y: number, half: number) => {
  const [west, south] = groundOf(utm).toPosition([x - half, y - half]);
  const [east, top] = groundOf(utm).toPosition([x + half, y + half]);
  return {
    west: Math.min(west, east),
    south: Math.min(south, top),
    east: Math.max(west, east),
    north: Math.max(south, top),
  };
};

describe("the window over a site", () => {
  it("covers it and is cut at the picture's edges", () => {
    const window = windowOver(placed(north), [boxAround(700_500, 4_699_500, 100)]);
    expect(window?.column).toBeLessThanOrEqual(40);
    expect((window?.column ?? 0) + (window?.width ?? 0)).toBeGreaterThanOrEqual(60);
    expect(window?.width).toBeLessThan(30);
    expect(windowOver(placed(north), [boxAround(700_000, 4_700_000, 100)])).toMatchObject({
      column: 0,
      row: 0,
    });
    expect(windowOver(placed(north), [boxAround(702_000, 4_699_500, 100)])).toBeNull();
  });

  it("is the same for a picture that is stored upside down", () => {
    const down: Affine = [700_000, 10, 0, 4_699_000, 0, 10];
    const [a, b] = [north, down].map((t) => windowOver(placed(t), [boxAround(700_500, 4_699_300, 50)]));
    expect(b?.column).toBe(a?.column);
    expect(b?.row).toBe(100 - (a?.row ?? 0) - (a?.height ?? 0));
  });

  it("finds a picture in degrees that runs past the 180th meridian", () => {
    const degrees = crsOfCode(4326);
    const picture = {
      width: 200,
      height: 100,
      transform: [179, 0.01, 0, 51, 0, -0.01] as const,
      ground: groundOf(degrees),
      inDegrees: true,
    };
    const boxes = [{ west: -179.9, south: 50.5, east: -179.8, north: 50.6 }];
    expect(windowOver(picture, boxes)).toEqual({ column: 110, row: 40, width: 10, height: 10 });
  });
});

function layer(
  transform: Affine,
  width: number,
  height: number,
  value: (x: number, y: number) => number,
  more: Partial<Layer> = {},
): Layer {
  const samples = Uint16Array.from({ length: width * height }, (_, i) => {
    const [column, row] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    return value(transform[0] + column * transform[1], transform[3] + row * transform[5]);
  });
  return {
    raster: { width, height, bands: [samples], valid: null },
    sampleType: "uint16",
    bands: [{ name: "a", meaning: "red" }],
    window: { column: 0, row: 0, width, height },
    transform,
    crs: utm,
    isMask: false,
    ...more,
  };
}
const slope = (x: number, y: number): number => x - 700_000 + 2 * (4_700_000 - y);

describe("a stack", () => {
  it("interpolates a coarse band so that a plane stays a plane, and takes masks by the nearest pixel", () => {
    const fine = layer(north, 20, 20, slope);
    const coarse = layer([699_960, 20, 0, 4_700_040, 0, -20], 16, 16, (x, y) => slope(x, y) + 1000);
    const mask = layer([700_000, 20, 0, 4_700_000, 0, -20], 10, 10, (x) => (x < 700_100 ? 4 : 9), {
      isMask: true,
      bands: [{ name: "scl", meaning: "classes" }],
    });
    const { raster, resampled, bands } = stack([coarse, fine, mask]);
    expect(bands.map((b) => b.meaning)).toEqual(["red", "red", "classes"]);
    expect(raster.valid).toBeNull();
    for (let i = 0; i < 400; i++) {
      expect(raster.bands[0]?.[i]).toBe((raster.bands[1]?.[i] ?? 0) + 1000);
      expect(raster.bands[2]?.[i]).toBe(i % 20 < 10 ? 4 : 9);
    }
    expect(resampled).toEqual(["a: bilinear from pixels of 20", "scl: nearest pixel from pixels of 20"]);
  });

  it("has data only where all bands have, and does not mix in what has none", () => {
    const valid = new Uint8Array(400).fill(1);
    valid[0] = 0;
    const fine = layer(north, 20, 20, slope);
    const gap = layer(north, 20, 20, () => 7, { raster: { ...layer(north, 20, 20, () => 7).raster, valid } });
    expect([...(stack([fine, gap]).raster.valid ?? [])].filter((v) => v === 0).length).toBe(1);
    const short = layer(north, 10, 20, () => 7);
    expect([...(stack([fine, short]).raster.valid ?? [])].filter((v) => v === 0).length).toBe(200);
  });

  it("keeps the place of a window", () => {
    const { transform } = stack([
      layer(north, 20, 20, slope, { window: { column: 5, row: 7, width: 20, height: 20 } }),
    ]);
    expect(transform).toEqual([700_050, 10, 0, 4_699_930, 0, -10]);
  });

  it("takes a type that holds all values", () => {
    expect(typeForBoth("uint8", "uint16")).toBe("uint16");
    expect(typeForBoth("uint8", "int8")).toBe("int16");
    expect(typeForBoth("uint16", "int16")).toBe("int32");
    expect(typeForBoth("uint32", "int8")).toBe("float64");
    expect(typeForBoth("float32", "uint16")).toBe("float32");
    expect(typeForBoth("uint32", "float32")).toBe("float64");
  });
});
