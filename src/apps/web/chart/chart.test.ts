import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HistoryPoint, Plotted } from "../../../findings/screens/history-point.ts";
import { layoutOf } from "./layout.ts";
import { keysOf, legendOf } from "./legend.ts";
import { fillOf, laneOf, shapeOf } from "./look-class.ts";
import { figureAxis, msOf, preparePoints, rowsIn, xOf } from "./plan.ts";
import { csvOf } from "./points-csv.ts";
import { figureInWords, spoken } from "./spoken.ts";
import { moved, shortestMs, showing, textOfView, viewOfText, wholeOf, zoomed } from "./time-view.ts";
import { firstFrom, nearest, nextShown } from "./walk.ts";

const day = 86_400_000;
const start = Date.UTC(2021, 0, 1);

function point(n: number, rest: Partial<HistoryPoint> = {}): HistoryPoint {
  return {
    look: `look-${n}`,
    counts: [`count-${n}`],
    fromMs: start + n * day,
    toMs: start + (n + 1) * day,
    date: `day ${n}`,
    observer: "A",
    area: null,
    outcome: "counted",
    reason: "",
    low: 4,
    best: 5,
    high: 6,
    readAs: "itself",
    metres: null,
    by: "published",
    byWhom: "A",
    standing: "comparable",
    why: "",
    mix: "",
    looks: 1,
    simulated: false,
    ...rest,
  };
}

const cars: Plotted = { kind: "railcar", measure: "count", unit: "railcars" };
const blind = { best: null, low: null, high: null } as const;

describe("views of time", () => {
  const whole = wholeOf([point(0), point(1000)], start);

  test("what lies under the pointer stays there while zooming, and no view leaves the whole", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (share, factor) => {
          const view = { fromMs: start + 300 * day, toMs: start + 500 * day };
          const at = view.fromMs + share * (view.toMs - view.fromMs);
          const next = zoomed(view, at, factor, whole);
          expect(next.fromMs).toBeGreaterThanOrEqual(whole.fromMs);
          expect(next.toMs).toBeLessThanOrEqual(whole.toMs + 1);
          if (factor > 1) {
            const now = (at - next.fromMs) / (next.toMs - next.fromMs);
            expect(now).toBeCloseTo(share, 6);
          }
        },
      ),
    );
  });

  test("a view is never shorter than two days, and panning stops at the ends", () => {
    let view = whole;
    for (let i = 0; i < 60; i++) view = zoomed(view, start + 500 * day, 2, whole);
    expect(view.toMs - view.fromMs).toBeCloseTo(shortestMs, -1);
    for (let i = 0; i < 3000; i++) view = moved(view, 1, whole);
    expect(view.toMs).toBeCloseTo(whole.toMs, -1);
  });

  test("a time out of sight is brought into view, one in sight moves nothing", () => {
    const view = { fromMs: start + 100 * day, toMs: start + 200 * day };
    expect(showing(view, start + 150 * day, whole)).toBe(view);
    const later = showing(view, start + 400 * day, whole);
    expect(later.fromMs).toBeLessThan(start + 400 * day);
    expect(later.toMs).toBeGreaterThan(start + 400 * day);
  });

  test("an address gives its view back; what is none gives none", () => {
    const view = { fromMs: start + 100 * day, toMs: start + 200 * day };
    expect(viewOfText(textOfView(view), whole)).toEqual(view);
    for (const text of [
      null,
      "",
      "2021-01-01",
      "a,b",
      "2022-01-01,2021-01-01",
      "2021-01-01,2021-02-01,2021-03-01",
    ])
      expect(viewOfText(text, whole)).toBe(null);
  });

  test("a history without looks has a year to show", () => {
    expect(wholeOf([], start)).toEqual({ fromMs: start - 365 * day, toMs: start });
  });
});

