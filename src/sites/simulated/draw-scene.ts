import { drawOpenWater } from "./open-water.ts";
import type { OptionRules } from "./option-table.ts";
import { checkOptions } from "./option-table.ts";
import { placeAt } from "./place.ts";
import { drawPort } from "./port.ts";
import { drawRailYard } from "./rail-yard.ts";
import type { Gauge } from "./rolling-stock.ts";
import { gauges } from "./rolling-stock.ts";
import type { Scene, SceneContent, SceneKind } from "./scene.ts";
import { sceneKinds } from "./scene.ts";

/** What is asked of a scene. All of it plain data. */
export interface SceneSettings {
  /** Default rail-yard. */
  readonly kind: SceneKind;
  /** 60 to 4,000; default 512. Beyond its size a scene is drawn too, but thinly. */
  readonly widthMetres: number;
  readonly heightMetres: number;
  /** Longitude and latitude of the middle; latitude -80 to 84; default [131, 43]. */
  readonly anchor: readonly [number, number];
  /** Seed of what does not stay: cars, loads, containers, trucks, ships. Default 1. Other states of one seed are other days at one place. */
  readonly state: number;
  /** How full it is, 0 to 1: share of track with cars, of stacks with containers, of berths with ships. Default 0.5. */
  readonly occupancy: number;
  /** Default 1520. */
  readonly gauge: Gauge;
  /** About how many tracks a yard has, 0 to 60; 0, the default: by chance. */
  readonly tracks: number;
  /** Exactly so many gondolas under tarps, and nothing else on the tracks of a yard; 0, the default: cars by chance. */
  readonly tarpedCars: number;
  /** Radius of the bend of a whole yard, to 5,000, of which less than 100 counts as 100; 0, the default: straight or wide, by chance. */
  readonly radiusMetres: number;
}
export type SceneOptions = Partial<SceneSettings>;

export const sceneDefaults: SceneSettings = {
  kind: "rail-yard",
  widthMetres: 512,
  heightMetres: 512,
  anchor: [131, 43],
  state: 1,
  occupancy: 0.5,
  gauge: "1520",
  tracks: 0,
  tarpedCars: 0,
  radiusMetres: 0,
};

const number = (least: number, most: number, whole = false) =>
  ({ type: "number", least, most, whole }) as const;

const rules: Readonly<Record<keyof SceneSettings, OptionRules[string]>> = {
  kind: { type: "word", words: sceneKinds },
  widthMetres: number(60, 4000),
  heightMetres: number(60, 4000),
  anchor: { type: "pair", least: [-180, -80], most: [180, 84] },
  state: number(0, 4_294_967_295, true),
  occupancy: number(0, 1),
  gauge: { type: "word", words: gauges },
  tracks: number(0, 60, true),
  tarpedCars: number(0, 2000, true),
  radiusMetres: number(0, 5000),
};

/**
 * Draws a scene: vector shapes with heights and the truth of what stands there. The same options and seed give the same scene.
 * @throws InputError on an unknown option or a value out of its bounds
 */
export function drawScene(options: SceneOptions, seed: number): Scene {
  checkOptions("scene", options, rules);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings: SceneSettings = { ...sceneDefaults, ...given };
  const { kind, state, widthMetres, heightMetres } = settings;
  const draw: Readonly<Record<SceneKind, () => SceneContent>> = {
    "rail-yard": () => drawRailYard({ ...settings, seed }),
    port: () => drawPort({ ...settings, seed }),
    "open-water": () => drawOpenWater({ ...settings, seed }),
  };
  return {
    simulated: true,
    kind,
    seed,
    state,
    place: placeAt(settings.anchor),
    widthMetres,
    heightMetres,
    ...draw[kind](),
  };
}
