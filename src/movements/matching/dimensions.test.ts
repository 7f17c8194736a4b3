import { expect, test } from "vitest";
import type { Scene } from "../sightings/sighting.ts";
import { foundProbability } from "./detection.ts";
import { dimensionEvidence } from "./dimensions.ts";
import { mustTransmit } from "./must-transmit.ts";

const seen = (length: number | null, width: number | null = null) => ({
  sensor: "optical" as const,
  lengthMetres: length === null ? null : { low: length * 0.9, best: length, high: length * 1.1 },
  widthMetres: width === null ? null : { low: width * 0.8, best: width, high: width * 1.2 },
});

test("agreeing dimensions speak for a ship, others against it, but never more than wrong ones are sent", () => {
  const ship = { lengthMetres: 110, widthMetres: 17 };
  const agree = dimensionEvidence(seen(110, 17), ship, 0.1);
  expect(agree.length).toBeGreaterThan(1.5);
  expect(agree.width).toBeGreaterThan(0);
  const differ = dimensionEvidence(seen(40, 8), ship, 0.1);
  expect(differ.length + differ.width).toBeCloseTo(Math.log(0.1), 6);
  expect(dimensionEvidence(seen(null), ship, 0.1)).toEqual({ length: 0, width: 0 });
  expect(dimensionEvidence(seen(110), { lengthMetres: null, widthMetres: null }, 0.1).length).toBeCloseTo(
    0,
    9,
  );
});

test("who must transmit is told by length as well as length is known", () => {
  const of = (best: number, share: number) =>
    mustTransmit({
      sensor: "optical",
      lengthMetres: { low: best * (1 - 1.96 * share), best, high: best * (1 + 1.96 * share) },
    });
  expect(of(43, 0.1)).toBeCloseTo(0.5, 1);
  expect(of(60, 0.1)).toBeCloseTo(0.97, 1);
  expect(of(46, 0.1)).toBeCloseTo(0.64, 1);
  expect(of(20, 0.1)).toBeLessThan(0.001);
  expect(of(120, 0.3)).toBeGreaterThan(0.98);
  expect(mustTransmit({ sensor: "optical", lengthMetres: null })).toBeNull();
});

test("ships are found by their length as the scene states it", () => {
  const scene: Scene = {
    id: "s",
    at: { fromMs: 0, toMs: 1, precision: "second", text: "" },
    sensor: "radar",
    platform: "",
    footprint: [],
    sampleDistanceMetres: 10,
    hidden: [],
    foundHalfMetres: 20,
    foundNearlyAllMetres: 50,
    radar: null,
    lookId: null,
    source: "",
    licence: "",
  };
  expect(foundProbability(scene, 20, "cargo", 1)).toBeCloseTo(0.5, 9);
  expect(foundProbability(scene, 50, "cargo", 1)).toBeCloseTo(0.95, 9);
  expect(foundProbability(scene, 400, "cargo", 0.95)).toBeCloseTo(0.95, 2);
  const bySample = { ...scene, foundHalfMetres: null, foundNearlyAllMetres: null };
  expect(foundProbability(bySample, 25, "cargo", 1)).toBeCloseTo(0.5, 9);
  // Of unknown length: cargo ships are longer than fishing boats, so they are found more often.
  expect(foundProbability(scene, null, "cargo", 1)).toBeGreaterThan(
    foundProbability(scene, null, "fishing", 1),
  );
});
