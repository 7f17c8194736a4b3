import { expect, test } from "vitest";
import { madeScene, madeSighting } from "../../../test/made-sighting.ts";
import { uniform } from "../../base/random.ts";
import { normalQuantile } from "../../base/probability/normal.ts";
import { fromPlane, planeAt } from "../matching/plane.ts";
import type { Scene, Sighting } from "../sightings/sighting.ts";
import { findFixed } from "./find-fixed.ts";

const middle = [130.3, 42.2] as const;
const dayMs = 86_400_000;

const sceneAt = (day: number): Scene =>
  madeScene({
    id: `s${day}`,
    at: { fromMs: day * dayMs, toMs: day * dayMs + 1000, precision: "second", text: "" },
  });

const random = uniform(5);
const normal = (): number => normalQuantile(random() * 0.999 + 0.0005);

const seen = (day: number, [east, north]: readonly [number, number], lengthMetres: number): Sighting =>
  madeSighting({
    id: `${day}/${east}`,
    sceneId: `s${day}`,
    at: sceneAt(day).at,
    position: fromPlane(planeAt(middle), [east + 15 * normal(), north + 15 * normal()]),
    error: { semiMajorMetres: 15, semiMinorMetres: 15, azimuthDegrees: 0 },
    lengthMetres: { low: null, best: lengthMetres * Math.exp(0.15 * normal()), high: null },
    axisOnly: true,
  });

const days = Array.from({ length: 12 }, (_, i) => 6 * i);
const scenes = days.map(sceneAt);

test("what stands in nearly every scene is found; a berth where ships come and go is not", () => {
  const platform = days.filter((_, i) => i !== 7).map((d) => seen(d, [0, 0], 50));
  // Another ship every second look: other lengths, and looks without one.
  const berth = days
    .filter((_, i) => i % 2 === 0)
    .map((d, i) => seen(d, [2000, 0], [40, 120, 75, 200, 90, 60][i] ?? 80));
  const passing = days.map((d, i) => seen(d, [-3000 + 700 * i, 3000], 100));
  const found = findFixed(scenes, [...platform, ...berth, ...passing], new Set());
  expect(found).toHaveLength(1);
  expect(found[0]?.sightings).toHaveLength(11);
  expect(found[0]?.looked).toBe(12);
  expect(found[0]?.position[0]).toBeCloseTo(middle[0], 3);
  expect(found[0]?.position[1]).toBeCloseTo(middle[1], 3);
  expect(found[0]?.validFrom).toBeNull();
  expect(found[0]?.validTo).toBeNull();
});

test("an object is dated by the scenes that show its place without it", () => {
  const built = days.slice(4, 10).map((d) => seen(d, [0, 0], 50));
  const [found] = findFixed(scenes, built, new Set());
  expect(found?.validFrom).toBe("1970-01-25");
  expect(found?.validTo).toBe("1970-02-25");
});

test("sightings that a reporting ship explains make no fixed object, nor do few scenes or a short time", () => {
  const all = days.map((d) => seen(d, [0, 0], 50));
  expect(findFixed(scenes, all, new Set(all.map((s) => s.id)))).toHaveLength(0);
  expect(findFixed(scenes, all.slice(0, 3), new Set())).toHaveLength(0);
  const close = Array.from({ length: 12 }, (_, i) => i);
  expect(
    findFixed(
      close.map(sceneAt),
      close.map((d) => seen(d, [0, 0], 50)),
      new Set(),
    ),
  ).toHaveLength(0);
});

test("a place that is hidden in a scene counts for nothing there", () => {
  const clouded = scenes.map((s, i) => (i % 2 === 0 ? s : { ...s, hidden: [s.footprint] }));
  const half = days.filter((_, i) => i % 2 === 0).map((d) => seen(d, [0, 0], 50));
  expect(findFixed(clouded, half, new Set())[0]?.looked).toBe(6);
});
