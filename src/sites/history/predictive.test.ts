import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { uniform } from "../../base/random.ts";
import { logGamma } from "../../base/probability/gamma.ts";
import { predict, type PastCount } from "./predictive.ts";

interface Judged {
  readonly name: string;
  readonly history: readonly (readonly [number, number])[];
  readonly atLeast: Readonly<Record<string, number>>;
}
const judged = JSON.parse(
  readFileSync(new URL("../../../test/judges/predictive.json", import.meta.url), "utf8"),
) as Judged[];

test.each(judged)("agrees with brute-force integration of the same model: $name", ({ history, atLeast }) => {
  const predictive = predict(history.map(([years, count]) => ({ years, count })));
  for (const [k, p] of Object.entries(atLeast)) {
    const found = predictive.atLeast(Number(k));
    expect(Math.abs(Math.log(found / p)), `P(next >= ${k}) = ${found}, the judge has ${p}`).toBeLessThan(
      0.04,
    );
  }
});

/** A negative binomial draw by inversion. */
function draw(mean: number, size: number, random: () => number): number {
  const p = size / (size + mean);
  let left = random();
  for (let k = 0; k < 2000; k++) {
    left -= Math.exp(
      logGamma(k + size) - logGamma(size) - logGamma(k + 1) + size * Math.log(p) + k * Math.log(1 - p),
    );
    if (left < 0) return k;
  }
  return 2000;
}

test("is calibrated on histories that it was not tuned on: a tail of 5 % comes about one time in twenty", () => {
  const random = uniform(7);
  let below = 0;
  const runs = 400;
  for (let run = 0; run < runs; run++) {
    const [mean, size, looks] = [3 + 30 * random(), 0.8 + 6 * random(), 10 + Math.floor(40 * random())];
    const past: PastCount[] = Array.from({ length: looks }, (_, i) => ({
      years: -5 + (5 * i) / looks,
      count: draw(mean, size, random),
    }));
    // Randomised tail, so that it is uniform for a discrete count when the model is right.
    const next = draw(mean, size, random);
    const predictive = predict(past);
    const [upper, above] = [predictive.atLeast(next), predictive.atLeast(next + 1)];
    if (above + random() * (upper - above) <= 0.05) below++;
  }
  expect(below / runs).toBeGreaterThan(0.02);
  expect(below / runs).toBeLessThan(0.085);
});

test("putting many looks into bins changes nothing that matters", () => {
  const random = uniform(3);
  const past = Array.from({ length: 1200 }, (_, i) => ({ years: -5 + i / 240, count: draw(12, 3, random) }));
  const [all, half] = [predict(past), predict(past.slice(0, 256))];
  expect(all.mean).toBeGreaterThan(11);
  expect(all.mean).toBeLessThan(13);
  expect(Math.abs(half.mean - 12)).toBeLessThan(6);
  const shuffled = predict(past.toReversed());
  expect(shuffled.atLeast(30)).toBeCloseTo(all.atLeast(30), 9);
});
