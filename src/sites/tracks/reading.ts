import type { TrackGauge } from "./track-line.ts";

export const placeStates = ["car", "gap", "empty", "hidden"] as const;
export type PlaceState = (typeof placeStates)[number];

/** What a car is. "open" is a gondola or ore car. */
export const carKinds = [
  "box",
  "open",
  "tank",
  "flat",
  "flat-with-containers",
  "covered-hopper",
  "locomotive",
  "passenger",
  "maintenance",
] as const;
export type CarKind = (typeof carKinds)[number];

/** What can be seen of a load. */
export const carCovers = ["open-empty", "open-loaded", "tarp", "closed"] as const;
export type CarCover = (typeof carCovers)[number];

/** Answers of the network for each place: how many numbers of each. `line` is how many metres to the right of the line the track lies. */
export const answerSizes = { state: 4, potential: 6, kind: 9, cover: 4, line: 1 } as const;
export type Answer = keyof typeof answerSizes;

/**
 * What the network answered for one strip, rounded to steps of 1/64 so that it can be stored and decoded again to the same cars on any machine.
 * Each array is `answerSizes[...] * places` numbers, channel by channel.
 */
export interface StripReading {
  readonly trackId: string;
  readonly areaId: string | null;
  readonly gauge: TrackGauge | null;
  readonly places: number;
  readonly answers: Readonly<Record<Answer, Float32Array>>;
  /** One byte a place: 1 where it is hidden by what is known beside the network: no data, cloud by the look's clarity, a mask. */
  readonly hidden: Uint8Array;
  /** Whether the line's start and its end lie inside the picture: a line is seldom drawn to end within a car, the picture often does. */
  readonly endsInside: readonly [start: boolean, end: boolean];
  /** Stretches of places that another track answers for, half-open, sorted. */
  readonly elsewhere: readonly (readonly [from: number, to: number])[];
}

/** What a model's manifest says of decoding. */
export interface DecoderSettings {
  readonly transitions: Readonly<Record<"enter" | "leave" | "couple" | "touch" | "hide", number>>;
  /** Body lengths in metres that the network was trained with, where the gauge is not known. */
  readonly lengthMixture: LengthMixture;
  /** Longest gap between coupled cars, in places. */
  readonly longestGap: number;
}

/** A density of body lengths: normal parts and an even floor. Weights sum to 1. */
export interface LengthMixture {
  readonly parts: readonly { readonly mean: number; readonly sd: number; readonly weight: number }[];
  readonly even: { readonly weight: number; readonly low: number; readonly high: number };
}
