import { expect, test } from "vitest";
import type { Rival, VerdictRecord } from "../../movements/matching/verdict.ts";
import { darkProduct } from "./movements-sighting.ts";

const nobody: Rival = {
  mmsi: null,
  fixedObjectId: null,
  name: "no ship of the reports",
  probability: 0.998,
  expected: null,
  minutesBefore: null,
  minutesAfter: null,
  distanceMetres: null,
  evidence: {},
};
const dark: VerdictRecord = {
  id: "v",
  sightingId: "s",
  sceneId: null,
  word: "dark",
  probability: 0.998 * 0.95 * 0.9 * 0.85,
  rivals: [nobody],
  heard: 0.9,
  reasons: [],
  settings: JSON.stringify({ falseShare: 0.05 }),
  positions: "",
};

test("the probability of dark is told as the product that it is", () => {
  expect(darkProduct(dark)).toBe(
    "73 % is the product of four: it is none of those who reported, over 99 %; it would have been heard, 90 %; it is of a size that must transmit, 85 %; what was seen is a ship, 95 %.",
  );
  expect(darkProduct({ ...dark, word: "cannot-tell" })).toBeNull();
  expect(darkProduct({ ...dark, heard: null })).toBeNull();
  expect(darkProduct({ ...dark, settings: "{}" })).toBeNull();
});
