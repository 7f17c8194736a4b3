import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uniform } from "../../../base/random.ts";
import { crsOfCode } from "../crs/epsg.ts";
import { fittedModels, type ControlPoint, type Georeference } from "./georeference.ts";
import { mappingOf } from "./mapping.ts";

const utm = crsOfCode(32652);
const upright: Georeference = {
  type: "transform",
  crs: utm,
  transform: [440_000, 0.5, 0, 4_694_000, 0, -0.5],
};

/** Points of a picture that is turned and bent as an oblique view bends it. */
function bentPoints(count: number, seed: number): ControlPoint[] {
  const random = uniform(seed);
  return Array.from({ length: count }, (): ControlPoint => {
    const [column, row] = [random() * 4000, random() * 3000];
    const [u, v] = [column / 4000, row / 3000];
    return {
      pixel: [column, row],
      at: [
        440_000 + 0.5 * column + 0.1 * row + 60 * u * v + 20 * v * v + random(),
        4_694_000 - 0.5 * row + 0.1 * column - 40 * u * u + random(),
      ],
    };
  });
}

describe("a mapping", () => {
  it("goes from pixels to the ground and back, whatever the model", () => {
    const points = bentPoints(20, 4);
    const georeferences: Georeference[] = [
      upright,
      ...fittedModels.map((model): Georeference => ({
        type: "control-points",
        crs: utm,
        model,
        points,
        errorMetres: null,
      })),
    ];
    for (const georeference of georeferences) {
      const mapping = mappingOf(georeference);
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 4000, noNaN: true }),
          fc.double({ min: 0, max: 3000, noNaN: true }),
          (column, row) => {
            const [c, r] = mapping.toPixel(mapping.toCrs([column, row]));
            expect(Math.hypot(c - column, r - row)).toBeLessThan(1e-7);
            const [back, down] = mapping.pixelAt(mapping.toPosition([column, row]));
            expect(Math.hypot(back - column, down - row)).toBeLessThan(1e-6);
          },
        ),
        { numRuns: 100 },
      );
    }
  });

  it("refuses what has no inverse", () => {
    const flat: Georeference = { type: "transform", crs: utm, transform: [0, 1, 1, 0, 1, 1] };
    expect(() => mappingOf(flat)).toThrow(/transform.*inverse/);
    const unknown: Georeference = {
      type: "transform",
      crs: { name: "x", proj4: "+proj=x" },
      transform: [0, 1, 0, 0, 0, -1],
    };
    expect(() => mappingOf(unknown)).toThrow(/cannot be computed/);
  });

  it("says so where a bent model does not reach", () => {
    const points = bentPoints(20, 4).map(({ pixel: [column, row], at: [x, y] }): ControlPoint => ({
      pixel: [column, row],
      at: [x + 0.0001 * (column - 2000) ** 2, y],
    }));
    const mapping = mappingOf({
      type: "control-points",
      crs: utm,
      model: "second-order",
      points,
      errorMetres: null,
    });
    expect(() => mapping.toPixel([430_000, 4_694_000])).toThrow(/shows once/);
  });

  it("refuses positions that a projection cannot show", () => {
    const mapping = mappingOf({ type: "transform", crs: crsOfCode(3857), transform: [0, 1, 0, 0, 0, -1] });
    expect(() => mapping.pixelAt([0, 95])).toThrow(/can show/);
    const degrees = mappingOf({ type: "transform", crs: crsOfCode(4326), transform: [0, 1, 0, 80, 0, -1] });
    expect(() => degrees.toPosition([0, -20])).toThrow(/can show/);
  });

  it("measures pixels on the ground, not in the CRS", () => {
    const inUtm = mappingOf(upright).sampleDistanceMetres([100, 100]);
    expect(inUtm.acrossMetres).toBeCloseTo(0.5, 3);
    const mercator = mappingOf({
      type: "transform",
      crs: crsOfCode(3857),
      transform: [14_500_000, 1, 0, 5_200_000, 0, -1],
    });
    const { acrossMetres, alongMetres } = mercator.sampleDistanceMetres([0, 0]);
    const latitude = mercator.toPosition([0, 0])[1];
    expect(acrossMetres / Math.cos((latitude * Math.PI) / 180)).toBeCloseTo(1, 2);
    expect(alongMetres / acrossMetres).toBeCloseTo(1, 2);
  });

  it("finds the window of a box, cut to the picture", () => {
    const mapping = mappingOf(upright);
    const [west, north] = mapping.toPosition([100.2, 200.2]);
    const [east, south] = mapping.toPosition([110.7, 230.7]);
    const box = { west, south, east, north };
    const window = mapping.windowOf(box, 1000, 1000);
    expect(window?.column).toBeLessThanOrEqual(100);
    expect((window?.column ?? 0) + (window?.width ?? 0)).toBeGreaterThanOrEqual(111);
    expect(mapping.windowOf(box, 105, 205)).toMatchObject({ width: 105 - (window?.column ?? 0) });
    expect(mapping.windowOf({ west: west + 1, east: east + 1, south, north }, 1000, 1000)).toBeNull();
  });

  it("meets pictures whose longitudes count beyond 180", () => {
    const mapping = mappingOf({
      type: "transform",
      crs: crsOfCode(4326),
      transform: [190, 0.1, 0, 50, 0, -0.1],
    });
    expect(mapping.pixelAt([-169, 49])[0]).toBeCloseTo(10, 9);
  });

  it("turns outlines into pixels", () => {
    const mapping = mappingOf(upright);
    const ring = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 0],
    ].map(([c = 0, r = 0]) => mapping.toPosition([c, r]));
    const [[found] = []] = mapping.outlineInPixels([[ring]]);
    expect(found?.[2]?.[0]).toBeCloseTo(10, 6);
  });
});

