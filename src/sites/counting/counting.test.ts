import { expect, test } from "vitest";
import { carsInLength } from "./car-pitch.ts";
import { intervalOf, sumOf, trueValue } from "./error-model.ts";
import type { Count } from "./look.ts";
import { isPartOf, kindInWords } from "./kind.ts";
import { qualifierMeaning } from "./qualifier.ts";

const figures = (some: Partial<Count>) =>
  ({
    low: null,
    best: null,
    high: null,
    qualifier: "",
    measure: "count",
    outcome: "counted",
    ...some,
  }) as const;
const interval = (some: Partial<Count>) => {
  const value = trueValue(figures(some));
  return value === null ? null : intervalOf(value);
};

test("a bare figure gets the spread of hand counts", () => {
  expect(interval({ best: 73, qualifier: "approximately" })).toEqual({ low: 61, best: 73, high: 85 });
  expect(interval({ best: 73 })).toEqual({ low: 61, best: 73, high: 85 });
  expect(interval({ best: 3 })).toEqual({ low: 2, best: 3, high: 4 });
  expect(interval({ best: 0, qualifier: "none" })).toEqual({ low: 0, best: 0, high: 1 });
});

test("a source's own interval stands", () => {
  expect(interval({ low: 2, high: 3 })).toEqual({ low: 2, best: 2.5, high: 3 });
  expect(interval({ low: 60, best: 73, high: 80 })).toEqual({ low: 60, best: 73, high: 80 });
});

test("a bound is open on its other side", () => {
  expect(interval({ low: 6, best: 6, qualifier: "at least" })?.high).toBe(null);
  expect(interval({ best: 20, qualifier: "at most, approximately" })?.low).toBe(null);
  expect(interval({ low: 1, outcome: "partial" })).toMatchObject({ best: 1, high: null });
});

test("a look that saw nothing has no value: not seen is not zero", () => {
  expect(interval({ outcome: "not-seen" })).toBe(null);
  expect(interval({ outcome: "failed" })).toBe(null);
});

test("metres of train become cars with an interval that is honestly wide", () => {
  const cars = intervalOf(carsInLength(420));
  expect(cars.best).toBeCloseTo(30.17, 2);
  expect((cars.high ?? 0) / cars.best).toBeGreaterThan(1.2);
  expect((cars.low ?? 0) / cars.best).toBeLessThan(0.8);
  // The observer's own pair, 11 cars in about 120 m, lies inside.
  const pair = intervalOf(carsInLength(120));
  expect(pair.low).toBeLessThanOrEqual(11);
  expect(pair.high).toBeGreaterThanOrEqual(11);
  expect(carsInLength(0).best).toBe(0);
});

test("errors of parts of one look go together", () => {
  const parts = [175, 66, 14, 3].map((best) => trueValue(figures({ best }))).filter((v) => v !== null);
  expect(intervalOf(sumOf(parts))).toEqual({ low: 215, best: 258, high: 301 });
});

test("qualifiers are read by their meaning and unknown ones are refused", () => {
  expect(qualifierMeaning("at most, approximately")).toMatchObject({ upperBound: true, rough: true });
  expect(qualifierMeaning("")).toMatchObject({ rough: false });
  expect(qualifierMeaning("a gazillion")).toBe(null);
  expect(qualifierMeaning("constructor")).toBe(null);
});

test("every box car is a railcar, a locomotive is not", () => {
  expect(isPartOf("boxcar", "railcar")).toBe(true);
  expect(isPartOf("locomotive", "railcar")).toBe(false);
  expect(kindInWords("railcar", 2)).toBe("railcars");
});
