import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import type { Fault } from "../../base/errors.ts";
import type { Position } from "../../sites/counting/site.ts";
import { borderLines } from "./borders.ts";
import { fitsOf, measureLines, roundingOf } from "./fit.ts";
import { linesOfGeoJson } from "./lines-geojson.ts";
import type { ReferenceLine } from "./reference-line.ts";
import type { CountryTopology } from "./topology.ts";

/*
 * Three squares of one degree in a row, and an island of the third that lies below the first:
 *   A | B | C        with arcs 0 A alone, 1 between A and B, 2 B alone (above and below), 3 between B and C, 4 C alone, 5 the island
 */
const steps = (...positions: Position[]): [number, number][] =>
  positions.map(([x, y], i) => {
    const [px, py] = positions[i - 1] ?? [0, 0];
    return [x - px, y - py];
  });
const topology: CountryTopology = {
  transform: { scale: [1, 1], translate: [10, 50] },
  arcs: [
    steps([1, 1], [0, 1], [0, 0], [1, 0]),
    steps([1, 0], [1, 1]),
    steps([1, 1], [2, 1]),
    steps([2, 1], [2, 0]),
    steps([2, 0], [1, 0]),
    steps([2, 1], [3, 1], [3, 0], [2, 0]),
    steps([0, -2], [1, -2], [1, -1], [0, -1], [0, -2]),
  ],
  countries: [
    { id: "001", name: "Aland", polygons: [[[0, 1]]] },
    { id: "002", name: "Bland", polygons: [[[2, 3, 4, 1]]] },
    { id: "003", name: "Cland", polygons: [[[5, -4]], [[6]]] },
  ],
};
const ask = (claimed: readonly Position[], facing = "Bland") =>
  borderLines(topology, { of: "Aland", facing, claimed, near: [10.5, 50.5], withinMetres: 1_000_000 });

test("a land border is where two countries touch, a coast where one ends alone", () => {
  const lines = ask([]);
  expect(lines?.land).toEqual([
    [
      [11, 50],
      [11, 51],
    ],
  ]);
  expect(lines?.coast).toEqual([
    [
      [11, 51],
      [10, 51],
      [10, 50],
      [11, 50],
    ],
  ]);
  expect(lines?.claimedCoast).toEqual([]);
});

test("ground that is claimed becomes the first country's, and what lay between falls away", () => {
  const withIsland = ask([[10.5, 48.5]], "003");
  expect(withIsland?.claimedCoast.length).toBe(1);
  expect(withIsland?.coast.length).toBe(2);
  expect(withIsland?.land).toEqual([]);
  const withB = ask([[11.5, 50.5]], "Cland");
  expect(withB?.land).toEqual([
    [
      [12, 51],
      [12, 50],
    ],
  ]);
});

test("a country that the data does not know gives no line, and what is far away is left out", () => {
  expect(ask([], "Eland")).toBeNull();
  const far = borderLines(topology, {
    of: "001",
    facing: "002",
    claimed: [],
    near: [0, 0],
    withinMetres: 1000,
  });
  expect(far).toEqual({ land: [], coast: [], claimedCoast: [] });
});

const line = (id: string, position: Position, errorMetres = 0): ReferenceLine => ({
  id,
  name: id,
  parts: [[position]],
  errorMetres,
  validFrom: null,
  validTo: null,
  basis: "",
  source: "",
});

test("a figure fits a line within its rounding and the error of the line, a mile in both of its meanings", () => {
  const measured = measureLines(
    [0, 0],
    [line("near", [1.7346, 0]), line("far", [2, 0]), line("rough", [2.1, 0], 20_000)],
  );
  const fits = (figure: number, unit: "km" | "miles"): string[] =>
    fitsOf(figure, unit, measured)
      .filter((f) => f.fits)
      .map((f) => `${f.line} ${f.unit}`);
  expect(measured[0]?.metres).toBeCloseTo(193_100, -2);
  expect(fits(120, "miles")).toEqual(["near statute miles", "far nautical miles", "rough nautical miles"]);
  expect(fits(200, "km")).toEqual(["near km"]);
  expect(fits(222.6, "km")).toEqual(["far km", "rough km"]);
  expect(fits(500, "km")).toEqual([]);
});

test("the rounding of a figure is half of the step that it looks rounded to", () => {
  expect([120, 125, 200, 290, 350, 500, 7, 187].map(roundingOf)).toEqual([
    5, 2.5, 10, 5, 17.5, 25, 0.35, 0.5,
  ]);
});

test("the true distance always fits, rounded to whole kilometres", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -170, max: 170, noNaN: true }),
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: 0.5, max: 9, noNaN: true }),
      (longitude, latitude, east) => {
        const to: Position = [longitude + east, latitude];
        const km = Math.round(distanceMetres([longitude, latitude], to) / 1000);
        if (km < 10) return;
        const [fit] = fitsOf(km, "km", measureLines([longitude, latitude], [line("x", to)]));
        expect(fit?.fits).toBe(true);
      },
    ),
  );
});

test("lines are read from GeoJSON, and what is wrong is named with its place", () => {
  const feature = (more: object, geometry: unknown = { type: "Point", coordinates: [36, 45] }) => ({
    type: "Feature",
    id: "kerch",
    geometry,
    properties: {
      name: "Kerch",
      error_m: 5000,
      valid_from: null,
      valid_to: null,
      basis: "a town",
      source: null,
    },
    ...more,
  });
  const read = (features: unknown): { readonly lines: ReferenceLine[]; readonly faults: Fault[] } => {
    const faults: Fault[] = [];
    return { lines: linesOfGeoJson({ type: "FeatureCollection", features }, "f.geojson", faults), faults };
  };
  expect(read([feature({})]).lines).toEqual([
    {
      id: "kerch",
      name: "Kerch",
      parts: [[[36, 45]]],
      errorMetres: 5000,
      validFrom: null,
      validTo: null,
      basis: "a town",
      source: "",
    },
  ]);
  const wrong: readonly [unknown, string][] = [
    [feature({ id: "No Id" }), "id"],
    [feature({ properties: { name: "x", basis: "y" } }), "error_m"],
    [feature({ properties: { name: "x", basis: "y", error_m: 1, valid_from: "2023-13-01" } }), "valid_from"],
    [feature({}, { type: "Polygon", coordinates: [] }), "geometry"],
    [feature({}, { type: "LineString", coordinates: [[36, 145]] }), "coordinates"],
    [feature({}, null), "geometry"],
    ["no feature", "feature"],
  ];
  for (const [given, field] of wrong) {
    const { lines, faults } = read([given]);
    expect([lines, faults.map((f) => f.field)]).toEqual([[], [field]]);
  }
  const faults: Fault[] = [];
  expect(linesOfGeoJson([], "f.geojson", faults)).toEqual([]);
  expect(faults[0]?.field).toBe("type");
});
