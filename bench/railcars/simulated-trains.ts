import type { CarCover, CarKind } from "../../src/sites/tracks/reading.ts";
import { carKinds } from "../../src/sites/tracks/reading.ts";
import { toneOf, type CarColour } from "../../src/sites/tracks/turnover/car-colour.ts";
import type { PrintCar, TrainPrint } from "../../src/sites/tracks/turnover/train-print.ts";
import { capture, type Capture } from "../../src/sites/simulated/capture.ts";
import type { CaptureOptions } from "../../src/sites/simulated/capture-options.ts";
import { diceOf, type Dice } from "../../src/sites/simulated/dice.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { bodyLengthSdMetres } from "../../src/sites/tracks/turnover/prints-of.ts";
import { endError, statedProbability } from "./simulated-errors.ts";
import type { TrueCar } from "../../src/sites/simulated/truth.ts";

/** One car of a simulated picture: what it is, and the colour that its pixels have. */
export interface ColouredCar {
  readonly car: TrueCar;
  readonly colour: CarColour;
}

/** A simulated yard's cars under the light of the first look and of the second, in one order. */
export type Pool = readonly (readonly [first: ColouredCar, second: ColouredCar])[];

const metres = 280;

/** The same simulated yard under one of many lights: cars by their ids with colours out of the picture's pixels. */
export function colouredCars(place: number, light: number): ReadonlyMap<string, ColouredCar> {
  const dice = diceOf(place, light, "light");
  const options: CaptureOptions = {
    gsdMetres: 0.5,
    sunAzimuth: dice.between(110, 250),
    sunElevation: dice.between(25, 60),
    viewAzimuth: dice.between(0, 360),
    offNadir: dice.between(0, 25),
    haze: dice.between(0, 0.3),
    noise: 0.01,
  };
  const scene = drawScene({ kind: "rail-yard", widthMetres: metres, heightMetres: metres }, place);
  const taken = capture(scene, options, light * 7919 + place);
  const tone = pictureTone(taken);
  return new Map(
    taken.truth.cars
      .filter((car) => car.whole)
      .map((car) => [car.id, { car, colour: colourOf(taken, car, tone) }]),
  );
}

interface PictureTone {
  readonly median: readonly number[];
  readonly spread: readonly number[];
}

/** Median and spread of every band over the ground along the tracks. */
function pictureTone({ raster, truth }: Capture): PictureTone {
  const places = new Set<number>();
  for (const { pixels } of truth.tracks)
    for (let i = 1; i < pixels.length; i++) {
      const [[c0, r0], [c1, r1]] = [pixels[i - 1] ?? [0, 0], pixels[i] ?? [0, 0]];
      const steps = Math.max(1, Math.ceil(Math.hypot(c1 - c0, r1 - r0)));
      for (let s = 0; s <= steps; s++)
        for (let off = -8; off <= 8; off += 2) {
          const length = Math.hypot(c1 - c0, r1 - r0) || 1;
          const column = Math.floor(c0 + ((c1 - c0) * s) / steps - ((r1 - r0) / length) * off);
          const row = Math.floor(r0 + ((r1 - r0) * s) / steps + ((c1 - c0) / length) * off);
          if (column >= 0 && row >= 0 && column < raster.width && row < raster.height)
            places.add(row * raster.width + column);
        }
    }
  const tones = raster.bands.slice(0, 3).map((band) => {
    const values = [...places].map((at) => band[at] ?? 0).sort((a, b) => a - b);
    const at = (share: number): number => values[Math.floor(share * (values.length - 1))] ?? 0;
    const [median, spread] = [at(0.5), (at(0.84) - at(0.16)) / 2];
    return { median, spread: Math.max(spread, 0.15 * median) };
  });
  return { median: tones.map((t) => t.median), spread: tones.map((t) => t.spread) };
}

