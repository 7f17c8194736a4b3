import fc from "fast-check";
import { expect, test } from "vitest";
import { uniform } from "../../base/random.ts";
import { usualTrackSettings } from "../tracks/track-settings.ts";
import type { SecondCounts } from "./fixes.ts";
import { clockFindings, type ClockFindings } from "./sender-clocks.ts";

const countsOf = (
  rows: readonly (readonly [mmsi: number, offset: number, reports: number])[],
): SecondCounts => ({
  length: rows.length,
  mmsi: Int32Array.from(rows, ([mmsi]) => mmsi),
  offset: Uint8Array.from(rows, ([, offset]) => ((offset % 60) + 60) % 60),
  reports: Float64Array.from(rows, ([, , reports]) => reports),
});
const findings = (rows: Parameters<typeof countsOf>[0]): ClockFindings =>
  clockFindings(countsOf(rows), usualTrackSettings);

/** Ships whose reports lie about their offset as heard ones do: some a second or three late, a few anywhere. */
function heard(
  ships: readonly (readonly [mmsi: number, offset: number])[],
  random: () => number,
): [number, number, number][] {
  return ships.flatMap(([mmsi, offset]) => {
    const minute = new Map<number, number>();
    for (let i = 0; i < 60 + 200 * random(); i++) {
      const late = random() < 0.04 ? Math.floor(60 * random()) : Math.floor(4 * random() ** 2);
      const at = (((offset + late) % 60) + 60) % 60;
      minute.set(at, (minute.get(at) ?? 0) + 1);
    }
    return [...minute].sort((a, b) => a[0] - b[0]).map(([at, n]): [number, number, number] => [mmsi, at, n]);
  });
}

test("ships whose clocks are off are found and no others, wherever in the minute all of them are", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = uniform(seed);
    const usual = Math.floor(60 * random());
    const wrong = new Map([
      [300, 8 + Math.floor(15 * random())],
      [301, -8 - Math.floor(15 * random())],
    ]);
    const ships = Array.from({ length: 100 }, (_, i): [number, number] => [
      250 + i,
      usual - (wrong.get(250 + i) ?? 0),
    ]);
    const { off, usual: found, offTogether, senders } = findings(heard(ships, random));
    expect(off.map(({ mmsi }) => mmsi)).toEqual([300, 301]);
    for (const { mmsi, aheadSeconds } of off)
      expect(Math.abs(aheadSeconds - (wrong.get(mmsi) ?? 99))).toBeLessThanOrEqual(1);
    expect(
      Math.abs((((((found?.offsetSeconds ?? 99) - usual + 90) % 60) + 60) % 60) - 30),
    ).toBeLessThanOrEqual(1);
    expect({ offTogether, senders }).toEqual({ offTogether: 0, senders: 100 });
  }
});

test("a receiver that is off shifts its ships together: none of them is called wrong", () => {
  const ships = Array.from({ length: 60 }, (_, i): [number, number] => [i + 1, i < 40 ? 0 : 23]);
  const { off, offTogether, usual } = findings(heard(ships, uniform(1)));
  expect(off).toEqual([]);
  expect(offTogether).toBe(20);
  expect(Math.abs(usual?.offsetSeconds ?? 99)).toBeLessThanOrEqual(1);
  const all = findings(
    heard(
      ships.map(([mmsi]) => [mmsi, 23] as const),
      uniform(2),
    ),
  );
  expect(Math.abs((all.usual?.offsetSeconds ?? 99) - 23)).toBeLessThanOrEqual(1);
  expect(all.usualReports / all.reports).toBeGreaterThan(0.95);
});

test("where times say nothing of seconds, nothing is said of clocks", () => {
  expect(findings([])).toEqual({
    reports: 0,
    senders: 0,
    usual: null,
    usualReports: 0,
    off: [],
    offTogether: 0,
  });
  // Times of arrival in one heap: every offset is as common as any.
  const spread = Array.from({ length: 30 }, (_, ship) =>
    Array.from({ length: 60 }, (_, offset): [number, number, number] => [ship + 1, offset, 2]),
  ).flat();
  expect(findings(spread)).toMatchObject({ reports: 3600, senders: 30, usual: null, off: [] });
  // Half and half: neither of two receivers is the usual one.
  const halves = Array.from({ length: 30 }, (_, i): [number, number, number] => [
    i + 1,
    i % 2 === 0 ? 0 : 30,
    50,
  ]);
  expect(findings(halves).usual).toBeNull();
  // Four ships, or few reports of many, are too few.
  expect(findings([1, 2, 3, 4].map((m) => [m, 0, 100])).usual).toBeNull();
  expect(findings(Array.from({ length: 50 }, (_, i) => [i + 1, 0, 19] as const)).usual).toBeNull();
});

test("an offset of whole minutes is none, and one below the threshold is not said", () => {
  const ships = (offset: number) =>
    Array.from({ length: 20 }, (_, i): [number, number, number] => [i + 1, i === 7 ? offset : 0, 50]);
  expect(findings(ships(120)).off).toEqual([]);
  expect(findings(ships(5)).off).toEqual([]);
  expect(findings(ships(6)).off).toEqual([{ mmsi: 8, aheadSeconds: -6, reports: 50 }]);
  expect(findings(ships(-15)).off).toEqual([{ mmsi: 8, aheadSeconds: 15, reports: 50 }]);
});

test("turning all times by the same seconds turns what is usual and changes no sender", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 59 }), (seed, turn) => {
      const ships = Array.from({ length: 30 }, (_, i): [number, number] => [i + 1, i === 3 ? 20 : 0]);
      const rows = heard(ships, uniform(seed));
      const turned = rows
        .map(([m, o, n]): [number, number, number] => [m, (o + turn) % 60, n])
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const [one, other] = [findings(rows), findings(turned)];
      expect(other.off.map(({ mmsi }) => mmsi)).toEqual(one.off.map(({ mmsi }) => mmsi));
      expect(other.usualReports).toBe(one.usualReports);
    }),
    { numRuns: 40 },
  );
});
