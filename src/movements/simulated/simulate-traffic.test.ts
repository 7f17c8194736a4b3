import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sphereMetres } from "../../base/geodesy/sphere.ts";
import { isWithin } from "../../base/geometry/within.ts";
import type { Fault } from "../../base/errors.ts";
import { readerFor, type Table } from "../../base/table/table.ts";
import { createSentenceReader } from "../ais/sentences/reader.ts";
import { fixedTable } from "../fixed/fixed-table.ts";
import { sceneOf, scenesTable } from "../sightings/scenes-table.ts";
import { sightingOf } from "../sightings/sighting-of-row.ts";
import { sightingsTable } from "../sightings/sightings-table.ts";
import { displacementOf } from "../matching/displacement.ts";
import { knownDigits } from "../vessels/flag-digits.ts";
import { circleRadiusMetres, stations } from "./sea-area.ts";
import { simulateTraffic } from "./simulate-traffic.ts";
import { trafficFiles } from "./traffic-files.ts";
import { heardAnywhere } from "./transmitted.ts";

const fromMs = Date.UTC(2023, 8, 1);
const traffic = simulateTraffic({ seed: 11, fromMs, hours: 72 });
const { truth, ways } = traffic;

function reportsOf({ lines }: { lines: readonly string[] }) {
  const reader = createSentenceReader();
  reader.push(Buffer.from(lines.join("\n")));
  reader.end();
  return { ...reader.take(), counts: reader.counts(), receivers: reader.receivers };
}
const heard = reportsOf(traffic);

/** Rows of the reports of an identity. */
const rowsOf = (mmsi: number | null): number[] =>
  [...heard.fixes.mmsi.keys()].filter((i) => heard.fixes.mmsi[i] === mmsi);
const at = (row: number): number => heard.fixes.at[row] ?? Number.NaN;
const placeOf = (row: number): [number, number] => [
  heard.fixes.longitude[row] ?? 0,
  heard.fixes.latitude[row] ?? 0,
];
const mmsiOf = (ship: string): number | null => truth.ships.find((s) => s.id === ship)?.mmsi ?? null;
/** Metres between what a row reports and where a ship truly was. */
function offTruth(row: number, ship: string): number {
  const state = ways.get(ship)?.at(at(row)) ?? null;
  return state === null ? Number.NaN : sphereMetres(...placeOf(row), ...state.position);
}

