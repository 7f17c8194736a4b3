import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSpan } from "../../../base/time/span.ts";
import type { Observation } from "../../../sites/counting/look.ts";
import { derivedLoads } from "./derived-loads.ts";
import { leastTogether } from "./least-together.ts";
import { stackChange } from "./stack-change.ts";

function observed(id: string, more: { at: string } & Partial<Observation["count"]>): Observation {
  const { at, ...count } = more;
  const parsed = parseSpan(at, 540);
  if (!parsed.ok) throw new RangeError(at);
  return {
    look: {
      id: `look-${id}`,
      siteId: "rajin",
      takenAt: parsed.span,
      observer: "VOA",
      provider: "",
      sampleDistanceMetres: null,
      looksSummed: 1,
    },
    count: {
      id,
      lookId: `look-${id}`,
      areaId: "pier-middle",
      kind: "container",
      measure: "count",
      statistic: "at-look",
      low: null,
      best: null,
      high: null,
      qualifier: "",
      cover: "not-stated",
      outcome: "counted",
      reason: "",
      caveats: "",
      publisher: "",
      address: "",
      page: "quoting",
      publishedAt: "",
      corrects: null,
      ...count,
    },
  };
}
const day = (text: string): number => Date.parse(`${text}T00:00:00+09:00`);
const departs = { earliestMs: day("2023-10-20"), latestMs: day("2023-10-21") };

test("what left a quay between two looks is an interval, and only of counts", () => {
  const before = observed("before", { at: "2023-10-19", best: 300, qualifier: "about" });
  const after = observed("after", { at: "2023-10-20T15:43+09:00", best: 0, qualifier: "none" });
  expect(stackChange([before, after], "rajin", departs)).toMatchObject({
    low: 270,
    best: 300,
    high: 330,
    basis: "stack",
    evidence: ["before", "after"],
  });
  const stack = observed("stack", { at: "2023-10-19", best: 90, kind: "container-stack", measure: "length" });
  expect(stackChange([stack, after], "rajin", departs)).toBeNull();
  expect(stackChange([before], "rajin", departs)).toBeNull();
  expect(stackChange([before, after], "dunai", departs)).toBeNull();
  const grown = observed("grown", { at: "2023-10-21", best: 400 });
  expect(stackChange([before, grown], "rajin", departs)).toBeNull();
  const longAgo = observed("long-ago", { at: "2023-09-01", best: 300 });
  expect(stackChange([longAgo, after], "rajin", departs)).toBeNull();
});

test("a load by division says what its two totals say, and totals of other windows are not divided", () => {
  const total = (
    id: string,
    kind: "container" | "sea-trip",
    best: number,
    at: string,
    floor = false,
  ): Observation =>
    observed(id, {
      at,
      kind,
      best,
      statistic: "total",
      outcome: floor ? "partial" : "counted",
      areaId: null,
    });
  const window = "2023-10-01/2024-02-29";
  const loads = derivedLoads([
    total("boxes", "container", 2000, window),
    total("trips", "sea-trip", 9, window, true),
    total("other", "sea-trip", 64, "2023-09-01/2025-03-31"),
  ]);
  expect(loads).toHaveLength(1);
  expect(loads[0]).toMatchObject({ containers: 2000, trips: 9, says: "at-most" });
  expect(
    derivedLoads([total("boxes", "container", 2000, window, true), total("trips", "sea-trip", 9, window)])[0]
      ?.says,
  ).toBe("at-least");
});

test("loads told over times that overlap are never added up", () => {
  const claim = fc
    .tuple(fc.nat(20), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 500 }))
    .map(([from, length, low]) => ({ fromMs: from, toMs: from + length, low }));
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 9 }), (drawn) => {
      const claims = drawn.map((c, i) => ({ ...c, id: `c${i}` }));
      let best = 0;
      for (let set = 0; set < 2 ** claims.length; set++) {
        const chosen = claims.filter((_, i) => Math.floor(set / 2 ** i) % 2 === 1);
        const apart = chosen.every((a, i) =>
          chosen.slice(i + 1).every((b) => a.toMs <= b.fromMs || b.toMs <= a.fromMs),
        );
        if (apart)
          best = Math.max(
            best,
            chosen.reduce((sum, c) => sum + c.low, 0),
          );
      }
      const found = leastTogether(claims);
      expect(found.low).toBe(best);
      const sum = claims.filter((c) => found.of.includes(c.id)).reduce((s, c) => s + c.low, 0);
      expect(sum).toBe(best);
    }),
  );
});
