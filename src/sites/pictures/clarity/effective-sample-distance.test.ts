import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { capture } from "../../simulated/capture.ts";
import { drawScene } from "../../simulated/draw-scene.ts";
import { effectiveSampleDistance } from "./effective-sample-distance.ts";

const folder = "../shared/data/optical/naip";
const judge = existsSync(folder) && spawnSync("gdalwarp", ["--version"]).status === 0;
if (!judge) console.log(`${folder} or gdalwarp is not here: real resampled pictures are not tested`);

const taken = (nativeGsdMetres: number, seed: number) => {
  const scene = drawScene({ widthMetres: 200, heightMetres: 200 }, seed);
  const { raster } = capture(
    scene,
    { gsdMetres: 0.5, nativeGsdMetres, widthPixels: 384, heightPixels: 384 },
    seed,
  );
  return effectiveSampleDistance(raster.bands[1] ?? [], 384, 384, 0.5);
};

describe("effectiveSampleDistance", () => {
  it.for([0.5, 0.65, 0.81, 1])("finds a picture of 0.5 m that was taken at %d m", (native) => {
    expect(Math.abs((taken(native, 1).metres ?? 0) / native - 1)).toBeLessThan(0.15);
  });

  it("says nothing of an even picture or a very small one", () => {
    expect(effectiveSampleDistance(new Uint8Array(128 * 128).fill(7), 128, 128, 3).metres).toBeNull();
    expect(effectiveSampleDistance(new Uint8Array(32 * 32), 32, 32, 3).metres).toBeNull();
    expect(() => effectiveSampleDistance([1, 2, 3], 2, 2, 1)).toThrow(RangeError);
  });

  it.skipIf(!judge)(
    "finds real pictures that GDAL enlarged, and leaves the real ones at their grid",
    async () => {
      const made = mkdtempSync(join(tmpdir(), "sample-distance-"));
      try {
        for (const name of ["claremont_2016_67", "long_beach_2018_90"]) {
          const source = `${folder}/${name}.tif`;
          const { data } = await sharp(source).extractChannel(1).raw().toBuffer({ resolveWithObject: true });
          expect(effectiveSampleDistance(data, 256, 256, 0.6).metres).toBe(0.6);
          for (const [kernel, factor] of [
            ["near", 1.62],
            ["bilinear", 1.3],
            ["cubic", 2],
            ["cubic", 2.5],
          ] as const) {
            const side = Math.round(256 * factor);
            const file = join(made, `${name}-${kernel}-${side}.raw`);
            spawnSync("gdalwarp", [
              "-q",
              "-of",
              "ENVI",
              "-r",
              kernel,
              "-ts",
              `${side}`,
              `${side}`,
              source,
              file,
            ]);
            // GDAL writes the bands one after the other.
            const pixels = readFileSync(file).subarray(side * side, 2 * side * side);
            const { metres } = effectiveSampleDistance(pixels, side, side, 0.6 / factor);
            expect(Math.abs((metres ?? 0) / 0.6 - 1), `${name} ${kernel} ${factor}`).toBeLessThan(0.15);
          }
        }
      } finally {
        rmSync(made, { recursive: true });
      }
    },
  );
});
