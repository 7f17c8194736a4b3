import type { CarCover, CarKind } from "../reading.ts";
import type { Tone } from "./car-colour.ts";

/** What is kept of one car so that it can be known again. */
export interface PrintCar {
  readonly fromMetres: number;
  readonly toMetres: number;
  /** Probability that there is a car at all. */
  readonly probability: number;
  readonly lengthMetres: number;
  readonly lengthSdMetres: number;
  /** Probabilities of the kinds, in the order of `carKinds`; null where no kind can be told. */
  readonly kinds: readonly number[] | null;
  /** The most probable kind. */
  readonly kind: CarKind | null;
  readonly cover: CarCover | "cannot-tell";
  readonly coverProbability: number;
  /** null where the colour was not measured. */
  readonly tone: Tone | null;
  /** Standard deviation inside the body, in spreads of the picture. */
  readonly toneSpread: number;
  /** Only a part of the car was seen: its length says nothing. */
  readonly cut: boolean;
}

/** A string of cars in the order of the track's line: what one train, or a piece of one, looks like from above. */
export interface TrainPrint {
  readonly trackId: string;
  /** Which string of its track, from 1 in the order of the line. */
  readonly number: number;
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly cars: readonly PrintCar[];
  /** Metres between each car and the next: one fewer than cars. */
  readonly gapsMetres: readonly number[];
  /** Whether the string may go on beyond what was seen, at its start and at its end. */
  readonly endsCut: readonly [start: boolean, end: boolean];
}
