import { expect, test } from "vitest";
import { areaUnder } from "./area-under.ts";

const track = (areaId: string | null, ...knots: number[]) => ({
  knots: Float64Array.from(knots),
  reading: { areaId },
});

const yard = {
  sampleDistanceMetres: 0.5,
  tracks: [track("north", 0, 10, 100, 10), track("south", 0, 20, 100, 20), track(null, 0, 60, 100, 60)],
};

test.each([
  ["on a line", [50, 10], "north"],
  ["nearer to one of two lines", [50, 15.5], "south"],
  ["beyond half of what lies between two tracks", [50, 25], null],
  ["beside the end of a line", [101, 10], "north"],
  ["past the end of a line", [110, 10], null],
  ["on a line that is no area", [50, 60], null],
] as const)("a mark %s", (_, pixel, area) => {
  expect(areaUnder(yard, pixel)).toBe(area);
});
