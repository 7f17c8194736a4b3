import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import { crsOfText } from "./crs/epsg.ts";
import type { Georeference } from "./georeference/georeference.ts";
import { mappingOf } from "./georeference/mapping.ts";
import { sitePlaceOf } from "./site-place.ts";

const crs = crsOfText("EPSG:32652");
const straight: Georeference = {
  type: "transform",
  crs,
  transform: [478_000, 0.5, 0, 4_696_000, 0, -0.5],
};
const bent: Georeference = {
  type: "control-points",
  crs,
  model: "thin-plate",
  points: [0, 250, 500, 750, 1000].flatMap((column) =>
    [0, 300, 600, 1000].map((row) => ({
      pixel: [column, row] as const,
      at: [
        478_000 + 0.5 * column + 3 * Math.sin(column / 300),
        4_696_000 - 0.5 * row + 2 * Math.cos(row / 200),
      ] as const,
    })),
  ),
  errorMetres: null,
};

test("a measured shift lies between pixels and positions, any other outcome does not", () => {
  const shift = { eastMetres: 3, northMetres: -4, outcome: "matched" } as const;
  const own = mappingOf(straight).toPosition([500, 400]);
  const moved = sitePlaceOf(straight, shift).toPosition([500, 400]);
  expect(distanceMetres(own, moved)).toBeCloseTo(5, 1);
  expect(moved[0]).toBeGreaterThan(own[0]);
  expect(moved[1]).toBeLessThan(own[1]);
  for (const outcome of ["poor", "none", "reference"] as const)
    expect(sitePlaceOf(straight, { ...shift, outcome }).toPosition([500, 400])).toEqual(own);
  expect(sitePlaceOf(straight, null).toPosition([500, 400])).toEqual(own);
});

test("positions and pixels go both ways, straight or bent, moved or not", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(straight, bent),
      fc.constantFrom("matched" as const, "poor" as const),
      fc.tuple(fc.double({ min: 10, max: 990, noNaN: true }), fc.double({ min: 10, max: 990, noNaN: true })),
      (georeference, outcome, pixel) => {
        const place = sitePlaceOf(georeference, { eastMetres: 2.5, northMetres: 1.5, outcome });
        const [column, row] = place.toPixel(place.toPosition(pixel));
        // The shift is taken at the latitude of either place: over some metres that is the same to a thousandth of a pixel.
        expect(Math.hypot(column - pixel[0], row - pixel[1])).toBeLessThan(1e-3);
      },
    ),
  );
});
