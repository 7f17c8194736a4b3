import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cellsOfTexts,
  fieldsOfFault,
  momentText,
  numberText,
  sceneFields,
  sightingFields,
  textsOf,
  timeCell,
} from "./texts.ts";

test.each([
  ["2024-03-12 21:30", "Z", "2024-03-12T21:30Z"],
  ["2024-03-12T21:30:05", "", "2024-03-12T21:30:05Z"],
  ["2024-03-12 21:30", "+09:00", "2024-03-12T21:30+09:00"],
  ["2024-03-12 21:30 utc", "+09:00", "2024-03-12T21:30Z"],
  ["2024-03-12T21:30+08:00", "Z", "2024-03-12T21:30+08:00"],
  ["2024-03-12 21:30 / 2024-03-12 22:00", "Z", "2024-03-12T21:30Z/2024-03-12T22:00Z"],
  // A day is the day of the clock beside it, which is a column of its own.
  ["2024-03-12", "+09:00", "2024-03-12"],
  ["", "Z", ""],
  // What is no time stays as it was typed, for the table to say what is allowed.
  ["12 March", "Z", "12 March"],
])("the time %j by the clock %j goes on record as %j", (text, clock, cell) => {
  expect(timeCell(text, clock)).toBe(cell);
});

test("a moment of the bar is written to the minute in UTC", () => {
  expect(momentText(Date.UTC(2024, 2, 12, 21, 30, 59))).toBe("2024-03-12 21:30");
});

test("fields show numbers as people read them, and one that nobody touched keeps its last digit", () => {
  const before = { longitude: "130.29512345678", length_m: "97.33333333333333", containers: "12", note: "x" };
  const texts = textsOf(before);
  expect(texts).toMatchObject({ longitude: "130.295123", length_m: "97.3", containers: "12", latitude: "" });
  expect(cellsOfTexts(texts, before)).toMatchObject(before);
  expect(cellsOfTexts({ ...texts, length_m: " 98 ", note: "" }, before)).toMatchObject({
    longitude: before.longitude,
    length_m: "98",
    note: "",
  });
  expect(numberText("length_m", 120)).toBe("120");
});

test("of a picture fields show the figures that count, and one that nobody touched keeps its last digit", () => {
  const before = { sample_distance_m: "0.300000000123", incidence_deg: "35.123456789", platform: "7" };
  const texts = textsOf(before, sceneFields);
  expect(texts).toMatchObject({ sample_distance_m: "0.3", incidence_deg: "35.1235", platform: "7" });
  expect(cellsOfTexts(texts, before, sceneFields)).toMatchObject(before);
  expect(cellsOfTexts({ ...texts, sample_distance_m: "0.5" }, before, sceneFields)).toMatchObject({
    sample_distance_m: "0.5",
    incidence_deg: before.incidence_deg,
  });
  expect(fieldsOfFault({ field: "found_nearly_all_m" }, sceneFields)).toEqual(["found_nearly_all_m"]);
  expect(fieldsOfFault({ field: "look_azimuth_deg, incidence_deg" }, sceneFields)).toHaveLength(2);
});

test("whatever is on record comes back from fields that were not touched", () => {
  const cells = fc.dictionary(
    fc.constantFrom(...sightingFields.columns),
    fc.oneof(
      fc.double({ min: -180, max: 540, noNaN: true, noDefaultInfinity: true }).map(String),
      fc.string(),
      fc.constant(""),
    ),
  );
  fc.assert(
    fc.property(cells, (before) => {
      const known = { ...Object.fromEntries(sightingFields.columns.map((c) => [c, ""])), ...before };
      fc.pre(Object.values(known).every((cell) => cell.trim() === cell));
      expect(cellsOfTexts(textsOf(known), known)).toEqual(known);
    }),
  );
});

test.each([
  ["length_m", ["length_m"]],
  ["length_low", ["length_low_m"]],
  ["heading_low, heading_high", ["heading_low_deg", "heading_high_deg"]],
  ["containers_high", ["containers_high"]],
  ["longitude, latitude", ["longitude", "latitude"]],
  ["--reason", ["reason"]],
  ["columns", []],
  ["constructor", []],
])("a fault of %j stands at %j", (field, fields) => {
  expect(fieldsOfFault({ field })).toEqual(fields);
});
