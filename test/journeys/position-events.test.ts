import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { uniform } from "../../src/base/random.ts";
import { sailing } from "../../src/movements/simulated/sailing.ts";
import { temporaryFolder } from "../made-case.ts";

const program = fileURLToPath(new URL("../../bin/yardwatch.js", import.meta.url));

function yardwatch(...args: string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly said: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  return { status, out: stdout, said: stderr };
}

const day = Date.UTC(2023, 9, 1);
const hourMs = 3_600_000;

const gone = 273_000_010;

/** Two shuttles between Rajin and Dunai and others around them; one shuttle is silent while it is at Rajin, one of the others for good after five hours. */
function reports(): string {
  const ships = Array.from({ length: 10 }, (_, i) =>
    sailing(
      {
        mmsi: 273_000_001 + i,
        fromMs: day,
        longitude: i < 2 ? 130.295 : 130.6 + 0.02 * i,
        latitude: i < 2 ? 42.225 + 0.004 * i : 42.2,
        legs:
          i < 2
            ? [
                { minutes: 600, knots: 0, course: 0 },
                { minutes: 590, knots: 10, course: 66 },
                { minutes: 200, knots: 0, course: 0 },
              ]
            : [
                { minutes: 690, knots: 8, course: 80 },
                { minutes: 690, knots: 8, course: 260 },
              ],
        everySeconds: 120,
      },
      uniform(i + 1),
    ),
  ).flat();
  return ships
    .filter((f) => f.mmsi !== 273_000_002 || f.at < day + hourMs || f.at >= day + 8 * hourMs)
    .filter((f) => f.mmsi !== gone || f.at < day + 5 * hourMs)
    .map(
      (f) =>
        `${JSON.stringify({
          mmsi: f.mmsi,
          at: new Date(f.at).toISOString(),
          longitude: Number(f.longitude.toFixed(6)),
          latitude: Number(f.latitude.toFixed(6)),
          speed_knots: Number((f.speed ?? 0).toFixed(1)),
          course_degrees: Number((f.course ?? 0).toFixed(1)),
          status: f.status,
          ...(f.mmsi === gone ? { name: "=\u001b[2J<b>GONE" } : {}),
        })}\n`,
    )
    .join("");
}

