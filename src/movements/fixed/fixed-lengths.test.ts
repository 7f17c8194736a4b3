import { expect, test } from "vitest";
import type { FixedObject } from "./fixed-object.ts";
import { fixedLengthEvidence, withSeenLengths } from "./fixed-lengths.ts";

const seen = (best: number | null) => ({
  lengthMetres: best === null ? null : { low: best * 0.9, best, high: best * 1.1 },
  sensor: "optical" as const,
});
const scene = { sampleDistanceMetres: 3 };
const of = (kind: FixedObject["kind"], best: number | null, seenLengthMetres: number | null = null): number =>
  fixedLengthEvidence(seen(best), { kind, seenLengthMetres }, scene);

test("a length speaks for a fixed object as far as things of its kind are so long", () => {
  expect(of("platform", 55)).toBeGreaterThan(0);
  expect(of("platform", 100)).toBeGreaterThan(0);
  expect(of("platform", 180)).toBeLessThan(0);
  // A floating production unit is a platform too, so 260 m speak less against one than 180 m do.
  expect(of("platform", 260)).toBeGreaterThan(of("platform", 180));
  expect(of("buoy", 8)).toBeGreaterThan(0);
  expect(of("buoy", 60)).toBeLessThan(-2);
  expect(of("other", 180)).toBeLessThan(0);
});

test("what is known of its length counts for more than its kind", () => {
  expect(of("platform", 180, 175)).toBeGreaterThan(1);
  expect(of("platform", 55, 175)).toBeLessThan(-2);
  expect(of("wreck", 180, 40)).toBeLessThan(-2);
});

test("nothing is said where no length was measured, or the kind tells none", () => {
  expect(of("platform", null)).toBe(0);
  expect(of("wreck", 180)).toBe(0);
  expect(of("berth", 180, 90)).toBe(0);
});

test("a small thing in coarse pixels is no contradiction", () => {
  const coarse = fixedLengthEvidence(seen(25), { kind: "buoy" }, { sampleDistanceMetres: 10 });
  expect(coarse).toBeGreaterThan(0);
  expect(coarse).toBeGreaterThan(
    fixedLengthEvidence(seen(25), { kind: "buoy" }, { sampleDistanceMetres: 1 }),
  );
});

test("an object that was found is as long as its sightings show it", () => {
  const found: FixedObject = {
    id: "found",
    version: 1,
    position: [130, 42],
    radiusMetres: 40,
    kind: "other",
    name: "",
    validFrom: null,
    validTo: null,
    withdrawn: false,
    sightings: ["a", "b", "c", "d"],
    reason: "",
    by: "",
  };
  const lengths = new Map([
    ["a", 48],
    ["b", 52],
    ["c", 50],
  ]);
  const [standing, drawn] = withSeenLengths(
    [found, { ...found, id: "drawn", sightings: [] }],
    (id) => lengths.get(id) ?? null,
  );
  expect(standing?.seenLengthMetres).toBe(50);
  expect(drawn?.seenLengthMetres).toBeUndefined();
});
