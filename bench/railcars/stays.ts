import { diceOf, type Dice } from "../../src/sites/simulated/dice.ts";
import type { CountedCar, CountedTrack } from "../../src/sites/tracks/counted.ts";
import type { CarColour } from "../../src/sites/tracks/turnover/car-colour.ts";
import type { StoredCount } from "../../src/sites/tracks/turnover/stored-count.ts";
import { turnoverOf } from "../../src/sites/tracks/turnover/turnover.ts";
import type { Bench, Figure } from "../figure.ts";
import { figuresOf, judgeTurnover, together, type TrueStanding } from "./judge-turnover.ts";
import { endError, found, lookErrors, statedProbability, type LookErrors } from "./simulated-errors.ts";
import { seenCar, type Pool } from "./simulated-trains.ts";

const lengthMetres = 700;
const trackId = "t1";
/** Of the detector on pictures like the simulated ones (`sharedSd` of its manifest). */
const detectorSpread = 0.0856;
/** Seeds of the trials that constants were set on, and of those that are reported. */
const seeds = { set: 1, report: 2023 } as const;

/** A car where it stands: the same object at both looks when it stayed. */
interface Standing {
  readonly pair: Pool[number];
  readonly atMetres: number;
  readonly id: string;
}

/** What stayed, left and came on a track of a simulated yard: do the intervals hold the truth, are the fates right? */
export function benchStays(
  pools: readonly Pool[],
  { quick, note }: Pick<Bench, "quick" | "note">,
  set: keyof typeof seeds = "report",
): Figure[] {
  const dice = diceOf(seeds[set], "stays");
  const judged = together(
    Array.from({ length: quick ? 40 : 160 }, (_, i) => {
      const pool = dice.pick(pools);
      const before = filled(dice, pool, []);
      // How much stays differs from yard to yard and with the days between.
      const share = dice.between(0.2, 1);
      const stayed = before.flatMap((string) => {
        const fate = dice.next() / share;
        return fate < 0.7 ? [string] : fate < 1 ? [string.slice(0, Math.ceil(string.length / 2))] : [];
      });
      const after = filled(dice, pool, stayed);
      const looks = [seenLook(dice, before, 0, 0), seenLook(dice, after, 1, 1.7 * dice.normal())] as const;
      return judgeTurnover(turnoverOf(looks[0], looks[1], i), {
        before: before.flat().map(truth),
        after: after.flat().map(truth),
        hidden: new Set(),
      });
    }),
  );
  note(`${judged.strings} strings, ${judged.named} with a fate that is named; ${judged.intervals} intervals`);
  return figuresOf("turnover", judged, { hold: ">=85", right: ">=90", rightOfTrains: null });
}

const truth = ({ id, atMetres, pair }: Standing): TrueStanding => ({
  id,
  trackId,
  fromMetres: atMetres,
  toMetres: atMetres + pair[0].car.bodyLength,
});

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
      cars.push({ pair, atMetres, id: String(dice.next()) });
      atMetres += pair[0].car.bodyLength + 1.1;
    }
    const [from, to] = [(cars[0]?.atMetres ?? 0) - 8, atMetres + 8];
    const free = strings.every((s) => s.every((c) => c.atMetres + 25 < from || c.atMetres > to));
    if (free && to < lengthMetres) strings.push(cars);
  }
  return strings.sort((a, b) => (a[0]?.atMetres ?? 0) - (b[0]?.atMetres ?? 0));
}

/** A look at what stands there, as the detector would give it. */
function seenLook(
  dice: Dice,
  strings: readonly (readonly Standing[])[],
  light: 0 | 1,
  shift: number,
): StoredCount {
  const errors = lookErrors(dice);
  const real = strings.flatMap((string) => {
    const is = found(dice, string.length, errors);
    return string.filter((_, i) => is[i]).map((car) => seenStanding(dice, car, light, shift));
  });
  const seen = [...real, ...falseCars(dice, real, errors)].toSorted(
    (a, b) => a.car.fromMetres - b.car.fromMetres,
  );
  const track: CountedTrack = {
    trackId,
    areaId: null,
    lengthMetres,
    seenMetres: lengthMetres,
    occupiedMetres: 0,
    occupiedSdMetres: 0,
    way: "cars",
    count: null,
    distribution: { first: seen.length, probability: [1] },
    cars: seen.map(({ car }) => car),
    strings: [],
    byLength: { low: 0, best: 0, high: 0 },
  };
  return {
    lookId: `look ${light}`,
    siteId: "yard",
    takenAt: null,
    lineUpSdMetres: 1,
    detectorSpread,
    counted: { outcome: "counted", reasons: [], remarks: [], total: null, way: "cars", tracks: [track] },
    colours: { [trackId]: seen.map(({ colour }) => colour) },
    hidden: { [trackId]: [] },
  };
}

interface Seen {
  readonly car: CountedCar;
  readonly colour: CarColour;
}

function seenStanding(dice: Dice, { pair, atMetres }: Standing, light: 0 | 1, shift: number): Seen {
  const coloured = pair[light];
  const print = seenCar(coloured, dice);
  return {
    car: {
      fromMetres: atMetres + shift + endError(dice),
      toMetres: atMetres + shift + coloured.car.bodyLength + endError(dice),
      probability: print.probability,
      kind: print.kind,
      kindProbability: Math.max(...(print.kinds ?? [0])),
      cover: print.cover,
      coverProbability: print.coverProbability,
      cut: false,
    },
    colour: coloured.colour,
  };
}

/** False cars as the network makes them: a body read as two, or cars on empty track, singly and in twos and threes. */
function falseCars(dice: Dice, real: readonly Seen[], { wrong }: LookErrors): Seen[] {
  const none: Seen[] = [];
  for (const like of real) {
    if (!dice.chance(wrong / 2)) continue;
    let at = dice.between(5, lengthMetres - 60);
    for (let cars = dice.pick([1, 1, 2, 3]); cars > 0; cars--) {
      const length = dice.between(8, 18);
      const free = [...real, ...none].every(
        ({ car }) => car.toMetres + 0.5 < at || car.fromMetres - 0.5 > at + length,
      );
      if (free)
        none.push({
          car: {
            ...like.car,
            fromMetres: at,
            toMetres: at + length,
            probability: statedProbability(dice, false),
          },
          colour: { mean: [dice.normal() - 1, dice.normal() - 1, dice.normal() - 1], spread: 0.3 },
        });
      at += length + 1.1;
    }
  }
  return none;
}
