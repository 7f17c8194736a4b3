import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { madeAssets } from "./made-items.ts";
import { madePosition } from "./made-pictures.ts";
import { pullMade, startMadeServer } from "./made-catalogue.ts";

const hasGdal = spawnSync("gdallocationinfo", ["--version"]).status === 0;
if (!hasGdal) console.log("clip-by-gdal: skipped, gdallocationinfo (gdal-bin) is not at hand");

/** Values of all bands at positions, by GDAL. */
function valuesAt(file: string, positions: readonly (readonly [number, number])[]): number[][] {
  const input = positions.map(([longitude, latitude]) => `${longitude} ${latitude}`).join("\n");
  const child = spawnSync("gdallocationinfo", ["-valonly", "-wgs84", file], { input, encoding: "utf8" });
  const values = child.stdout.trim().split(/\s+/).map(Number);
  const each = values.length / positions.length;
  return positions.map((_, i) => values.slice(i * each, (i + 1) * each));
}

it.skipIf(!hasGdal)(
  "GDAL finds in a clip what it finds at the same places of the files it was cut from",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "yardwatch-judge-"));
    const server = await startMadeServer(1);
    try {
      const positions = Array.from({ length: 12 }, (_, i) => madePosition(51.5 + 3 * i, 52.5 + 2 * i));
      const originals = madeAssets.map((asset) => {
        const path = join(folder, `${asset}.tif`);
        writeFileSync(path, server.fileOf(0, asset));
        return valuesAt(path, positions);
      });
      let clip: number[][] = [];
      await pullMade(server.url, join(folder, "work"), (result) => {
        clip = valuesAt(result.clipPath ?? "", positions);
        return Promise.resolve();
      });
      expect(clip.length).toBe(12);
      for (const [i, values] of clip.entries()) expect(values).toEqual(originals.map((each) => each[i]?.[0]));
    } finally {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