describe("shapes", () => {
  test("each outcome has a shape of its own, and people, machines and publications have theirs", () => {
    const shapes = [
      point(0),
      point(0, { by: "people" }),
      point(0, { by: "machine" }),
      point(0, { outcome: "partial" }),
      point(0, { outcome: "partial", by: "machine" }),
      point(0, { outcome: "not-seen", ...blind }),
      point(0, { outcome: "failed", ...blind }),
      point(0, blind),
      point(0, { readAs: "train-length", metres: 100 }),
      point(0, { readAs: "cargo-length", metres: 100 }),
    ].map(shapeOf);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test("looks without a figure stand in lanes under the axis, never at zero", () => {
    expect(laneOf(shapeOf(point(0, { outcome: "not-seen", ...blind })))).toBe("not-seen");
    expect(laneOf(shapeOf(point(0, { best: 0, low: 0 })))).toBe(null);
    const layout = layoutOf(800, 400, new Set(["not-seen", "failed"]));
    for (const y of layout.lanes.values()) expect(y).toBeGreaterThan(layout.bottom + 20);
  });

  test("what is not comparable is not filled as what is", () => {
    expect(fillOf(point(0, { standing: "not-comparable", why: "x" }))).toBe("set-aside");
    expect(fillOf(point(0, { standing: "before-window" }))).toBe("set-aside");
    expect(fillOf(point(0, { standing: "later", why: "after the look under test" }))).toBe("later-alike");
    expect(fillOf(point(0, { standing: "later", why: "after the look under test; another mix" }))).toBe(
      "later",
    );
  });
});

describe("the legend", () => {
  const points = [
    point(0),
    point(1, { outcome: "not-seen", ...blind, standing: "not-comparable" }),
    point(2, { by: "machine", standing: "not-comparable" }),
    point(3, { standing: "under-test" }),
  ];

  test("lists only what is in the chart", () => {
    const keys = legendOf(points, { maxima: false, breaks: true, events: false }).map((e) => e.key);
    expect(keys).toEqual([
      "published",
      "machine",
      "not-seen",
      "comparable",
      "set-aside",
      "intervals",
      "breaks",
    ]);
  });

  test("switches off what it names, and never the look under test", () => {
    const shown = (
      ...hidden: Parameters<typeof preparePoints>[1] extends ReadonlySet<infer K> ? K[] : never
    ): number[] => [...preparePoints(points, new Set(hidden)).shown];
    expect(shown()).toEqual([1, 1, 1, 1]);
    expect(shown("published")).toEqual([0, 1, 1, 1]);
    expect(shown("not-seen")).toEqual([1, 0, 1, 1]);
    expect(shown("set-aside")).toEqual([1, 1, 0, 1]);
    expect(keysOf(point(3, { standing: "under-test" }))).toEqual([]);
  });
});

describe("walking and pointing", () => {
  const points = [0, 1, 2, 3, 10, 11].map((n) => point(n));
  const view = { fromMs: start + 2 * day, toMs: start + 11 * day };

  test("rows are found by their time", () => {
    expect(firstFrom(points, start)).toBe(0);
    expect(firstFrom(points, start + 2.5 * day)).toBe(3);
    expect(firstFrom(points, start + 99 * day)).toBe(6);
  });

  test("a walk goes over what is hidden, begins in the view and stops at the ends", () => {
    const shown = (row: number): boolean => row !== 3;
    expect(nextShown(points, null, 1, shown, view)).toBe(2);
    expect(nextShown(points, 2, 1, shown, view)).toBe(4);
    expect(nextShown(points, null, -1, shown, view)).toBe(4);
    expect(nextShown(points, 5, 1, shown, view)).toBe(null);
    expect(nextShown([], null, 1, shown, view)).toBe(null);
  });

  test("the nearest place within reach is meant", () => {
    const places = [
      { row: 0, x: 10, y: 10 },
      { row: 1, x: 14, y: 10 },
    ];
    expect(nearest(places, 11, 10, 12)).toBe(0);
    expect(nearest(places, 13, 10, 12)).toBe(1);
    expect(nearest(places, 40, 10, 12)).toBe(null);
  });

  test("a look that spans years is in the view of any of them", () => {
    const long = [point(0, { toMs: start + 900 * day }), ...points];
    const prepared = preparePoints(long, new Set());
    expect(rowsIn(prepared, { fromMs: start + 800 * day, toMs: start + 820 * day })[0]).toBe(0);
  });
});

test("places and times turn into each other, and the axis holds the highest interval in view", () => {
  const view = { fromMs: start, toMs: start + 100 * day };
  const layout = layoutOf(900, 400, new Set());
  expect(msOf(view, layout)(xOf(view, layout)(start + 42 * day))).toBeCloseTo(start + 42 * day, -1);
  const prepared = preparePoints([point(1, { high: 85, best: 73 }), point(300, { high: 500 })], new Set());
  const axis = figureAxis(prepared, [], view);
  expect(axis.highest).toBeGreaterThan(85);
  expect(axis.highest).toBeLessThan(110);
  expect(axis.ticks[0]).toBe(0);
});

describe("words", () => {
  test("a point says when, how many, by whom and what it is to the look under test", () => {
    expect(
      spoken(
        {
          type: "point",
          point: point(1, { standing: "not-comparable", why: "another outline: drawn by B" }),
        },
        cars,
      ),
    ).toBe("day 1; 5 railcars (4 to 6); A; not comparable: another outline: drawn by B");
    expect(figureInWords(point(1, { outcome: "not-seen", ...blind, reason: "cloud" }), cars)).toBe(
      "not seen: cloud",
    );
    expect(figureInWords(point(1, { outcome: "partial", high: null }), cars)).toBe("at least 5 railcars");
    expect(figureInWords(point(1, { readAs: "cargo-length", metres: 820 }), cars)).toContain(
      "need not stand on cars",
    );
  });

  test("a CSV file has every point, quotes what needs it, and no cell is a formula", () => {
    const csv = csvOf([
      point(0, { reason: 'a "b", c' }),
      point(1, { ...blind, outcome: "not-seen", byWhom: "=1+1" }),
    ]);
    const rows = csv.trimEnd().split("\r\n");
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain("low,best,high");
    expect(rows[1]).toContain('"a ""b"", c"');
    expect(rows[2]).toContain(",'=1+1,");
    expect(rows[2]).toContain("not-seen");
  });
});
