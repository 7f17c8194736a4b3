import { expect, test } from "vitest";
import { leanOfView } from "./lean-of-view.ts";

const lean = (azimuth: number | null, offNadir: number | null, incidence: number | null) =>
  leanOfView({ azimuthDegrees: azimuth, offNadirDegrees: offNadir, incidenceDegrees: incidence });

test("the angle at the ground is used where it is stated, else the one at the sensor", () => {
  expect(lean(120, 20, 22)).toEqual({ azimuthDegrees: 120, offNadirDegrees: 22 });
  expect(lean(120, null, 22)).toEqual({ azimuthDegrees: 120, offNadirDegrees: 22 });
  expect(lean(120, 20, null)).toEqual({ azimuthDegrees: 120, offNadirDegrees: 20 });
});

test("an elevation that is given as incidence is seen through; what fits neither is left", () => {
  expect(lean(120, 24.8, 62.6)).toEqual({ azimuthDegrees: 120, offNadirDegrees: 90 - 62.6 });
  expect(lean(120, 0, 90)).toEqual({ azimuthDegrees: 120, offNadirDegrees: 0 });
  expect(lean(120, 10, 40)).toEqual({ azimuthDegrees: 120, offNadirDegrees: 10 });
});

test("without a direction or an angle nothing is known, but straight down is", () => {
  expect(lean(null, 20, 22)).toBeNull();
  expect(lean(120, null, null)).toBeNull();
  expect(lean(120, null, 62)).toBeNull();
  expect(lean(null, 0, null)).toEqual({ azimuthDegrees: 0, offNadirDegrees: 0 });
});
