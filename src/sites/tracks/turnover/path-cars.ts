import type { LookQuality } from "./detector-errors.ts";
import type { FacedCar, FacedTrack } from "./faced-track.ts";
import type { Fates } from "./fates.ts";
import type { StayPath } from "./stay-lattice.ts";

/** Cars and metres of their bodies. */
export interface CarsAndMetres {
  cars: number;
  metres: number;
}

/**
 * Counts the cars of one drawn way by their fate, with those that stood there and were found at neither look, or not at the only look that they
 * stood there at: for each found car there is one more with the chance that a car is missed, and one more after that.
 */
export function carsOfPath(
  { before, after }: FacedTrack,
  path: StayPath,
  qualities: { readonly before: LookQuality; readonly after: LookQuality },
  next: () => number,
): Fates<CarsAndMetres> {
  const fates: Fates<CarsAndMetres> = { stayed: zero(), left: zero(), came: zero(), cannotTell: zero() };
  const note = (fate: keyof Fates<unknown>, { car }: FacedCar, missed: number): void => {
    const tally = fates[fate];
    do {
      tally.cars++;
      tally.metres += car.lengthMetres;
    } while (next() < missed);
  };
  const [one, two] = [qualities.before.missed, qualities.after.missed];
  const alone = (faced: FacedCar, fate: "left" | "came", missed: number): void => {
    if (!faced.blind) note(fate, faced, missed);
    else if (next() < faced.car.probability) note("cannotTell", faced, 0);
  };
  const misread = misreadOf(before, after, path, next);
  for (const [i, faced] of before.entries()) {
    const what = path.before[i];
    if (typeof what === "number" || (what === "unfound" && !misread.before.has(i)))
      note("stayed", faced, one * two);
    else if (what === "gone") alone(faced, "left", one);
  }
  for (const [j, faced] of after.entries()) {
    const what = path.after[j];
    if (what === "unfound" && !misread.after.has(j)) note("stayed", faced, one * two);
    else if (what === "gone") alone(faced, "came", two);
  }
  return fates;
}

const zero = (): CarsAndMetres => ({ cars: 0, metres: 0 });

/**
 * Cars without a counterpart of both looks that lie on the same ground are the same cars, parted or joined wrongly by one look. Which of the two read
 * them right is drawn evenly; those of the other count nowhere.
 */
function misreadOf(
  before: readonly FacedCar[],
  after: readonly FacedCar[],
  path: StayPath,
  next: () => number,
): { readonly before: ReadonlySet<number>; readonly after: ReadonlySet<number> } {
  const unfound = (of: StayPath["before"]): number[] => [...of.keys()].filter((k) => of[k] === "unfound");
  const [mine, theirs] = [unfound(path.before), unfound(path.after)];
  const out = { before: new Set<number>(), after: new Set<number>() };
  let wrong: keyof typeof out | null = null;
  let last: number | undefined;
  for (const i of mine) {
    const on = theirs.filter((j) => overlap(before[i], after[j]));
    if (on.length === 0) continue;
    // Two cars of the first look on one of the second are one case.
    if (wrong === null || last === undefined || !on.includes(last)) wrong = next() < 0.5 ? "before" : "after";
    last = on.at(-1);
    if (wrong === "before") out.before.add(i);
    else for (const j of on) out.after.add(j);
  }
  return out;
}

function overlap(a: FacedCar | undefined, b: FacedCar | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const common = Math.min(a.car.toMetres, b.car.toMetres) - Math.max(a.car.fromMetres, b.car.fromMetres);
  return 2 * common > Math.min(a.car.lengthMetres, b.car.lengthMetres);
}
