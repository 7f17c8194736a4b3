import { sunAt } from "../../base/geodesy/sun.ts";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import { boxOf } from "../../base/geometry/box.ts";
import { isWithin } from "../../base/geometry/within.ts";
import type { Position } from "../../sites/counting/site.ts";
import { capture, type Capture } from "../../sites/simulated/capture.ts";
import { diceOf, seedFrom } from "../../sites/simulated/dice.ts";
import { fromLonLat, placeAt, toLonLat } from "../../sites/simulated/place.ts";
import { drawPlacedSea, type PlacedSea } from "../../sites/simulated/placed-sea.ts";
import type { Scene } from "../sightings/sighting.ts";
import { loadsOf } from "./loads.ts";
import { presentAt, type Present } from "./pictured.ts";
import { placedShip } from "./placed-ship.ts";
import { qualities } from "./satellites.ts";
import type { PortId } from "./sea-area.ts";
import type { SimulatedTraffic } from "./traffic.ts";

/** The part of an optical picture that can be drawn, its sides in metres: a port's berths and the water before them. */
export interface SeaWindow {
  readonly port: PortId;
  readonly middle: Position;
  readonly wide: number;
  readonly high: number;
}

export const seaWindows: readonly SeaWindow[] = [
  { port: "south-port", middle: [130.2955, 42.2147], wide: 1800, high: 3000 },
  { port: "naval-port", middle: [132.3196, 42.8626], wide: 2880, high: 3480 },
];

/** Farther from the middle of a window, nothing reaches into it: no hull, no wake. */
const reachMetres = 5000;

/** A scene with what was there in a window of it. */
export interface PicturedScene {
  readonly scene: Scene;
  readonly window: SeaWindow;
  readonly sea: PlacedSea;
  /** Ships whose middle lies in the window. */
  readonly ships: readonly string[];
}

/**
 * Optical scenes that can be drawn about a port, in their order. One with cloud in the window cannot: the drawing has no way to put a cloud where the
 * scene says that one is.
 */
export function picturedScenes(
  traffic: SimulatedTraffic,
  windows: readonly SeaWindow[] = seaWindows,
): PicturedScene[] {
  return traffic.scenes.flatMap((scene) =>
    windows.flatMap((window) =>
      scene.sensor === "optical" && isWithin(window.middle, scene.footprint) && isClear(scene, window)
        ? [picturedIn(scene, window, traffic)]
        : [],
    ),
  );
}

function isClear({ hidden }: Scene, { middle, wide, high }: SeaWindow): boolean {
  const toPosition = toLonLat(placeAt(middle));
  const own = boxOf([-1, 1].flatMap((x) => [-1, 1].map((y) => toPosition([(x * wide) / 2, (y * high) / 2]))));
  return hidden.every(([ring = []]) => {
    const cloud = boxOf(ring);
    return (
      own === null ||
      cloud === null ||
      cloud.west > own.east ||
      cloud.east < own.west ||
      cloud.south > own.north ||
      cloud.north < own.south
    );
  });
}

/** Every ship that was there, found or missed, heard or dark, where it truly was; and what stands in the water. */
function picturedIn(scene: Scene, window: SeaWindow, { seed, ways, truth }: SimulatedTraffic): PicturedScene {
  const { middle, wide, high } = window;
  const place = placeAt(middle);
  const toPoint = fromLonLat(place);
  const there = presentAt(scene.at.fromMs, ways, truth.ships, loadsOf(truth.calls));
  const isNear = ({ state }: Present): boolean => distanceMetres(state.position, middle) < reachMetres;
  const ships = there.ships.filter(isNear).flatMap((thing) => {
    const ship = truth.ships.find((s) => s.id === thing.id);
    return ship === undefined ? [] : [placedShip(ship, thing, toPoint)];
  });
  const sea: PlacedSea = {
    place,
    seed,
    state: seedFrom(scene.id),
    widthMetres: wide,
    heightMetres: high,
    rough: diceOf(seed, "weather", scene.id).between(0.05, 0.3),
    ships,
    structures: there.standing.filter(isNear).map(({ id, state, lengthMetres }) => ({
      id,
      at: toPoint(state.position),
      size: lengthMetres,
    })),
  };
  const isInside = ({ at: [east, north] }: { readonly at: readonly [number, number] }): boolean =>
    Math.abs(east) < wide / 2 && Math.abs(north) < high / 2;
  return { scene, window, sea, ships: ships.filter(isInside).map(({ id }) => id) };
}

/** The picture, straight from above with the sun where it stood then, as fine as the scene says. */
export function pictureOf({ scene, window, sea }: PicturedScene): Capture {
  const sun = sunAt(window.middle, scene.at.fromMs);
  const pixel = scene.sampleDistanceMetres ?? qualities.optical.sampleDistanceMetres;
  return capture(
    drawPlacedSea(sea),
    {
      gsdMetres: pixel,
      widthPixels: Math.round(window.wide / pixel),
      heightPixels: Math.round(window.high / pixel),
      sunAzimuth: sun.azimuthDegrees,
      sunElevation: sun.elevationDegrees,
    },
    seedFrom(sea.seed, scene.id),
  );
}
