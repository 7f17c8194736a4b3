import type { CarCover, CarKind } from "./reading.ts";

/** An interval of whole or fractional cars: the central 90 %, and the median. */
export interface CarCount {
  readonly low: number;
  readonly best: number;
  readonly high: number;
}

/** One car on a track as the decoder found it. */
export interface CountedCar {
  /** Metres along the line to both ends of the body. */
  readonly fromMetres: number;
  readonly toMetres: number;
  /** Probability that a car covers the middle of this stretch. */
  readonly probability: number;
  /** null where the sample distance or the answer does not allow a kind. */
  readonly kind: CarKind | null;
  readonly kindProbability: number;
  /** "cannot-tell" where no cover reaches the probability that is asked for. */
  readonly cover: CarCover | "cannot-tell";
  readonly coverProbability: number;
  /** The car is cut by the end of the line, by the picture's edge or by hidden ground. */
  readonly cut: boolean;
}

/** How the figure of a track came about. */
export const countingWays = ["cars", "length", "presence"] as const;
export type CountingWay = (typeof countingWays)[number];

export interface CountedTrack {
  readonly trackId: string;
  readonly areaId: string | null;
  readonly lengthMetres: number;
  /** Metres of the line that could be seen. */
  readonly seenMetres: number;
  /** Metres under cars and the gaps between them: mean and standard deviation. */
  readonly occupiedMetres: number;
  readonly occupiedSdMetres: number;
  readonly way: CountingWay;
  /** null where cars cannot be counted: presence and length alone. */
  readonly count: CarCount | null;
  /** Probability of each number of cars, from `first` upwards: before the error of the detector. */
  readonly distribution: { readonly first: number; readonly probability: readonly number[] };
  /** Cars in order of the line; empty where the count comes from length. */
  readonly cars: readonly CountedCar[];
  /** Strings of cars (coupled or closer than 3 m), metres along the line. */
  readonly strings: readonly (readonly [fromMetres: number, toMetres: number])[];
  /** Cars by the track's occupied length over the pitch of cars: the cross-check. */
  readonly byLength: CarCount;
}

/** Everything that one picture's tracks gave. */
export interface CountedPicture {
  readonly outcome: "counted" | "partial" | "not-seen" | "failed";
  /** Why the outcome is not `counted`, and what to know of it; each a sentence. */
  readonly reasons: readonly string[];
  /** What a reader should know though the count stands. */
  readonly remarks: readonly string[];
  /** null where cars cannot be counted. */
  readonly total: CarCount | null;
  readonly way: CountingWay;
  readonly tracks: readonly CountedTrack[];
}
