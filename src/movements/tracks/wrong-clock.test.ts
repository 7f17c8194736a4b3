import { expect, test } from "vitest";
import { clockIsOff, flagBit, flagsOf, misplaced } from "./flag-bits.ts";
import { fixesOf, type PlainFix } from "./plain-fixes.ts";
import { usualTrackSettings as settings } from "./track-settings.ts";
import { trackShip } from "./track-ship.ts";

const begin = Date.UTC(2020, 0, 1);

test("a sender whose clock is off has its reports with a second under clock, each once, and events keep them", () => {
  const fixes = Array.from({ length: 60 }, (_, i): PlainFix => ({
    mmsi: 211_000_001,
    at: begin + i * 60_000,
    longitude: 5 + i / 300,
    latitude: 55,
    speed: 6,
    course: 90,
    second: i % 4 === 0 ? 60 : i % 60,
  }));
  // Half an hour late: on its own way.
  const late = fixes.map((fix, i) => (i === 45 ? { ...fix, longitude: 5 + 15 / 300 + 0.00001 } : fix));
  const flagged = (clock: boolean) => {
    const tracker = trackShip(211_000_001, {
      settings: { ...settings, mostKnots: 10 },
      land: null,
      clockIsOff: clock,
    });
    const { flags } = tracker.take({
      mmsi: 211_000_001,
      fixes: fixesOf(late),
      from: 0,
      to: late.length,
      last: true,
    });
    const counted = tracker.segments().reduce((sum, { segment }) => sum + (segment.flags.clock ?? 0), 0);
    return { flags: [...flags.subarray(0, late.length)], counted };
  };
  const [right, wrong] = [flagged(false), flagged(true)];
  expect(right.counted).toBe(1);
  expect(right.flags[45]).toBe(flagBit.clock);
  expect(wrong.flags[45]).toBe(flagBit.clock | clockIsOff);
  expect(wrong.counted).toBe(fixes.filter(({ second }) => second !== 60).length);
  expect(wrong.flags.filter((bits) => flagsOf(bits).includes("clock"))).toHaveLength(45);
  expect(wrong.flags.filter((bits) => (bits & misplaced) !== 0)).toHaveLength(1);
});
