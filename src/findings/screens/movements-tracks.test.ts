import fc from "fast-check";
import { expect, test } from "vitest";
import { fixesOf, type PlainFix } from "../../movements/tracks/plain-fixes.ts";
import { keptSilenceMs, TrackThinner } from "./movements-thinning.ts";
import { joints, trackBytes, tracksOfBytes, unsaid, type TrackColumns } from "./movements-track-bytes.ts";

const zero = Date.UTC(2020, 0, 1);
const day = 86_400_000;

function thinned(ships: readonly (readonly PlainFix[])[], mostReports: number): TrackColumns {
  const thinner = new TrackThinner({ fromMs: zero, toMs: zero + day, mostReports });
  for (const fixes of ships)
    thinner.add({ mmsi: fixes[0]?.mmsi ?? 0, segment: 0, fixes: fixesOf(fixes), from: 0, to: fixes.length });
  return thinner.done();
}

/** A ship that goes east, one report a minute, and says nothing for a while. */
const sailing = (mmsi: number, reports: number, silentFrom = reports, silentMinutes = 0): PlainFix[] =>
  Array.from({ length: reports }, (_, i) => ({
    mmsi,
    at: zero + (i + (i >= silentFrom ? silentMinutes : 0)) * 60_000,
    longitude: 130 + i * 0.003,
    latitude: 42,
    speed: 10,
    course: 90,
  }));

test("what is sent comes back as it was", () => {
  const columns = thinned([sailing(440_000_001, 50), sailing(440_000_002, 7)], 1000);
  const bytes = trackBytes(columns);
  const read = tracksOfBytes(bytes.buffer.slice(0) as ArrayBuffer);
  expect({ ...read }).toEqual({ ...columns });
  expect(read.toleranceMetres).toBe(0);
  expect([...read.mmsi]).toEqual([440_000_001, 440_000_002]);
  expect([...read.first]).toEqual([0, 50]);
  expect(read.longitude[1]).toBe(1_300_030_000);
  expect(read.tenths[1]).toBe(600);
  expect(read.joint[0]).toBe(joints.none);
  expect(read.joint[1]).toBe(joints.next);
});

test("a buffer that is cut off, or of something else, is refused with what was found", () => {
  const bytes = trackBytes(thinned([sailing(1, 9)], 100));
  expect(() => tracksOfBytes(bytes.buffer.slice(0, 30) as ArrayBuffer)).toThrow(/30 bytes/);
  expect(() => tracksOfBytes(bytes.buffer.slice(0, bytes.length - 1) as ArrayBuffer)).toThrow(
    /9 reports of 1 tracks/,
  );
  const other = bytes.slice();
  other[0] = 65;
  expect(() => tracksOfBytes(other.buffer)).toThrow(/AWTK/);
  const newer = bytes.slice();
  newer[4] = 9;
  expect(() => tracksOfBytes(newer.buffer)).toThrow(/version 9; this program reads 1/);
});

test("what a report left open stays open", () => {
  const columns = thinned([[{ mmsi: 1, at: zero, longitude: 1, latitude: 2 }]], 10);
  expect([columns.speed[0], columns.course[0]]).toEqual([unsaid, unsaid]);
});

test("both ends of every silence stay, whatever is left out, and no line joins what was not heard between", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 400 })), {
        minLength: 20,
        maxLength: 300,
      }),
      fc.integer({ min: 8, max: 60 }),
      (steps, most) => {
        let [at, longitude] = [zero, 130];
        const fixes = steps.map(([minutes, metres]): PlainFix => {
          at += minutes * 60_000;
          longitude += metres / 83_000;
          return { mmsi: 7, at, longitude, latitude: 42 };
        });
        const own = fixes.filter((f) => f.at < zero + day);
        const columns = thinned([fixes], most);
        expect(columns.reports).toBe(own.length);
        const kept = new Set([...columns.tenths].map((t) => zero + t * 100));
        for (const [i, fix] of own.entries()) {
          const before = own[i - 1];
          if (before === undefined || fix.at - before.at < keptSilenceMs) continue;
          expect(kept.has(before.at) && kept.has(fix.at)).toBe(true);
          const row = columns.tenths.indexOf((fix.at - zero) / 100);
          expect(columns.joint[row]).toBe(joints.next);
          expect(zero + (columns.tenths[row - 1] ?? 0) * 100).toBe(before.at);
        }
        // The last one stays too: where a ship was heard last is told.
        expect(kept.has(own.at(-1)?.at ?? 0)).toBe(true);
        for (let i = 1; i < columns.tenths.length; i++)
          expect(columns.tenths[i] ?? 0).toBeGreaterThan(columns.tenths[i - 1] ?? 0);
      },
    ),
    { numRuns: 60 },
  );
});

test("what was left out lies nearer to the report kept before it than the tolerance that is told", () => {
  const fixes = sailing(5, 1400);
  const columns = thinned([fixes], 100);
  expect(columns.tenths.length).toBeLessThanOrEqual(101);
  expect(columns.toleranceMetres).toBeGreaterThan(0);
  let row = 0;
  for (const { at, longitude } of fixes) {
    while (zero + (columns.tenths[row + 1] ?? Infinity) * 100 <= at) row++;
    const metres =
      (longitude - (columns.longitude[row] ?? 0) / 1e7) * 111_195 * Math.cos((42 * Math.PI) / 180);
    expect(metres).toBeLessThan(columns.toleranceMetres);
  }
  expect(columns.joint.slice(1, -1).every((j) => j === joints.heardBetween)).toBe(true);
});

test("silences alone may need more room than there is: they get it", () => {
  const fixes = Array.from({ length: 120 }, (_, i): PlainFix => ({
    mmsi: 3,
    at: zero + i * 11 * 60_000,
    longitude: 130,
    latitude: 42,
  }));
  const columns = thinned([fixes], 10);
  expect(columns.tenths.length).toBe(120);
});
