import { expect, test } from "vitest";
import { crsOfText } from "./crs/epsg.ts";
import type { Georeference } from "./georeference/georeference.ts";
import { pictureOutline } from "./picture-outline.ts";
import { sitePlaceOf } from "./site-place.ts";

const straight: Georeference = {
  type: "transform",
  crs: crsOfText("EPSG:32652"),
  transform: [478_000, 0.5, 0, 4_696_000, 0, -0.5],
};
const matched = { eastMetres: 3, northMetres: -4, outcome: "matched" } as const;

test("the outline of a picture is where its corners are shown, line-up and all", () => {
  const [ring] = pictureOutline(straight, { width: 400, height: 300 }, matched) ?? [];
  const { toPosition } = sitePlaceOf(straight, matched);
  expect(ring).toHaveLength(5);
  for (const [i, corner] of (
    [
      [0, 0],
      [0, 300],
      [400, 300],
      [400, 0],
      [0, 0],
    ] as const
  ).entries()) {
    const [longitude, latitude] = toPosition(corner);
    expect(ring?.[i]?.[0]).toBeCloseTo(longitude, 6);
    expect(ring?.[i]?.[1]).toBeCloseTo(latitude, 6);
  }
});

test("the edges of a wide picture are given in parts, which bend with its projection", () => {
  const [ring] = pictureOutline(straight, { width: 100_000, height: 300 }, null) ?? [];
  expect(ring).toHaveLength(19);
});

test("a place that its projection does not show is none", () => {
  const beyond: Georeference = { ...straight, transform: [478_000, 1e9, 0, 4_696_000, 0, -1e9] };
  expect(pictureOutline(beyond, { width: 400, height: 300 }, null)).toBeNull();
  const flat: Georeference = { ...straight, transform: [478_000, 0, 0, 4_696_000, 0, 0] };
  expect(pictureOutline(flat, { width: 400, height: 300 }, null)).toBeNull();
});
