import type { MovementsScreen, ShownLook } from "../../../../../findings/screens/movements.ts";
import { mostWorldPixels, toWorld, type MapCamera } from "../../../map/camera.ts";
import { meets, type Stretch } from "../../../time/stretch.ts";
import type { Polygon } from "../../../../../sites/counting/site.ts";

/** A picture that can be laid on the map: its pixels are held, and have a place and a time. */
export interface PlacedPicture extends ShownLook {
  readonly footprint: Polygon;
  /** The box about its footprint in the map's unit square; the middle's x may lie beyond the square, where it crosses the 180th meridian. */
  readonly box: { readonly x: number; readonly y: number; readonly wide: number; readonly high: number };
}

/** The time by which pictures are chosen, and those that a person chose: the first of them has the say at its place. */
export interface PictureTime {
  readonly window: Stretch;
  readonly atMs: number;
  readonly chosen: readonly string[];
}

/** Smaller on the screen, nothing could be seen in a picture. */
const leastPixels = 24;
/** So many are laid at once. */
const mostPictures = 6;

/** Pictures of a case that have a place, in order of time. */
export function placedPictures({ looks }: Pick<MovementsScreen, "looks">): PlacedPicture[] {
  return looks
    .flatMap((look): PlacedPicture[] => {
      const box = look.footprint === null ? null : boxOf(look.footprint);
      return look.footprint === null || box === null ? [] : [{ ...look, footprint: look.footprint, box }];
    })
    .sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs || (a.id < b.id ? -1 : 1));
}

function boxOf([ring = []]: Polygon): PlacedPicture["box"] | null {
  const [first] = ring;
  if (first === undefined) return null;
  const [x0] = toWorld(first);
  const points = ring.map((position) => {
    const [x, y] = toWorld(position);
    return [x0 + (x - x0) - Math.round(x - x0), y] as const;
  });
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [north, south] = [Math.min(...ys), Math.max(...ys)];
  return { x: (west + east) / 2, y: (north + south) / 2, wide: east - west, high: south - north };
}

/**
 * One picture for each place, a place being the site that the picture is of: the one that was chosen, or the last in the window that was
 * taken at the moment or before it. A picture of which only the day is known counts from the begin of its day. Newest last, to lie on top.
 * @param pictures in order of time
 */
export function picturesAt(
  pictures: readonly PlacedPicture[],
  { window, atMs, chosen }: PictureTime,
): PlacedPicture[] {
  const of = new Map<string, PlacedPicture>();
  for (const picture of pictures) {
    // The moment stands on whole seconds.
    if (Math.floor(picture.fromMs / 1000) * 1000 > atMs) break;
    if (meets(picture, window)) of.set(picture.site, picture);
  }
  for (const id of chosen.toReversed()) {
    const picture = pictures.find((p) => p.id === id);
    if (picture !== undefined) of.set(picture.site, picture);
  }
  return [...of.values()].sort((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1));
}

interface View {
  readonly camera: MapCamera;
  readonly size: { readonly width: number; readonly height: number };
}

/** Where a picture's box lies on the screen: how far its middle is from the view's, and how large it is, in pixels. */
function onView({ box }: PlacedPicture, { camera }: View) {
  const across = box.x - camera.x;
  return {
    right: (across - Math.round(across)) * camera.worldPixels,
    down: (box.y - camera.y) * camera.worldPixels,
    wide: box.wide * camera.worldPixels,
    high: box.high * camera.worldPixels,
  };
}

/** Whether a view shows so much of a picture that something can be seen in it. */
export function isSeen(picture: PlacedPicture, view: View): boolean {
  const { right, down, wide, high } = onView(picture, view);
  return (
    Math.max(wide, high) >= leastPixels &&
    Math.abs(right) < (view.size.width + wide) / 2 &&
    Math.abs(down) < (view.size.height + high) / 2
  );
}

/** The view that shows all of a picture. */
export function viewOf({ box }: PlacedPicture, { width, height }: View["size"]): MapCamera {
  const worldPixels = 0.9 * Math.min(width / box.wide, height / box.high);
  return { x: box.x - Math.floor(box.x), y: box.y, worldPixels: Math.min(worldPixels, mostWorldPixels) };
}

/** Pictures that a view shows, in the order given; those farthest from its middle are left out where there are too many. */
export function picturesInView(
  pictures: readonly PlacedPicture[],
  view: View,
): { readonly shown: readonly PlacedPicture[]; readonly leftOut: number } {
  const seen = pictures.filter((p) => isSeen(p, view));
  if (seen.length <= mostPictures) return { shown: seen, leftOut: 0 };
  const apart = (p: PlacedPicture): number => {
    const { right, down } = onView(p, view);
    return Math.hypot(right, down);
  };
  const near = new Set(seen.toSorted((a, b) => apart(a) - apart(b)).slice(0, mostPictures));
  return { shown: seen.filter((p) => near.has(p)), leftOut: seen.length - near.size };
}
