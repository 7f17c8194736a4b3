import { expect, test } from "vitest";
import { InputError } from "../../../base/errors.ts";
import type { Position } from "../site.ts";
import type { MarkedPicture } from "./coco-marks.ts";
import { placeFaults } from "./in-picture.ts";
import type { MarkContent } from "./mark-fields.ts";

/** A picture of 1000 x 500 pixels at 30 E, 50 N, a ten-thousandth of a degree a pixel, whose map ends at 80 N. */
const picture: MarkedPicture = {
  fileName: "yard.tif",
  size: { width: 1000, height: 500 },
  place: {
    toPixel: ([lon, lat]) => {
      if (Math.abs(lat) > 80) throw InputError.of("crs", "position", String(lat), "a place on the map");
      return [(lon - 30) * 10_000, (50 - lat) * 10_000];
    },
    toPosition: ([x, y]) => [30 + x / 10_000, 50 - y / 10_000],
  },
};
const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const content = (outline: readonly Position[], inPixels = false): MarkContent => ({
  areaId: null,
  trackId: null,
  kind: "railcar",
  cover: "cannot-tell",
  outline,
  inPixels,
  number: 1,
  probability: 1,
  state: "accepted",
  note: "",
});
const fault = (outline: readonly Position[], inPixels?: boolean): string =>
  placeFaults("f feature 1", content(outline, inPixels), picture)
    .map((f) => `${f.found}; ${f.allowed}`)
    .join();

test("marks in the picture, and a little over its edge, are taken", () => {
  expect(fault(square(30.05, 49.98, 0.001))).toBe("");
  expect(fault(square(29.998, 49.98, 0.001))).toBe("");
  expect(fault(square(990, 400, 20), true)).toBe("");
});

test("marks elsewhere are refused, and swapped axes are called by their name", () => {
  expect(fault(square(49.98, 30.05, 0.001))).toMatch(
    /^49\.98, 30\.05: the other way round it lies in the picture; .*longitude before latitude/,
  );
  expect(fault(square(31, 49.98, 0.001))).toContain("31, 49.98: beside the picture");
  expect(fault(square(30.05, 85, 0.001))).toContain("beside the picture");
  expect(fault(square(400, 900, 10), true)).toContain("the other way round it lies in the picture");
});
