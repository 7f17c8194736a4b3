import { profileOf, sameCarRatio, type CarMix } from "./car-mix.ts";
import {
  none,
  type Drawn,
  type Fates,
  type StringFate,
  type TrackDraws,
  type TrackOptions,
} from "./fates.ts";
import { sharedErrorPower } from "./find-again.ts";
import { heldCars } from "./held-cars.ts";
import { lengthTurnover } from "./length-turnover.ts";
import { drawStays } from "./stay-lattice.ts";
import type { StoredCount } from "./stored-count.ts";
import { remarksOn, sees, sideOf, type TrackSide } from "./track-side.ts";
import type { PrintCar, TrainPrint } from "./train-print.ts";

/** Chance that a car which stands there is not found. Measured errors of the detector are of this order at 0.3 to 0.5 m. */
const missed = 0.03;
/** A fate is named from this probability on. */
const namedFrom = 0.6;

/** A car of one look with what can be said of its place at the other. */
interface FacedCar {
  readonly car: PrintCar;
  readonly string: TrainPrint;
  /** Its place was not seen at the other look, or it was itself cut. */
  readonly blind: boolean;
}

/** What became of the cars of one track. */
export function trackTurnover(
  trackId: string,
  before: StoredCount,
  after: StoredCount,
  mix: CarMix,
  options: TrackOptions,
): TrackDraws {
  const [one, two] = [sideOf(before, trackId), sideOf(after, trackId)];
  if (
    one.track?.way === "length" ||
    two.track?.way === "length" ||
    one.track?.way === "presence" ||
    two.track?.way === "presence"
  )
    return lengthTurnover(trackId, one, two, options);
  const [old, now] = [facing(one, two), facing(two, one)];
  const stringsOld = old.map(({ string }) => string.number);
  const stringsNow = now.map(({ string }) => string.number);
  const profiles = now.map(({ car }) => profileOf(car, mix));
  const logRatios = old.map(({ car }) => {
    const own = profileOf(car, mix);
    return Float64Array.from(
      profiles,
      (p) => sharedErrorPower * Math.log(Math.max(1e-12, sameCarRatio(own, p, mix))),
    );
  });
  const paths = drawStays(
    {
      before: old.map(({ car }) => car),
      after: now.map(({ car }) => car),
      stringBefore: stringsOld,
      stringAfter: stringsNow,
      logRatios,
      lengthMetres: Math.max(one.track?.lengthMetres ?? 0, two.track?.lengthMetres ?? 0),
      lineUpSdMetres: options.lineUpSdMetres,
    },
    options.draws,
    options.next,
  );
  const draws: Fates<Drawn> = {
    stayed: none(options.draws),
    left: none(options.draws),
    came: none(options.draws),
    cannotTell: none(options.draws),
  };
  for (const [d, path] of paths.entries()) {
    const back = counterpartsOf(path, now.length);
    const [heldOld, heldNow] = [heldCars(path, stringsOld), heldCars(back, stringsNow)];
    const note = (fate: keyof Fates<Drawn>, { car }: FacedCar): void => {
      const { cars, metres } = draws[fate];
      cars[d] = (cars[d] ?? 0) + 1;
      metres[d] = (metres[d] ?? 0) + car.lengthMetres;
    };
    // A car that one look lacks may be a false one in the other, which then counts nowhere, or one that was missed.
    const alone = (faced: FacedCar, fate: "left" | "came"): void => {
      const throwOf = options.next();
      if (throwOf >= faced.car.probability) return;
      note(faced.blind || throwOf < missed * faced.car.probability ? "cannotTell" : fate, faced);
    };
    for (const [i, faced] of old.entries())
      if ((path[i] ?? -1) >= 0 || heldOld.has(i)) note("stayed", faced);
      else alone(faced, "left");
    for (const [j, faced] of now.entries())
      // One that was missed before stayed too; where a car of the first look is held at the same place, it is that one, misread.
      if (back[j] === -1) {
        if (!heldNow.has(j)) alone(faced, "came");
        else if (!pairedHold(back, heldOld, j)) note("stayed", faced);
      }
  }
  const stays = (counterparts: readonly number[], strings: readonly number[]): ReadonlySet<number> =>
    new Set([
      ...counterparts.flatMap((other, i) => (other >= 0 ? [i] : [])),
      ...heldCars(counterparts, strings),
    ]);
  const stayedBefore = (d: number): ReadonlySet<number> => stays(paths[d] ?? [], stringsOld);
  const stayedAfter = (d: number): ReadonlySet<number> =>
    stays(counterpartsOf(paths[d] ?? [], now.length), stringsNow);
  return {
    inCars: true,
    draws,
    strings: [
      ...fatesOf(old, one.prints, "before", options.draws, stayedBefore),
      ...fatesOf(now, two.prints, "after", options.draws, stayedAfter),
    ],
    remarks: [...remarksOn(trackId, one, before.lookId), ...remarksOn(trackId, two, after.lookId)],
  };
}

function facing(side: TrackSide, other: TrackSide): FacedCar[] {
  return side.prints.flatMap((string) =>
    string.cars.map((car) => ({ car, string, blind: car.cut || !sees(other, car) })),
  );
}

/** For each car of the second look the car of the first that it is, or -1. */
function counterpartsOf(path: readonly number[], cars: number): number[] {
  const back = Array.from({ length: cars }, () => -1);
  for (const [i, j] of path.entries()) if (j >= 0) back[j] = i;
  return back;
}

/** Whether a car of the first look is held between the same two cars that stayed as car `j` of the second. */
function pairedHold(back: readonly number[], heldOld: ReadonlySet<number>, j: number): boolean {
  const before = back.slice(0, j).findLast((i) => i >= 0) ?? -1;
  return heldOld.has(before + 1);
}

function fatesOf(
  faced: readonly FacedCar[],
  strings: readonly TrainPrint[],
  seen: StringFate["seen"],
  draws: number,
  stayedIn: (draw: number) => ReadonlySet<number>,
): StringFate[] {
  const all = Array.from({ length: draws }, (_, d) => stayedIn(d));
  return strings.map((string): StringFate => {
    const own = [...faced.keys()].filter((i) => faced[i]?.string === string);
    let [whole, part, gone, stayed] = [0, 0, 0, 0];
    for (const kept of all) {
      const here = own.filter((i) => kept.has(i));
      stayed += here.length;
      // A car that cannot be told makes no string partial.
      const lost = own.filter((i) => !kept.has(i) && !(faced[i]?.blind ?? true)).length;
      if (here.length === 0) gone += lost > 0 ? 1 : 0;
      else if (lost === 0) whole++;
      else part++;
    }
    const choices = [
      ["stayed", whole],
      ["partly stayed", part],
      [seen === "before" ? "left" : "came", gone],
    ] as const;
    const [fate, number] = choices.reduce((best, next) => (next[1] > best[1] ? next : best));
    const probability = number / draws;
    // Where most cars of a string cannot be told, nothing is said of the whole of it.
    const blind = 2 * own.filter((i) => faced[i]?.blind).length >= own.length && fate !== "stayed";
    return {
      trackId: string.trackId,
      seen,
      number: string.number,
      fromMetres: string.fromMetres,
      toMetres: string.toMetres,
      cars: own.length,
      fate: blind || probability < namedFrom ? "cannot tell" : fate,
      probability,
      carsStayed: stayed / draws,
    };
  });
}
