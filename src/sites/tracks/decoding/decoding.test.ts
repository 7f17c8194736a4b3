import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../../base/errors.ts";
import { mixtureOf, lengthTerms, type Terms } from "./car-lengths.ts";
import { chooseCars } from "./chosen-cars.ts";
import { countQuantile } from "./count-distribution.ts";
import { countWays } from "./count-ways.ts";
import { decodeStrip } from "./decode-strip.ts";
import { latticeOf } from "./lattice.ts";
import { blankReading, madeReading, madeTrain, plainSettings } from "./made-reading.ts";
import { occupiedLength } from "./occupied-length.ts";
import { allowedWay } from "./sample-distance.ts";
import { waysThrough } from "./semi-markov.ts";
import { stripScores, type StripScores } from "./strip-scores.ts";

const options = { settings: plainSettings, sampleDistanceMetres: 0.5 };

interface Way {
  readonly score: number;
  readonly cars: number;
  readonly covered: readonly number[];
}

/** Every way through a strip, one run after another, straight from the words of the model. */
function everyWay(scores: StripScores, hidden: Uint8Array, leastSeen: number): Way[] {
  const { places, transitions: by, lengths } = scores;
  const sum = (values: Float64Array, s: number, e: number): number => (values[e] ?? 0) - (values[s] ?? 0);
  const open = (s: number, e: number): boolean => !hidden.slice(s, e).includes(1);
  const found: Way[] = [];
  const go = (at: number, last: string, score: number, cars: number, covered: number[]): void => {
    if (at === places) {
      if (last !== "G") found.push({ score, cars, covered });
      return;
    }
    for (let to = at + 1; to <= places; to++) {
      const alone = [...Array(to - at).keys()].map((k) => at + k);
      const empty = alone.reduce((s, t) => s + (scores.empty[t] ?? 0), 0);
      const veiled = alone.reduce((s, t) => s + (scores.hidden[t] ?? 0), 0);
      if (open(at, to) && (last === "" || last === "C" || last === "H"))
        go(to, "E", score + empty + (last === "C" ? by.leave : last === "H" ? by.hide : 0), cars, covered);
      if (last === "" || last === "E" || last === "X")
        go(to, "H", score + veiled + (last === "" ? 0 : by.hide), cars, covered);
      if (open(at, to) && last === "C" && to - at <= scores.longestGap && to < places)
        go(to, "G", score + by.couple + sum(scores.gapSum, at, to), cars, covered);
      if (!open(at, to) || last === "X") continue;
      const entry = last === "E" ? by.enter : last === "C" ? by.touch : last === "H" ? by.hide : 0;
      const cutLeft = last === "" || last === "H";
      for (const end of ["C", "X"]) {
        // "X": cut on the right, by the end of the strip or by a hidden run that must follow.
        if ((end === "C") === (to === places)) continue;
        const cut = cutLeft || end === "X";
        const length = (cut ? lengths.cut : lengths.whole).logs[to - at] ?? -Infinity;
        if (length === -Infinity) continue;
        const edges = (cutLeft ? 0 : (scores.start[at] ?? 0)) + (end === "X" ? 0 : (scores.end[to - 1] ?? 0));
        const counts = cut && to - at < leastSeen ? 0 : 1;
        go(to, end, score + entry + sum(scores.carSum, at, to) + edges + length, cars + counts, [
          ...covered,
          ...alone,
        ]);
      }
      // A cut car inside the strip, followed by hidden ground.
      if (to < places) {
        const edges = cutLeft ? 0 : (scores.start[at] ?? 0);
        const length = lengths.cut.logs[to - at] ?? -Infinity;
        const counts = to - at < leastSeen ? 0 : 1;
        go(to, "X", score + entry + sum(scores.carSum, at, to) + edges + length, cars + counts, [
          ...covered,
          ...alone,
        ]);
      }
    }
  };
  go(0, "", 0, 0, []);
  return found.filter((way) => way.score > -Infinity);
}

/** Bodies of 2 to 60 places, so that small strips hold whole cars. */
const termsOf = (logs: Float64Array): Terms => ({ logs, shares: logs.map(Math.exp) });
const shortLengths = {
  shortest: 2,
  whole: termsOf(Float64Array.from({ length: 61 }, (_, n) => (n < 2 ? -Infinity : -0.4 * n))),
  cut: termsOf(Float64Array.from({ length: 61 }, (_, n) => -0.3 * n)),
};