function colourOf({ raster }: Capture, car: TrueCar, { median, spread }: PictureTone): CarColour {
  const ring = car.topPixels;
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [cx, cy] = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  // The inner part of the body: its edges are blurred into the ground.
  const inner = ring.map(([x, y]) => [cx + 0.8 * (x - cx), cy + 0.8 * (y - cy)] as const);
  const sums = [0, 0, 0];
  const squares = [0, 0, 0];
  let pixels = 0;
  for (let row = Math.max(0, Math.floor(Math.min(...ys))); row <= Math.max(...ys); row++)
    for (let column = Math.max(0, Math.floor(Math.min(...xs))); column <= Math.max(...xs); column++) {
      if (!inside(inner, column + 0.5, row + 0.5)) continue;
      pixels++;
      for (const band of [0, 1, 2]) {
        const value =
          ((raster.bands[band]?.[row * raster.width + column] ?? 0) - (median[band] ?? 0)) /
          (spread[band] ?? 1);
        sums[band] = (sums[band] ?? 0) + value;
        squares[band] = (squares[band] ?? 0) + value * value;
      }
    }
  const mean = sums.map((sum) => sum / Math.max(1, pixels));
  const sd = squares.map((s, b) => Math.sqrt(Math.max(0, s / Math.max(1, pixels) - (mean[b] ?? 0) ** 2)));
  return {
    mean: [mean[0] ?? 0, mean[1] ?? 0, mean[2] ?? 0],
    spread: ((sd[0] ?? 0) + (sd[1] ?? 0) + (sd[2] ?? 0)) / 3,
  };
}

function inside(ring: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let within = false;
  for (let i = 1; i < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1] ?? [0, 0], ring[i] ?? [0, 0]];
    if (y0 <= y !== y1 <= y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) within = !within;
  }
  return within;
}

const kindOf: Readonly<Record<TrueCar["kind"], CarKind>> = {
  gondola: "open",
  box: "box",
  flat: "flat",
  "container-flat": "flat-with-containers",
  tank: "tank",
  hopper: "covered-hopper",
  locomotive: "locomotive",
  passenger: "passenger",
  maintenance: "maintenance",
};

const coverOf = (car: TrueCar): CarCover =>
  car.load === "tarp"
    ? "tarp"
    : car.load === "empty"
      ? "open-empty"
      : car.cover === "open"
        ? "open-loaded"
        : "closed";

/**
 * A car as the shipped network gives it: three quarters of kinds right, each as often as it says, nine in ten covers of those that it tells, and
 * lengths from the errors of both ends.
 */
export function seenCar({ car, colour }: ColouredCar, dice: Dice): PrintCar {
  const trueKind = car.kind === "container-flat" && car.load === "empty" ? "flat" : kindOf[car.kind];
  const probability = dice.between(0.5, 1);
  const others = carKinds.filter((k) => k !== trueKind);
  const kind = dice.chance(probability) ? trueKind : dice.pick(others);
  const told = dice.chance(0.75);
  const cover = dice.chance(0.9)
    ? coverOf(car)
    : dice.pick<CarCover>(["open-empty", "open-loaded", "tarp", "closed"]);
  return {
    fromMetres: 0,
    toMetres: car.bodyLength,
    probability: statedProbability(dice, true),
    lengthMetres: Math.max(5, car.bodyLength + endError(dice) - endError(dice)),
    lengthSdMetres: bodyLengthSdMetres,
    kinds: carKinds.map((k) => (k === kind ? probability : (1 - probability) / (carKinds.length - 1))),
    kind,
    cover: told ? cover : "cannot-tell",
    coverProbability: told ? 0.85 : 0,
    tone: toneOf(colour),
    toneSpread: colour.spread,
    cut: false,
  };
}

/** Cars in order, 1.2 m apart. */
export function printOf(trackId: string, cars: readonly PrintCar[]): TrainPrint {
  let at = 10;
  const placed = cars.map((car) => {
    const fromMetres = at;
    at += car.lengthMetres + 1.2;
    return { ...car, fromMetres, toMetres: fromMetres + car.lengthMetres };
  });
  return {
    trackId,
    number: 1,
    fromMetres: 10,
    toMetres: at - 1.2,
    cars: placed,
    gapsMetres: placed.slice(1).map(() => 1.2),
    endsCut: [false, false],
  };
}
