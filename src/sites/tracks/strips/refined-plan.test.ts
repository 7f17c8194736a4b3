import { describe, expect, it } from "vitest";
import { pixelFrame } from "./ground-frame.ts";
import { planStrips } from "./plan-strips.ts";
import { farthestMoveMetres, refinedPlan } from "./refined-plan.ts";

const [plan] = planStrips(
  [
    {
      id: "a",
      areaId: null,
      gauge: null,
      points: [
        [0, -50],
        [100, -50],
      ],
    },
  ],
  pixelFrame(0.5),
);
if (plan === undefined) throw new Error("no plan");
const places = plan.columns / 2;
const all = (value: number): Float32Array => new Float32Array(places).fill(value);

describe("refinedPlan", () => {
  it("moves a line to the right of its direction by what the places say", () => {
    const { plan: moved, movedMetres } = refinedPlan(plan, all(1), all(1));
    expect(movedMetres).toBeCloseTo(0.93, 1);
    // East is along, so right is south: rows grow by two pixels a metre.
    expect((moved.centres[201] ?? 0) - (plan.centres[201] ?? 0)).toBeCloseTo(2 * 0.93, 1);
    expect(moved.centres[200]).toBe(plan.centres[200]);
  });
  it("leaves a line as it is that lies near its track, or of which nothing is known", () => {
    expect(refinedPlan(plan, all(0.3), all(1))).toEqual({ plan, movedMetres: 0 });
    expect(refinedPlan(plan, all(1.4), all(0))).toEqual({ plan, movedMetres: 0 });
  });
  it("never moves farther than the next track's ground", () => {
    const { movedMetres } = refinedPlan(plan, all(9), all(1));
    expect(movedMetres).toBe(farthestMoveMetres);
  });
  it("does not jump from place to place", () => {
    const wild = Float32Array.from({ length: places }, (_, i) => (i % 2 === 0 ? 1.5 : -1.5));
    expect(refinedPlan(plan, wild, all(1)).movedMetres).toBe(0);
  });
  it("refuses another number of places", () => {
    expect(() => refinedPlan(plan, all(1), new Float32Array(3))).toThrow(/3 places for 200/);
  });
});
