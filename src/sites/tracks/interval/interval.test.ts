import fc from "fast-check";
import { expect, test } from "vitest";
import { uniform } from "../../../base/random.ts";
import { countMean, noCars } from "../decoding/count-distribution.ts";
import { madeReading, madeTrain, plainSettings } from "../decoding/made-reading.ts";
import type { ErrorTerms } from "../error-terms.ts";
import type { StripReading } from "../reading.ts";
import { coverageOf, fitErrorTerms, foundExactly, type KnownPicture } from "./calibration.ts";
import { carsByLength, pitchOf } from "./count-by-length.ts";
import { countPicture } from "./count-picture.ts";
import { siteTerms, termsFor, trueCount } from "./detector-error.ts";
import { hiddenCars } from "./hidden-cars.ts";
import { intervalOf } from "./interval.ts";

const measured: ErrorTerms = {
  upToMetres: 1.2,
  bias: 0,
  sharedSd: 0.04,
  falsePerKilometre: 0,
  pictures: 20,
  cars: 500,
  real: true,
};
const terms = { sampleDistanceMetres: 0.5, decoder: plainSettings, errorTerms: [measured] };
const track = (id: string, cars: number, strength = 3): StripReading =>
  madeReading(id, { places: 800, bodies: madeTrain(60, cars), strength });
const yard = [track("a", 20), track("b", 15), track("c", 0), track("d", 25)];

test("a yard is counted, with marks that are as many as the figure says", () => {
  const { outcome, reasons, total, tracks, way } = countPicture(yard, terms);
  expect({ outcome, reasons, way }).toEqual({ outcome: "counted", reasons: [], way: "cars" });
  expect(total?.best).toBe(60);
  expect(total?.low).toBeLessThan(59);
  expect(total?.high).toBeGreaterThan(61);
  for (const { count, cars } of tracks) expect(cars).toHaveLength(count?.best ?? -1);
});

test("the order of tracks makes no difference", () => {
  const noise = uniform(5);
  const unsure = [20, 15, 3, 0, 25].map((cars, i) =>
    madeReading(`t${i}`, {
      places: 800,
      bodies: madeTrain(60, cars),
      strength: 1.2,
      noise: () => 2 * noise(),
    }),
  );
  const inOrder = countPicture(unsure, terms);
  fc.assert(
    fc.property(fc.shuffledSubarray(unsure, { minLength: unsure.length }), (shuffled) => {
      const other = countPicture(shuffled, terms);
      expect({ ...other, tracks: null }).toEqual({ ...inOrder, tracks: null });
      expect(other.tracks.toSorted((a, b) => a.trackId.localeCompare(b.trackId))).toEqual(inOrder.tracks);
    }),
    { numRuns: 5 },
  );
});

test("hidden ground widens upward alone, the more the more is hidden", () => {
  const totals = [0, 0.02, 0.1, 0.3, 0.6].map((share) =>
    countPicture(yard, {
      ...terms,
      hiddenShares: new Map([
        ["a", share],
        ["c", share],
      ]),
    }),
  );
  const [first] = totals;
  for (const [i, { total }] of totals.entries()) {
    expect([total?.low, total?.best]).toEqual([first?.total?.low, first?.total?.best]);
    expect(total?.high).toBeGreaterThanOrEqual(totals[i - 1]?.total?.high ?? 0);
  }
  expect(totals.map(({ outcome }) => outcome)).toEqual([
    "counted",
    "counted",
    "partial",
    "partial",
    "partial",
  ]);
  expect(totals[4]?.total?.high).toBeGreaterThan((first?.total?.high ?? 0) + 10);
});

