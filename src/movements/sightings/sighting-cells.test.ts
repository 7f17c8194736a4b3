import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fault } from "../../base/errors.ts";
import { parseSpan } from "../../base/time/span.ts";
import { correctedSighting } from "./corrected.ts";
import { cellsOf, changedCells } from "./sighting-cells.ts";
import type { Measured, Sighting } from "./sighting.ts";

const day = parseSpan("2024-03-12", 540);
if (!day.ok) throw new Error(day.allowed);

const seen: Sighting = {
  id: "a",
  sceneId: null,
  markId: null,
  at: day.span,
  position: [1e-7, 42.2],
  error: { semiMajorMetres: 12.345678, semiMinorMetres: 7, azimuthDegrees: 30 },
  sensor: "optical",
  lengthMetres: { low: 106, best: 115.123456789, high: 124 },
  widthMetres: null,
  headingDegrees: { low: null, best: 90, high: null },
  axisOnly: false,
  layout: ["bridge-aft", "cranes-two"],
  colours: [],
  containers: null,
  by: "AN",
  source: "a test",
  note: "",
};

const corrected = (before: Sighting, cells: Readonly<Record<string, string>>) => {
  const faults: Fault[] = [];
  const none = { scene: () => undefined, places: [] };
  return correctedSighting(before, cells, "a test", none, faults) ?? faults;
};

test("a sighting is told as the cells that would give it, to the last digit and without powers of ten", () => {
  expect(cellsOf(seen)).toMatchObject({
    sighting: "a",
    scene: "",
    at: "2024-03-12",
    zone: "+09:00",
    longitude: "0.0000001",
    length_m: "115.123456789",
    error_minor_m: "7",
    heading_is: "bow",
    heading_low_deg: "",
    layout: "bridge-aft cranes-two",
    note: "",
  });
});

test("of a circle no second axis is told", () => {
  const round = { ...seen, error: { semiMajorMetres: 12, semiMinorMetres: 12, azimuthDegrees: 0 } };
  expect(cellsOf(round)).toMatchObject({ error_m: "12", error_minor_m: "", error_azimuth_deg: "" });
});

test("nothing that differs is nothing to type, and a value takes along what goes with it", () => {
  const before = cellsOf(seen);
  expect(changedCells(before, before)).toEqual({});
  expect(changedCells(before, { ...before, note: "again" })).toEqual({ note: "again" });
  expect(changedCells(before, { ...before, length_m: "98" })).toEqual({
    length_m: "98",
    length_low_m: "106",
    length_high_m: "124",
  });
  expect(changedCells(before, { ...before, heading_deg: "95" })).toEqual({
    heading_deg: "95",
    heading_is: "bow",
  });
  expect(changedCells(before, { ...before, length_high_m: "" })).toEqual({
    length_m: "115.123456789",
    length_low_m: "106",
    length_high_m: "",
  });
  expect(changedCells(before, { ...before, at: "2024-03-13" })).toEqual({ at: "2024-03-13", zone: "+09:00" });
});

test("whatever two sightings say, the changed cells make the one into the other", () => {
  const measured = fc.option(
    fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 40, max: 300 }), fc.boolean(), fc.boolean())
      .map(([half, best, low, high]): Measured => ({
        low: low ? best - half : null,
        best,
        high: high ? best + half : null,
      })),
    { nil: null },
  );
  const sighting = fc
    .record({
      lengthMetres: measured,
      headingDegrees: measured,
      bow: fc.boolean(),
      containers: measured,
      metres: fc.integer({ min: 1, max: 500 }),
      round: fc.boolean(),
      note: fc.constantFrom("", "one", "two"),
      longitude: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ bow, metres, round, longitude, ...said }): Sighting => ({
      ...seen,
      ...said,
      axisOnly: said.headingDegrees === null || !bow,
      position: [130 + longitude / 10, 42.2],
      error: {
        semiMajorMetres: metres,
        semiMinorMetres: round ? metres : metres / 2,
        azimuthDegrees: round ? 0 : 30,
      },
    }));
  fc.assert(
    fc.property(sighting, sighting, (before, after) => {
      const cells = changedCells(cellsOf(before), cellsOf(after));
      expect(corrected(before, cells)).toEqual(after);
    }),
  );
});
