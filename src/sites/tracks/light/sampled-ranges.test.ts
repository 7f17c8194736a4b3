import fc from "fast-check";
import { expect, test } from "vitest";
import { sampledRanges } from "./sampled-ranges.ts";

test("little track is taken whole", () => {
  expect(
    sampledRanges([
      { id: "b", places: 300 },
      { id: "a", places: 10 },
    ]),
  ).toEqual([
    { strip: 1, from: 0, to: 10 },
    { strip: 0, from: 0, to: 256 },
    { strip: 0, from: 256, to: 300 },
  ]);
  expect(sampledRanges([])).toEqual([]);
});

test("of much track the same 24 stretches are taken whatever the order, each inside its strip and none twice", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 30 }), (lengths) => {
      const strips = lengths.map((places, i) => ({ id: `t${String(i).padStart(3, "0")}`, places }));
      const named = (given: typeof strips): string[] =>
        sampledRanges(given).map(({ strip, from, to }) => {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(given[strip]?.places ?? 0);
          return `${given[strip]?.id} ${from}`;
        });
      const found = named(strips);
      expect(found.length).toBeLessThanOrEqual(24);
      expect(new Set(found).size).toBe(found.length);
      expect(named(strips.toReversed())).toEqual(found);
    }),
  );
});
