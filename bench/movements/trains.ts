import { dayMs } from "../../src/base/time/calendar.ts";
import { runBetween, runSettings, type TrainPlace } from "../../src/movements/trains/run.ts";
import { timedSearch } from "../../src/movements/trains/timed-search.ts";
import { diceOf, type Dice } from "../../src/sites/simulated/dice.ts";
import { searchPrints, type LookPrints } from "../../src/sites/tracks/turnover/search-looks.ts";
import type { PrintCar } from "../../src/sites/tracks/turnover/train-print.ts";
import type { Position } from "../../src/sites/counting/site.ts";
import type { Bench, Figure } from "../figure.ts";
import { colouredCars, printOf, seenCar, type Pool } from "../railcars/simulated-trains.ts";

const trainCars = 8;
const decoysALook = 20;
const looksATrial = 6;
/** From this posterior on a train counts as found. */
const foundFrom = 0.8;

interface Site {
  readonly id: string;
  readonly country: string;
  readonly position: Position;
}
const yard: Site = { id: "tumangang", country: "KP", position: [130.6081, 42.4214] };
const others: readonly Site[] = [
  { id: "rajin", country: "KP", position: [130.295, 42.225] },
  { id: "dunai", country: "RU", position: [132.3375, 42.88028] },
  { id: "tikhoretsk", country: "RU", position: [40.0424, 45.8884] },
];

interface Tally {
  found: number;
  right: number;
  wrong: number;
  present: number;
}

/**
 * One train looked for at other sites, among decoys out of the same simulated yards under another light. In half of the trials its double
 * stands where it cannot have come in time: the same cars, as a rake that is built alike.
 */
export function benchTrains({ quick, note }: Pick<Bench, "quick" | "note">): Promise<Figure[]> {
  const pools = Array.from({ length: quick ? 4 : 10 }, (_, i): Pool => {
    const [first, second] = [colouredCars(i + 41, 1), colouredCars(i + 41, 2)];
    return [...first].flatMap(([id, car]) => {
      const other = second.get(id);
      return other === undefined ? [] : [[car, other] as const];
    });
  }).filter((pool) => pool.length >= 2 * trainCars);
  const dice = diceOf(2024, "trains at sites");
  const trials = quick ? 15 : 80;
  const byCars: Tally = { found: 0, right: 0, wrong: 0, present: 0 };
  const byTime: Tally = { found: 0, right: 0, wrong: 0, present: 0 };
  let doubles = 0;
  const began = performance.now();
  for (let t = 0; t < trials; t++) {
    const trial = trialOf(dice, pools);
    if (trial === null) continue;
    if (trial.present !== null) {
      byCars.present++;
      byTime.present++;
    }
    if (trial.double !== null) doubles++;
    const search = searchPrints(trial.own, { trackId: "a", number: 1 }, trial.looks);
    if (search === null) continue;
    for (const { lookId, search: found } of search.looks)
      settle(byCars, lookId, found.ranked[0], trial.present);
    const timed = timedSearch(
      search,
      trial.ownPlace,
      new Map(trial.places.map((p) => [p.lookId, p])),
      runSettings,
      () => null,
    );
    for (const { lookId, ranked } of timed.looks) settle(byTime, lookId, ranked[0], trial.present);
  }
  note(
    `${trials} trains among ${looksATrial} looks of ${decoysALook} decoys, ${byTime.present} present, ${doubles} with a double out of reach, in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  note(`by cars alone: ${JSON.stringify(byCars)}; with time: ${JSON.stringify(byTime)}`);
  const share = (part: number, of: number): number => (100 * part) / Math.max(1, of);
  return Promise.resolve([
    {
      name: "train-at-two-sites-precision",
      value: share(byTime.right, byTime.right + byTime.wrong),
      unit: "%",
      goal: ">=95",
    },
    { name: "train-at-two-sites-recall", value: share(byTime.right, byTime.present), unit: "%", goal: null },
    {
      name: "train-at-two-sites-precision-by-cars-alone",
      value: share(byCars.right, byCars.right + byCars.wrong),
      unit: "%",
      goal: null,
    },
    {
      name: "train-at-two-sites-recall-by-cars-alone",
      value: share(byCars.right, byCars.present),
      unit: "%",
      goal: null,
    },
  ]);
}

function settle(
  tally: Tally,
  lookId: string,
  best:
    | { readonly posterior: number; readonly candidate: { readonly print: { readonly trackId: string } } }
    | undefined,
  present: string | null,
): void {
  if (best === undefined || best.posterior < foundFrom) return;
  tally.found++;
  if (lookId === present && best.candidate.print.trackId === "the train") tally.right++;
  else tally.wrong++;
}

interface Trial {
  readonly own: LookPrints;
  readonly ownPlace: TrainPlace;
  readonly looks: readonly LookPrints[];
  readonly places: readonly TrainPlace[];
  /** The look that has the train, and the one that has its double. */
  readonly present: string | null;
  readonly double: string | null;
}

function trialOf(dice: Dice, pools: readonly Pool[]): Trial | null {
  let cars: Pool = [];
  while (new Set(cars.map(([{ car }]) => `${car.type} ${car.load}`)).size < 4) {
    const pool = dice.pick(pools);
    cars = Array.from({ length: trainCars }, () => dice.pick(pool));
  }
  const ownPlace = placeOf("own", yard, 0);
  const places = Array.from({ length: looksATrial }, (_, i) =>
    placeOf(`look ${i}`, dice.pick(others), dice.between(0.2, 14)),
  );
  const reachable = places.filter((p) => runBetween(ownPlace, p, runSettings, () => null).feasible === "yes");
  const beyond = places.filter((p) => !reachable.includes(p));
  const present = reachable.length > 0 && dice.chance(0.7) ? dice.pick(reachable).lookId : null;
  const double = beyond.length > 0 && dice.chance(0.5) ? dice.pick(beyond).lookId : null;
  const again = (): PrintCar[] => {
    const seen = cars.filter(() => !dice.chance(0.03)).map(([, car]) => seenCar(car, dice));
    return dice.chance(0.5) ? seen.toReversed() : seen;
  };
  const looks = places.map(({ lookId }): LookPrints => ({
    lookId,
    prints: [
      ...Array.from({ length: decoysALook }, (_, i) => {
        const pool = dice.pick(pools);
        const decoy = Array.from({ length: dice.whole(5, 14) }, () => seenCar(dice.pick(pool)[1], dice));
        return printOf(`decoy ${i}`, decoy);
      }),
      ...(lookId === present ? [printOf("the train", again())] : []),
      ...(lookId === double ? [printOf("its double", again())] : []),
    ],
  }));
  const own = printOf(
    "a",
    cars.map(([first]) => seenCar(first, dice)),
  );
  return { own: { lookId: "own", prints: [own] }, ownPlace, looks, places, present, double };
}

const placeOf = (lookId: string, site: Site, days: number): TrainPlace => ({
  lookId,
  siteId: site.id,
  country: site.country,
  position: site.position,
  at: {
    fromMs: Math.round(days * dayMs),
    toMs: Math.round(days * dayMs) + 60_000,
    precision: "minute",
    text: `day ${days.toFixed(2)}`,
  },
});