const hasGdal = spawnSync("gdaltransform", ["--version"]).status === 0;
if (!hasGdal) console.log("mapping: gdaltransform is absent, fits are not judged");

describe.skipIf(!hasGdal)("fits to control points, judged by GDAL", () => {
  it.each([
    ["affine", ["-order", "1"]],
    ["second-order", ["-order", "2"]],
    ["thin-plate", ["-tps"]],
  ] as const)("%s gives the same coordinates", (model, options) => {
    const folder = mkdtempSync(join(tmpdir(), "yardwatch-points-"));
    try {
      const points = bentPoints(16, 9);
      const file = join(folder, "a.vrt");
      const list = points.map(
        ({ pixel: [column, row], at: [x, y] }) =>
          `<GCP Id="" Pixel="${column}" Line="${row}" X="${x}" Y="${y}"/>`,
      );
      writeFileSync(
        file,
        `<VRTDataset rasterXSize="4000" rasterYSize="3000"><GCPList Projection="EPSG:32652">${list.join("")}</GCPList><VRTRasterBand dataType="Byte" band="1"/></VRTDataset>`,
      );
      const random = uniform(1);
      const pixels = Array.from({ length: 200 }, () => [random() * 4000, random() * 3000] as const);
      const input = pixels.map(([column, row]) => `${column} ${row}\n`).join("");
      const said = execFileSync("gdaltransform", ["-output_xy", ...options, file], {
        input,
        encoding: "utf8",
      });
      const theirs = said
        .trim()
        .split("\n")
        .map((line) => line.split(" ").map(Number));
      const mapping = mappingOf({ type: "control-points", crs: utm, model, points, errorMetres: null });
      const errors = pixels.map((pixel, i) => {
        const [x, y] = mapping.toCrs(pixel);
        return Math.hypot(x - (theirs[i]?.[0] ?? Number.NaN), y - (theirs[i]?.[1] ?? Number.NaN)) / 0.5;
      });
      expect(Math.max(...errors)).toBeLessThan(1e-6);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
