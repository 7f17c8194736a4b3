import { tilePixels, tilesOf } from "../../../sites/pictures/shown-levels.ts";
import { toScreen, type Camera, type ViewSize } from "./camera.ts";
import type { PlanePoint } from "./frame.ts";
import type { ShownPicture } from "./layer.ts";
import type { PixelRectangle } from "./tile-mesh.ts";
import type { TileAddress } from "./tile-source.ts";

/** A level serves until one of its pixels covers so many of the screen's. */
const coarsestScreenPixels = 1.4;
/** The bend of a picture's edge between two corners, as a share of the part's size: how far beyond its corners a part may reach. */
const bendShare = 0.2;

/** Metres of one pixel of the full picture, about its middle. */
export function metresOfPixel(picture: Pick<ShownPicture, "width" | "height" | "toPlane">): number {
  const { width, height, toPlane } = picture;
  const [column, row] = [width / 2, height / 2];
  const reach = Math.max(0.5, Math.min(width, height) / 8);
  const a = toPlane([column - reach, row]);
  const b = toPlane([column + reach, row]);
  const c = toPlane([column, row - reach]);
  const d = toPlane([column, row + reach]);
  return Math.sqrt(
    (Math.hypot(b[0] - a[0], b[1] - a[1]) * Math.hypot(d[0] - c[0], d[1] - c[1])) / (4 * reach * reach),
  );
}

/** The coarsest level that is fine enough for the screen. */
export function levelFor(picture: ShownPicture, camera: Camera, scale: number): number {
  const perPixel = metresOfPixel(picture);
  const screenPixel = camera.metresPerPixel / scale;
  for (let level = picture.levels.length - 1; level > 0; level--) {
    const [across, down] = picture.levels[level]?.shrink ?? [1, 1];
    if (perPixel * Math.sqrt(across * down) <= coarsestScreenPixels * screenPixel) return level;
  }
  return 0;
}

/** The part of the full picture that a tile shows. */
export function rectangleOf(picture: ShownPicture, { level, column, row }: TileAddress): PixelRectangle {
  const { shrink } = picture.levels[level] ?? { shrink: [1, 1] as const };
  const [across, down] = [tilePixels * shrink[0], tilePixels * shrink[1]];
  return {
    left: column * across,
    top: row * down,
    right: Math.min(picture.width, (column + 1) * across),
    bottom: Math.min(picture.height, (row + 1) * down),
  };
}

/** The tiles of a level that the view shows some of, from the middle of the view outwards. */
export function tilesInView(
  picture: ShownPicture,
  level: number,
  camera: Camera,
  size: ViewSize,
  most = 512,
): TileAddress[] {
  const of = picture.levels[level];
  if (of === undefined) return [];
  const [columns, rows] = tilesOf(of);
  const found: { readonly tile: TileAddress; readonly off: number }[] = [];
  const [across, down] = [tilePixels * of.shrink[0], tilePixels * of.shrink[1]];
  const known = new Map<string, PlanePoint>();
  const planeAt = (column: number, row: number): PlanePoint => {
    const key = `${column} ${row}`;
    const had = known.get(key);
    if (had !== undefined) return had;
    const point = picture.toPlane([
      Math.min(picture.width, column * across),
      Math.min(picture.height, row * down),
    ]);
    known.set(key, point);
    return point;
  };
  const look = (left: number, top: number, right: number, bottom: number): void => {
    if (found.length >= most) return;
    const corners = [
      planeAt(left, top),
      planeAt(right, top),
      planeAt(left, bottom),
      planeAt(right, bottom),
      planeAt((left + right) / 2, (top + bottom) / 2),
    ].map((p) => toScreen(camera, size, p));
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    const finite = corners.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
    const isOne = right - left <= 1 && bottom - top <= 1;
    if (finite) {
      const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
      const [y0, y1] = [Math.min(...ys), Math.max(...ys)];
      // One tile hardly bends; a whole picture may.
      const slack = isOne ? 0.02 : bendShare;
      const [sx, sy] = [slack * (x1 - x0), slack * (y1 - y0)];
      if (x1 + sx < 0 || y1 + sy < 0 || x0 - sx > size.width || y0 - sy > size.height) return;
      if (isOne) {
        const off = Math.hypot((x0 + x1 - size.width) / 2, (y0 + y1 - size.height) / 2);
        found.push({ tile: { level, column: left, row: top }, off });
        return;
      }
    } else if (isOne) return;
    if (right - left >= bottom - top) {
      const middle = (left + right) >> 1;
      look(left, top, middle, bottom);
      look(middle, top, right, bottom);
    } else {
      const middle = (top + bottom) >> 1;
      look(left, top, right, middle);
      look(left, middle, right, bottom);
    }
  };
  look(0, 0, columns, rows);
  return found.sort((a, b) => a.off - b.off).map(({ tile }) => tile);
}

/** What a view needs of a picture. */
export interface WantedTiles {
  /** The level that is sharp on this screen. */
  readonly level: number;
  readonly sharp: readonly TileAddress[];
  /** Coarse tiles for the first paint, from the coarsest level; empty when that is the sharp one. */
  readonly first: readonly TileAddress[];
}

/** Which tiles a view needs: at once those of the coarsest level, which are few, then the sharp ones. */
export function wantedTiles(
  picture: ShownPicture,
  camera: Camera,
  size: ViewSize,
  scale: number,
): WantedTiles {
  const level = levelFor(picture, camera, scale);
  const coarsest = picture.levels.length - 1;
  return {
    level,
    sharp: tilesInView(picture, level, camera, size),
    first: coarsest > level ? tilesInView(picture, coarsest, camera, size) : [],
  };
}
