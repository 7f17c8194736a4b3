import fc from "fast-check";
import geographiclib from "geographiclib-geodesic";
import { expect, test } from "vitest";
import type { LonLat } from "../geometry/ring.ts";
import { nearestOnLine } from "./line-distance.ts";
import { distanceMetres } from "./wgs84.ts";

/** The least of very many distances to points of the line: the judge, which knows nothing of angles. */
function byBruteForce(from: LonLat, line: readonly LonLat[], steps = 4_000): number {
  const { WGS84 } = geographiclib.Geodesic;
  let least = Infinity;
  for (const [i, end] of line.entries()) {
    const start = line[i - 1];
    if (start === undefined) {
      least = Math.min(least, distanceMetres(from, end));
      continue;
    }
    const edge = WGS84.InverseLine(start[1], start[0], end[1], end[0]);
    for (let k = 0; k <= steps; k++) {
      const { lat2 = 0, lon2 = 0 } = edge.Position((edge.s13 * k) / steps);
      least = Math.min(least, distanceMetres(from, [lon2, lat2]));
    }
  }
  return least;
}

const position = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -80, max: 80, noNaN: true }),
);

test("no point of a line is nearer than the distance given, and one is as near", () => {
  fc.assert(
    fc.property(
      position,
      fc.array(
        fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: -8, max: 8, noNaN: true })),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      (from, steps) => {
        const line: LonLat[] = [];
        let [longitude, latitude] = from;
        for (const [east, north] of steps) {
          longitude += east;
          latitude = Math.max(-85, Math.min(85, latitude + north));
          line.push([longitude, latitude]);
        }
        const found = nearestOnLine(from, [line]);
        const judge = byBruteForce(from, line, 400);
        expect(found).not.toBeNull();
        const metres = found?.metres ?? NaN;
        expect(distanceMetres(from, found?.position ?? [0, 0])).toBeCloseTo(metres, 2);
        expect(metres).toBeLessThanOrEqual(judge + 0.01);
        // Points 400 to an edge of at most 1,600 km lie 4 km apart: the judge is off by at most half of that, and squared far away.
        expect(metres).toBeGreaterThanOrEqual(judge - 2_100);
      },
    ),
    { numRuns: 60 },
  );
}, 20_000);

test("agrees with a fine search to centimetres", () => {
  const from: LonLat = [40.0424, 45.8884];
  const line: LonLat[] = [
    [37.6, 47.0],
    [38.25, 47.1],
    [38.2, 47.6],
    [39.9, 48.0],
  ];
  expect(nearestOnLine(from, [line])?.metres).toBeCloseTo(byBruteForce(from, line, 20_000), 1);
});

test("parts stay parted: the gap between them is no line", () => {
  const parts: LonLat[][] = [
    [
      [-2, 0],
      [-1, 0],
    ],
    [
      [1, 0],
      [2, 0],
    ],
  ];
  const found = nearestOnLine([0, 0], parts);
  expect(found?.metres).toBeCloseTo(distanceMetres([0, 0], [1, 0]), 3);
  expect(nearestOnLine([0, 0], [parts.flat()])?.metres).toBeCloseTo(0, 2);
});

test("across the date line, and a line of nothing", () => {
  const found = nearestOnLine(
    [179.9, 10],
    [
      [
        [-179.9, 5],
        [-179.9, 15],
      ],
    ],
  );
  expect((found?.metres ?? 0) / 1000).toBeCloseTo(21.9, 1);
  expect(nearestOnLine([0, 0], [])).toBeNull();
});
