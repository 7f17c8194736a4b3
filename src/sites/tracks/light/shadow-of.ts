import { placeMetres, stripStepMetres } from "../strip.ts";
import { answerSizes, placeStates } from "../reading.ts";

/** A stretch of a strip that may say where its cars' shadows fall. */
export interface ShadowVotes {
  /** Unit vectors along the strip, east and north, one pair a column of the whole strip. */
  readonly along: Float64Array;
  /** Place of the strip at which the stretch begins. */
  readonly firstPlace: number;
  /** The network's answers for the stretch. */
  readonly state: Float32Array;
  readonly aside: Float32Array;
  /** One byte a place of the stretch: 1 where there is nothing to be seen. */
  readonly hidden: Uint8Array;
}

/** Where the shadows of a picture fall, as its cars show it. */
export interface PictureShadow {
  /** Metres on the ground by which one metre of height throws its shadow. */
  readonly east: number;
  readonly north: number;
  /** Share of the votes within `nearMetres` of it, 0 to 1. */
  readonly share: number;
  /** Stretches under cars that had a vote each. */
  readonly cars: number;
}

/** A place has a vote when the network is this sure of a car there. */
const sure = 0.9;
/** Shorter stretches have no vote: 4 m. */
const shortestPlaces = 8;
const nearMetres = 0.5;
const columnsOfPlace = placeMetres / stripStepMetres;
const car = placeStates.indexOf("car");

/**
 * The shadow that the cars of one picture agree on: the network's `aside` at places that surely lie under cars, a mean for each stretch of them,
 * turned from the axes of its strip into those of the map, and of those the median of each axis. Sun and picture are one, so one vector holds
 * for all tracks. Neither the order of the strips nor the direction of a line changes it.
 * null: no stretch is sure enough.
 */
export function shadowOf(stretches: readonly ShadowVotes[]): PictureShadow | null {
  const votes = stretches.flatMap(votesOf);
  if (votes.length === 0) return null;
  const east = median(votes.map(([east]) => east));
  const north = median(votes.map(([, north]) => north));
  const near = votes.filter((vote) => Math.hypot(vote[0] - east, vote[1] - north) <= nearMetres);
  return { east, north, share: near.length / votes.length, cars: votes.length };
}

function votesOf({ along, firstPlace, state, aside, hidden }: ShadowVotes): (readonly [number, number])[] {
  const votes: (readonly [number, number])[] = [];
  const places = hidden.length;
  let [east, north, seen] = [0, 0, 0];
  for (let place = 0; place <= places; place++) {
    if (place < places && hidden[place] !== 1 && chanceOfCar(state, place, places) >= sure) {
      const [towards, across] = [aside[place] ?? 0, aside[places + place] ?? 0];
      const column = (firstPlace + place) * columnsOfPlace;
      const [e, n] = [along[2 * column] ?? 1, along[2 * column + 1] ?? 0];
      // To the right of a line that runs (e, n) lies (n, -e).
      east += towards * e + across * n;
      north += towards * n - across * e;
      seen++;
      continue;
    }
    if (seen >= shortestPlaces) votes.push([east / seen, north / seen]);
    [east, north, seen] = [0, 0, 0];
  }
  return votes;
}

function chanceOfCar(state: Float32Array, place: number, places: number): number {
  const own = state[car * places + place] ?? 0;
  let sum = 0;
  for (let channel = 0; channel < answerSizes.state; channel++)
    sum += Math.exp((state[channel * places + place] ?? 0) - own);
  return 1 / sum;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
