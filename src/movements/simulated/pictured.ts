import { metresPerSecondOfKnot, sphereMetres } from "../../base/geodesy/sphere.ts";
import type { Polygon, Position } from "../../sites/counting/site.ts";
import type { Measured, RadarGeometry, Scene, Sensor, Sighting } from "../sightings/sighting.ts";
import type { SimulatedShip } from "./cast.ts";
import { normal } from "./sailing.ts";
import { qualities } from "./satellites.ts";
import { standing } from "./sea-area.ts";
import { moved, type ShipState, type Way } from "./way.ts";

const radians = Math.PI / 180;

/** A thing in the area at the time of a scene, with its true place. */
export interface Present {
  readonly id: string;
  readonly state: ShipState;
  readonly lengthMetres: number;
  readonly widthMetres: number;
  readonly layout: readonly string[];
  readonly colours: readonly string[];
  /** Containers on deck at this time; null for a thing that carries none. */
  readonly containers: number | null;
}

/** What was seen of what was there. */
export interface Seen {
  readonly sighting: Sighting;
  /** Null: nothing was there. */
  readonly of: Present | null;
}

/** Ships at the time of a scene, and what stands in the sea. */
export function presentAt(
  ms: number,
  ways: ReadonlyMap<string, Way>,
  ships: readonly SimulatedShip[],
  loadOf: (ship: string, ms: number) => number,
): { readonly ships: Present[]; readonly standing: Present[] } {
  const there: Present[] = [];
  for (const ship of ships) {
    const state = ways.get(ship.id)?.at(ms) ?? null;
    if (state === null) continue;
    const load = ship.containers > 0 ? Math.round(ship.containers * loadOf(ship.id, ms)) : null;
    const passing =
      load === null ? [] : [load > 0.05 * ship.containers ? "containers-on-deck" : "deck-empty"];
    there.push({ ...ship, state, layout: [...ship.layout, ...passing], containers: load });
  }
  return {
    ships: there,
    standing: standing.map(({ id, position, lengthMetres }) => ({
      id,
      state: { position, knots: 0, course: 0, heading: 40, status: 0 },
      lengthMetres,
      widthMetres: lengthMetres,
      layout: [],
      colours: [],
      containers: null,
    })),
  };
}

/** Looks for everything that is there in a scene: longer ships are found more often, what is under cloud is not, a radar shifts what moves, and now and then there is nothing. */
export function seeScene(
  scene: Scene,
  things: readonly Present[],
  random: () => number,
): { readonly seen: Seen[]; readonly missed: Present[] } {
  const seen: Seen[] = [];
  const missed: Present[] = [];
  const sensor = scene.sensor === "optical" ? "optical" : "radar";
  const quality = qualities[sensor];
  for (const thing of things) {
    if (!inside(scene, thing.state.position)) continue;
    const shown = scene.radar === null ? thing.state.position : shifted(thing.state, scene.radar);
    const slope = (quality.foundNearlyAllMetres - quality.foundHalfMetres) / Math.log(19);
    const chance = 1 / (1 + Math.exp(-(thing.lengthMetres - quality.foundHalfMetres) / slope));
    const isSeen = inside(scene, shown) && random() < chance;
    if (isSeen)
      seen.push({ sighting: sightingOf(scene, sensor, seen.length, thing, shown, random), of: thing });
    else missed.push(thing);
  }
  if (sensor === "radar" && random() < 0.2) {
    const [west, south, east, north] = edges(scene.footprint);
    const place: Position = [
      west + (0.1 + 0.8 * random()) * (east - west),
      south + (0.1 + 0.3 * random()) * (north - south),
    ];
    const ghost: Present = {
      id: "nothing",
      state: { position: place, knots: 0, course: 0, heading: 360 * random(), status: 0 },
      lengthMetres: 25 + 25 * random(),
      widthMetres: 15,
      layout: [],
      colours: [],
      containers: null,
    };
    seen.push({ sighting: sightingOf(scene, sensor, seen.length, ghost, place, random), of: null });
  }
  return { seen, missed };
}

