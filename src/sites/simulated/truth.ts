import type { LonLat } from "../../base/geometry/ring.ts";
import type { Affine } from "../pictures/georeference/georeference.ts";
import type { Masks } from "./capture.ts";
import type { CaptureSettings } from "./capture-options.ts";
import { toLonLat } from "./place.ts";
import type { Point, Ring } from "./plane.ts";
import { partOf } from "./plane.ts";
import type { CarKind, ContainerSize } from "./rolling-stock.ts";
import { hiddenShareOf } from "./hidden-share.ts";
import type { Scene, SceneArea, SceneCover, ShipTruth, VehicleTruth } from "./scene.ts";
import type { Cover, Load } from "./standing.ts";

/** A place in the picture: column and row, (0, 0) the outer corner of the top left pixel. */
export type PixelPoint = readonly [column: number, row: number];

/** An outline on the ground and in the picture. Rings are closed. */
export interface TrueOutline {
  readonly outline: readonly LonLat[];
  /** On the ground, in pixels. */
  readonly pixels: readonly PixelPoint[];
  /** The top as it appears: moved by the lean of its height when the sensor looks from the side. */
  readonly topPixels: readonly PixelPoint[];
  /** True when all of the outline on the ground lies in the picture. */
  readonly whole: boolean;
}

export interface TrueCar extends TrueOutline {
  readonly id: string;
  readonly kind: CarKind;
  readonly type: string;
  readonly cover: Cover;
  readonly load: Load;
  readonly track: string;
  /** Metres along the centre line of its track as it is given here, to the car's middle. */
  readonly position: number;
  readonly lengthOverCouplers: number;
  readonly bodyLength: number;
  readonly bodyWidth: number;
  /** Share of the body's length that canopies and bridges hide from the sensor, 0 to 1. */
  readonly hiddenShare: number;
}

/** A canopy or bridge. What it hides lies under its outline on the ground and, from the side, under its top. */
export type TrueCover = TrueOutline & Pick<SceneCover, "id" | "kind">;

export interface TrueTrack {
  readonly id: string;
  readonly gauge: string;
  readonly line: readonly LonLat[];
  readonly pixels: readonly PixelPoint[];
  readonly lengthMetres: number;
}

export interface TrueStack extends TrueOutline {
  readonly id: string;
  readonly size: ContainerSize;
  readonly tiers: number;
  readonly ship: string | null;
}
export type TrueShip = TrueOutline & Pick<ShipTruth, "id" | "kind" | "length" | "beam" | "speed">;
export type TrueVehicle = TrueOutline & Pick<VehicleTruth, "id" | "kind" | "moving">;

/** An area with the share of its pixels in the picture that each thing hides; null when none of it is in the picture. */
export interface TrueArea {
  readonly id: string;
  readonly kind: SceneArea["kind"] | "picture";
  readonly outline: readonly LonLat[];
  readonly pixels: readonly PixelPoint[];
  readonly shares: Readonly<Record<keyof Masks, number>> | null;
}

/** All that is known of a simulated picture. Only what touches the picture is listed. */
export interface Truth {
  readonly simulated: true;
  readonly scene: { readonly kind: Scene["kind"]; readonly seed: number; readonly state: number };
  readonly seed: number;
  readonly nativeGsdMetres: number;
  readonly settings: CaptureSettings;
  readonly tracks: readonly TrueTrack[];
  readonly cars: readonly TrueCar[];
  readonly covers: readonly TrueCover[];
  readonly stacks: readonly TrueStack[];
  readonly ships: readonly TrueShip[];
  readonly vehicles: readonly TrueVehicle[];
  readonly areas: readonly TrueArea[];
}

interface Taken {
  readonly trueTransform: Affine;
  readonly width: number;
  readonly height: number;
  readonly native: number;
  readonly masks: Masks;
  readonly lean: Point;
}

/** Masked from a half upwards counts as masked. */
const half = 128;

/** Shares of the pixels whose middles lie in a ring (even-odd rule). */
function sharesIn(ring: readonly PixelPoint[], { width, height, masks }: Taken): TrueArea["shares"] {
  const counts = { cloud: 0, cloudShadow: 0, snow: 0, haze: 0 };
  let inside = 0;
  for (let row = 0; row < height; row++) {
    const y = row + 0.5;
    const crossings: number[] = [];
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1] ?? [0, 0];
      const [x1, y1] = ring[i] ?? [0, 0];
      if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i] ?? 0) - 0.5));
      const to = Math.min(width, Math.ceil((crossings[i + 1] ?? 0) - 0.5));
      for (let at = row * width + from; at < row * width + to; at++) {
        inside++;
        if ((masks.cloud[at] ?? 0) >= half) counts.cloud++;
        if ((masks.cloudShadow[at] ?? 0) >= half) counts.cloudShadow++;
        if ((masks.snow[at] ?? 0) >= half) counts.snow++;
        if ((masks.haze[at] ?? 0) >= half) counts.haze++;
      }
    }
  }
  if (inside === 0) return null;
  return {
    cloud: counts.cloud / inside,
    cloudShadow: counts.cloudShadow / inside,
    snow: counts.snow / inside,
    haze: counts.haze / inside,
  };
}

