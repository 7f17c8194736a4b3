import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "../../base/errors.ts";
import { capture } from "../../sites/simulated/capture.ts";
import { drawScene } from "../../sites/simulated/draw-scene.ts";
import { writeSimulated } from "./simulated-files.ts";

const folder = mkdtempSync(join(tmpdir(), "simulated-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gdal = spawnSync("gdalinfo", ["--version"]).status === 0;
if (!gdal) console.log("GDAL is absent: simulated files are not held against it");

const scene = drawScene({ widthMetres: 120, heightMetres: 120, occupancy: 0.8 }, 3);
const taken = capture(scene, { gsdMetres: 0.5, widthPixels: 200, heightPixels: 160, bands: "rgbn" }, 1);

describe("writeSimulated", () => {
  it.skipIf(!gdal)(
    "writes a COG that says that it is simulated, with the pixels and the place of the capture",
    async () => {
      const { picture, truth } = await writeSimulated(folder, "yard", taken);
      const info: {
        size: number[];
        geoTransform: number[];
        metadata: Record<string, Record<string, string>>;
      } = JSON.parse(execFileSync("gdalinfo", ["-json", picture], { encoding: "utf8" }));
      expect(info.size).toEqual([200, 160]);
      expect(info.geoTransform).toEqual([...taken.transform]);
      expect(info.metadata[""]?.["TIFFTAG_IMAGEDESCRIPTION"]).toContain("simulated by yardwatch");
      expect(info.metadata[""]?.["SIMULATED"]).toBe("yes");
      const value = execFileSync("gdallocationinfo", ["-valonly", picture, "57", "91"], { encoding: "utf8" });
      expect(value.trim().split("\n").map(Number)).toEqual(
        taken.raster.bands.map((band) => band[91 * 200 + 57]),
      );
      expect(readFileSync(truth, "utf8")).toContain('"simulated":true');
    },
  );

  it.skipIf(!gdal)("gives longitudes and latitudes that GDAL turns into the same pixels", () => {
    const cars = taken.truth.cars.slice(0, 5);
    expect(cars.length).toBeGreaterThan(1);
    const lines = cars.map(({ outline }) => `${outline[0]?.[0]} ${outline[0]?.[1]}`).join("\n");
    const out = execFileSync(
      "gdaltransform",
      ["-s_srs", "OGC:CRS84", "-t_srs", taken.crs.name, "-output_xy"],
      { input: lines, encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] },
    );
    out
      .trim()
      .split("\n")
      .forEach((line, i) => {
        const [x = 0, y = 0] = line.split(" ").map(Number);
        const [column, row] = cars[i]?.pixels[0] ?? [0, 0];
        expect((x - taken.transform[0]) / 0.5).toBeCloseTo(column, 3);
        expect((y - taken.transform[3]) / -0.5).toBeCloseTo(row, 3);
      });
  });

  it("lets JPEG alter the pixels a little, and only those of 8 bits", async () => {
    const plain = await writeSimulated(folder, "plain", taken);
    const jpeg = await writeSimulated(folder, "jpeg", taken, { jpegQuality: 60 });
    expect(jpeg.bytes).toBeLessThan(plain.bytes);
    const deep = capture(scene, { gsdMetres: 2, widthPixels: 32, heightPixels: 32, sampleType: "uint16" }, 1);
    await expect(writeSimulated(folder, "deep", deep, { jpegQuality: 60 })).rejects.toThrow(InputError);
    await expect(writeSimulated(folder, "plain", taken, { jpegQuality: 0 })).rejects.toThrow(InputError);
  });

  it("refuses names that are paths", async () => {
    await expect(writeSimulated(folder, "../out", taken)).rejects.toThrow(InputError);
    await expect(writeSimulated(folder, "", taken)).rejects.toThrow(InputError);
  });
});
