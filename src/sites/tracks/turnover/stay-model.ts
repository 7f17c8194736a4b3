import type { PrintCar } from "./train-print.ts";

/**
 * What is taken for likely before two looks are laid on each other. Stated, not fitted: yards differ, and a look a day later is not one a year later.
 */
export const staying = {
  /**
   * That a string is parted between two of its cars, into a part that stood there at both looks and one that did not, beside not being parted. It
   * counts for strings of both looks alike.
   */
  parted: 0.1,
  /**
   * Odds that a string which could have stayed did so rather than left and was followed by another: one of these, all as probable, and the same for the
   * whole yard, since a yard that is worked every day keeps little of anything.
   */
  odds: [0.2, 1, 5],
  /** Share of new strings that stop where one stood before: at a buffer, a mark, a loading place. */
  samePlace: 0.1,
  /** How near "where one stood" is, standard deviation in metres. */
  samePlaceSdMetres: 4,
} as const;

/**
 * A car that stayed may look like any other at the second look: loaded, sheeted, wet, or shining from another side. Like cars do so together, so it goes
 * on from car to car of a string. Logarithms of the chances for the first car of a string, and for the next one, [was][is]; 0: it looks as it did, 1: changed.
 */
const [changed, again] = [0.15, 0.85];
export const likeness = {
  first: [Math.log(1 - changed), Math.log(changed)],
  next: [
    [Math.log(again + (1 - again) * (1 - changed)), Math.log((1 - again) * changed)],
    [Math.log((1 - again) * (1 - changed)), Math.log(again + (1 - again) * changed)],
  ],
} as const;

/** A car's middle moves by so much between two readings of the same place: mostly, and where one of its ends was misread. */
const placeSdMetres = { usual: 0.8, misread: 3 } as const;
const misreadShare = 0.2;

export const middleOf = ({ fromMetres, toMetres }: PrintCar): number => (fromMetres + toMetres) / 2;

const normal = (x: number, sd: number): number =>
  Math.exp(-0.5 * (x / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));

/** Density in 1/metre of a distance between two readings of one car that did not move. */
const density = (off: number): number =>
  (1 - misreadShare) * normal(off, placeSdMetres.usual) + misreadShare * normal(off, placeSdMetres.misread);

/** Beyond this distance in metres no car is taken for one that did not move. */
export const farthestMetres = 8;

/**
 * Logarithm of "it did not move" to "another one stands here", by the place of two cars.
 * @param off metres between both, less the error that all cars of the track share
 * @param follows whether both follow, coupled, cars that did not move: then any car would stand just about here
 */
export function placeRatio(off: number, follows: boolean, lengthMetres: number): number {
  if (follows) return Math.log(density(off) / density(0));
  const nearby = normal(0, Math.hypot(placeSdMetres.usual, staying.samePlaceSdMetres));
  const anew = staying.samePlace * nearby + (1 - staying.samePlace) / Math.max(50, lengthMetres);
  return Math.log(density(off) / anew);
}
