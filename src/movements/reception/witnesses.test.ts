import { expect, test } from "vitest";
import type { ReceptionModel } from "./reception.ts";
import { Witnesses, witnessed } from "./witnesses.ts";

const noon = Date.UTC(2023, 9, 5, 12);
const minute = 60_000;
const always: ReceptionModel = {
  heard: () => 0.98,
  heardBetween: () => ({ heard: 0.98, low: 0.9, high: 0.99 }),
  heardAlong: () => ({ heard: 0.98, knownShare: 1, witnessedShare: 1 }),
  grid: () => [],
};

test("in an outage of half an hour nothing is said of reception, and before and after it is", () => {
  const witnesses = new Witnesses();
  for (let at = noon - 180 * minute; at <= noon + 180 * minute; at += 2 * minute)
    if (Math.abs(at - noon) > 15 * minute) witnesses.add(130.3, 42.2, at);
  const model = witnessed(always, witnesses);
  const heard = (at: number, x = 130.3, y = 42.2): number | null => model.heard(x, y, at, "A", 30);
  expect(heard(noon)).toBeNull();
  expect(model.heardBetween(130.3, 42.2, noon, "A", 30)).toBeNull();
  expect(model.heardBetween(130.3, 42.2, noon - 30 * minute, "A", 30)).toEqual({
    heard: 0.98,
    low: 0.9,
    high: 0.99,
  });
  expect(heard(noon - 30 * minute)).toBe(0.98);
  expect(heard(noon + 30 * minute)).toBe(0.98);
  // Another ship a degree away is no witness, one 30 km away is.
  expect(heard(noon - 30 * minute, 131.9, 42.2)).toBeNull();
  expect(heard(noon - 30 * minute, 130.6, 42.3)).toBe(0.98);
  expect(heard(noon - 24 * 60 * minute)).toBeNull();
});

test("one report within five minutes is enough, wherever the stretches of ten minutes begin", () => {
  for (let off = -5; off <= 5; off++)
    for (let begins = 0; begins < 10; begins++) {
      const witnesses = new Witnesses();
      const at = noon + begins * minute;
      witnesses.add(130.3, 42.2, at + off * minute);
      expect(witnesses.at(130.3, 42.2, at)).toBe(true);
      expect(witnesses.at(130.3, 42.2, at + 21 * minute)).toBe(false);
      expect(witnesses.at(130.3, 42.2, at - 21 * minute)).toBe(false);
    }
});
