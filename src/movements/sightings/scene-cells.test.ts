import { expect, test } from "vitest";
import type { Fault } from "../../base/errors.ts";
import { madeScene, spanOf } from "../../../test/made-sighting.ts";
import { correctedScene } from "./corrected-scene.ts";
import { cellsOfScene, changedSceneCells } from "./scene-cells.ts";
import type { Scene } from "./sighting.ts";

const box = (west: number, south: number, east: number, north: number): Scene["footprint"] => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
];
const bay = madeScene({
  footprint: box(130, 42, 130.6, 42.4),
  hidden: [box(130, 42, 130.1, 42.1), box(130.2, 42, 130.300000001, 42.1)],
  sampleDistanceMetres: 0.000_000_7,
  radar: { lookAzimuthDegrees: 80, incidenceDegrees: 35, rangeOverVelocitySeconds: 110 },
});

const corrected = (cells: Readonly<Record<string, string>>): Scene | readonly Fault[] => {
  const faults: Fault[] = [];
  return correctedScene(bay, cells, "a test", () => true, faults) ?? faults;
};

test("a scene is told as the cells that would give it, to the last digit and without powers of ten", () => {
  expect(cellsOfScene(bay)).toMatchObject({
    scene: bay.id,
    at: bay.at.text,
    sensor: bay.sensor,
    sample_distance_m: "0.0000007",
    look: "",
    look_azimuth_deg: "80",
    footprint: "POLYGON((130 42, 130.6 42, 130.6 42.4, 130 42.4, 130 42))",
  });
  const { footprint = "", hidden = "" } = cellsOfScene(bay);
  expect(corrected({ footprint, hidden })).toEqual(bay);
});

test("nothing that differs is nothing to type, and a value takes along what goes with it", () => {
  const before = cellsOfScene(bay);
  expect(changedSceneCells(before, before)).toEqual({});
  expect(changedSceneCells(before, { ...before, platform: "another" })).toEqual({ platform: "another" });
  // A time that is typed anew does not keep the clock, nor a sensor the radar's geometry.
  expect(changedSceneCells(before, { ...before, at: "2024-03-13", zone: "+09:00" })).toEqual({
    at: "2024-03-13",
    zone: "+09:00",
  });
  const optical = {
    ...before,
    sensor: "optical",
    look_azimuth_deg: "",
    incidence_deg: "",
    range_over_velocity_s: "",
  };
  expect(corrected(changedSceneCells(before, optical))).toMatchObject({ sensor: "optical", radar: null });
  expect(corrected(changedSceneCells(before, { ...before, incidence_deg: "36" }))).toMatchObject({
    radar: { lookAzimuthDegrees: 80, incidenceDegrees: 36, rangeOverVelocitySeconds: 110 },
  });
  expect(
    corrected(changedSceneCells(before, { ...before, at: spanOf("2024-03").text, zone: "Z" })),
  ).toMatchObject([{ field: "at" }]);
});