/** Puts a scene's truth into the pixels and coordinates of a picture. */
export function truthOf(scene: Scene, settings: CaptureSettings, seed: number, taken: Taken): Truth {
  const { trueTransform: t, width, height, lean } = taken;
  const lonLat = toLonLat(scene.place);
  const pixelOf = ([east, north]: Point, up = 0): PixelPoint => [
    (scene.place.easting + east + lean[0] * up - t[0]) / t[1],
    (scene.place.northing + north + lean[1] * up - t[3]) / t[5],
  ];
  const closed = (ring: Ring): readonly Point[] => [...ring, ...ring.slice(0, 1)];
  const inPicture = ([column, row]: PixelPoint): boolean =>
    column >= 0 && row >= 0 && column <= width && row <= height;
  const outlined = (ring: Ring, top: number): TrueOutline => {
    const pixels = closed(ring).map((point) => pixelOf(point));
    return {
      outline: closed(ring).map(lonLat),
      pixels,
      topPixels: closed(ring).map((point) => pixelOf(point, top)),
      whole: pixels.every(inPicture),
    };
  };
  const touches = ({ outline }: { readonly outline: Ring }): boolean => {
    const pixels = outline.map((point) => pixelOf(point));
    const [xs, ys] = [pixels.map(([x]) => x), pixels.map(([, y]) => y)];
    return Math.max(...xs) > 0 && Math.min(...xs) < width && Math.max(...ys) > 0 && Math.min(...ys) < height;
  };
  const lineOf = new Map(scene.tracks.map((track) => [track.id, partOf(track.curve, track.from, track.to)]));
  const startOf = new Map(scene.tracks.map((track) => [track.id, track.from]));
  const areas = scene.areas.map(({ id, kind, outline }): TrueArea => {
    const pixels = closed(outline).map((point) => pixelOf(point));
    return { id, kind, outline: closed(outline).map(lonLat), pixels, shares: sharesIn(pixels, taken) };
  });
  const frame: readonly PixelPoint[] = [
    [0, 0],
    [0, height],
    [width, height],
    [width, 0],
    [0, 0],
  ];
  const groundOf = ([column, row]: PixelPoint): Point => [
    t[0] + column * t[1] - scene.place.easting,
    t[3] + row * t[5] - scene.place.northing,
  ];
  return {
    simulated: true,
    scene: { kind: scene.kind, seed: scene.seed, state: scene.state },
    seed,
    nativeGsdMetres: taken.native,
    settings,
    tracks: scene.tracks.map(({ id, gauge }) => {
      const line = lineOf.get(id);
      const points = line?.points ?? [];
      return {
        id,
        gauge,
        line: points.map(lonLat),
        pixels: points.map((point) => pixelOf(point)),
        lengthMetres: line?.length ?? 0,
      };
    }),
    cars: scene.cars.filter(touches).map((car) => ({
      ...outlined(car.outline, car.type.height),
      id: car.id,
      kind: car.type.kind,
      type: car.type.name,
      cover: car.cover,
      load: car.load,
      track: car.track,
      position: car.position - (startOf.get(car.track) ?? 0),
      lengthOverCouplers: car.type.overCouplers,
      bodyLength: car.type.body,
      bodyWidth: car.type.width,
      hiddenShare: hiddenShareOf(car, scene.covers, lean),
    })),
    covers: scene.covers.filter(touches).map(({ id, kind, outline, top }) => ({
      ...outlined(outline, top),
      id,
      kind,
    })),
    stacks: scene.stacks.filter(touches).map(({ id, size, tiers, ship, outline, top }) => ({
      ...outlined(outline, top),
      id,
      size,
      tiers,
      ship,
    })),
    ships: scene.ships.filter(touches).map(({ id, kind, length, beam, speed, outline, top }) => ({
      ...outlined(outline, top),
      id,
      kind,
      length,
      beam,
      speed,
    })),
    vehicles: scene.vehicles.filter(touches).map(({ id, kind, moving, outline, top }) => ({
      ...outlined(outline, top),
      id,
      kind,
      moving,
    })),
    areas: [
      {
        id: "picture",
        kind: "picture",
        outline: frame.map((corner) => lonLat(groundOf(corner))),
        pixels: frame,
        shares: sharesIn(frame, taken),
      },
      ...areas,
    ],
  };
}