const smallStrip = fc.integer({ min: 1, max: 7 }).chain((places) =>
  fc.record({
    places: fc.constant(places),
    logits: fc.array(fc.integer({ min: -256, max: 256 }), { minLength: 6 * places, maxLength: 6 * places }),
    scale: fc.constantFrom(1 / 64, 1 / 32, 10 / 64),
    hidden: fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: places, maxLength: places }),
  }),
);

test("counts, places and the chosen cars agree with the sum over every way through small strips", () => {
  fc.assert(
    fc.property(smallStrip, ({ places, logits, scale, hidden }) => {
      const blank = blankReading("t", places);
      const potential = Float32Array.from(logits, (v) => v * scale);
      const reading = { ...blank, answers: { ...blank.answers, potential }, hidden: Uint8Array.from(hidden) };
      const scores = { ...stripScores(reading, plainSettings), lengths: shortLengths };
      const all = everyWay(scores, reading.hidden, 2);
      const top = Math.max(...all.map((way) => way.score));
      const total = all.reduce((sum, way) => sum + Math.exp(way.score - top), 0);
      const share = (of: (way: Way) => boolean): number =>
        all.reduce((sum, way) => sum + (of(way) ? Math.exp(way.score - top) / total : 0), 0);
      const ways = waysThrough(scores);
      expect(ways.all).toBeCloseTo(top + Math.log(total), 8);
      const lattice = latticeOf(scores, ways, ([from, to], cut) => (cut && to - from < 2 ? 0 : 1));
      const { distribution, cars } = chooseCars(countWays(lattice));
      for (let n = 0; n <= places; n++)
        expect(distribution.probability[n - distribution.first] ?? 0).toBeCloseTo(
          share((way) => way.cars === n),
          6,
        );
      for (let t = 0; t < places; t++)
        expect(lattice.car[t]).toBeCloseTo(
          share((way) => way.covered.includes(t)),
          6,
        );
      const best = countQuantile(distribution, 0.5);
      expect(cars).toHaveLength(best);
      const chosen = Math.max(...all.filter((way) => way.cars === best).map((way) => way.score));
      const rivals = all.filter((way) => way.cars === best && way.score > chosen - 1e-7);
      const bodies = cars.flatMap(({ body }) => [...Array(body[1] - body[0]).keys()].map((k) => k + body[0]));
      expect(rivals.some((way) => bodies.every((t) => way.covered.includes(t)))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("a train is found car by car, with kinds, covers and the right ends", () => {
  const reading = madeReading("t", { places: 600, bodies: madeTrain(80, 12), strength: 3 });
  const { cars, distribution, strings, occupied } = decodeStrip(reading, options);
  expect(cars.map(({ fromMetres, toMetres }) => [fromMetres, toMetres])).toEqual(
    madeTrain(80, 12).map(([a, b]) => [a / 2, b / 2]),
  );
  expect(countQuantile(distribution, 0.5)).toBe(12);
  expect(strings).toEqual([[40, 40 + 12 * 14 - 1]]);
  expect(occupied.metres).toBeCloseTo(12 * 14 - 1, 0);
  expect(cars[5]).toMatchObject({ kind: "open", cover: "open-loaded", cut: false });
  const coarse = decodeStrip(reading, { ...options, sampleDistanceMetres: 1.3 });
  expect(coarse.cars.every((car) => car.kind === null)).toBe(true);
});

test("a tarp that may as well be a roof is not told", () => {
  const reading = madeReading("t", { places: 200, bodies: madeTrain(80, 2), strength: 3 });
  reading.answers.cover.fill(2.9, 2 * 200, 3 * 200);
  reading.answers.cover.fill(3, 3 * 200, 4 * 200);
  expect(decodeStrip(reading, options).cars.map(({ cover }) => cover)).toEqual([
    "cannot-tell",
    "cannot-tell",
  ]);
});

test("cars cut by the strip's end or by hidden ground count from 4 m on", () => {
  const at = (seen: number): number =>
    decodeStrip(madeReading("t", { places: 300, bodies: [[seen - 26, seen]], strength: 4 }), options).cars
      .length;
  expect([at(7), at(8), at(20)]).toEqual([0, 1, 1]);
  const veiled = madeReading("t", { places: 300, bodies: [[100, 126]], strength: 4 });
  veiled.hidden.fill(1, 112, 200);
  const { cars } = decodeStrip(veiled, options);
  expect(cars).toMatchObject([{ fromMetres: 50, toMetres: 56, cut: true }]);
});

test("cars on ground that another track answers for are neither counted nor listed", () => {
  const made = madeReading("t", { places: 600, bodies: madeTrain(80, 12), strength: 3 });
  const { cars, distribution, occupiedAt } = decodeStrip({ ...made, elsewhere: [[0, 80 + 28 * 4]] }, options);
  expect(cars).toHaveLength(8);
  expect(countQuantile(distribution, 0.5)).toBe(8);
  expect(occupiedAt.slice(0, 192).every((p) => p === 0)).toBe(true);
});

test("potentials of 40 and strips of kilometres neither overflow nor lose a car", () => {
  const bodies = Array.from({ length: 40 }, (_, i) => madeTrain(50 + 300 * i, 8)).flat();
  const { cars, distribution } = decodeStrip(
    madeReading("t", { places: 12_100, bodies, strength: 40 }),
    options,
  );
  expect(cars).toHaveLength(320);
  expect(distribution.probability.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
});

test("what stands between certainly empty ground does not depend on the rest of the strip", () => {
  const noise = (): (() => number) => {
    let seed = 7;
    return () => {
      seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
      return 3 * (seed / 2 ** 32 - 0.5);
    };
  };
  const one = decodeStrip(
    madeReading("t", { places: 500, bodies: madeTrain(100, 9), strength: 2, noise: noise() }),
    options,
  );
  const two = decodeStrip(
    madeReading("t", {
      places: 1500,
      bodies: [...madeTrain(100, 9), ...madeTrain(1100, 5)],
      strength: 2,
      noise: noise(),
    }),
    options,
  );
  expect(two.cars.length).toBeGreaterThanOrEqual(one.cars.length);
  expect(two.cars.length).toBe(countQuantile(two.distribution, 0.5));
});

test("a lone car that the states do not bear out is doubted, one that they do is not", () => {
  const made = madeReading("t", { places: 400, bodies: [[150, 176]], strength: 0.5 });
  const doubted = blankReading("t", 400);
  doubted.answers.potential.set(made.answers.potential);
  doubted.answers.state.fill(3, 800, 1200);
  const some = ({ first, probability }: { first: number; probability: readonly number[] }): number =>
    first > 0 ? 1 : 1 - (probability[0] ?? 0);
  const borneOut = blankReading("t", 400);
  borneOut.answers.potential.set(made.answers.potential);
  borneOut.answers.state.fill(3, 0, 400);
  const [less, more] = [decodeStrip(doubted, options), decodeStrip(borneOut, options)];
  expect(some(less.distribution)).toBeLessThan(some(more.distribution));
});

test("length terms are probabilities, and know the gauge", () => {
  for (const gauge of ["1520", "1435", null] as const) {
    const { whole, cut } = lengthTerms(mixtureOf(gauge, plainSettings.lengthMixture));
    expect(whole.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(cut.logs[5]).toBe(0);
    expect(cut.logs[60]).toBeCloseTo(whole.logs[60] ?? 0, 9);
  }
  const [broad, any] = [
    lengthTerms(mixtureOf("1520", plainSettings.lengthMixture)),
    lengthTerms(plainSettings.lengthMixture),
  ];
  expect(broad.whole.logs[22]).toBeGreaterThan(any.whole.logs[22] ?? 0);
});

test("an uncertain stretch is right or wrong as a whole", () => {
  const occupied = new Float64Array(100).fill(0.5, 10, 50);
  const { metres, sdMetres } = occupiedLength(occupied, { strings: 0, sampleDistanceMetres: 2 });
  expect(metres).toBeCloseTo(10, 9);
  expect(sdMetres).toBeCloseTo(10, 9);
});

test("the sample distance decides the way, and refuses at both ends", () => {
  expect([0.08, 1.2, 1.21, 4, 7.9].map((gsd) => allowedWay(gsd).way)).toEqual([
    "cars",
    "cars",
    "length",
    "length",
    "presence",
  ]);
  expect(allowedWay(8).refusal).toMatch(/nothing is counted/);
  expect(allowedWay(0.05).refusal).toMatch(/0.05 m/);
  expect(() => allowedWay(0)).toThrow(InputError);
  expect(() => allowedWay(Number.NaN)).toThrow(InputError);
});

test("a reading that does not fit its places is refused with both numbers", () => {
  const reading = blankReading("t", 10);
  expect(() => decodeStrip({ ...reading, places: 11 }, options)).toThrow(/40 numbers.*44/);
  reading.answers.state[3] = Number.NaN;
  expect(() => decodeStrip(reading, options)).toThrow(/state\[3\]/);
});
