import type { PrintCar } from "./train-print.ts";

/**
 * What is taken for likely before two looks are laid on each other. Stated, not fitted: yards differ, and a look a day later is not one a year later.
 */
export const staying = {
  /** That the first car of a string is still there. */
  stringStays: 0.5,
  /** That the next car of a string stays when the one before it stayed, and when it did not. */
  afterOneThatStayed: 0.97,
  afterOneThatLeft: 0.1,
  /** That a car which stayed has a new one coupled to it. */
  newOneCoupled: 0.05,
  /** Share of new strings that stop where one stood before: at a buffer, a mark, a loading place. */
  samePlace: 0.1,
  /** How near "where one stood" is, standard deviation in metres. */
  samePlaceSd: 4,
} as const;

/** Cars of one track at both looks, in order of its line, with the string that each belongs to. */
export interface TrackCars {
  readonly before: readonly PrintCar[];
  readonly after: readonly PrintCar[];
  readonly stringBefore: readonly number[];
  readonly stringAfter: readonly number[];
  /** Logarithm of "the same car" to "two cars of the mix", [before][after]. */
  readonly logRatios: readonly Float64Array[];
  readonly lengthMetres: number;
  /** Standard deviation of the error between the two looks along the line, the same for all cars of the track. */
  readonly lineUpSdMetres: number;
}

/** One way in which the track may have changed: for each car before, the car after that it is, or -1. */
export type StayPath = readonly number[];

// The last event: a car that stayed; one that left; one that came, behind one that stayed or behind one that left.
const states = 4;
type State = 0 | 1 | 2 | 3;
const [stayed, left, cameAfterStay, cameAfterLeft] = [0, 1, 2, 3] as const;

/** A car's place along the line moves by so much between two readings of the same place. */
const carPlaceSdMetres = 0.7;

interface Step {
  readonly from: State;
  readonly weight: number;
}

/**
 * Draws ways in which the cars of a track stayed, left and came, each as often as it is probable: sums over all alignments that keep the order of
 * the cars, then traces back by chance (method: Durbin and others, Biological Sequence Analysis, 1998, section 4.3). Cars on a track cannot pass
 * each other. A string that stayed must stand where it stood, within the error of the line-up, and show the same cars.
 * @param next uniform numbers in [0, 1)
 */
export function drawStays(track: TrackCars, draws: number, next: () => number): StayPath[] {
  const [n, m] = [track.before.length, track.after.length];
  const wide = m + 1;
  const sums = new Float64Array((n + 1) * wide * states).fill(Number.NEGATIVE_INFINITY);
  const at = (i: number, j: number, s: State): number => (i * wide + j) * states + s;
  const sum = (i: number, j: number, s: State): number =>
    i < 0 || j < 0 ? Number.NEGATIVE_INFINITY : (sums[at(i, j, s)] ?? Number.NEGATIVE_INFINITY);
  sums[at(0, 0, left)] = 0;
  const steps = (i: number, j: number, s: State): Step[] =>
    stepsInto(track, i, j, s).map(({ from, weight }) => {
      const [pi, pj] = s === stayed ? [i - 1, j - 1] : s === left ? [i - 1, j] : [i, j - 1];
      return { from, weight: weight + sum(pi, pj, from) };
    });
  for (let i = 0; i <= n; i++)
    for (let j = 0; j <= m; j++)
      for (const s of [stayed, left, cameAfterStay, cameAfterLeft]) {
        if (i === 0 && j === 0) continue;
        sums[at(i, j, s)] = logSum(steps(i, j, s).map((step) => step.weight));
      }
  return Array.from({ length: draws }, () => {
    const path = Array.from({ length: n }, () => -1);
    let [i, j] = [n, m];
    let state = drawn(
      [stayed, left, cameAfterStay, cameAfterLeft].map((s) => ({ from: s, weight: sum(n, m, s) })),
      next,
    );
    while (i > 0 || j > 0) {
      const into = steps(i, j, state);
      if (state === stayed) path[--i] = --j;
      else if (state === left) i--;
      else j--;
      state = drawn(into, next);
    }
    return path;
  });
}

function stepsInto(track: TrackCars, i: number, j: number, state: State): Step[] {
  const again = track.stringBefore[i - 1] === track.stringBefore[i - 2] && i > 1;
  const stays = (from: State): number =>
    !again
      ? staying.stringStays
      : from === stayed || from === cameAfterStay
        ? staying.afterOneThatStayed
        : staying.afterOneThatLeft;
  if (state === left) {
    if (i === 0) return [];
    // Cars that left come before cars that came, so that no way is counted twice.
    return ([stayed, left] as const).map((from) => ({ from, weight: Math.log(1 - stays(from)) }));
  }
  if (state === stayed) {
    if (i === 0 || j === 0) return [];
    const same = track.logRatios[i - 1]?.[j - 1] ?? 0;
    return ([stayed, left, cameAfterStay, cameAfterLeft] as const).map((from) => ({
      from,
      weight:
        Math.log(stays(from)) +
        same +
        (from === stayed && again ? onwards(track, i, j) : afresh(track, i, j)),
    }));
  }
  if (j === 0) return [];
  const coupled = j > 1 && track.stringAfter[j - 1] === track.stringAfter[j - 2];
  const cost = coupled ? Math.log(staying.newOneCoupled) : 0;
  return state === cameAfterStay
    ? [
        { from: stayed, weight: cost },
        { from: cameAfterStay, weight: 0 },
      ]
    : [
        { from: left, weight: 0 },
        { from: cameAfterLeft, weight: 0 },
      ];
}

const middle = (car: PrintCar | undefined): number => ((car?.fromMetres ?? 0) + (car?.toMetres ?? 0)) / 2;

/** Both cars follow cars that stayed: the shift between the looks must be the same. */
function onwards({ before, after }: TrackCars, i: number, j: number): number {
  const shift = middle(after[j - 1]) - middle(before[i - 1]) - (middle(after[j - 2]) - middle(before[i - 2]));
  return -0.5 * (shift / (Math.SQRT2 * carPlaceSdMetres)) ** 2;
}

/** Standing where it stood, beside the chance that a new string stops just there. */
function afresh({ before, after, lengthMetres, lineUpSdMetres }: TrackCars, i: number, j: number): number {
  const shift = middle(after[j - 1]) - middle(before[i - 1]);
  const sd = Math.hypot(lineUpSdMetres, Math.SQRT2 * carPlaceSdMetres);
  const log = (scale: number): number =>
    -0.5 * (shift / scale) ** 2 - Math.log(scale * Math.sqrt(2 * Math.PI));
  const wide = Math.hypot(sd, staying.samePlaceSd);
  const anew = staying.samePlace * Math.exp(log(wide)) + (1 - staying.samePlace) / Math.max(50, lengthMetres);
  return log(sd) - Math.log(anew);
}

function logSum(values: readonly number[]): number {
  const most = Math.max(Number.NEGATIVE_INFINITY, ...values);
  return most === Number.NEGATIVE_INFINITY
    ? most
    : most + Math.log(values.reduce((sum, v) => sum + Math.exp(v - most), 0));
}

function drawn(steps: readonly Step[], next: () => number): State {
  const all = logSum(steps.map((step) => step.weight));
  let rest = next();
  let last: State = left;
  for (const { from, weight } of steps) {
    if (weight === Number.NEGATIVE_INFINITY) continue;
    last = from;
    rest -= Math.exp(weight - all);
    if (rest < 0) break;
  }
  return last;
}
