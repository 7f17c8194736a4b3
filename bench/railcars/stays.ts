import type { CountedCar, CountedTrack } from "../../src/sites/tracks/counted.ts";
import { mixOf } from "../../src/sites/tracks/turnover/search-looks.ts";
import type { StoredCount } from "../../src/sites/tracks/turnover/stored-count.ts";
import { turnoverOf } from "../../src/sites/tracks/turnover/turnover.ts";
import { diceOf, type Dice } from "../../src/sites/simulated/dice.ts";
import type { Bench, Figure } from "../figure.ts";
import { seenCar, type ColouredCar, type Pool } from "./simulated-trains.ts";

const lengthMetres = 700;

/** A car where it stands: the same object at both looks when it stayed. */
interface Standing {
  readonly pair: Pool[number];
  readonly atMetres: number;
}

/** What stayed, left and came on a track of a simulated yard: do the intervals hold the truth, are the fates right? */
export function benchStays(pools: readonly Pool[], { quick, note }: Pick<Bench, "quick" | "note">): Figure[] {
  const dice = diceOf(2023, "stays");
  const trials = quick ? 20 : 80;
  let [held, intervals, named, right, strings, errors] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < trials; i++) {
    const pool = dice.pick(pools);
    const before = filled(dice, pool, []);
    const stayed = before.flatMap((string) => {
      const fate = dice.next();
      return fate < 0.45 ? [string] : fate < 0.65 ? [string.slice(0, Math.ceil(string.length / 2))] : [];
    });
    const after = filled(dice, pool, stayed);
    const shift = dice.normal();
    const [one, two] = [seenLook(dice, before, 0, 0), seenLook(dice, after, 1, shift)];
    const mix = mixOf([one, two]);
    if (mix === null) continue;
    const found = turnoverOf(one, two, mix, i);
    const old = new Set(before.flat());
    const [was, is] = [before.flat().length, after.flat().length];
    const both = after.flat().filter((car) => old.has(car)).length;
    for (const [fate, truth] of [
      ["stayed", both],
      ["left", was - both],
      ["came", is - both],
    ] as const) {
      const cars = found.totals[fate].cars;
      if (cars === null) continue;
      intervals++;
      errors += Math.abs(cars.best - truth);
      if (truth >= cars.low && truth <= cars.high) held++;
    }
    const now = new Set(after.flat());
    for (const string of found.strings.filter((s) => s.seen === "before")) {
      const own = before.flat().filter(({ atMetres }) => {
        const at = atMetres + 3;
        return at >= string.fromMetres && at <= string.toMetres;
      });
      const kept = own.filter((car) => now.has(car)).length;
      const truth = kept === own.length ? "stayed" : kept === 0 ? "left" : "partly stayed";
      strings++;
      if (string.fate === "cannot tell") continue;
      named++;
      if (string.fate === truth) right++;
    }
  }
  note(`${strings} strings, ${named} with a fate that is named; ${intervals} intervals`);
  return [
    { name: "turnover-intervals-hold", value: (100 * held) / intervals, unit: "%", goal: ">=85" },
    { name: "turnover-error", value: errors / intervals, unit: "cars", goal: null },
    { name: "turnover-fates-named", value: (100 * named) / strings, unit: "%", goal: null },
    { name: "turnover-fates-right", value: (100 * right) / named, unit: "%", goal: ">=90" },
  ];
}

/** Strings on a track, some of them given, the others where there is room. */
function filled(dice: Dice, pool: Pool, given: readonly (readonly Standing[])[]): Standing[][] {
  const strings = given.map((string) => [...string]);
  for (let tries = 0; tries < 5; tries++) {
    const count = dice.whole(2, 10);
    let atMetres = dice.between(5, lengthMetres - 30);
    const cars: Standing[] = [];
    const start = dice.whole(0, pool.length - 1);
    const inRow = dice.chance(0.5);
    for (let i = 0; i < count; i++) {
      const pair = inRow ? pool[(start + i) % pool.length] : dice.pick(pool);
      if (pair === undefined) continue;
      cars.push({ pair, atMetres });
      atMetres += pair[0].car.bodyLength + 1.1;
    }
    const [from, to] = [(cars[0]?.atMetres ?? 0) - 8, atMetres + 8];
    const free = strings.every((s) => s.every((c) => c.atMetres + 25 < from || c.atMetres > to));
    if (free && to < lengthMetres) strings.push(cars);
  }
  return strings.sort((a, b) => (a[0]?.atMetres ?? 0) - (b[0]?.atMetres ?? 0));
}

function seenLook(
  dice: Dice,
  strings: readonly (readonly Standing[])[],
  light: 0 | 1,
  shift: number,
): StoredCount {
  const seen = strings.flat().flatMap(({ pair, atMetres }): [CountedCar, ColouredCar][] => {
    const coloured = pair[light];
    const print = seenCar(coloured, dice);
    if (dice.chance(0.02)) return [];
    const from = atMetres + shift + 0.35 * dice.normal();
    const to = atMetres + shift + coloured.car.bodyLength + 0.35 * dice.normal();
    return [
      [
        {
          fromMetres: from,
          toMetres: to,
          probability: 0.98,
          kind: print.kind,
          kindProbability: Math.max(...(print.kinds ?? [0])),
          cover: print.cover,
          coverProbability: print.coverProbability,
          cut: false,
        },
        coloured,
      ],
    ];
  });
  const track: CountedTrack = {
    trackId: "t1",
    areaId: null,
    lengthMetres,
    seenMetres: lengthMetres,
    occupiedMetres: 0,
    occupiedSdMetres: 0,
    way: "cars",
    count: null,
    distribution: { first: seen.length, probability: [1] },
    cars: seen.map(([car]) => car),
    strings: [],
    byLength: { low: 0, best: 0, high: 0 },
  };
  return {
    lookId: `look ${light}`,
    siteId: "yard",
    takenAt: null,
    lineUpSdMetres: 1,
    counted: { outcome: "counted", reasons: [], remarks: [], total: null, way: "cars", tracks: [track] },
    colours: { t1: seen.map(([, { colour }]) => colour) },
    hidden: { t1: [] },
  };
}
