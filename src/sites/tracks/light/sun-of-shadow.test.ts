import fc from "fast-check";
import { expect, test } from "vitest";
import { sunOfShadow } from "./sun-of-shadow.ts";

test("a sun in the south-east throws shadows to the north-west", () => {
  const { azimuthDegrees, elevationDegrees } = sunOfShadow({ east: -1, north: 1 });
  expect(azimuthDegrees).toBeCloseTo(135, 9);
  expect(elevationDegrees).toBeCloseTo(35.264, 3);
});

test("the shadow of the sun that is found is the shadow that it was found from", () => {
  const metres = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(metres, metres, (east, north) => {
      const { azimuthDegrees, elevationDegrees } = sunOfShadow({ east, north });
      const length = 1 / Math.tan((elevationDegrees * Math.PI) / 180);
      expect(-length * Math.sin((azimuthDegrees * Math.PI) / 180)).toBeCloseTo(east, 6);
      expect(-length * Math.cos((azimuthDegrees * Math.PI) / 180)).toBeCloseTo(north, 6);
    }),
  );
});
