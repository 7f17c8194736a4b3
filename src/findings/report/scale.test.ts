import { describe, expect, it } from "vitest";
import { linear, roundStep, ticksUpTo, timeTicks } from "./scale.ts";

const day = (text: string): number => Date.parse(text);

describe("scales", () => {
  it("maps ends to ends, and a domain without extent to the middle", () => {
    expect(linear([0, 10], [100, 0])(0)).toBe(100);
    expect(linear([0, 10], [100, 0])(10)).toBe(0);
    expect(linear([3, 3], [0, 10])(3)).toBe(5);
  });

  it("takes steps of 1, 2 or 5 times a power of ten", () => {
    expect(roundStep(310, 6)).toBe(100);
    expect(roundStep(90, 5)).toBe(20);
  });

  it("ticks things in whole numbers, also where there are none", () => {
    expect(ticksUpTo(0, 5)).toEqual([0, 1]);
    expect(ticksUpTo(3, 6)).toEqual([0, 1, 2, 3]);
    expect(ticksUpTo(85, 5)).toEqual([0, 20, 40, 60, 80, 100]);
  });

  it("ticks days, months or years by the extent", () => {
    expect(timeTicks(day("2023-09-10"), day("2023-09-14"), 8).map((t) => t.label)).toEqual([
      "10 Sep",
      "11 Sep",
      "12 Sep",
      "13 Sep",
      "14 Sep",
    ]);
    expect(timeTicks(day("2023-01-15"), day("2023-06-15"), 8).map((t) => t.label)).toEqual([
      "Feb 2023",
      "Mar 2023",
      "Apr 2023",
      "May 2023",
      "Jun 2023",
    ]);
    expect(timeTicks(day("2018-10-05"), day("2025-02-01"), 10).map((t) => t.label)).toEqual([
      "2019",
      "2020",
      "2021",
      "2022",
      "2023",
      "2024",
      "2025",
    ]);
  });
});
