import fc from "fast-check";
import { expect, test } from "vitest";
import {
  covering,
  dayMs,
  hourMs,
  lengthOf,
  meets,
  momentOf,
  nearer,
  showing,
  stretchOf,
  stretchText,
  widened,
  within,
} from "./stretch.ts";
import { barTime, barX } from "./bar-layout.ts";
import { ticksOf } from "./ticks.ts";
import { lastingWords, momentWords, zoneWords } from "./words.ts";

const zero = Date.UTC(2020, 0, 1);
const whole = { fromMs: zero, toMs: zero + dayMs };

test("a stretch survives the way through the address", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e8 }), fc.integer({ min: 1, max: 1e7 }), (from, length) => {
      const stretch = { fromMs: from * 1000, toMs: (from + length) * 1000 };
      expect(stretchOf(stretchText(stretch))).toEqual(stretch);
    }),
  );
  for (const text of [null, "", "2020-01-01", "2020-01-02T00:00,2020-01-01T00:00", "a,b", "2020-13-01T00:00"])
    expect(stretchOf(text)).toBeNull();
  expect(momentOf("2020-01-01T12:30")).toBe(zero + 12.5 * hourMs);
  expect(momentOf("yesterday")).toBeNull();
});

test("zooming keeps what is pointed at in place, and stays within the whole", () => {
  const view = nearer(whole, zero + 6 * hourMs, 2, whole, 60_000);
  expect(lengthOf(view)).toBe(12 * hourMs);
  expect((zero + 6 * hourMs - view.fromMs) / lengthOf(view)).toBeCloseTo(0.25, 9);
  expect(nearer(view, zero, 1 / 100, whole, 60_000)).toEqual(whole);
  expect(lengthOf(nearer(view, view.fromMs, 1e9, whole, 60_000))).toBe(60_000);
  expect(within({ fromMs: zero - dayMs, toMs: zero - hourMs }, whole).fromMs).toBe(zero);
  expect(covering([])).toBeNull();
  expect(widened({ fromMs: 0, toMs: 100 }, 1.5)).toEqual({ fromMs: -25, toMs: 125 });
});

test("a moment is in the stretch that begins with it, and not in the one that ends with it", () => {
  const at = (fromMs: number, toMs = fromMs) => ({ fromMs, toMs });
  expect(meets(at(zero), at(zero, zero + 10))).toBe(true);
  expect(meets(at(zero + 10), at(zero, zero + 10))).toBe(false);
  expect(meets(at(zero - 10, zero), at(zero, zero + 10))).toBe(false);
  expect(meets(at(zero - 10, zero + 1), at(zero, zero + 10))).toBe(true);
});

test("a place of the bar is the time that stands there", () => {
  for (const share of [0, 0.3, 1]) {
    const ms = zero + share * dayMs;
    expect(barTime(barX(ms, whole, 900), whole, 900)).toBeCloseTo(ms, 3);
  }
});

test("a moment outside of what is shown is brought into it", () => {
  const view = { fromMs: zero + hourMs, toMs: zero + 2 * hourMs };
  const later = showing(view, zero + 5 * hourMs, whole);
  expect(later.toMs).toBeGreaterThan(zero + 5 * hourMs);
  expect(showing(view, zero + 1.5 * hourMs, whole)).toBe(view);
});

test("ticks lie on round times, in order, with room for their words", () => {
  const lengths = [10 * 60_000, hourMs, 5 * hourMs, dayMs, 9 * dayMs, 80 * dayMs, 800 * dayMs, 9000 * dayMs];
  for (const length of lengths) {
    const view = { fromMs: zero + 1234, toMs: zero + 1234 + length };
    const ticks = ticksOf(view, 1000);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThan(16);
    for (const [i, tick] of ticks.entries()) {
      expect(tick.ms).toBeGreaterThanOrEqual(view.fromMs);
      expect(tick.ms).toBeLessThan(view.toMs);
      if (i > 0) expect(((tick.ms - (ticks[i - 1]?.ms ?? 0)) / length) * 1000).toBeGreaterThan(66);
    }
  }
  expect(ticksOf(whole, 1000)[0]?.words).toBe("1 Jan 2020");
});

test("times in words", () => {
  expect(momentWords(zero + 14 * hourMs + 5000)).toBe("1 Jan 2020 14:00:05");
  expect(momentWords(zero, -480)).toBe("31 Dec 2019 16:00");
  expect(zoneWords(-480)).toBe("UTC-08:00");
  expect(zoneWords(345)).toBe("UTC+05:45");
  expect(zoneWords(0)).toBe("UTC");
  expect([5_000, 90_000, 6.5 * hourMs, 3 * dayMs + 4 * hourMs].map(lastingWords)).toEqual([
    "5 s",
    "2 min",
    "6 h 30 min",
    "3 d 4 h",
  ]);
});
