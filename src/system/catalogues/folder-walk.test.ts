import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { quickNetwork } from "../../../test/catalogue/made-catalogue.ts";
import { DamageError, InputError } from "../../base/errors.ts";
import { readFootprint } from "../../sites/pictures/supply/footprint.ts";
import type { FoundItem } from "./catalogue.ts";
import { readCatalogues } from "./configuration.ts";
import type { DescribeFile } from "./folder-walk.ts";
import { openCatalogue } from "./open-catalogue.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

it("every picture of a folder becomes an item or is refused, with its sidecars and without the time of the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-folder-"));
  folders.push(folder);
  mkdirSync(join(folder, "2023"));
  for (const name of [
    "a.tif",
    "b.png",
    "b.pgw",
    "b.png.aux.xml",
    "notes.txt",
    "2023/c.JPG",
    "2023/damaged.tif",
  ])
    writeFileSync(join(folder, name), "x");
  const told: string[][] = [];
  const describeFile: DescribeFile = (path, sidecars) => {
    told.push(sidecars.map((s) => s.slice(folder.length + 1)));
    if (path.endsWith("damaged.tif")) return Promise.reject(new DamageError("damaged.tif is cut", []));
    const footprint = readFootprint(null, [130, 42, 131, 43]);
    return Promise.resolve({
      footprint: path.endsWith("JPG") || !footprint.ok ? null : footprint.footprint,
      takenAt: null,
    });
  };
  const [settings] = readCatalogues("test", { mine: { kind: "folder", address: folder } });
  if (settings === undefined) throw new Error("no settings");
  const network = quickNetwork();
  await expect(openCatalogue(settings, { network })).rejects.toThrow(InputError);
  const catalogue = await openCatalogue(settings, {
    network,
    describeFile,
    openFile: () => Promise.reject(new Error("not needed")),
  });
  const found: FoundItem[] = [];
  const boxes = [{ west: 130.1, south: 42.1, east: 130.2, north: 42.2 }];
  for await (const item of catalogue.search({ boxes, fromMs: 0, toMs: 1 })) found.push(item);
  network.close();
  expect(
    found.map((f) => (f.type === "item" ? f.item.id : f.type === "refused" ? `${f.id}: ${f.reason}` : "")),
  ).toEqual([
    "a.tif",
    "b.png",
    "2023/c.JPG: the file does not say where it lies; give it control points or a world file",
    "2023/damaged.tif: damaged.tif is cut",
  ]);
  expect(told[1]).toEqual(["b.pgw", "b.png.aux.xml"]);
  expect(found[0]?.type === "item" && found[0].item.takenAt).toBeNull();
});
