import type { Curve, Point, Ring } from "./plane.ts";
import { rectangle } from "./plane.ts";

/**
 * A colour as codes 0 to 255 for red, green, blue and near-infrared: the square root of the reflectance, times 255.
 * 0.04 is 51, 0.1 is 81, 0.2 is 114, 0.4 is 161.
 */
export type Colour = readonly [red: number, green: number, blue: number, nearInfrared: number];

/** What a surface is made of: decides how season, wetness and snow change it. */
export const surfaces = [
  "soil",
  "grass",
  "leaves",
  "needles",
  "stone",
  "road",
  "roof",
  "vehicle",
  "track",
  "water",
  "ice",
  "load",
] as const;
export type Surface = (typeof surfaces)[number];

export interface Paint {
  readonly surface: Surface;
  readonly colour: Colour;
  /** A second colour in patches, over this share of the surface. */
  readonly second?: { readonly colour: Colour; readonly share: number };
  /** How strongly fine grain and broad patches vary the colour: 0.1 is about a tenth of it. */
  readonly grain: number;
  readonly patch: number;
  /** Waves on water: length in metres, the direction they run, and how strongly they vary the light. */
  readonly waves?: { readonly length: number; readonly along: Point; readonly strength: number };
}

/** The height of a block's top over its rectangle: u runs along it and v across it, both from -1 to 1. */
export const profiles = [
  "flat",
  "gable",
  "barrel",
  "heap",
  "heaps",
  "tarp",
  "bows",
  "dome",
  "vault",
] as const;
export type Profile = (typeof profiles)[number];

/** What is seen on top of a block beside its colour. */
export const patterns = ["plain", "ribs", "planks", "scrap", "seams"] as const;
export type Pattern = (typeof patterns)[number];

/** A flat piece of ground, or with `top` over 0 a building of any outline. */
export interface AreaShape {
  readonly type: "area";
  readonly ring: Ring;
  readonly paint: Paint;
  readonly top: number;
}

/** A body with a rectangular outline. */
export interface BlockShape {
  readonly type: "block";
  readonly at: Point;
  /** A direction of length 1. */
  readonly along: Point;
  readonly halfLength: number;
  readonly halfWidth: number;
  /** Metres above the ground: the lowest part of the top, and what the profile adds to it. */
  readonly base: number;
  readonly rise: number;
  readonly profile: Profile;
  readonly pattern: Pattern;
  /** Metres between the repeats of the pattern. */
  readonly pitch: number;
  readonly paint: Paint;
  /** Only raises what is there, as a crown over a roof; else it replaces it. */
  readonly raises: boolean;
  /** Metres a second, for what moves between the bands of a picture. */
  readonly velocity: Point | null;
}

/** Sleepers and two rails along a curve. */
export interface TrackShape {
  readonly type: "track";
  readonly curve: Curve;
  readonly gauge: number;
  readonly bed: Paint;
  readonly sleeper: Colour;
  readonly rail: Colour;
  /** How much of the sleepers shows through the ballast, 0 to 1. */
  readonly sleepersShown: number;
}

/** A thing in the air with nothing under it: a beam, a wire, a crane's boom. It covers and shades, and the ground below stays. */
export interface OverheadShape {
  readonly type: "overhead";
  readonly ring: Ring;
  readonly height: number;
  readonly colour: Colour;
  /** What share of the light it stops, 0 to 1. */
  readonly opacity: number;
  /** False for wires, of which only the shadow is seen. */
  readonly seen: boolean;
}

export type Shape = AreaShape | BlockShape | TrackShape | OverheadShape;

export const area = (ring: Ring, paint: Paint, top = 0): AreaShape => ({ type: "area", ring, paint, top });

type BlockSettings = Pick<BlockShape, "at" | "along" | "halfLength" | "halfWidth" | "base" | "paint"> &
  Partial<BlockShape>;

/** A block with what most blocks have: a flat, plain top that replaces what is below and stands still. */
export function block(settings: BlockSettings): BlockShape {
  return {
    type: "block",
    rise: 0,
    profile: "flat",
    pattern: "plain",
    pitch: 1,
    raises: false,
    velocity: null,
    ...settings,
  };
}

/** A beam in the air from one point to another. */
export function beam(
  from: Point,
  to: Point,
  width: number,
  height: number,
  colour: Colour,
  opacity: number,
  seen = true,
): OverheadShape {
  const [de, dn] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.max(1e-6, Math.sqrt(de * de + dn * dn));
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return {
    type: "overhead",
    ring: rectangle(middle, [de / length, dn / length], length / 2, width / 2),
    height,
    colour,
    opacity,
    seen,
  };
}
