import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../base/errors.ts";
import { stripStepMetres, type StripPlan } from "../strip.ts";
import type { GroundPoint, TrackLine } from "../track-line.ts";
import { pixelFrame } from "./ground-frame.ts";
import { planStrips } from "./plan-strips.ts";

const line = (id: string, points: readonly GroundPoint[]): TrackLine => ({
  id,
  areaId: null,
  gauge: null,
  points,
});
const frame = pixelFrame(0.5);

function only(plans: readonly StripPlan[]): StripPlan {
  const [plan] = plans;
  if (plan === undefined) throw new Error("no plan");
  return plan;
}

/** Where a place `columns` along and `metres` to the right of a plan lies on the ground. */
function placeAt({ centres, across }: StripPlan, column: number, metres: number): GroundPoint {
  const c = Math.floor(column);
  const share = column - c;
  const of = (values: Float64Array, k: number): number =>
    (values[2 * c + k] ?? 0) * (1 - share) + (values[2 * c + 2 + k] ?? 0) * share;
  return frame.toGround([of(centres, 0) + of(across, 0) * metres, of(centres, 1) + of(across, 1) * metres]);
}

describe("planStrips", () => {
  it("walks a line in quarters of a metre, rows to its right", () => {
    const plan = only(
      planStrips(
        [
          line("a", [
            [0, 0],
            [100.3, 0],
          ]),
        ],
        frame,
      ),
    );
    expect(plan.columns).toBe(400);
    expect(Array.from(plan.centres.slice(0, 4))).toEqual([0.25, -0, 0.75, -0]);
    // Eastward: the right is the south, which is down in the picture.
    expect(plan.across[0]).toBeCloseTo(0, 12);
    expect(plan.across[1]).toBeCloseTo(2, 12);
    expect(Array.from(plan.along.slice(0, 2))).toEqual([1, 0]);
    expect(plan.elsewhere).toEqual([]);
  });

  it("keeps steps even over corners and drops what is left over", () => {
    const points: GroundPoint[] = [
      [0, 0],
      [3.1, 0],
      [3.1, 0],
      [6, 1],
      [20, 2],
      [20.05, 30],
    ];
    const plan = only(planStrips([line("a", points)], frame));
    let length = 0;
    points.forEach(([e, n], i) => {
      const [e0, n0] = points[i - 1] ?? [e, n];
      length += Math.hypot(e - e0, n - n0);
    });
    expect(plan.columns).toBe(2 * Math.floor(length / 0.5));
    for (let c = 1; c < plan.columns; c++) {
      const step =
        Math.hypot(
          (plan.centres[2 * c] ?? 0) - (plan.centres[2 * c - 2] ?? 0),
          (plan.centres[2 * c + 1] ?? 0) - (plan.centres[2 * c - 1] ?? 0),
        ) * 0.5;
      // Over a corner the straight way is shorter than the way along the line.
      expect(step).toBeLessThanOrEqual(stripStepMetres + 1e-9);
      const turned = Math.abs(
        Math.atan2(
          (plan.along[2 * c - 2] ?? 0) * (plan.along[2 * c + 1] ?? 0) -
            (plan.along[2 * c - 1] ?? 0) * (plan.along[2 * c] ?? 0),
          (plan.along[2 * c - 2] ?? 0) * (plan.along[2 * c] ?? 0) +
            (plan.along[2 * c - 1] ?? 0) * (plan.along[2 * c + 1] ?? 0),
        ),
      );
      // A right angle, spread over 10 m.
      expect(turned).toBeLessThan(0.06);
    }
  });

  it("has no columns for a line without length, and refuses places that are none", () => {
    expect(
      only(
        planStrips(
          [
            line("a", [
              [1, 1],
              [1, 1],
            ]),
          ],
          frame,
        ),
      ).columns,
    ).toBe(0);
    expect(only(planStrips([line("a", [])], frame)).columns).toBe(0);
    expect(() =>
      planStrips(
        [
          line("a", [
            [0, 0],
            [Number.NaN, 1],
          ]),
        ],
        frame,
      ),
    ).toThrow(InputError);
  });

  it("keeps a car in a curve of 150 m drawn with corners every 12 m rectangular", () => {
    const radius = 150;
    const points = Array.from({ length: 12 }, (_, k): GroundPoint => {
      const angle = (k * 12) / radius;
      return [radius * Math.sin(angle), radius * (1 - Math.cos(angle))];
    });
    const plan = only(planStrips([line("a", points)], frame));
    // The corners of a body of 13.9 by 3.1 m whose middle stands on the circle 60 m from the start, looked up in the strip.
    const heading = 60 / radius;
    const [ce, cn] = [radius * Math.sin(heading), radius * (1 - Math.cos(heading))];
    const found = [-1, 1].flatMap((u) =>
      [-1, 1].map((v) => {
        const [s, t] = [u * 6.95, v * 1.55];
        const target = [
          ce + s * Math.cos(heading) + t * Math.sin(heading),
          cn + s * Math.sin(heading) - t * Math.cos(heading),
        ] as const;
        let best = [0, 0, Infinity];
        for (let c = 200; c < 280; c += 0.2)
          for (let metres = -2.5; metres <= 2.5; metres += 0.05) {
            const [e, n] = placeAt(plan, c, metres);
            const away = Math.hypot(e - target[0], n - target[1]);
            if (away < (best[2] ?? 0)) best = [(c + 0.5) * stripStepMetres, metres, away];
          }
        return best;
      }),
    );
    const [rearLeft = [], rearRight = [], headLeft = [], headRight = []] = found;
    const along = (a: number[], b: number[]): number => (b[0] ?? 0) - (a[0] ?? 0);
    const across = (a: number[], b: number[]): number => (b[1] ?? 0) - (a[1] ?? 0);
    // Ends stay square to the line, and the body is as long on either side within the 2 % that the curve itself makes.
    expect(Math.abs(along(rearLeft, rearRight))).toBeLessThan(0.25);
    expect(Math.abs(along(headLeft, headRight))).toBeLessThan(0.25);
    expect(across(rearLeft, rearRight)).toBeCloseTo(3.1, 0);
    expect(across(headLeft, headRight)).toBeCloseTo(3.1, 0);
    for (const [a, b] of [
      [rearLeft, headLeft],
      [rearRight, headRight],
    ] as const)
      expect(Math.abs(along(a, b) - 13.9)).toBeLessThan(0.35);
  });

  it("gives the ground of a switch to the line that runs on straight", () => {
    const main = line("z", [
      [0, 0],
      [200, 0],
    ]);
    const side = line("a", [
      [80, 0],
      [300, 25],
    ]);
    const [straight, bent] = planStrips([main, side], frame);
    expect(straight?.elsewhere).toEqual([]);
    expect(bent?.elsewhere).toHaveLength(1);
    const [[from, to] = [0, 0]] = bent?.elsewhere ?? [];
    expect(from).toBe(0);
    // 2.2 m apart, at a slope of 25 in 220.
    expect(to * stripStepMetres).toBeCloseTo((2.2 * Math.hypot(220, 25)) / 25, 0);
  });

  it("gives a track that was drawn twice to one line, and leaves neighbours at 4.5 m alone", () => {
    const twice = planStrips(
      [
        line("b", [
          [0, 0.5],
          [150, 0.3],
        ]),
        line("a", [
          [0, 0],
          [160, 0],
        ]),
        line("c", [
          [0, 4.9],
          [160, 4.5],
        ]),
      ],
      frame,
    );
    expect(twice.map((plan) => plan.elsewhere)).toEqual([[[0, 600]], [], []]);
  });

  it("plans the same whatever the order of the lines, and never gives ground to nobody", () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 })), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 4 }), fc.integer(), (drawn, seed) => {
        const lines = drawn.map((way, index) => line(`t${index}`, way));
        const order = lines
          .map((one, index) => [(index * 7919 + seed) % 11, one] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, one]) => one);
        const plans = planStrips(lines, frame);
        const again = planStrips(order, frame);
        for (const plan of plans) expect(again.find((p) => p.trackId === plan.trackId)).toEqual(plan);
        let orphans = 0;
        const kept = plans.flatMap((plan) =>
          Array.from({ length: plan.columns }, (_, c) => c)
            .filter((c) => !plan.elsewhere.some(([from, to]) => c >= from && c < to))
            .map((c) => [plan.trackId, plan.centres[2 * c] ?? 0, plan.centres[2 * c + 1] ?? 0] as const),
        );
        for (const plan of plans)
          for (const [from, to] of plan.elsewhere)
            for (let c = from; c < to; c++) {
              const [x, y] = [plan.centres[2 * c] ?? 0, plan.centres[2 * c + 1] ?? 0];
              const isKept = kept.some(
                ([id, u, v]) => id !== plan.trackId && Math.hypot(u - x, v - y) * 0.5 < 2.2,
              );
              if (!isKept) orphans++;
            }
        expect(orphans).toBe(0);
      }),
      { numRuns: 25 },
    );
  });
});
