import fc from "fast-check";
import { expect, test } from "vitest";
import { shownLevels, tilesOf } from "../../../sites/pictures/shown-levels.ts";
import { toPlane, type Camera } from "./camera.ts";
import type { PlanePoint } from "./frame.ts";
import type { ShownPicture } from "./layer.ts";
import { levelFor, metresOfPixel, rectangleOf, tilesInView, wantedTiles } from "./tile-choice.ts";
import { meshOf } from "./tile-mesh.ts";

const size = { width: 1200, height: 800 };
const none = { by: "server" as const, load: () => Promise.reject(new Error("not here")), close: () => {} };

/** A picture of half-metre pixels, turned and bent a little, as a control-point fit may be. */
const bent = ([column, row]: readonly [number, number]): PlanePoint => [
  -1500 + 0.5 * column + 12 * Math.sin(row / 900),
  1200 - 0.5 * row + 9 * Math.sin(column / 700),
];
const straight = ([column, row]: readonly [number, number]): PlanePoint => [
  -1500 + 0.5 * column,
  1200 - 0.5 * row,
];
const pictureOf = (toGround: ShownPicture["toPlane"], width = 6000, height = 5000): ShownPicture => ({
  id: "a",
  width,
  height,
  levels: shownLevels([{ width, height }]),
  toPlane: toGround,
  source: none,
});

test("the level is the coarsest whose pixels the screen does not show as blocks", () => {
  const picture = pictureOf(straight);
  expect(metresOfPixel(picture)).toBeCloseTo(0.5, 9);
  const at = (metresPerPixel: number): number =>
    levelFor(picture, { centre: [0, 0], metresPerPixel, rotationDegrees: 0 }, 1);
  expect(at(0.1)).toBe(0);
  expect(at(0.5)).toBe(0);
  expect(at(1)).toBe(1);
  expect(at(2.2)).toBe(2);
  expect(at(500)).toBe(picture.levels.length - 1);
  // On a screen with two pixels to one of CSS, the next finer one.
  expect(levelFor(picture, { centre: [0, 0], metresPerPixel: 1, rotationDegrees: 0 }, 2)).toBe(0);
});

test("every place that the view shows of the picture lies in a tile that is wanted", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(straight, bent),
      fc.record({
        centre: fc.tuple(
          fc.double({ min: -1800, max: 1800, noNaN: true }),
          fc.double({ min: -1500, max: 1500, noNaN: true }),
        ),
        metresPerPixel: fc.double({ min: 0.05, max: 20, noNaN: true }),
        rotationDegrees: fc.double({ min: -180, max: 179, noNaN: true }),
      }),
      fc.array(
        fc.tuple(
          fc.double({ min: 0, max: 6000, noNaN: true }),
          fc.double({ min: 0, max: 5000, noNaN: true }),
        ),
        {
          minLength: 50,
          maxLength: 50,
        },
      ),
      (mapping, camera: Camera, pixels) => {
        const picture = pictureOf(mapping);
        const { level, sharp } = wantedTiles(picture, camera, size, 1);
        const keys = new Set(sharp.map((t) => `${t.column} ${t.row}`));
        expect(keys.size).toBe(sharp.length);
        for (const pixel of pixels) {
          const [east, north] = mapping(pixel);
          const shown = isShown(camera, [east, north]);
          if (!shown) continue;
          const tile = sharp.find((t) => {
            const r = rectangleOf(picture, t);
            return pixel[0] >= r.left && pixel[0] <= r.right && pixel[1] >= r.top && pixel[1] <= r.bottom;
          });
          expect(tile, `pixel ${pixel.join()} of level ${level}`).toBeDefined();
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** By the way back from the screen's corners, not by the way that the choice uses. */
function isShown(camera: Camera, [east, north]: PlanePoint): boolean {
  const [origin, right, down] = [
    toPlane(camera, size, [0, 0]),
    toPlane(camera, size, [size.width, 0]),
    toPlane(camera, size, [0, size.height]),
  ];
  const share = (to: PlanePoint): number => {
    const [dx, dy] = [to[0] - origin[0], to[1] - origin[1]];
    return ((east - origin[0]) * dx + (north - origin[1]) * dy) / (dx * dx + dy * dy);
  };
  return [share(right), share(down)].every((s) => s > 0 && s < 1);
}

test("tiles cover a level once, come from the middle outwards, and are few", () => {
  const picture = pictureOf(straight);
  for (const [level, shown] of picture.levels.entries()) {
    const all = tilesInView(
      picture,
      level,
      { centre: [0, 0], metresPerPixel: 50, rotationDegrees: 30 },
      size,
    );
    const [columns, rows] = tilesOf(shown);
    expect(all).toHaveLength(columns * rows);
    const covered = all.reduce((sum, tile) => {
      const r = rectangleOf(picture, tile);
      return sum + (r.right - r.left) * (r.bottom - r.top);
    }, 0);
    expect(covered).toBeCloseTo(picture.width * picture.height, 3);
  }
  const view: Camera = { centre: [0, 0], metresPerPixel: 0.5, rotationDegrees: 0 };
  const near = tilesInView(picture, 0, view, size);
  // 1200 by 800 pixels touch at most 4 by 3 tiles of 512.
  expect(near.length).toBeLessThanOrEqual(12);
  const [first] = near;
  const middle = first === undefined ? null : rectangleOf(picture, first);
  expect(middle?.left).toBeLessThanOrEqual(3000);
  expect(middle?.right).toBeGreaterThanOrEqual(3000);
});

test("a straight picture has one cell a tile; a bent one as many as keep it within a tenth of a pixel", () => {
  const rectangle = { left: 512, top: 1024, right: 1024, bottom: 1536 };
  expect(meshOf(rectangle, straight, 1)?.cells).toBe(1);
  const mesh = meshOf(rectangle, bent, 1);
  expect(mesh?.cells).toBeGreaterThan(1);
  if (mesh === null) throw new Error("no mesh");
  const { cells, points } = mesh;
  let worst = 0;
  for (let i = 0; i < cells * 8; i++)
    for (let j = 0; j < cells * 8; j++) {
      const [x, y] = [(i + 0.5) / 8, (j + 0.5) / 8];
      const [ci, cj] = [Math.floor(x), Math.floor(y)];
      const [u, v] = [x - ci, y - cj];
      const corner = (a: number, b: number, k: 0 | 1): number =>
        points[((cj + b) * (cells + 1) + ci + a) * 2 + k] ?? 0;
      const near = (k: 0 | 1): number =>
        corner(0, 0, k) * (1 - u) * (1 - v) +
        corner(1, 0, k) * u * (1 - v) +
        corner(0, 1, k) * (1 - u) * v +
        corner(1, 1, k) * u * v;
      const at = bent([512 + (512 * x) / cells, 1024 + (512 * y) / cells]);
      worst = Math.max(worst, Math.hypot(at[0] - near(0), at[1] - near(1)));
    }
  expect(worst / 0.5).toBeLessThan(0.12);
  expect(meshOf(rectangle, () => [Number.NaN, 0], 1)).toBeNull();
});