test("from reports and a list of ports to visits, gaps and reception, as tables, JSON and files", () => {
  const folder = join(temporaryFolder(), "case");
  const at = (...args: string[]) => yardwatch(...args, "--case", folder);
  expect(yardwatch("case", "init", folder).status).toBe(0);
  const none = at("ais", "gaps");
  expect(none.status).toBe(2);
  expect(none.said).toContain("ais import");

  const [lines, list] = [join(folder, "..", "reports.jsonl"), join(folder, "..", "ports.csv")];
  writeFileSync(lines, reports());
  writeFileSync(list, 'port,name,country,kind,longitude,latitude\nrajin,"=Rajin",PRK,port,130.295,42.225\n');
  expect(at("ais", "import", lines).status).toBe(0);
  expect(at("port", "import", list).status).toBe(0);

  const visits = JSON.parse(at("ais", "visits", "--place", "rajin", "--json").out) as {
    readonly total: number;
    readonly visits: readonly {
      readonly mmsi: number;
      readonly unheardMinutes: number;
      readonly entryUnseen: boolean;
    }[];
  };
  expect(visits.total).toBe(2);
  expect(visits.visits.map((v) => [v.mmsi, v.unheardMinutes > 300, v.entryUnseen])).toEqual([
    [273_000_001, false, true],
    [273_000_002, true, true],
  ]);
  const csv = join(folder, "..", "visits.csv");
  expect(at("ais", "visits", "--out", csv).status).toBe(0);
  const [header, ...rows] = Papa.parse<string[]>(readFileSync(csv, "utf8").trimEnd()).data;
  expect(header?.slice(0, 8)).toEqual([
    "name",
    "from",
    "to",
    "longitude",
    "latitude",
    "mmsi",
    "ship_name",
    "place",
  ]);
  expect(rows.map((r) => r[8])).toEqual(["'=Rajin", "'=Rajin"]);

  const kml = join(folder, "..", "gaps.kml");
  const gaps = at("ais", "gaps", "--out", kml);
  expect(gaps.status).toBe(0);
  expect(gaps.out).toMatch(/273000002 .* heard +>?\d/);
  expect(readFileSync(kml, "utf8")).toContain('<Data name="mmsi"><value>273000002</value></Data>');
  const open = at("ais", "gaps", "--open", "--gap-hours", "8");
  expect(open.out).toMatch(new RegExp(`${gone} .*GONE.* not heard again .* gap: not heard again`));
  expect(open.out).toMatch(/^1 gap$/m);
  expect(open.out).not.toContain("\u001b");
  expect(readFileSync(kml, "utf8")).not.toContain("<b>GONE");
  expect(at("ais", "gaps", "--gap-hours", "8", "--box", "140,40,141,41").out).toContain("0 gaps");
  expect(at("ais", "gaps", "--box", "140,41,141,40").status).toBe(2);
  expect(at("ais", "gaps", "--kind", "dark").status).toBe(2);

  expect(at("ais", "tracks").out).toContain("of 10 identities; none doubted");
  expect(at("ais", "tracks", "--proposals").out).toContain("0 proposals");
  expect(at("ais", "meetings").status).toBe(0);
  expect(at("ais", "loitering").status).toBe(0);
  const asked = ["ais", "reception", "--at", "2023-10-01T06:00Z"];
  const within = "131,42.26";
  expect(at(...asked, "--place", within).out).toMatch(
    /within 60 minutes, with its 90 % interval: class A >?\d+\.\d % \(\d+\.\d % to \d+\.\d %\), class B /,
  );
  expect(at(...asked, "--place", within).out).toMatch(
    /a verdict on a sighting there and then \(class A, within 30 minutes, by the reports of 12 hours around\): (?:>?\d|cannot tell, as )/,
  );
  const { classA, intervals } = JSON.parse(at(...asked, "--place", within, "--json").out) as {
    readonly classA: number;
    readonly intervals: { readonly classA: { readonly low: number; readonly high: number } };
  };
  expect(intervals.classA.low).toBeLessThan(classA);
  expect(intervals.classA.high).toBeGreaterThanOrEqual(classA);
  const far = at(...asked, "--place", "150,42").out;
  expect(far).toContain("cannot tell: nobody was heard near there");
  expect(far).toContain("cannot tell, as nobody at all was heard near there within five minutes");
  expect(at(...asked).status).toBe(2);
  // A time without its offset, or of a whole month, is no time of a picture.
  for (const time of ["2023-10-01T06:00", "2023-10"]) {
    const vague = at("ais", "reception", "--place", "131,42.26", "--at", time);
    expect(vague.status).toBe(2);
    expect(vague.said).toContain("--at");
  }
  // That a place is not known is another answer than that nobody came.
  for (const more of [[], ["--waiting"]]) {
    const nowhere = at("ais", "visits", "--place", "atlantis", ...more);
    expect(nowhere.status).toBe(2);
    expect(nowhere.said).toContain('--place: found "atlantis"');
  }
  expect(at("ais", "visits", "--place", "RAJIN", "--waiting").status).toBe(0);
  expect(at("ais", "reception").out).toContain("cells");
  expect(at("case", "verify").status).toBe(0);
});

// What the kernel shows of itself lets nobody make a folder in it, root neither.
test.runIf(process.platform === "linux")(
  "a case that may only be read is answered from, and that nothing was kept is said",
  () => {
    const folder = join(temporaryFolder(), "case");
    const at = (...args: string[]) => yardwatch(...args, "--case", folder);
    const lines = join(folder, "..", "reports.jsonl");
    writeFileSync(lines, reports());
    expect(at("case", "init", folder).status).toBe(0);
    expect(at("ais", "import", lines).status).toBe(0);
    const kept = at("ais", "gaps").out;
    const derived = join(folder, "positions", "derived");
    rmSync(derived, { recursive: true });
    symlinkSync("/sys", derived);
    const said =
      "This was worked out and not kept, since the case may only be read here: who asks again waits again.";
    const gaps = at("ais", "gaps");
    expect([gaps.status, gaps.out]).toEqual([0, `${kept}${said}\n`]);
    for (const verb of ["tracks", "visits", "meetings", "loitering", "reception"]) {
      const answer = at("ais", verb);
      expect([verb, answer.status, answer.out.endsWith(`${said}\n`)]).toEqual([verb, 0, true]);
    }
    const place = ["--at", "2023-10-01T06:00Z", "--place", "131,42.26"];
    expect(JSON.parse(at("ais", "reception", ...place, "--json").out)).toMatchObject({ notKept: said });
    expect(readdirSync("/sys").filter((name) => name.startsWith("analysis"))).toEqual([]);
  },
);