describe("simulated traffic", () => {
  it("is the same for the same seed, and another for another", () => {
    const again = simulateTraffic({ seed: 11, fromMs, hours: 72 });
    expect(again.lines).toEqual(traffic.lines);
    expect(again.sightings).toEqual(traffic.sightings);
    expect(again.truth).toEqual(truth);
    expect(simulateTraffic({ seed: 12, fromMs, hours: 48, ships: 0, boats: 0 }).lines).not.toEqual(
      traffic.lines,
    );
  });

  it("is labelled, under identities that no administration gives", () => {
    expect(traffic.simulated).toBe(true);
    for (const { name, mmsi } of truth.ships) {
      expect(name).toMatch(/^SIM /);
      if (mmsi !== null) expect(knownDigits.has(Math.floor(mmsi / 1_000_000))).toBe(false);
    }
    expect(
      traffic.scenes.every((s) => s.source.includes("simulated") && s.platform.includes("simulated")),
    ).toBe(true);
    expect(traffic.sightings.every((s) => s.by === "simulated")).toBe(true);
    expect([...heard.receivers].every((name) => name.startsWith("simulated-"))).toBe(true);
  });

  it("gives sentences of which none is refused, in order of time", () => {
    expect(Object.values(heard.counts.refused).reduce((a, b) => a + b)).toBe(0);
    expect(heard.fixes.length).toBeGreaterThan(30_000);
    expect(heard.fixes.at.every((ms, i) => i === 0 || ms >= (heard.fixes.at[i - 1] ?? 0))).toBe(true);
    expect(heard.fixes.at.every((ms) => ms >= fromMs && ms < traffic.toMs + 5000)).toBe(true);
    const named = new Set(heard.statements.map((s) => s.name));
    for (const { name, mmsi } of truth.ships)
      // Who only passes far from the receivers is not heard at all.
      if (mmsi === null || rowsOf(mmsi).length > 50) expect(named.has(name)).toBe(mmsi !== null);
    expect(named.size).toBeGreaterThan(18);
  });

  it("moves ships as ships move", () => {
    for (const [, way] of ways) {
      let before = way.at(way.fromMs);
      for (let ms = way.fromMs; ms < way.toMs; ms += 30_000) {
        const now = way.at(ms);
        if (now === null || before === null) throw new Error("a way has a hole");
        expect(sphereMetres(...before.position, ...now.position)).toBeLessThan(30 * 8);
        expect(Math.abs(now.knots - before.knots)).toBeLessThan(1.5);
        before = now;
      }
    }
  });

  it("reports ships where they are, within noise and the delay of a second or two", () => {
    const lying = new Set([...(truth.swaps[0]?.ships ?? []), ...truth.falseTracks.map((f) => f.ship)]);
    for (const { id, mmsi } of truth.ships) {
      if (mmsi === null || lying.has(id)) continue;
      for (const row of rowsOf(mmsi)) expect(offTruth(row, id)).toBeLessThan(45);
    }
  });

  it("hears only what is within reach of a receiver", () => {
    const far = [...heard.fixes.mmsi.keys()].filter((i) =>
      stations.every((s) => sphereMetres(...placeOf(i), ...s.position) > 1.6 * s.rangeMetres),
    );
    expect(far).toEqual([]);
    expect(heardAnywhere(stations[0]?.position ?? [0, 0], "A")).toBeGreaterThan(0.95);
    expect(heardAnywhere([131.55, 42.4], "A")).toBeLessThan(0.3);
    // Between the two receivers every ship that sails from one to the other is lost for hours.
    for (const trip of truth.trips.filter((t) => t.ship === "swap-one" && t.toMs < traffic.toMs)) {
      const times = [...heard.fixes.at].filter(
        (ms, i) =>
          ms > trip.fromMs &&
          ms < trip.toMs &&
          [399_000_111, 399_000_112].includes(heard.fixes.mmsi[i] ?? 0) &&
          offTruth(i, "swap-one") < 100,
      );
      const gaps = times.map((ms, i) => ms - (times[i - 1] ?? ms));
      expect(Math.max(...gaps)).toBeGreaterThan(2 * 3_600_000);
    }
  });

  it("has ships that never send, and make trips all the same", () => {
    for (const id of ["quiet-one", "quiet-two"]) {
      expect(mmsiOf(id)).toBe(null);
      expect(truth.trips.filter((t) => t.ship === id).length).toBeGreaterThanOrEqual(2);
    }
  });

  it("has a ship that switches off where it would be heard", () => {
    const [silence] = truth.silences;
    if (silence === undefined) throw new Error("no silence");
    const rows = rowsOf(mmsiOf(silence.ship));
    expect(rows.filter((row) => at(row) > silence.fromMs + 2000 && at(row) < silence.toMs)).toEqual([]);
    expect(rows.some((row) => at(row) < silence.fromMs) && rows.some((row) => at(row) > silence.toMs)).toBe(
      true,
    );
    for (let ms = silence.fromMs; ms < silence.toMs; ms += 600_000) {
      const state = ways.get(silence.ship)?.at(ms) ?? null;
      if (state !== null) expect(heardAnywhere(state.position, "A")).toBeGreaterThan(0.75);
    }
  });

  it("has two ships that swap identities, and a circle that nobody sails", () => {
    const [swap] = truth.swaps;
    const [one, two] = swap?.ships ?? ["", ""];
    for (const row of rowsOf(mmsiOf(one))) {
      const swapped = swap !== undefined && at(row) >= swap.fromMs + 3000 && at(row) < swap.toMs;
      const plain = swap !== undefined && (at(row) < swap.fromMs || at(row) >= swap.toMs + 3000);
      if (swapped) expect(offTruth(row, two)).toBeLessThan(45);
      if (plain) expect(offTruth(row, one)).toBeLessThan(45);
    }
    const [circle] = truth.falseTracks;
    if (circle === undefined) throw new Error("no circle");
    const on = rowsOf(mmsiOf(circle.ship)).filter(
      (row) => at(row) >= circle.fromMs + 3000 && at(row) < circle.toMs,
    );
    expect(on.length).toBeGreaterThan(100);
    for (const row of on)
      expect(Math.abs(sphereMetres(...placeOf(row), ...circle.centre) - circleRadiusMetres)).toBeLessThan(40);
  });

  it("has a meeting and a wait of some hours", () => {
    expect(truth.meetings.map((m) => (m.toMs - m.fromMs) / 3_600_000 > 2)).toEqual([true]);
    expect(truth.waits.some((w) => w.ship === "waiter" && w.toMs - w.fromMs > 12 * 3_600_000)).toBe(true);
  });
});

