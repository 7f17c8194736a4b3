import { expect, test } from "vitest";
import { uniform } from "../../base/random.ts";
import { shoreOf } from "../places/shore.ts";
import { knownLand, landCells } from "./land-cells.ts";
import { usualTrackSettings } from "./track-settings.ts";

const shore = shoreOf([
  [
    [
      [0, 40],
      [4, 40],
      [4, 44],
      [0, 44],
      [0, 40],
    ],
  ],
]);

test("what an analysis of all reports found on land is found again in some of them, and nothing else", () => {
  const random = uniform(7);
  const places = Array.from({ length: 3000 }, () => [-1 + 6 * random(), 39 + 6 * random()] as const);
  const cells = landCells(shore, usualTrackSettings);
  // A river that several ships sail, through the middle.
  for (let mmsi = 1; mmsi <= 10; mmsi++)
    for (let longitude = 0.5; longitude < 3.5; longitude += 0.05)
      cells.note(cells.inland(longitude, 42.05), mmsi);
  const isOnLand = (longitude: number, latitude: number): boolean => {
    const cell = cells.inland(longitude, latitude);
    return cell >= 0 && !cells.isWaterway(cell);
  };
  const found = new Set(places.filter(([x, y]) => isOnLand(x, y)).map(([x, y]) => cells.inland(x, y)));
  expect(found.size).toBeGreaterThan(300);
  const known = knownLand(shore, usualTrackSettings, found);
  for (const [x, y] of places) {
    const cell = known.inland(x, y);
    expect(cell >= 0 && !known.isWaterway(cell), `${x} ${y}`).toBe(isOnLand(x, y));
  }
  expect(known.inland(2, 42.05)).toBe(-1);
});
