import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { capture, type Capture } from "../../src/sites/simulated/capture.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { writeSimulated } from "../../src/system/pictures/simulated-files.ts";

const launcher = fileURLToPath(new URL("../../bin/yardwatch.js", import.meta.url));

let folder: string;
let yard: Capture;
const at = (name: string): string => join(folder, name);

interface Proposed {
  readonly features: readonly {
    readonly properties: { readonly id: string; readonly quality: number; readonly picture: string };
    readonly geometry: { readonly coordinates: readonly (readonly [number, number])[] };
  }[];
}

function yardwatch(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args, "--case", at("case")], {
    encoding: "utf8",
    cwd: folder,
  });
  return { status, stdout, stderr };
}

/** A square around a place, as an outline of an area. */
function square(lon: number, lat: number, metres: number): readonly (readonly [number, number])[] {
  const [dx, dy] = [metres / 81_000, metres / 111_000];
  return [
    [lon - dx, lat - dy],
    [lon + dx, lat - dy],
    [lon + dx, lat + dy],
    [lon - dx, lat + dy],
    [lon - dx, lat - dy],
  ];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-propose-"));
  const scene = drawScene(
    { kind: "rail-yard", widthMetres: 250, heightMetres: 250, tracks: 5, tarpedCars: 30, gauge: "1520" },
    910_003,
  );
  yard = capture(scene, { gsdMetres: 0.5, sunAzimuth: 160, sunElevation: 42 }, 7);
  await writeSimulated(folder, "yard", yard);
  await writeSimulated(folder, "coarse", capture(scene, { gsdMetres: 1.3 }, 7));
  const site = (id: string, name: string, coordinates: readonly [number, number]) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates },
    properties: { record: "site", site: id, name, utc_offset: "+10:00" },
  });
  const area = (of: string, ring: readonly (readonly [number, number])[]) => ({
    type: "Feature",
    geometry: { type: "Polygon", coordinates: [ring] },
    properties: {
      record: "area",
      site: of,
      area: `${of}-outline`,
      name: of,
      role: "yard",
      approximate: false,
      basis: "Drawn.",
    },
  });
  writeFileSync(
    at("places.geojson"),
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        site("yard", "Yard", [131, 43]),
        area("yard", square(131, 43, 110)),
        site("far", "Far", [131.1, 43]),
        area("far", square(131.1, 43, 100)),
        site("half", "Half", [131, 43.001]),
        area("half", square(131, 43.0012, 110)),
      ],
    }),
  );
  expect(yardwatch("case", "init", at("case"), "--title", "Yard").status).toBe(0);
  expect(yardwatch("site", "add", at("places.geojson")).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a picture becomes a look, proposals, tracks that a person accepted, and only then a count", () => {
  const added = yardwatch(
    "look",
    "add",
    at("yard.tif"),
    "--site",
    "yard",
    "--taken-at",
    "2023-10-05",
    "--json",
  );
  expect(added.status).toBe(0);
  const look =
    /"lookId": ?"([^"]+)"/.exec(added.stdout)?.[1] ?? /yard\.2023-10-05[.\w]*/.exec(added.stdout)?.[0] ?? "";
  const out = at("proposed.geojson");
  const proposed = yardwatch("site", "tracks-propose", look, "--site", "yard", "--out", out);
  expect(proposed.stderr).toBe("");
  expect(proposed.status).toBe(0);
  expect(proposed.stdout).toContain("they are proposals");
  const { features } = JSON.parse(readFileSync(out, "utf8")) as Proposed;
  expect(features.filter((f) => f.properties.quality >= 0.6).length).toBeGreaterThanOrEqual(4);
  expect(features.map((f) => f.properties.quality)).toEqual(
    features.map((f) => f.properties.quality).toSorted((a, b) => b - a),
  );
  expect(features.every((f) => f.properties.picture === `look ${look}`)).toBe(true);

  // Nothing that is only proposed is counted along.
  const early = yardwatch("count", look, "--site", "yard");
  expect(early.status).toBe(2);
  expect(early.stderr).toMatch(/centre lines/);
  expect(yardwatch("site", "tracks-accept", out, "--site", "yard").status).toBe(2);

  const accepted = yardwatch("site", "tracks-accept", out, "--site", "yard", "--by", "A. Nalyst");
  expect(accepted.stderr).toBe("");
  expect(accepted.stdout).toContain("accepted by A. Nalyst");
  const shown = yardwatch("site", "show", "yard", "--format", "geojson");
  expect(shown.stdout).toMatch(
    /proposed by the program from look .*, quality \d\.\d\d; accepted by A\. Nalyst/,
  );
  const counted = yardwatch("count", look, "--site", "yard", "--json");
  expect(counted.status).toBeLessThan(2);
  expect(counted.stdout).toMatch(/"best"/);
  expect(yardwatch("case", "verify").status).toBe(0);
});

it.each([
  [
    "a picture that is not there",
    ["missing.tif", "--site", "yard"],
    /missing\.tif.*a file that exists, or a look/s,
  ],
  ["an outline beside the picture", ["yard.tif", "--site", "far"], /a picture that shows it/],
  ["too coarse a picture", ["coarse.tif", "--site", "yard"], /1\.30 m .*up to 1 m/s],
  ["an area that is not there", ["yard.tif", "--site", "yard", "--area", "gone"], /an area of the site/],
])("%s is refused with the reason, and leaves no file", (_, [picture = "", ...rest], reason) => {
  const out = at("refused.geojson");
  const { status, stderr } = yardwatch("site", "tracks-propose", picture, ...rest, "--out", out);
  expect(status).toBe(2);
  expect(stderr).toMatch(reason);
  expect(existsSync(out)).toBe(false);
});

it("an outline that the picture shows in part is searched in part, and that is said", () => {
  const { status, stdout } = yardwatch(
    "site",
    "tracks-propose",
    "yard.tif",
    "--site",
    "half",
    "--out",
    at("half.geojson"),
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/shows \d+ % of the outline; the rest was not searched/);
});
