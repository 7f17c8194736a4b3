import { expect, test } from "vitest";
import { changeInWords, meansChanges, unlikeInWords, type MachineMeans } from "./means.ts";

const first: MachineMeans = {
  model: "railcars 1.0.0",
  modelSha256: "aaaaaaaa11",
  rule: "cars-along-tracks/1",
  way: "cars",
  tracks: ["A@", "B@"],
};
const words = (before: MachineMeans | null, after: MachineMeans | null, whole = true): string[] =>
  meansChanges(before, after, whole).map(changeInWords);

test("the same means are no change, and two published figures never are", () => {
  expect(words(first, { ...first })).toEqual([]);
  expect(words(null, null)).toEqual([]);
});

test("each change is named with what was before", () => {
  expect(words(null, first)).toEqual(["counted by model railcars 1.0.0, before that by people"]);
  expect(words(first, { ...first, model: "railcars 1.1.0", rule: "cars-along-tracks/2" })).toEqual([
    "counted by model railcars 1.1.0, before that by model railcars 1.0.0",
    "counted by rule cars-along-tracks/2, before that by rule cars-along-tracks/1",
  ]);
  expect(words(first, { ...first, way: "length" })).toEqual([
    "counted by occupied length over the pitch of cars, before that by parting cars one by one",
  ]);
  expect(words(first, { ...first, tracks: ["A@2024-01-01", "C@"] })).toEqual([
    "counted along 2 tracks (C added; B left out; A redrawn), before that along 2 tracks",
  ]);
});

test("another file of the same version is another model; an unknown hash is not", () => {
  expect(words(first, { ...first, modelSha256: "bbbbbbbb22" })).toEqual([
    "counted by model railcars 1.0.0 (file bbbbbbbb), before that by model railcars 1.0.0 (file aaaaaaaa)",
  ]);
  expect(words(first, { ...first, modelSha256: null })).toEqual([]);
});

test("the tracks of the whole say nothing of a part, which has an outline of its own", () => {
  expect(words(first, { ...first, tracks: ["A@"] }, false)).toEqual([]);
});

test("why a figure is not set beside another names the other first", () => {
  const [change] = meansChanges(first, { ...first, model: "railcars 1.1.0" }, true);
  expect(change === undefined ? "" : unlikeInWords(change)).toBe(
    "counted by model railcars 1.0.0, not by model railcars 1.1.0",
  );
});
