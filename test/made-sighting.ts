import type { Scene, Sighting } from "../src/movements/sightings/sighting.ts";
import { parseSpan, type TimeSpan } from "../src/base/time/span.ts";

/** A time as a table gives it. @throws Error when it is none */
export function spanOf(text: string, zoneMinutes = 0): TimeSpan {
  const parsed = parseSpan(text, zoneMinutes);
  if (!parsed.ok) throw new Error(parsed.allowed);
  return parsed.span;
}

/** An invented radar scene of a bay, with what a test says otherwise. */
export const madeScene = (more: Partial<Scene> = {}): Scene => ({
  id: "bay",
  at: spanOf("2024-03-12T01:30Z"),
  sensor: "radar",
  platform: "made up",
  footprint: [
    [
      [130, 42],
      [130.6, 42],
      [130.6, 42.4],
      [130, 42.4],
      [130, 42],
    ],
  ],
  sampleDistanceMetres: 10,
  hidden: [],
  foundHalfMetres: null,
  foundNearlyAllMetres: null,
  radar: null,
  lookId: null,
  source: "a test",
  licence: "",
  ...more,
});

/** An invented ship in that scene, of which the place and the length are known, with what a test says otherwise. */
export const madeSighting = (more: Partial<Sighting> = {}): Sighting => ({
  id: "a",
  sceneId: "bay",
  markId: null,
  at: spanOf("2024-03-12T01:30Z"),
  position: [130.3, 42.2],
  error: { semiMajorMetres: 20, semiMinorMetres: 20, azimuthDegrees: 0 },
  sensor: "radar",
  lengthMetres: { low: 106, best: 115, high: 124 },
  widthMetres: null,
  headingDegrees: null,
  axisOnly: false,
  layout: [],
  colours: [],
  containers: null,
  by: "AN",
  source: "a test",
  note: "",
  ...more,
});
