import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { tableNumber, tableWords } from "../../../test/table-cells.ts";
import type { Fault } from "../../base/errors.ts";
import { plainNumber } from "../../base/table/plain-number.ts";
import { readerFor } from "../../base/table/table.ts";
import { csvText } from "../exchange/csv.ts";
import { colourWords, layoutGroups, passingWords } from "../vessels/layout.ts";
import { spanIn } from "./columns.ts";
import { exchangedSighting, sightingColumns } from "./exchanged.ts";
import { exportedForm, nameElsewhere } from "./exported-form.ts";
import { sightingOf } from "./sighting-of-row.ts";
import type { ErrorEllipse, Measured, Sighting } from "./sighting.ts";
import { sensors } from "./sighting.ts";

/** Numbers that JavaScript writes with an exponent among usual ones. */
const degrees = (most: number) =>
  fc.oneof(tableNumber(-most, most), fc.constantFrom(1e-7, -2.5e-9, 4.1e-15, 0, most, -most));

const zones = fc.constantFrom("+09:00", "-05:30", "Z", "+00:00", "+14:00", "-12:00");
const ends = fc.constantFrom(
  "2023",
  "2023-10",
  "2023-10-05",
  "2023-10-05T10:24+09:00",
  "2023-10-05T23:59:58-03:30",
  "2023-10-05T10:24Z",
);
const later = fc.constantFrom("2024-01-09", "2024-02", "2025", "2024-01-05T10:24+09:00");
const times = fc
  .tuple(
    fc.oneof(
      ends,
      fc.tuple(ends, later).map(([a, b]) => `${a}/${b}`),
    ),
    zones,
  )
  .map(([at, zone]) => {
    const parsed = spanIn(at, zone);
    if (!parsed.ok) throw new Error(parsed.allowed);
    return parsed.span;
  });

/** A value with perhaps the one end of its interval, the other, both or none. */
const measured = (least: number, lowest: number, highest: number, most: number) =>
  fc.option(
    fc
      .tuple(
        tableNumber(lowest, highest),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        fc.boolean(),
      )
      .map(([best, share, hasLow, hasHigh]): Measured => ({
        // Rounding must not carry an end past the value.
        low: hasLow ? Math.min(best, least + (best - least) * share) : null,
        best,
        high: hasHigh ? Math.max(best, best + (most - best) * share) : null,
      })),
    { nil: null },
  );

const ellipses = fc.oneof(
  tableNumber(0.1, 500_000).map((r): ErrorEllipse => ({
    semiMajorMetres: r,
    semiMinorMetres: r,
    azimuthDegrees: 0,
  })),
  fc
    .tuple(tableNumber(1, 500_000), tableNumber(0.1, 1), tableNumber(0, 179.9))
    .map(([semiMajorMetres, semiMinorMetres, azimuthDegrees]): ErrorEllipse => ({
      semiMajorMetres,
      semiMinorMetres,
      azimuthDegrees,
    })),
);

const layouts = fc
  .tuple(
    ...Object.values(layoutGroups).map((group) => fc.option(fc.constantFrom(...group), { nil: null })),
    fc.subarray([...passingWords]),
  )
  .map((parts) => parts.flat().flatMap((w) => (typeof w === "string" ? [w] : [])));

const sightings: fc.Arbitrary<Sighting> = fc
  .record({
    id: fc.constantFrom("a", "rajin-2024-03-12", "0.5", "look/mark-12", "tumangang-2023/ab12cd34-2-left-1"),
    sceneId: fc.constant(null),
    markId: fc.constant(null),
    at: times,
    position: fc.tuple(degrees(180), degrees(90)),
    error: ellipses,
    sensor: fc.constantFrom(...sensors),
    lengthMetres: measured(0, 131, 500, 500),
    widthMetres: measured(0, 0.5, 130, 200),
    headingDegrees: measured(-180, 0, 360, 540),
    axisOnly: fc.boolean(),
    layout: layouts,
    colours: fc.subarray([...colourWords]),
    containers: measured(0, 0, 30_000, 30_000),
    by: tableWords(200).filter((w) => w !== ""),
    source: tableWords(2_000).filter((w) => w !== ""),
    note: tableWords(600),
  })
  // Which end is the bow can be told only of a heading.
  .map((s) => ({ ...s, axisOnly: s.axisOnly || s.headingDegrees === null }));

function readBack(text: string): readonly Sighting[] {
  const { data } = Papa.parse<string[]>(text.trimEnd());
  const [header = [], ...rows] = data;
  const form = exportedForm(header, true);
  if (form === null) throw new Error("not known as an export");
  const made = readerFor(form.table, "file", header, form.beside);
  if ("faults" in made) throw new Error(JSON.stringify(made.faults));
  return rows.flatMap((cells, i) => {
    const faults: Fault[] = [];
    const meant = form.meant === null ? cells : cells.map(form.meant);
    const row = made.reader.read(meant, i + 2, faults);
    const sighting =
      row === null ? null : sightingOf(row, "file", { scene: () => undefined, places: [] }, faults);
    expect(faults).toEqual([]);
    return sighting === null ? [] : [sighting];
  });
}

test("a table of sightings that was exported is read to the same sightings", () => {
  fc.assert(
    fc.property(fc.array(sightings, { minLength: 1, maxLength: 4 }), (made) => {
      const exchanged = made.map((s) => exchangedSighting(s, null));
      expect(readBack([...csvText(exchanged, sightingColumns)].join(""))).toEqual(made);
    }),
    { numRuns: 400 },
  );
});

test("a table that people filled in is no export, and its words stay as they are", () => {
  expect(exportedForm(["sighting", "longitude", "latitude", "by", "source", "vessel"], true)).toBeNull();
  expect(exportedForm(["name", "version", "sighting"], true)).toBeNull();
});

test("numbers are written with a point and no exponent, and read as the same", () => {
  expect([1e-7, -2.5e-9, 1e21, 12.5, 0].map(plainNumber)).toEqual([
    "0.0000001",
    "-0.0000000025",
    "1000000000000000000000",
    "12.5",
    "0",
  ]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => {
      expect(plainNumber(n)).toMatch(/^-?\d+(?:\.\d+)?$/);
      expect(Number(plainNumber(n))).toBe(n === 0 ? 0 : n);
    }),
  );
});

test("names of marks become names that can be typed", () => {
  expect(nameElsewhere("look/mark-12")).toBe("look.mark-12");
  expect(nameElsewhere("rajin-2024-03-12")).toBe("rajin-2024-03-12");
  expect(nameElsewhere("look/ab-A pass-1")).toBe("look.ab-a-pass-1");
});
