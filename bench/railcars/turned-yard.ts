import { capture, type Capture } from "../../src/sites/simulated/capture.ts";
import { carShapes } from "../../src/sites/simulated/car-drawing.ts";
import { diceOf, type Dice } from "../../src/sites/simulated/dice.ts";
import { drawScene, type SceneOptions } from "../../src/sites/simulated/draw-scene.ts";
import { randomCapture } from "../../src/sites/simulated/random-options.ts";
import type { Scene } from "../../src/sites/simulated/scene.ts";
import type { StandingCar } from "../../src/sites/simulated/standing.ts";

/** Two pictures of one simulated yard on two days. A car that stayed has one id in both; one that came has an id of its own. */
export interface TurnedYard {
  readonly before: Capture;
  readonly after: Capture;
}

const gsdMetres = 0.5;
const sideMetres = 280;
/** No car stands nearer than this to the picture's edge, so that none is cut by it. */
const edgeMetres = 10;
/** Strings stand at least so far apart: as far as the method takes them apart. */
const stringGapMetres = 3;

/**
 * A yard taken twice, in another light and from another side: of its strings some stayed whole, some in part, some left, and strings of another day
 * came where there was room. Everything beside the cars is of the other day too.
 */
export function turnedYard(seed: number): TurnedYard {
  const dice = diceOf(seed, "turned yard");
  const options: SceneOptions = {
    kind: "rail-yard",
    widthMetres: sideMetres,
    heightMetres: sideMetres,
    occupancy: dice.between(0.3, 0.7),
    gauge: dice.chance(0.5) ? "1520" : "1435",
    tracks: dice.whole(4, 9),
  };
  // A day on which nothing stands shows not where cars are painted.
  const busy = (first: number): Scene => {
    const scene = drawScene({ ...options, state: first }, seed);
    return scene.cars.length > 0 ? scene : busy(first + 2);
  };
  const [one, two] = [busy(1), busy(2)];
  const old = one.cars.filter(inside);
  const stayed = stringsOf(old).flatMap((string) => whatStays(dice, string));
  const came = stringsOf(two.cars.filter(inside)).filter((string) =>
    string.every((car) => stayed.every((s) => clear(car, s))),
  );
  const cars = [...stayed, ...came.flat().map((car) => ({ ...car, id: `${car.id} of the second day` }))];
  const picture = (scene: Scene, day: 1 | 2): Capture =>
    capture(
      scene,
      randomCapture(diceOf(seed, "day", day).whole(0, 1e9), { gsdMetres, cloud: 0, thinCloud: 0, snow: 0 }),
      day * 7919 + seed,
    );
  return { before: picture(withCars(one, old), 1), after: picture(withCars(two, cars), 2) };
}

const inside = ({ outline }: StandingCar): boolean =>
  outline.flat().every((metres) => Math.abs(metres) < sideMetres / 2 - edgeMetres);

function stringsOf(cars: readonly StandingCar[]): StandingCar[][] {
  const strings: StandingCar[][] = [];
  let before: StandingCar | undefined;
  for (const car of cars.toSorted((a, b) =>
    a.track < b.track ? -1 : a.track > b.track ? 1 : a.position - b.position,
  )) {
    if (before?.track !== car.track || gapBetween(before, car) > stringGapMetres) strings.push([]);
    strings.at(-1)?.push(car);
    before = car;
  }
  return strings;
}

const gapBetween = (a: StandingCar, b: StandingCar): number =>
  Math.abs(b.position - a.position) - (a.type.body + b.type.body) / 2;

const clear = (a: StandingCar, b: StandingCar): boolean =>
  a.track !== b.track || gapBetween(a, b) > stringGapMetres;

/** Of every twenty strings nine stay whole, four keep one of their halves, seven leave. A set of bodies is not parted. */
function whatStays(dice: Dice, string: readonly StandingCar[]): readonly StandingCar[] {
  const [fate, end] = [dice.next(), dice.chance(0.5)];
  if (fate < 0.45) return string;
  if (fate >= 0.65) return [];
  let cut = Math.ceil(string.length / 2);
  while (string[cut]?.joined.behind ?? false) cut++;
  return end ? string.slice(0, cut) : string.slice(cut);
}

/** A scene with other cars on its tracks, painted where its own were. */
function withCars(scene: Scene, cars: readonly StandingCar[]): Scene {
  const own = scene.cars.flatMap((car) => [...carShapes(car)]);
  const first = JSON.stringify(own[0]);
  const start = own.length === 0 ? -1 : scene.shapes.findIndex((shape) => JSON.stringify(shape) === first);
  if (start < 0) throw new RangeError("withCars: the scene has no cars of its own to put others in place of");
  return {
    ...scene,
    cars,
    shapes: [
      ...scene.shapes.slice(0, start),
      ...cars.flatMap((car) => [...carShapes(car)]),
      ...scene.shapes.slice(start + own.length),
    ],
  };
}