describe("simulated pictures", () => {
  it("show what was there, where the sensor puts it, and the truth says what it is", () => {
    expect(truth.sightings.map((s) => s.sighting)).toEqual(traffic.sightings.map((s) => s.id));
    let ships = 0;
    for (const [i, { thing }] of truth.sightings.entries()) {
      const sighting = traffic.sightings[i];
      const scene = traffic.scenes.find((s) => s.id === sighting?.sceneId);
      if (sighting === undefined || scene === undefined) throw new Error("a sighting without a scene");
      expect(isWithin(sighting.position, scene.footprint)).toBe(true);
      if (thing.kind !== "ship") continue;
      ships++;
      const state = ways.get(thing.ship)?.at(scene.at.fromMs) ?? null;
      if (state === null) throw new Error("a ship that is not there");
      const angle = (state.course * Math.PI) / 180;
      const speed = state.knots * 0.514_444;
      const [east, north] =
        scene.radar === null
          ? [0, 0]
          : displacementOf(scene.radar, [speed * Math.sin(angle), speed * Math.cos(angle)]).shift;
      const shown: [number, number] = [
        state.position[0] + east / (111_195 * Math.cos((state.position[1] * Math.PI) / 180)),
        state.position[1] + north / 111_195,
      ];
      expect(sphereMetres(...shown, ...sighting.position)).toBeLessThan(5 * sighting.error.semiMajorMetres);
    }
    expect(ships).toBeGreaterThan(40);
    expect(truth.sightings.some((s) => s.thing.kind === "standing")).toBe(true);
  });

  it("find and miss as stated: longer ships more often", () => {
    const scenes = [21, 22].map((seed) =>
      simulateTraffic({ seed, fromMs, hours: 96, ships: 3, everySeconds: 600 }),
    );
    const share = (long: boolean): number => {
      let seen = 0;
      let missed = 0;
      for (const { truth: t } of scenes) {
        const isKind = (id: string): boolean =>
          (t.ships.find((s) => s.id === id)?.lengthMetres ?? 0) > 60 === long;
        seen += t.sightings.filter(({ thing }) => thing.kind === "ship" && isKind(thing.ship)).length;
        missed += t.missed.filter(({ ship }) => isKind(ship)).length;
      }
      return seen / (seen + missed);
    };
    expect(share(true)).toBeGreaterThan(0.9);
    expect(share(false)).toBeLessThan(0.6);
  });
});

describe("files of simulated traffic", () => {
  it("are read by the tables that people fill in, to the same scenes and sightings", () => {
    const files = trafficFiles(traffic);
    const faults: Fault[] = [];
    const rowsIn = <Row>(table: Table<Row>, text: string): Row[] => {
      const [header = [], ...cells] = text.trim().split("\r\n").map(cellsOf);
      const made = readerFor(table, "file", header);
      if (!("reader" in made)) throw new Error(JSON.stringify(made.faults));
      return cells.map((row, i) => {
        const read = made.reader.read(row, i + 2, faults);
        if (read === null) throw new Error(JSON.stringify(faults));
        return read;
      });
    };
    const scenes = rowsIn(scenesTable, files.get("scenes.csv") ?? "").map((row) =>
      sceneOf(row, "row", () => false, faults),
    );
    expect(faults).toEqual([]);
    expect(scenes).toEqual(traffic.scenes);
    const known = { scene: (id: string) => traffic.scenes.find((s) => s.id === id), places: [] };
    const sightings = rowsIn(sightingsTable, files.get("sightings.csv") ?? "").map((row) =>
      sightingOf(row, "row", known, faults),
    );
    expect(faults).toEqual([]);
    expect(sightings).toMatchObject(traffic.sightings);
    expect(rowsIn(fixedTable, files.get("fixed-objects.csv") ?? "").map((row) => row.kind)).toEqual([
      "platform",
      "other",
      "buoy",
    ]);
    expect(JSON.parse(files.get("truth.json") ?? "")).toMatchObject({ simulated: true, seed: 11 });
  });
});

/** Cells of a line of CSV without line ends inside. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}

describe("options out of range", () => {
  it("are refused", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ max: 47 }), fc.integer({ min: 721 })), (hours) => {
        expect(() => simulateTraffic({ seed: 1, fromMs, hours })).toThrow("hours");
      }),
    );
    expect(() => simulateTraffic({ seed: 1, fromMs: fromMs + 1, hours: 48 })).toThrow("whole second");
    expect(() => simulateTraffic({ seed: 1, fromMs, hours: 48, ships: 1000 })).toThrow("ships");
  });
});
