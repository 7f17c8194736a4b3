import { feature } from "topojson-client";
import { readFileSync } from "node:fs";
import type { GeometryObject, Topology } from "topojson-specification";
import { expect, test } from "vitest";
import fc from "fast-check";
import type { Polygon } from "../../sites/counting/site.ts";
import { nearestOnLine } from "../../base/geodesy/line-distance.ts";
import { shoreOf } from "./shore.ts";

const topology = JSON.parse(
  readFileSync(new URL("../../../node_modules/world-atlas/land-10m.json", import.meta.url), "utf8"),
) as Topology<{ land: GeometryObject }>;
const collection = feature(topology, topology.objects.land);
const geometry = "features" in collection ? collection.features[0]?.geometry : collection.geometry;
const land = (geometry?.type === "MultiPolygon" ? geometry.coordinates : []) as unknown as readonly Polygon[];
const shore = shoreOf(land);

test("knows land, sea and lakes of the polygons by places that anybody can look up", () => {
  for (const [longitude, latitude] of [
    [130.6081, 42.4214],
    [2.35, 48.85],
    [-99, 40],
    [24, -30],
  ] as const)
    expect(shore.isLand(longitude, latitude)).toBe(true);
  for (const [longitude, latitude] of [
    [131.5, 42],
    [-30, 45],
    [179.99, 0.5],
    [-150, 30],
  ] as const)
    expect(shore.isLand(longitude, latitude)).toBe(false);
});

test("the distance to a shore is that of the geodesic", () => {
  const island: Polygon = [
    [
      [178, 10],
      [179, 10],
      [179, 11],
      [178, 11],
      [178, 10],
    ],
  ];
  const one = shoreOf([island]);
  const [ring] = island;
  if (ring === undefined) throw new Error("no ring");
  fc.assert(
    fc.property(
      fc.double({ min: 177.3, max: 181, noNaN: true }),
      fc.double({ min: 9.3, max: 11.7, noNaN: true }),
      (x, latitude) => {
        const longitude = x >= 180 ? x - 360 : x;
        const true_ = nearestOnLine([longitude, latitude], [ring])?.metres ?? 0;
        const found = one.metres(longitude, latitude, 100_000);
        if (true_ < 95_000) expect(Math.abs(found - true_)).toBeLessThan(0.01 * true_ + 300);
        else if (true_ > 105_000) expect(found).toBe(Number.POSITIVE_INFINITY);
      },
    ),
    { numRuns: 60 },
  );
});

test("the rough distance is near the fine one, and negative on land", () => {
  for (const [longitude, latitude] of [
    [131.5, 42],
    [-118.3, 33.5],
    [2.35, 48.85],
  ] as const) {
    const fine = shore.metres(longitude, latitude, 120_000);
    const rough = shore.rough(longitude, latitude);
    expect(Math.sign(rough)).toBe(shore.isLand(longitude, latitude) ? -1 : 1);
    expect(Math.abs(Math.min(fine, 120_000) - Math.abs(rough))).toBeLessThan(4500);
  }
});
