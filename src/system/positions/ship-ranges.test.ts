import fc from "fast-check";
import { expect, test } from "vitest";
import { shipRanges } from "./ship-ranges.ts";

const group = fc
  .tuple(fc.nat(1000), fc.nat(50), fc.integer({ min: 1, max: 100 }))
  .map(([first, width, rows]) => ({ first, last: first + width, rows }));

test("ranges of ships part all ships, and none has more reports than wanted unless one group alone or a ship's neighbours make it", () => {
  fc.assert(
    fc.property(fc.array(group), fc.integer({ min: 1, max: 500 }), (groups, wanted) => {
      const ranges = shipRanges(groups, wanted);
      expect(ranges[0]?.from).toBe(0);
      expect(ranges.at(-1)?.to).toBe(2 ** 31);
      for (const [i, range] of ranges.entries()) {
        expect(range.to).toBeGreaterThan(range.from);
        if (i > 0) expect(range.from).toBe(ranges[i - 1]?.to);
        // Groups that begin in the range: they were counted against the wish.
        const begun = groups.filter((g) => g.first >= range.from && g.first < range.to);
        const sum = begun.reduce((n, g) => n + g.rows, 0);
        const same = new Map<number, number>();
        for (const g of begun) same.set(g.first, (same.get(g.first) ?? 0) + g.rows);
        expect(sum <= wanted || same.size === 1 || sum - Math.max(...same.values()) <= wanted).toBe(true);
      }
    }),
  );
});

test("no files make one range", () => {
  expect(shipRanges([], 10)).toEqual([{ from: 0, to: 2 ** 31, atMost: 0 }]);
});
