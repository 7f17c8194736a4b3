import geographiclib from "geographiclib-geodesic";
import { expect, test } from "vitest";
import { groundFrame, type PlacePosition } from "./frame.ts";
import { degreesInWords, measuredArea, measuredWay, metresInWords, squareMetresInWords } from "./measured.ts";

const site: PlacePosition = [130.61, 42.41];
const frame = groundFrame(site);
const at = (east: number, north: number): PlacePosition => frame.toPosition([east, north]);
const geodesic = geographiclib.Geodesic.WGS84;

test("lengths, bearings and areas are those of the geodesics", () => {
  const [a, b] = [at(-120, 40), at(310, -95)];
  const inverse = geodesic.Inverse(a[1], a[0], b[1], b[0]);
  const way = measuredWay([a, b], null);
  expect(way.metres).toBeCloseTo(inverse.s12 ?? 0, 6);
  expect(way.bearingDegrees).toBeCloseTo(((inverse.azi1 ?? 0) + 360) % 360, 9);
  expect(way.metres).toBeCloseTo(Math.hypot(430, 135), 3);
  const area = measuredArea([at(0, 0), at(200, 0), at(200, 100), at(0, 100)], null);
  expect(area?.squareMetres).toBeCloseTo(20_000, 1);
  expect(area?.aroundMetres).toBeCloseTo(600, 3);
  expect(measuredArea([a, b], 0.5)).toBeNull();
});

test("the error is that of points put to half a pixel: simulated, nine in ten lie within it", () => {
  // A small generator of its own, so that the same points come every time.
  let seed = 7;
  const uniform = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return (seed + 0.5) / 2 ** 31;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const sampleDistance = 0.6;
  const corners = [
    [0, 0],
    [180, 30],
    [150, 120],
    [-10, 90],
  ] as const;
  const exact = corners.map(([e, n]) => at(e, n));
  const way = measuredWay(exact, sampleDistance);
  const area = measuredArea(exact, sampleDistance);
  if (area === null) throw new Error("no area");
  let [ways, areas, bearings] = [0, 0, 0];
  const times = 2000;
  for (let i = 0; i < times; i++) {
    const placed = corners.map(([e, n]) =>
      at(e + 0.5 * sampleDistance * normal(), n + 0.5 * sampleDistance * normal()),
    );
    const found = measuredWay(placed, null);
    if (Math.abs(found.metres - way.metres) <= (way.plusMinusMetres ?? 0)) ways++;
    if (Math.abs((found.bearingDegrees ?? 0) - (way.bearingDegrees ?? 0)) <= (way.plusMinusDegrees ?? 0))
      bearings++;
    if (
      Math.abs((measuredArea(placed, null)?.squareMetres ?? 0) - area.squareMetres) <=
      (area.plusMinusSquareMetres ?? 0)
    )
      areas++;
  }
  for (const held of [ways, areas, bearings]) {
    expect(held / times).toBeGreaterThan(0.88);
    expect(held / times).toBeLessThan(0.92);
  }
});

test("figures have the digits that their error allows", () => {
  expect(metresInWords(108.1725, 0.82)).toBe("108.2 m ±0.8");
  expect(metresInWords(108.1725, 3.1)).toBe("108 m ±3");
  expect(metresInWords(12_431)).toBe("12.43 km");
  expect(degreesInWords(123.71, 0.46)).toBe("123.7° ±0.5");
  expect(squareMetresInWords(20_000.4, 34.7)).toBe("20000 m² ±35");
});
