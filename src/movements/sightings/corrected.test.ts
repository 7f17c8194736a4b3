import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fault } from "../../base/errors.ts";
import { madeScene, madeSighting, spanOf } from "../../../test/made-sighting.ts";
import { correctedSighting, zoneOf } from "./corrected.ts";
import type { Sighting } from "./sighting.ts";

const scene = madeScene({ sampleDistanceMetres: 3 });
const seen = madeSighting({
  markId: "look/mark",
  error: { semiMajorMetres: 12.345678, semiMinorMetres: 7, azimuthDegrees: 30 },
  headingDegrees: { low: 80, best: 90, high: 100 },
  layout: ["bridge-aft"],
});

const known = { scene: (id: string) => (id === "bay" ? scene : undefined), places: [] };
function corrected(cells: Record<string, string>, before = seen): Sighting | readonly Fault[] {
  const faults: Fault[] = [];
  return correctedSighting(before, cells, "a test", known, faults) ?? faults;
}

test("what is not typed stays as it was to the last digit, and a value typed anew does not keep the interval of the old one", () => {
  expect(corrected({ note: "seen again" })).toEqual({ ...seen, note: "seen again" });
  expect(corrected({ length_m: "98" })).toEqual({
    ...seen,
    lengthMetres: { low: null, best: 98, high: null },
  });
  expect(corrected({ length_m: "" })).toEqual({ ...seen, lengthMetres: null });
  expect(corrected({ error_m: "50" })).toEqual({
    ...seen,
    error: { semiMajorMetres: 50, semiMinorMetres: 50, azimuthDegrees: 0 },
  });
  // Told anew without a word on the bow, a heading is an axis.
  expect(corrected({ heading_deg: "95" })).toMatchObject({ axisOnly: true });
  expect(corrected({ by: "BN" })).toMatchObject({ by: "BN" });
});

test("it may leave its scene, with a time and place of its own", () => {
  expect(corrected({ scene: "", at: "2024-03-12", zone: "+09:00", error_m: "3000" })).toMatchObject({
    sceneId: null,
    sensor: "radar",
    at: { text: "2024-03-12", fromMs: Date.UTC(2024, 2, 11, 15) },
  });
  // Without another time it keeps that of the scene.
  expect(corrected({ scene: "" })).toEqual({ ...seen, sceneId: null });
});

test.each([
  [{ scene: "nowhere" }, "a scene of the case"],
  [{ longitude: "131.5" }, "a position that the scene shows"],
  [{ longitude: "42.2", latitude: "130.3" }, "from -90 to 90"],
  [{ at: "2024-03-13T01:30Z" }, "the time of scene bay"],
  [{ length_low_m: "120" }, "at most the value, which is 115"],
  [{ sighting: "b" }, "scene, at"],
  [{ __proto__x: "1" }, "scene, at"],
  [{ longitude: "" }, "from -180 to 180"],
  [{ by: "\u001b[2J" }, "plain text"],
])("%j is refused", (cells, allowed) => {
  const faults = corrected(cells);
  expect(JSON.stringify(faults)).toContain(allowed);
});

test("corrections of different columns give the same in either order", () => {
  const cell = fc.oneof(
    fc.integer({ min: 20, max: 400 }).map((n): [string, string] => ["length_m", String(n)]),
    fc.integer({ min: 0, max: 359 }).map((n): [string, string] => ["heading_deg", String(n)]),
    fc.integer({ min: 1, max: 59 }).map((n): [string, string] => ["longitude", `130.${n}`]),
    fc.string({ minLength: 1, maxLength: 30 }).map((s): [string, string] => ["note", s]),
    fc.integer({ min: 1, max: 500 }).map((n): [string, string] => ["error_m", String(n)]),
  );
  fc.assert(
    fc.property(cell, cell, (first, second) => {
      fc.pre(first[0] !== second[0]);
      const [a, b] = [Object.fromEntries([first]), Object.fromEntries([second])];
      const [ofA, ofB] = [corrected(a), corrected(b)];
      fc.pre("id" in ofA && "id" in ofB);
      expect(corrected(b, ofA)).toEqual(corrected(a, ofB));
      expect(corrected({ ...a, ...b })).toEqual(corrected(b, ofA));
    }),
  );
});

test.each([
  ["2024-03-12", 540, "+09:00"],
  ["2024-03-12", -210, "-03:30"],
  ["2024-03", 0, "+00:00"],
  ["2024-03-12/2024-03-14", 540, "+09:00"],
])("the clock of %s meant at %i minutes is found again", (text, minutes, zone) => {
  expect(zoneOf(spanOf(text, minutes))).toBe(zone);
});
