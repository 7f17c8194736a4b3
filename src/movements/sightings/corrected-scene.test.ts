import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fault } from "../../base/errors.ts";
import { madeScene, madeSighting, spanOf } from "../../../test/made-sighting.ts";
import { correctedScene, inCorrectedScene } from "./corrected-scene.ts";
import type { Scene, Sighting } from "./sighting.ts";
import { circleOf } from "./spread.ts";

const bay = madeScene({
  foundHalfMetres: 20,
  foundNearlyAllMetres: 40,
  radar: { lookAzimuthDegrees: 80, incidenceDegrees: 35, rangeOverVelocitySeconds: 110 },
});
const seen = madeSighting({ error: circleOf(10), axisOnly: true });

function corrected(cells: Record<string, string>, before = bay): Scene | readonly Fault[] {
  const faults: Fault[] = [];
  return correctedScene(before, cells, "scene correct", (look) => look === "known", faults) ?? faults;
}

function follows(after: Partial<Scene>, sighting: Partial<Sighting> = {}) {
  const faults: Fault[] = [];
  const made = inCorrectedScene({ ...seen, ...sighting }, bay, { ...bay, ...after }, "here", faults);
  return made ?? faults;
}

test("what is typed replaces those columns and all else stays as it is, to the last digit", () => {
  expect(corrected({ found_half_m: "25", platform: "another" })).toEqual({
    ...bay,
    foundHalfMetres: 25,
    platform: "another",
  });
  expect(corrected({ found_half_m: "", found_nearly_all_m: "" })).toMatchObject({
    foundHalfMetres: null,
    foundNearlyAllMetres: null,
  });
  expect(corrected({ at: "2024-03-13", zone: "+09:00" })).toMatchObject({
    at: { text: "2024-03-13", fromMs: Date.UTC(2024, 2, 12, 15) },
  });
  expect(corrected({ look: "known" })).toMatchObject({ lookId: "known" });
});

test("a day typed anew does not keep the clock of the old one, and another sensor not the radar's geometry", () => {
  const day = corrected({ at: "2024-03-13", zone: "+09:00" });
  if (!("id" in day)) throw new Error("refused");
  expect(corrected({ at: "2024-03-14" }, day)).toMatchObject([{ field: "at" }]);
  expect(corrected({ found_half_m: "" }, day)).toMatchObject({ at: day.at });
  // One that was taken from a look may have the time of a month, which nobody has to type.
  const month = { ...bay, at: spanOf("2024-03") };
  expect(corrected({ licence: "free" }, month)).toEqual({ ...month, licence: "free" });
  expect(corrected({ sensor: "optical" })).toMatchObject({ sensor: "optical", radar: null });
});

test.each([
  ["an interval the wrong way round", { found_half_m: "40" }, "found_nearly_all_m"],
  [
    "a geometry of which two parts are left",
    { incidence_deg: "" },
    "look_azimuth_deg, incidence_deg, range_over_velocity_s",
  ],
  ["no footprint", { footprint: "" }, "footprint"],
  ["a box the wrong way round", { footprint: "42,130,42.4,130.6" }, "footprint"],
  ["no time", { at: "" }, "at"],
  ["a time of a month", { at: "2024-03", zone: "Z" }, "at"],
  ["a look that is none", { look: "unknown" }, "look"],
  ["another name", { scene: "cape" }, "columns"],
  ["a column that is none", { length_m: "3" }, "columns"],
])("%s is refused", (_name, cells, field) => {
  expect(corrected(cells)).toMatchObject([{ field }]);
});

test("a scene that was taken from the marks of a look stays that look", () => {
  const taken = { ...bay, id: "known", lookId: "known" };
  expect(corrected({ look: "" }, taken)).toMatchObject([{ field: "look" }]);
  expect(corrected({ look: "known", licence: "free" }, taken)).toMatchObject({ licence: "free" });
});

test("a sighting follows in what it has from its scene, and in nothing else", () => {
  const at = spanOf("2024-03-13T01:30Z");
  expect(follows({ at, sensor: "optical", sampleDistanceMetres: 3 })).toEqual({
    sighting: { ...seen, at, sensor: "optical", error: circleOf(3) },
    cells: { at: "", sensor: "", error_m: "" },
  });
  const measured = { semiMajorMetres: 20, semiMinorMetres: 20, azimuthDegrees: 0 };
  expect(follows({ sampleDistanceMetres: 3 }, { error: measured })).toEqual({
    sighting: { ...seen, error: measured },
    cells: {},
  });
  expect(follows({ foundHalfMetres: null })).toEqual({ sighting: seen, cells: {} });
});

test("a sighting that the corrected scene is at odds with is named", () => {
  const west = { footprint: [bay.footprint[0]?.map(([x, y]) => [x - 0.4, y] as const) ?? []] };
  expect(follows(west)).toMatchObject([{ where: "here", field: "longitude, latitude" }]);
  // Nobody needs to say again what was said of a time of its own.
  const own = { at: spanOf("2024-03-12T01:30:20Z") };
  expect(follows({ at: spanOf("2024-03-12T01:30:00Z/2024-03-12T01:31:00Z") }, own)).toMatchObject({
    cells: {},
  });
  expect(follows({ at: spanOf("2024-03-12T02:30Z") }, own)).toMatchObject([{ field: "at" }]);
  expect(follows({ sampleDistanceMetres: null })).toMatchObject([{ field: "error_m" }]);
  // It lay beside the picture before, as what marks outline may: the correction is not what put it there.
  expect(follows(west, { position: [131, 42.2] })).toMatchObject({ cells: {} });
});

test("a place stays in its scene just where an import takes it: beside the edge by up to three times its error", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 6, noNaN: true }), (sigmas) => {
      // Edges of a box are parallels and meridians: due east of one, metres are degrees of longitude.
      fc.pre(Math.abs(sigmas - 3) > 0.01);
      const error = { semiMajorMetres: 200, semiMinorMetres: 200, azimuthDegrees: 0 };
      const edge = 130.3 - (sigmas * 200) / (111_320 * Math.cos((42.2 * Math.PI) / 180));
      const footprint = [
        [130, 42],
        [edge, 42],
        [edge, 42.4],
        [130, 42.4],
        [130, 42],
      ] as const;
      expect(Array.isArray(follows({ footprint: [footprint] }, { error }))).toBe(sigmas > 3);
    }),
  );
});