test("damage never makes the upper end smaller than what stands there, and nothing seen is no count", () => {
  const damaged = yard.map((reading, i) =>
    i === 3 ? { ...reading, hidden: reading.hidden.slice().fill(1, 100, 600) } : reading,
  );
  const partial = countPicture(damaged, terms);
  expect(partial.outcome).toBe("partial");
  expect(partial.reasons.join()).toMatch(/16 % of the tracks' length \(250 m\)/);
  expect(partial.total?.high).toBeGreaterThanOrEqual(60);
  const blind = countPicture(
    yard.map((reading) => ({ ...reading, hidden: reading.hidden.slice().fill(1) })),
    terms,
  );
  expect(blind).toMatchObject({ outcome: "not-seen", total: null });
  expect(countPicture([], terms)).toMatchObject({ outcome: "not-seen", total: null });
});

test("coarser pictures are counted by length, then not at all", () => {
  const byLength = countPicture(yard, { ...terms, sampleDistanceMetres: 3 });
  expect(byLength).toMatchObject({ outcome: "counted", way: "length" });
  expect(byLength.remarks.join()).toMatch(/measured up to 1.2 m/);
  expect(byLength.tracks.every(({ cars }) => cars.length === 0)).toBe(true);
  expect(byLength.total?.low).toBeLessThan(52);
  expect(byLength.total?.high).toBeGreaterThan(70);
  const presence = countPicture(yard, { ...terms, sampleDistanceMetres: 5 });
  expect(presence).toMatchObject({ outcome: "counted", way: "presence", total: null });
  expect(presence.tracks.map(({ strings, count }) => [strings.length, count])).toEqual([
    [1, null],
    [1, null],
    [0, null],
    [1, null],
  ]);
  expect(countPicture(yard, { ...terms, sampleDistanceMetres: 10 })).toMatchObject({
    outcome: "failed",
    total: null,
  });
});

test("cars that contradict the occupied length make the count partial, with both figures", () => {
  const contradicting = yard.map((reading) => {
    const state = reading.answers.state.slice();
    state.fill(9, 2 * 800, 3 * 800);
    return { ...reading, answers: { ...reading.answers, state } };
  });
  const { outcome, reasons, total } = countPicture(contradicting, terms);
  expect([outcome, total?.best]).toEqual(["partial", 60]);
  expect(reasons.join()).toMatch(
    /Counting cars gives 60 \(\d+ to \d+\), occupied length over pitch \d+ \(\d+ to \d+\)/,
  );
});

test("a wrong scale is said aloud", () => {
  const doubled = Array.from({ length: 12 }, (_, i) => [60 + 56 * i, 60 + 56 * i + 52] as const);
  const halved = [madeReading("a", { places: 800, bodies: doubled, strength: 3 })];
  expect(countPicture(halved, terms).remarks.join()).toMatch(
    /stated sample distance is 0.5 m, and the cars are 26.0 m long.*at about 0.2\d m/,
  );
  expect(countPicture(yard, terms).remarks).toEqual([]);
});

test("the shared error does not average out over tracks, and keeps the mean", () => {
  const found = foundExactly(400);
  const wide = intervalOf(trueCount(found, measured, 0));
  expect(wide.low).toBeLessThan(380);
  expect(wide.high).toBeGreaterThan(420);
  expect(countMean(trueCount(found, { ...measured, sharedSd: 0 }, 0))).toBeCloseTo(400, 9);
  expect(countMean(trueCount(found, { ...measured, bias: 0.25, sharedSd: 0 }, 0))).toBeCloseTo(320, 9);
  expect(trueCount(noCars, measured, 3)).toEqual(noCars);
  expect(
    countMean(trueCount(foundExactly(100), { bias: 0, sharedSd: 0, falsePerKilometre: 0.5 }, 4)),
  ).toBeCloseTo(98, 6);
});

test("cars by length follow length and pitch, and hidden cars stay within the room", () => {
  const { low, best, high } = intervalOf(
    carsByLength({ metres: 770 - 1.1, sdMetres: 5, strings: 1 }, pitchOf("1520")),
  );
  expect(best).toBe(54);
  expect([low, high]).toEqual([47, 63]);
  expect(carsByLength({ metres: 0, sdMetres: 0, strings: 0 }, pitchOf(null))).toEqual(noCars);
  const hidden = hiddenCars(
    [
      { metres: 50, occupancy: 0.5 },
      { metres: 5, occupancy: 1 },
    ],
    14,
  );
  expect(hidden.first + hidden.probability.length - 1).toBe(5);
  expect(countMean(hidden)).toBeCloseTo((0.5 * 50 + 5) / 14, 9);
});

test("a site's own hand counts move the terms, the more the more there are", () => {
  const over = (n: number): number =>
    siteTerms(
      measured,
      Array.from({ length: n }, () => ({ machine: 110, hand: 100 })),
    ).bias;
  expect(over(1)).toBeGreaterThan(0);
  expect(over(4)).toBeGreaterThan(over(1));
  expect(over(200)).toBeCloseTo(0.1, 2);
  expect(siteTerms(measured, [{ machine: 1, hand: 0 }])).toEqual(
    measured.bias === 0 ? { bias: 0, sharedSd: 0.04, falsePerKilometre: 0 } : null,
  );
});

test("terms are those of the smallest reach that holds; beyond all of them the spread is doubled", () => {
  const rows = [
    { ...measured, upToMetres: 4, sharedSd: 0.2 },
    measured,
    { ...measured, real: false, sharedSd: 0.01 },
  ];
  expect(termsFor(rows, 0.5)).toEqual({ terms: measured, measured: true });
  expect(termsFor(rows, 2)?.terms.sharedSd).toBe(0.2);
  expect(termsFor(rows, 6)).toMatchObject({ terms: { sharedSd: 0.4 }, measured: false });
  expect(termsFor([], 1)).toBeNull();
});

test("fitted terms cover other pictures of the same kind in nine of ten cases", () => {
  const chance = uniform(11);
  const normal = (): number => Math.sqrt(-2 * Math.log(chance() + 1e-12)) * Math.cos(2 * Math.PI * chance());
  const pictures = (n: number): KnownPicture[] =>
    Array.from({ length: n }, () => {
      const truth = 20 + Math.floor(200 * chance());
      return {
        truth,
        found: foundExactly(Math.round(truth * 1.06 * Math.exp(0.05 * normal()))),
        emptyKilometres: 2,
      };
    });
  const fitted = fitErrorTerms(pictures(300), { upToMetres: 1.2, real: false });
  expect(fitted.bias).toBeCloseTo(0.06, 1);
  expect(fitted.sharedSd).toBeGreaterThan(0.035);
  expect(fitted.sharedSd).toBeLessThan(0.065);
  const { share, low, high } = coverageOf(pictures(300), fitted);
  expect(share).toBeGreaterThan(0.85);
  expect(share).toBeLessThan(0.95);
  expect([low < share, high > share]).toEqual([true, true]);
});