/** A radar places by Doppler: what moves away is shown behind where it is, seen along the flight (Raney, 1971). The radar looks to the right. */
function shifted({ position, knots, course }: ShipState, radar: RadarGeometry): Position {
  const speed = knots * metresPerSecondOfKnot;
  const along = Math.cos((course - radar.lookAzimuthDegrees) * radians) * speed;
  const away = along * Math.sin(radar.incidenceDegrees * radians);
  const metres = -radar.rangeOverVelocitySeconds * away;
  const flight = (radar.lookAzimuthDegrees - 90) * radians;
  return moved(position, metres * Math.sin(flight), metres * Math.cos(flight));
}

function edges(polygon: Polygon): [number, number, number, number] {
  const ring = polygon[0] ?? [];
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Within a scene, not at its very edge, and not hidden. Scenes and clouds are boxes. */
function inside({ footprint, hidden }: Scene, [x, y]: Position): boolean {
  const within = (polygon: Polygon, margin: number): boolean => {
    const [west, south, east, north] = edges(polygon);
    return x > west + margin && x < east - margin && y > south + margin && y < north - margin;
  };
  return within(footprint, 0.004) && !hidden.some((cloud) => within(cloud, 0));
}

function sightingOf(
  scene: Scene,
  sensor: Sensor & keyof typeof qualities,
  index: number,
  thing: Present,
  shown: Position,
  random: () => number,
): Sighting {
  const q = qualities[sensor];
  const measured = (truth: number, [share, metres]: readonly [number, number], least: number): Measured => {
    const deviation = share * truth + metres;
    const best = Math.max(least, truth + deviation * normal(random));
    return {
      low: Math.round(10 * Math.max(least, best - 1.96 * deviation)) / 10,
      best: Math.round(10 * best) / 10,
      high: Math.round(10 * (best + 1.96 * deviation)) / 10,
    };
  };
  const lengthMetres = measured(thing.lengthMetres, q.length, 3);
  const widthMetres = measured(thing.widthMetres, q.width, 2);
  const turned = thing.state.heading + q.headingDegrees * normal(random);
  const heading = (((turned + (q.axisOnly && random() < 0.5 ? 180 : 0)) % 360) + 360) % 360;
  const isOptical = sensor === "optical";
  const counted =
    isOptical && thing.containers !== null
      ? Math.max(0, Math.round(thing.containers * (1 + 0.05 * normal(random))))
      : null;
  const position = moved(shown, q.positionMetres * normal(random), q.positionMetres * normal(random));
  return {
    id: `${scene.id}-${String(index + 1).padStart(2, "0")}`,
    sceneId: scene.id,
    markId: null,
    at: scene.at,
    position: [Number(position[0].toFixed(6)), Number(position[1].toFixed(6))],
    error: { semiMajorMetres: q.positionMetres, semiMinorMetres: q.positionMetres, azimuthDegrees: 0 },
    sensor,
    lengthMetres,
    widthMetres: widthMetres.best > lengthMetres.best ? null : widthMetres,
    headingDegrees: {
      low: Math.round(heading - 1.96 * q.headingDegrees),
      best: Math.round(10 * heading) / 10,
      high: Math.round(heading + 1.96 * q.headingDegrees),
    },
    axisOnly: q.axisOnly,
    layout: isOptical ? thing.layout.filter(() => random() < 0.85) : [],
    colours: isOptical ? thing.colours.filter(() => random() < 0.75) : [],
    containers:
      counted === null
        ? null
        : { low: Math.floor(0.88 * counted), best: counted, high: Math.ceil(1.12 * counted) + 2 },
    by: "simulated",
    source: scene.source,
    note: "",
  };
}

/** Metres between two positions. */
export const apart = (a: Position, b: Position): number => sphereMetres(a[0], a[1], b[0], b[1]);
