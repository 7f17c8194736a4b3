import { expect, it } from "vitest";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import { capture } from "./capture.ts";
import { drawScene } from "./draw-scene.ts";
import { truthGeoJson } from "./truth-geojson.ts";

const taken = capture(
  drawScene({ occupancy: 0.8, widthMetres: 150, heightMetres: 150, anchor: [130.608, 42.4214] }, 6),
  { gsdMetres: 1, widthPixels: 128, heightPixels: 128, cloud: 0.3 },
  1,
);

it("labels the file and every feature as simulated", () => {
  const file: { simulated: boolean; features: { properties: { simulated: boolean; what: string } }[] } =
    JSON.parse(truthGeoJson(taken));
  expect(file.simulated).toBe(true);
  expect(file.features.every((feature) => feature.properties.simulated)).toBe(true);
  expect(file.features.filter((feature) => feature.properties.what === "railcar")).toHaveLength(
    taken.truth.cars.length,
  );
});

it("puts cars on the ground at their real length, near the anchor", () => {
  expect(taken.truth.cars.length).toBeGreaterThan(3);
  for (const { outline, bodyLength } of taken.truth.cars) {
    const [a, b] = outline;
    if (a === undefined || b === undefined) throw new Error("an outline has corners");
    // The grid's scale differs from the ground's by less than a thousandth.
    expect(Math.abs(distanceMetres(a, b) / bodyLength - 1)).toBeLessThan(0.001);
    expect(distanceMetres(a, [130.608, 42.4214])).toBeLessThan(150);
  }
});

it("places each car on the line of its track", () => {
  const lines = new Map(taken.truth.tracks.map((track) => [track.id, track]));
  for (const { track, position, pixels } of taken.truth.cars) {
    const line = lines.get(track);
    if (line === undefined) throw new Error("a car stands on a listed track");
    expect(position).toBeGreaterThan(0);
    expect(position).toBeLessThan(line.lengthMetres);
    let left = position;
    const middle = [0, 1].map((axis) => ((pixels[0]?.[axis] ?? 0) + (pixels[2]?.[axis] ?? 0)) / 2);
    for (let i = 1; i < line.pixels.length; i++) {
      const [ax, ay] = line.pixels[i - 1] ?? [0, 0];
      const [bx, by] = line.pixels[i] ?? [0, 0];
      const span = Math.hypot(bx - ax, by - ay);
      if (left <= span || i === line.pixels.length - 1) {
        expect(ax + ((bx - ax) * left) / span).toBeCloseTo(middle[0] ?? 0, 3);
        expect(ay + ((by - ay) * left) / span).toBeCloseTo(middle[1] ?? 0, 3);
        break;
      }
      left -= span;
    }
  }
});
