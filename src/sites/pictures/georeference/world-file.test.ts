import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { affineOfWorldFile, worldFileNames, worldFileText } from "./world-file.ts";
import type { Affine } from "./georeference.ts";

const hasGdal = spawnSync("gdalinfo", ["--version"]).status === 0;
if (!hasGdal) console.log("world-file: gdalinfo is absent, nothing is judged");

describe("world files", () => {
  it("belong to the centre of the top left pixel, the answer to its corner", () => {
    expect(affineOfWorldFile("0.5\n0\n0\n-0.5\n100.25\n199.75\n", "a.pgw")).toEqual([
      100, 0.5, 0, 200, 0, -0.5,
    ]);
  });

  it("are read with Windows line ends, a byte order mark, decimal commas and Fortran's exponents", () => {
    expect(affineOfWorldFile("\uFEFF0,5\r\n0\r\n0\r\n-5.0D-1\r\n100.25\r\n199.75", "a.pgw")).toEqual([
      100, 0.5, 0, 200, 0, -0.5,
    ]);
  });

  it("name the lines that are wrong", () => {
    expect(() => affineOfWorldFile("1\n0\nzero\n-1\n5\n", "a.pgw")).toThrow(
      /line 3.*"zero"[^]*line 6.*nothing/,
    );
    expect(() => affineOfWorldFile("1\n0\n0\n-1\n5\n5\n7\n", "a.pgw")).toThrow(/line 7/);
    expect(() => affineOfWorldFile("1\n1\n1\n1\n5\n5\n", "a.pgw")).toThrow(/lines 1 to 4/);
  });

  it("come back as they were written", () => {
    const part = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(part, part, part, part, part, part), (numbers) => {
        const affine: Affine = numbers;
        const [, a, b, , d, e] = affine;
        fc.pre(Math.abs(a * e - b * d) > 1e-3);
        const back = affineOfWorldFile(worldFileText(affine), "a.pgw");
        for (const [i, value] of affine.entries())
          expect(Math.abs((back[i] ?? 0) - value)).toBeLessThan(1e-9);
      }),
    );
  });

  it("have the usual names", () => {
    expect(worldFileNames("/a/b.c/yard.png")).toEqual([
      "/a/b.c/yard.pgw",
      "/a/b.c/yard.pngw",
      "/a/b.c/yard.wld",
    ]);
    expect(worldFileNames("YARD.JPG")).toEqual(["YARD.JGW", "YARD.JPGW", "YARD.WLD"]);
    expect(worldFileNames("yard.tif")[0]).toBe("yard.tfw");
  });

  it.skipIf(!hasGdal)("are read as GDAL reads them, with turns", () => {
    const folder = mkdtempSync(join(tmpdir(), "yardwatch-world-"));
    try {
      const text = "0.433\n0.25\n0.25\n-0.433\n500000.125\n4694000.375\n";
      writeFileSync(join(folder, "a.asc"), "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n7\n");
      execFileSync("gdal_translate", [
        "-q",
        "-of",
        "PNG",
        "-ot",
        "Byte",
        join(folder, "a.asc"),
        join(folder, "b.png"),
      ]);
      rmSync(join(folder, "b.png.aux.xml"), { force: true });
      writeFileSync(join(folder, "b.pgw"), text);
      const info = JSON.parse(
        execFileSync("gdalinfo", ["-json", join(folder, "b.png")], { encoding: "utf8" }),
      ) as {
        readonly geoTransform: readonly number[];
      };
      expect(readFileSync(join(folder, "b.pgw"), "utf8")).toBe(text);
      for (const [i, value] of affineOfWorldFile(text, "b.pgw").entries())
        expect(value).toBeCloseTo(info.geoTransform[i] ?? Number.NaN, 9);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
