import type { Area, Position } from "../../../sites/counting/site.ts";
import type { MapCamera } from "./camera.ts";
import { onScreen, type ScreenSize } from "./place-on-screen.ts";

/** A site as the map of the sites shows it. */
export interface MappedSite {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly position: Position;
  readonly areas: readonly Pick<Area, "id" | "name" | "role" | "outline" | "approximate">[];
}

/** Pixels within which the pointer is on a site. */
const reachPixels = 14;
/** Pixels between the middles of lines of words that do not cover each other. */
const lineHigh = 15;

/** The site that is nearest to a place of the screen, within reach of it. */
export function siteAt(
  sites: readonly MappedSite[],
  [x, y]: readonly [number, number],
  camera: MapCamera,
  size: ScreenSize,
): MappedSite | null {
  const near = sites
    .map((site) => {
      const [right, down] = onScreen(site.position, camera, size);
      return { site, apart: Math.hypot(right - x, down - y) };
    })
    .filter(({ apart }) => apart < reachPixels)
    .sort((a, b) => a.apart - b.apart);
  return near[0]?.site ?? null;
}

export interface PlacedName {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** Where its words begin. */
  readonly words: number;
}

/** Finds room for the name of a site at the right or left of its sign; null where it would cover one that is placed. One that must be written always has a place. */
export function placeOfName(
  [x, y]: readonly [number, number],
  wordsWide: number,
  taken: readonly PlacedName[],
  width: number,
  mustBe: boolean,
): PlacedName | null {
  const wide = wordsWide + 14;
  const right = { left: x - 6, right: x + wide, y, words: x + 9 };
  const left = { left: x - wide, right: x + 6, y, words: x + 5 - wide };
  const isFree = (box: PlacedName): boolean =>
    box.left > 0 &&
    box.right < width &&
    !taken.some((t) => Math.abs(t.y - y) < lineHigh && t.left < box.right && box.left < t.right);
  return [right, left].find(isFree) ?? (mustBe ? right : null);
}
