import type { Turnover } from "../../src/sites/tracks/turnover/turnover.ts";
import type { Figure } from "../figure.ts";

/** A car that stood on a track at one look. */
export interface TrueStanding {
  readonly id: string;
  readonly trackId: string;
  readonly fromMetres: number;
  readonly toMetres: number;
}

/** What truly stood at both looks; cars that one look could not see are in neither, but in `hidden`. */
export interface TrueTurnover {
  readonly before: readonly TrueStanding[];
  readonly after: readonly TrueStanding[];
  readonly hidden: ReadonlySet<string>;
}

/** How well turnovers fare against the truth, summed over trials. */
export interface Judged {
  readonly intervals: number;
  readonly held: number;
  /** Sum of |best - truth| in cars. */
  readonly errors: number;
  readonly strings: number;
  readonly named: number;
  readonly right: number;
  /** Of those that are named: strings of false cars alone, which have no fate that would be right. */
  readonly namedFalse: number;
}

export function judgeTurnover({ totals, strings }: Turnover, truth: TrueTurnover): Judged {
  const ids = (cars: readonly TrueStanding[]): Set<string> =>
    new Set(cars.map(({ id }) => id).filter((id) => !truth.hidden.has(id)));
  const [old, now] = [ids(truth.before), ids(truth.after)];
  const both = [...old].filter((id) => now.has(id)).length;
  let [intervals, held, errors] = [0, 0, 0];
  for (const [fate, cars] of [
    ["stayed", both],
    ["left", old.size - both],
    ["came", now.size - both],
  ] as const) {
    const found = totals[fate].cars;
    if (found === null) continue;
    intervals++;
    errors += Math.abs(found.best - cars);
    if (cars >= found.low && cars <= found.high) held++;
  }
  let [all, named, right, namedFalse] = [0, 0, 0, 0];
  for (const string of strings) {
    const [cars, other] = string.seen === "before" ? [truth.before, now] : [truth.after, old];
    const under = cars.filter((car) => {
      const middle = (car.fromMetres + car.toMetres) / 2;
      return car.trackId === string.trackId && middle > string.fromMetres - 1 && middle < string.toMetres + 1;
    });
    const own = under.filter(({ id }) => !truth.hidden.has(id));
    if (own.length === 0 && under.length > 0) continue;
    const kept = own.filter(({ id }) => other.has(id)).length;
    const fate =
      own.length === 0
        ? null
        : kept === own.length
          ? "stayed"
          : kept > 0
            ? "partly stayed"
            : string.seen === "before"
              ? "left"
              : "came";
    all++;
    if (string.fate === "cannot tell") continue;
    named++;
    if (fate === null) namedFalse++;
    if (string.fate === fate) right++;
  }
  return { intervals, held, errors, strings: all, named, right, namedFalse };
}

export const together = (all: readonly Judged[]): Judged =>
  all.reduce((a, b) => ({
    intervals: a.intervals + b.intervals,
    held: a.held + b.held,
    errors: a.errors + b.errors,
    strings: a.strings + b.strings,
    named: a.named + b.named,
    right: a.right + b.right,
    namedFalse: a.namedFalse + b.namedFalse,
  }));

/** What is promised of each figure; null where it is only reported. */
export interface TurnoverGoals {
  readonly hold: string | null;
  readonly right: string | null;
  /** Of strings under which a car stood: what a string of false cars is called is the detector's fault. */
  readonly rightOfTrains: string | null;
}

export function figuresOf(name: string, j: Judged, goals: TurnoverGoals): Figure[] {
  const share = (part: number, of: number): number => (100 * part) / Math.max(1, of);
  return [
    { name: `${name}-intervals-hold`, value: share(j.held, j.intervals), unit: "%", goal: goals.hold },
    { name: `${name}-error`, value: j.errors / Math.max(1, j.intervals), unit: "cars", goal: null },
    { name: `${name}-fates-named`, value: share(j.named, j.strings), unit: "%", goal: null },
    { name: `${name}-fates-right`, value: share(j.right, j.named), unit: "%", goal: goals.right },
    {
      name: `${name}-fates-right-of-trains`,
      value: share(j.right, j.named - j.namedFalse),
      unit: "%",
      goal: goals.rightOfTrains,
    },
  ];
}
