import { expect, test } from "vitest";
import { crsOfText } from "../../../sites/pictures/crs/epsg.ts";
import type { Georeference } from "../../../sites/pictures/georeference/georeference.ts";
import { sitePlaceOf } from "../../../sites/pictures/site-place.ts";
import { toScreen } from "../picture/camera.ts";
import { shownPicture } from "../picture/shown-picture.ts";
import { levelFor, rectangleOf, tilesInView } from "../picture/tile-choice.ts";
import { meshOf } from "../picture/tile-mesh.ts";
import { fitted, toWorld, type MapCamera } from "./camera.ts";
import { cameraOnPlane, mercatorFrame, middleOf } from "./mercator-frame.ts";
import { onScreen } from "./place-on-screen.ts";

const size = { width: 1000, height: 700 };
const pictureSide = 1024;
const utm = (zone: number, east = 478_000): Georeference => ({
  type: "transform",
  crs: crsOfText(`EPSG:${32600 + zone}`),
  // Turned a little, as a picture from a satellite is.
  transform: [east, 0.497, 0.05, 4_696_000, 0.05, -0.497],
});
const lineUp = { eastMetres: 3.1, northMetres: -2.2, outcome: "matched" } as const;

const shown = (georeference: Georeference, middle: number) =>
  shownPicture(
    {
      id: "look",
      width: pictureSide,
      height: pictureSide,
      levels: [1024, 512, 256].map((side) => ({ width: side, height: side })),
      meanings: ["grey"],
      sampleType: "uint8",
      georeference,
      lineUp,
    },
    { by: "ranges", load: () => Promise.reject(new Error("no pixels are needed")), close: () => undefined },
    mercatorFrame(middle),
  );

/** The view of the map over the middle of the picture, so many pixels of the screen to one of it. */
function over(georeference: Georeference, zoom: number): MapCamera {
  const { toPosition } = sitePlaceOf(georeference, lineUp);
  const [a, b] = [
    [500, 512],
    [501, 512],
  ].map((p) => toWorld(toPosition(p as [number, number])));
  const [x, y] = toWorld(toPosition([512, 512]));
  const step = Math.hypot((b?.[0] ?? 0) - (a?.[0] ?? 0), (b?.[1] ?? 0) - (a?.[1] ?? 0));
  return { x: x - Math.floor(x), y, worldPixels: zoom / step };
}

test.each([
  ["in the middle of its zone", utm(52), 0],
  ["at the edge of its zone", utm(52, 760_000), 129],
  ["across the 180th meridian", utm(60, 746_400), 180],
])(
  "tiles lie where the map puts the longitude and latitude of their pixels: %s",
  (_, georeference, middle) => {
    const picture = shown(georeference, middle);
    const frame = mercatorFrame(middle);
    const { toPosition } = sitePlaceOf(georeference, lineUp);
    for (const zoom of [0.2, 1, 4]) {
      const camera = over(georeference, zoom);
      const plane = cameraOnPlane(camera, frame);
      const level = levelFor(picture, plane, 1);
      // As fine as the screen needs, and not finer.
      expect(level).toBe(zoom === 0.2 ? 2 : 0);
      const tiles = tilesInView(picture, level, plane, size);
      expect(tiles.length).toBeGreaterThan(0);
      for (const tile of tiles) {
        const rectangle = rectangleOf(picture, tile);
        const mesh = meshOf(rectangle, picture.toPlane, 2 ** level);
        if (mesh === null) throw new Error("no mesh");
        const { cells, points } = mesh;
        for (let k = 0; k < (cells + 1) ** 2; k++) {
          const pixel = [
            rectangle.left + ((rectangle.right - rectangle.left) * (k % (cells + 1))) / cells,
            rectangle.top + ((rectangle.bottom - rectangle.top) * Math.floor(k / (cells + 1))) / cells,
          ] as const;
          const drawn = toScreen(plane, size, [points[2 * k] ?? 0, points[2 * k + 1] ?? 0]);
          const placed = onScreen(toPosition(pixel), camera, size);
          expect(Math.hypot(drawn[0] - placed[0], drawn[1] - placed[1])).toBeLessThan(0.05);
        }
      }
    }
  },
);

test("a view of the map shows the same places on the plane, on both sides of the seam of longitudes", () => {
  for (const middle of [0, 180, -75])
    for (const position of [
      [130.6, 42.4],
      [-179.99, -17],
      [179.99, 60],
      [-74, 40.5],
    ] as const) {
      const frame = mercatorFrame(middle);
      const camera = fitted([[position[0] + 0.02, position[1] - 0.01]], size);
      const held = { ...camera, x: camera.x - Math.floor(camera.x) };
      const [x, y] = toScreen(cameraOnPlane(held, frame), size, frame.toPlane(position));
      const [mapX, mapY] = onScreen(position, held, size);
      if (Math.abs(Math.abs(position[0] - middle) - 180) < 1) continue;
      expect(Math.hypot(x - mapX, y - mapY)).toBeLessThan(1e-3);
      const [longitude, latitude] = frame.toPosition(frame.toPlane(position));
      expect((((longitude - position[0]) % 360) + 540) % 360).toBeCloseTo(180, 8);
      expect(latitude).toBeCloseTo(position[1], 8);
    }
});

test("where the map ends there is no point, and a picture has no tiles there", () => {
  expect(mercatorFrame().toPlane([10, 86])).toEqual([Number.NaN, Number.NaN]);
  expect(mercatorFrame().toPlane([10, Number.NaN])).toEqual([Number.NaN, Number.NaN]);
});

test("the seam is laid into the widest gap between longitudes", () => {
  expect(middleOf([])).toBe(0);
  expect(middleOf([130])).toBe(130);
  expect(middleOf([170, -170])).toBe(180);
  expect(middleOf([-10, 20])).toBe(5);
  expect(middleOf([0, 130, -170])).toBe(95);
});
