/** One of each fate of cars between two looks. */
export interface Fates<T> {
  readonly stayed: T;
  readonly left: T;
  readonly came: T;
  readonly cannotTell: T;
}

/** What became of one string, or where it came from. */
export interface StringFate {
  readonly trackId: string;
  /** Whether the string stood there at the first look, or stands there at the second. */
  readonly seen: "before" | "after";
  /** Which string of its track, from 1; as `train find` takes it. */
  readonly number: number;
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly cars: number;
  readonly fate: "stayed" | "partly stayed" | "left" | "came" | "cannot tell";
  /** Of the fate that is named; for "cannot tell" of the most probable one, 0 where nothing was seen. */
  readonly probability: number;
  /** Mean number of its cars that stayed. */
  readonly carsStayed: number;
}

/** One number a draw, of cars and of metres of cars. */
export interface Drawn {
  readonly cars: Float64Array;
  readonly metres: Float64Array;
}

export interface TrackDraws {
  readonly inCars: boolean;
  readonly draws: Fates<Drawn>;
  readonly strings: readonly StringFate[];
  readonly remarks: readonly string[];
}

export interface TrackOptions {
  readonly lineUpSdMetres: number;
  readonly draws: number;
  /** Uniform numbers in [0, 1). */
  readonly next: () => number;
}

/** Nothing drawn yet. */
export const none = (draws: number): Drawn => ({
  cars: new Float64Array(draws),
  metres: new Float64Array(draws),
});
