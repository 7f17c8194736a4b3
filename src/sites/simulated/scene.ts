import type { Place } from "./place.ts";
import type { Point, Ring } from "./plane.ts";
import type { ContainerSize } from "./rolling-stock.ts";
import type { Paint, Shape } from "./shapes.ts";
import type { StandingCar, Track } from "./standing.ts";

export const sceneKinds = ["rail-yard", "port", "open-water"] as const;
export type SceneKind = (typeof sceneKinds)[number];

/** Containers one upon the other, on the ground or on a ship. */
export interface ContainerStack {
  readonly id: string;
  readonly size: ContainerSize;
  readonly tiers: number;
  readonly at: Point;
  readonly outline: Ring;
  /** Of the top above the ground, in metres. */
  readonly top: number;
  /** The ship that it stands on; null on the ground. */
  readonly ship: string | null;
}

export interface ShipTruth {
  readonly id: string;
  readonly kind: "cargo" | "container" | "bulk" | "tanker" | "boat";
  readonly length: number;
  readonly beam: number;
  readonly at: Point;
  /** Towards the bow. */
  readonly along: Point;
  readonly outline: Ring;
  /** Metres a second over the ground; 0 alongside and at anchor. */
  readonly speed: number;
  /** Of its highest deck, for where it appears in a view from the side. */
  readonly top: number;
}

export interface VehicleTruth {
  readonly id: string;
  readonly kind: "car" | "truck";
  readonly at: Point;
  readonly outline: Ring;
  readonly moving: boolean;
  readonly top: number;
}

/** What hides the tracks below it from a sensor above. */
export interface SceneCover {
  readonly id: string;
  readonly kind: "canopy" | "bridge";
  readonly outline: Ring;
  /** Of its top above the ground, in metres. */
  readonly top: number;
}

/** A part of the place with an outline: the yard, a quay, a stack area. */
export interface SceneArea {
  readonly id: string;
  readonly kind: "yard" | "quay" | "stacks" | "water";
  readonly outline: Ring;
}

/** What stands at a place at one moment, known exactly. Nothing in it was seen by anyone: it is simulated. */
export interface Scene {
  readonly simulated: true;
  readonly kind: SceneKind;
  readonly seed: number;
  readonly state: number;
  readonly place: Place;
  readonly widthMetres: number;
  readonly heightMetres: number;
  readonly background: Paint;
  /** Nothing in it is finer, so that pixels larger than a metre need no finer samples; left out: rails are. */
  readonly finestMetres?: number;
  /** In the order in which they are painted. */
  readonly shapes: readonly Shape[];
  readonly areas: readonly SceneArea[];
  readonly tracks: readonly Track[];
  readonly cars: readonly StandingCar[];
  readonly covers: readonly SceneCover[];
  readonly stacks: readonly ContainerStack[];
  readonly ships: readonly ShipTruth[];
  readonly vehicles: readonly VehicleTruth[];
}

/** What the three kinds of scene give to `drawScene`. */
export type SceneContent = Pick<
  Scene,
  "background" | "shapes" | "areas" | "tracks" | "cars" | "covers" | "stacks" | "ships" | "vehicles"
>;
