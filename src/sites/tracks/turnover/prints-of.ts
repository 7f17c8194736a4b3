import type { CountedCar, CountedTrack } from "../counted.ts";
import { carKinds, type CarKind } from "../reading.ts";
import { toneOf, type CarColour } from "./car-colour.ts";
import type { PrintCar, TrainPrint } from "./train-print.ts";

/** A wider gap parts two strings. Coupled cars leave 1.0 to 1.2 m. */
export const stringGapMetres = 3;
/** Error of a body's length where cars can be parted: half a place of the network at each end, and the blur of the ends. */
export const bodyLengthSdMetres = 0.7;
/** An end closer than this to the end of the line may go on beyond it. */
const nearEndMetres = 1;

/**
 * The strings of one counted track, parted at gaps of more than 3 m.
 * @param colours one for each car of `track.cars`, in its order; null where a colour was not measured
 * @returns none where the track was counted by length: then there are no cars to tell apart
 * @throws RangeError when there are not as many colours as cars
 */
export function printsOf(track: CountedTrack, colours: readonly (CarColour | null)[]): TrainPrint[] {
  if (colours.length !== track.cars.length)
    throw new RangeError(
      `printsOf: ${colours.length} colours for ${track.cars.length} cars of ${track.trackId}`,
    );
  const strings: PrintCar[][] = [];
  let endMetres = Number.NEGATIVE_INFINITY;
  for (const [i, car] of track.cars.entries()) {
    if (car.fromMetres - endMetres > stringGapMetres) strings.push([]);
    strings.at(-1)?.push(printCar(car, colours[i] ?? null));
    endMetres = car.toMetres;
  }
  return strings.map((cars, i) => printFrom(track, cars, i + 1));
}

function printFrom(track: CountedTrack, cars: readonly PrintCar[], number: number): TrainPrint {
  const [first, last] = [cars[0], cars.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("printsOf: a string without cars");
  return {
    trackId: track.trackId,
    number,
    fromMetres: first.fromMetres,
    toMetres: last.toMetres,
    cars,
    gapsMetres: cars.slice(1).map((car, i) => car.fromMetres - (cars[i]?.toMetres ?? car.fromMetres)),
    endsCut: [
      first.cut || first.fromMetres < nearEndMetres,
      last.cut || last.toMetres > track.lengthMetres - nearEndMetres,
    ],
  };
}

function printCar(car: CountedCar, colour: CarColour | null): PrintCar {
  return {
    fromMetres: car.fromMetres,
    toMetres: car.toMetres,
    probability: car.probability,
    lengthMetres: car.toMetres - car.fromMetres,
    lengthSdMetres: bodyLengthSdMetres,
    kinds: car.kind === null ? null : kindsOf(car.kind, car.kindProbability),
    kind: car.kind,
    cover: car.cover,
    coverProbability: car.coverProbability,
    tone: colour === null ? null : toneOf(colour),
    toneSpread: colour?.spread ?? 0,
    cut: car.cut,
  };
}

/** What the first kind leaves is spread evenly over the others. */
function kindsOf(kind: CarKind, probability: number): number[] {
  return carKinds.map((k) => (k === kind ? probability : (1 - probability) / (carKinds.length - 1)));
}
