import { carMixOf, type CarMix } from "../../src/sites/tracks/turnover/car-mix.ts";
import { findAgain, type TrainCandidate } from "../../src/sites/tracks/turnover/find-again.ts";
import type { PrintCar } from "../../src/sites/tracks/turnover/train-print.ts";
import { diceOf, type Dice } from "../../src/sites/simulated/dice.ts";
import type { Bench, Figure } from "../figure.ts";
import { colouredCars, printOf, seenCar, type Pool } from "./simulated-trains.ts";
import { benchStays } from "./stays.ts";

const rivals = 200;
const trainCars = 8;

/** Finding a train again by the order of its cars, and what stayed and left: simulated pictures, detector errors as promised, so many rivals. */
export function benchTurnover({ quick, note }: Pick<Bench, "quick" | "note">): Figure[] {
  const began = performance.now();
  const pools = Array.from({ length: quick ? 5 : 12 }, (_, i): Pool => {
    const [first, second] = [colouredCars(i + 1, 1), colouredCars(i + 1, 2)];
    return [...first].flatMap(([id, car]) => {
      const other = second.get(id);
      return other === undefined ? [] : [[car, other] as const];
    });
  }).filter((pool) => pool.length >= 2 * trainCars);
  note(`${pools.length} yards in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return [...mixedTrains(pools, quick, note), ...uniformRakes(note), ...benchStays(pools, { quick, note })];
}

interface Trial {
  readonly present: boolean;
  readonly rightFirst: boolean;
  readonly topPosterior: number;
  readonly noneOfThese: number;
  readonly direction: boolean;
}

function mixedTrains(pools: readonly Pool[], quick: boolean, note: Bench["note"]): Figure[] {
  const trials: Trial[] = [];
  const count = quick ? 60 : 300;
  const dice = diceOf(2023, "trials");
  const candidates = Array.from({ length: rivals }, (_, i): TrainCandidate => {
    const pool = dice.pick(pools);
    return {
      id: `rival ${i}`,
      print: printOf(
        "t",
        drawn(dice, pool, dice.whole(5, 20)).map(([, second]) => seenCar(second, dice)),
      ),
    };
  });
  const mix = carMixOf(pools.flatMap((pool) => pool.map(([, second]) => seenCar(second, dice))));
  note(`${mix.types.length} types of car in ${mix.cars} cars`);
  const began = performance.now();
  for (let i = 0; i < count; i++) trials.push(trialOf(dice, pools, candidates, mix));
  note(`${count} searches in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const present = trials.filter((t) => t.present);
  const absent = trials.filter((t) => !t.present);
  const share = (of: readonly Trial[], holds: (t: Trial) => boolean): number =>
    (100 * of.filter(holds).length) / Math.max(1, of.length);
  for (const [low, high] of [
    [0, 0.05],
    [0.05, 0.2],
    [0.2, 0.5],
    [0.5, 0.8],
    [0.8, 0.95],
    [0.95, 1.01],
  ] as const) {
    const within = trials.filter((t) => t.topPosterior >= low && t.topPosterior < high);
    const mean = within.reduce((sum, t) => sum + t.topPosterior, 0) / Math.max(1, within.length);
    note(
      `posterior ${low} to ${high}: ${within.length} searches, mean ${mean.toFixed(3)}, right ${share(within, (t) => t.rightFirst).toFixed(1)} %`,
    );
  }
  const sure = trials.filter((t) => t.topPosterior >= 0.8);
  const meanSure = sure.reduce((sum, t) => sum + t.topPosterior, 0) / Math.max(1, sure.length);
  const gap =
    trials.reduce((sum, t) => sum + t.topPosterior - Number(t.rightFirst), 0) / Math.max(1, trials.length);
  return [
    { name: "train-rank-one", value: share(present, (t) => t.rightFirst), unit: "%", goal: ">=90" },
    { name: "train-direction-right", value: share(present, (t) => t.direction), unit: "%", goal: null },
    {
      name: "train-false-finds-when-absent",
      value: share(absent, (t) => t.topPosterior >= 0.8),
      unit: "%",
      goal: "<=5",
    },
    {
      name: "train-found-likely",
      value: share(present, (t) => t.topPosterior >= 0.8 && t.rightFirst),
      unit: "%",
      goal: null,
    },
    { name: "train-posterior-sure-mean", value: 100 * meanSure, unit: "%", goal: null },
    {
      name: "train-posterior-sure-right",
      value: share(sure, (t) => t.rightFirst),
      unit: "%",
      goal: ">=90",
    },
    { name: "train-posterior-bias", value: 100 * gap, unit: "points", goal: "<=5" },
  ];
}

/** Cars of one yard: as they stand in a row, or shuffled together as a train of many customers is. */
function drawn(dice: Dice, pool: Pool, count: number): Pool {
  if (dice.chance(0.5)) {
    const start = dice.whole(0, Math.max(0, pool.length - count));
    return pool.slice(start, start + count);
  }
  return Array.from({ length: count }, () => dice.pick(pool));
}

function trialOf(
  dice: Dice,
  pools: readonly Pool[],
  rivalTrains: readonly TrainCandidate[],
  mix: CarMix,
): Trial {
  let [cars, pool]: [Pool, Pool] = [[], []];
  // A mixed train: at least four types of car.
  while (new Set(cars.map(([{ car }]) => `${car.type} ${car.load}`)).size < 4) {
    pool = dice.pick(pools);
    cars = Array.from({ length: trainCars }, () => dice.pick(pool));
  }
  const print = printOf(
    "a",
    cars.map(([first]) => seenCar(first, dice)),
  );
  const present = dice.chance(0.5);
  const reversed = dice.chance(0.5);
  let second: PrintCar[] = cars.filter(() => !dice.chance(0.03)).map(([, car]) => seenCar(car, dice));
  if (dice.chance(0.3)) {
    const at = dice.chance(0.7) ? dice.pick([0, second.length]) : dice.whole(0, second.length);
    const others = Array.from({ length: dice.whole(1, 4) }, () => seenCar(dice.pick(pool)[1], dice));
    second = [...second.slice(0, at), ...others, ...second.slice(at)];
  }
  if (reversed) second.reverse();
  const candidates = present
    ? [{ id: "the train", print: printOf("b", second) }, ...rivalTrains.slice(1)]
    : rivalTrains;
  const { ranked, noneOfThese } = findAgain(print, candidates, mix);
  const [top] = ranked;
  return {
    present,
    rightFirst: top?.candidate.id === "the train",
    topPosterior: top?.posterior ?? 0,
    noneOfThese,
    direction:
      ranked.find((r) => r.candidate.id === "the train")?.direction ===
      (reversed ? "reversed" : "same order"),
  };
}

/** Twenty rakes of fifty like gondolas; one of them is looked for in its own second look. */
function uniformRakes(note: Bench["note"]): Figure[] {
  const dice = diceOf(2023, "rakes");
  const gondola = (): PrintCar => ({
    fromMetres: 0,
    toMetres: 12.8,
    probability: 1,
    lengthMetres: 12.78 + 0.5 * dice.normal(),
    lengthSdMetres: 0.5,
    kinds: [0.02, 0.84, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02],
    kind: "open",
    cover: "tarp",
    coverProbability: 0.8,
    tone: [0.4 + 0.2 * dice.normal(), 0.1 + 0.08 * dice.normal(), -0.1 + 0.08 * dice.normal()],
    toneSpread: 0.3,
    cut: false,
  });
  const rake = (): PrintCar[] => Array.from({ length: 50 }, gondola);
  const candidates = Array.from({ length: 20 }, (_, i) => ({ id: `rake ${i}`, print: printOf("t", rake()) }));
  const mix = carMixOf(candidates.flatMap(({ print }) => print.cars));
  const searches = Array.from({ length: 10 }, () => findAgain(printOf("a", rake()), candidates, mix));
  const tops = searches.map(({ ranked }) => ranked[0]?.posterior ?? 0);
  const ratios = searches.flatMap(({ ranked }) => ranked.map((r) => r.logLikelihoodRatio));
  note(
    `uniform rakes: ${mix.types.length} types, log likelihood ratios ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
  );
  return [
    { name: "train-uniform-rake-top-posterior", value: 100 * Math.max(...tops), unit: "%", goal: "<=20" },
  ];
}
