import type { TimeSpan } from "../../base/time/span.ts";
import type { Polygon } from "../../sites/counting/site.ts";
import type { RadarGeometry, Scene } from "../sightings/sighting.ts";
import { portOf, type PortId } from "./sea-area.ts";

/** How well a sensor measures, one standard deviation each; lengths and widths as a share and metres besides. */
export interface Quality {
  readonly sampleDistanceMetres: number;
  readonly positionMetres: number;
  readonly length: readonly [share: number, metres: number];
  readonly width: readonly [share: number, metres: number];
  readonly headingDegrees: number;
  readonly axisOnly: boolean;
  readonly foundHalfMetres: number;
  readonly foundNearlyAllMetres: number;
}

export const qualities: Readonly<Record<"radar" | "optical", Quality>> = {
  radar: {
    sampleDistanceMetres: 10,
    positionMetres: 18,
    length: [0.07, 5],
    width: [0.15, 4],
    headingDegrees: 6,
    axisOnly: true,
    foundHalfMetres: 25,
    foundNearlyAllMetres: 45,
  },
  optical: {
    sampleDistanceMetres: 3,
    positionMetres: 6,
    length: [0.02, 1.5],
    width: [0.06, 1],
    headingDegrees: 2,
    axisOnly: false,
    foundHalfMetres: 9,
    foundNearlyAllMetres: 16,
  },
};

/** Pictures of a satellite with radar: two neighbours twice a day, flying north in the evening and south in the morning. */
const radarBoxes = { west: [129.9, 41.75, 131.3, 42.45], east: [131.7, 42.25, 133.35, 43] } as const;
const evening: RadarGeometry = {
  lookAzimuthDegrees: 78,
  incidenceDegrees: 38,
  rangeOverVelocitySeconds: 112,
};
const morning: RadarGeometry = {
  lookAzimuthDegrees: 282,
  incidenceDegrees: 38,
  rangeOverVelocitySeconds: 112,
};
const eveningHour = 9.4;
const morningHour = 21.35;
/** Pictures by daylight, of ports alone. */
const opticalHour = 2.2;
const opticalPorts: readonly PortId[] = ["south-port", "naval-port"];

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
const box = (...edges: readonly [west: number, south: number, east: number, north: number]): Polygon => {
  const [west, south, east, north] = edges.map(rounded) as [number, number, number, number];
  return ringOf(west, south, east, north);
};

const ringOf = (west: number, south: number, east: number, north: number): Polygon => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
];

function instant(ms: number): TimeSpan {
  const second = Math.floor(ms / 1000) * 1000;
  const text = new Date(second).toISOString().replace(".000Z", "Z");
  return { fromMs: second, toMs: second + 1000, precision: "second", text };
}

const nameOf = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 16).replace(/[-:]/g, "").toLowerCase();

/** All pictures of [fromMs, toMs). */
export function scenesOf(fromMs: number, toMs: number, seed: number, random: () => number): Scene[] {
  const scenes: Scene[] = [];
  const source = `simulated traffic, seed ${seed}`;
  const scene = (
    ms: number,
    name: string,
    sensor: "radar" | "optical",
    footprint: Polygon,
    radar: RadarGeometry | null,
    hidden: readonly Polygon[],
  ): void => {
    if (ms < fromMs || ms >= toMs) return;
    const { sampleDistanceMetres, foundHalfMetres, foundNearlyAllMetres } = qualities[sensor];
    scenes.push({
      id: `sim-${sensor}-${nameOf(ms)}-${name}`,
      at: instant(ms),
      sensor,
      platform: `simulated ${sensor}`,
      footprint,
      sampleDistanceMetres,
      hidden,
      foundHalfMetres,
      foundNearlyAllMetres,
      radar,
      lookId: null,
      source,
      licence: "simulated",
    });
  };
  const day = 86_400_000;
  for (let midnight = Math.floor(fromMs / day) * day; midnight < toMs; midnight += day) {
    for (const id of opticalPorts) {
      const [x, y] = portOf(id).berths[0]?.[0] ?? [0, 0];
      // Now and then a cloud over a part of the picture.
      const cloudWest = x - 0.16 + 0.2 * random();
      const cloud = random() < 0.35 ? [box(cloudWest, y - 0.05, cloudWest + 0.08, y + 0.05)] : [];
      const ms = midnight + opticalHour * 3_600_000 + 60_000 * Math.floor(5 * random());
      scene(ms, id, "optical", box(x - 0.16, y - 0.12, x + 0.16, y + 0.08), null, cloud);
    }
    for (const [hour, radar] of [
      [eveningHour, evening],
      [morningHour, morning],
    ] as const)
      for (const [name, [west, south, east, north]] of Object.entries(radarBoxes))
        scene(
          midnight + hour * 3_600_000 + (name === "east" ? 17_000 : 0),
          name,
          "radar",
          box(west, south, east, north),
          radar,
          [],
        );
  }
  return scenes.sort((a, b) => a.at.fromMs - b.at.fromMs);
}
