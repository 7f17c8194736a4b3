import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { DOMParser } from "@xmldom/xmldom";
import { describe, expect, test } from "vitest";
import { literal, openDuck } from "../../src/system/positions/duck.ts";
import { temporaryFolder } from "../made-case.ts";

const program = fileURLToPath(new URL("../../bin/yardwatch.js", import.meta.url));
const published = fileURLToPath(new URL("../../../shared/data/ais/", import.meta.url));

function yardwatch(...args: string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly said: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  return { status, out: stdout, said: stderr };
}

function madeCase(): string {
  const folder = join(temporaryFolder(), "case");
  expect(yardwatch("case", "init", folder).status).toBe(0);
  return folder;
}

const hostile = '=cmd|"/c x"!A1 <script>alert(1)</script>&\u202e\u0007]]>';

describe("position reports on the command line", () => {
  test("a workbench that read position reports ends when it is told to", async () => {
    const folder = madeCase();
    const source = join(temporaryFolder(), "reports.json");
    writeFileSync(source, `{"mmsi":257000001,"at":"2025-01-01T00:00:10Z","longitude":5,"latitude":60}\n`);
    expect(yardwatch("ais", "import", source, "--case", folder).status).toBe(0);
    // A ship that said nothing of itself is known by its analysed reports.
    expect(yardwatch("ais", "gaps", "--case", folder).status).toBe(0);
    const child = spawn(process.execPath, [program, "serve", "--case", folder, "--port", "0"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const ended = once(child, "close");
    try {
      let url = "";
      for await (const line of createInterface({ input: child.stdout })) {
        url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? "";
        if (url !== "") break;
      }
      const ships = await fetch(`${url}/api/movements/ships?from=1735689600000&to=1735776000000`);
      expect(await ships.text()).toContain("257000001");
      child.kill("SIGINT");
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill("SIGKILL");
    }
  }, 60_000);

  test("imported, listed, and exported with hostile names made harmless; every export leads back", () => {
    const folder = madeCase();
    const source = join(temporaryFolder(), "reports.json");
    const at = (i: number) => new Date(Date.UTC(2025, 0, 1) + i * 60_000).toISOString();
    const lines = [
      ...Array.from({ length: 5 }, (_, i) => ({
        mmsi: 257000001,
        at: at(i),
        longitude: 179.98 + i / 100 - (i > 1 ? 360 : 0),
        latitude: 10,
        speed_knots: 8.25,
        name: hostile,
      })),
      { mmsi: 257000002, at: at(0), longitude: 5, latitude: 60, name: "QUIET@@@@@@@@@@@@@@@" },
    ];
    writeFileSync(source, lines.map((l) => `${JSON.stringify(l)}\n`).join(""));
    const imported = yardwatch("ais", "import", source, "--case", folder, "--json");
    expect(JSON.parse(imported.out)).toMatchObject({
      reports: 6,
      added: 6,
      import: { format: "json-lines", refused: {} },
    });
    expect(yardwatch("ais", "show", "--case", folder).out).toContain("2025-01-01");
    const ships = yardwatch("ais", "show", "--ships", "--case", folder).out;
    expect(ships).toContain("QUIET");
    expect(ships).not.toMatch(/[\u202e\u0007]/);
    const out = (name: string, ...more: string[]) => {
      const path = join(folder, "..", name);
      const { status, out: text } = yardwatch("ais", "show", "--out", path, "--case", folder, ...more);
      expect(status).toBe(0);
      return { path, text, content: readFileSync(path, "utf8") };
    };
    const geojson = out("a.geojson");
    expect(geojson.text).not.toContain("not in it");
    expect(geojson.content).not.toContain("<");
    const features = JSON.parse(geojson.content);
    expect(features.features[0].geometry.coordinates.map((part: unknown[]) => part.length)).toEqual([2, 3]);
    expect(features.features[0].geometry.type).toBe("MultiLineString");
    expect(features.features[0].properties.name).toContain("<script>");
    expect(geojson.content).not.toMatch(/[\u202e\u0007]/);
    const kml = out("a.kml").content;
    const document = new DOMParser().parseFromString(kml, "text/xml");
    const names = [...document.getElementsByTagName("name")].map((n) => n.textContent ?? "");
    expect(names.join()).not.toContain("<");
    expect(names[2]).toBe("QUIET (257000002)");
    expect(kml).not.toMatch(/[\u202e\u0007]/);
    const csv = out("a.csv", "--limit", "4");
    expect(csv.text).toContain("2 more are left out");
    expect(csv.content.split("\n")).toHaveLength(6);
    for (const name of ["a.csv", "a.parquet"]) {
      const { path, text } = out(name);
      // Who makes a case of it must know what is not in it.
      expect(text).toContain("names, ship numbers and lengths that were sent are not in it");
      const other = madeCase();
      expect(yardwatch("ais", "import", path, "--case", other).status).toBe(0);
      const day = "positions/2025-01-01.parquet";
      expect(readFileSync(join(other, day)).equals(readFileSync(join(folder, day)))).toBe(true);
    }
    expect(yardwatch("ais", "show", "--out", "a.doc", "--case", folder).status).toBe(2);
    const nowhere = yardwatch("ais", "show", "--out", join(folder, "none", "a.csv"), "--case", folder);
    expect(nowhere.status).toBe(1);
    expect(nowhere.said).toMatch(/a\.csv could not be written: ENOENT/);
    expect(nowhere.said).not.toContain("fault of the program");
    const days = (...more: string[]) => yardwatch("ais", "show", "--case", folder, ...more);
    expect(days("--from", "2025-01-01T12:00Z").out).toContain("1 day, 6 reports");
    expect(days("--from", "2025-01-02").out).toContain("no position reports of this time; 1 other day");
    expect(days("--from", "2025-01-02", "--to", "2025-01-01").said).toContain("a time after --from");
    expect(days("--from", "2025-01-01T12:00").said).toContain("with its offset");
    expect(yardwatch("ais", "show", "--box", "1,2,3", "--case", folder).status).toBe(2);
    expect(yardwatch("case", "verify", "--case", folder).out).toContain("2 files of position reports");
  }, 120_000);

  test("a feed that is interrupted by Ctrl-C keeps what came", async () => {
    const folder = madeCase();
    const child = spawn(
      process.execPath,
      [program, "ais", "import", "-", "--every-seconds", "1", "--case", folder],
      {
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
    const said = createInterface(child.stderr);
    const report = (i: number) =>
      `{"mmsi":257000001,"at":"2025-01-01T00:00:${10 + i}Z","longitude":5,"latitude":60}\n`;
    child.stdin.write(report(1) + report(2));
    const [first] = await once(said, "line");
    expect(first).toContain("on record: 2 reports, 2 of them new");
    child.stdin.write(report(3));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill("SIGINT");
    // As from a terminal where an older Node hands the key on: it comes twice.
    await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGINT");
    let out = "";
    child.stdout.on("data", (piece) => (out += String(piece)));
    const [code] = await once(child, "close");
    expect(code).toBe(0);
    expect(out).toContain("3 reports of 2025-01-01");
    expect(yardwatch("ais", "show", "--case", folder).out).toContain("1 day, 3 reports");
    expect(yardwatch("case", "verify", "--case", folder).status).toBe(0);
  }, 60_000);

  test.skipIf(!existsSync(published))(
    "a published day as CSV and as Parquet is the same in the case, to the byte",
    async () => {
      const parquet = join(temporaryFolder(), "los-angeles.parquet");
      const engine = await openDuck({ memory: "500MB", threads: 2, temporary: `${parquet}.aside` });
      const connection = await engine.connect();
      await connection.run(
        `COPY (SELECT * FROM read_parquet(${literal(join(published, "noaa-2020-01-01.parquet"))})
         WHERE LAT BETWEEN 33.3 AND 34.1 AND LON BETWEEN -118.8 AND -117.7) TO ${literal(parquet)}`,
      );
      engine.closeSync();
      const [byCsv, byParquet] = [madeCase(), madeCase()];
      const csv = join(published, "noaa-los-angeles-2020-01-01.csv.gz");
      for (const [folder, path] of [
        [byCsv, csv],
        [byParquet, parquet],
      ] as const) {
        const { out } = yardwatch("ais", "import", path, "--case", folder, "--json");
        expect(JSON.parse(out)).toMatchObject({ reports: 168_000, added: 168_000, import: { refused: {} } });
      }
      for (const day of ["positions/2020-01-01.parquet", "positions/statements/2020-01-01.parquet"])
        expect(readFileSync(join(byParquet, day)).equals(readFileSync(join(byCsv, day)))).toBe(true);
    },
    120_000,
  );
});
