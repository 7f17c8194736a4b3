import { describe, expect, it } from "vitest";
import { pixelFrame } from "../strips/ground-frame.ts";
import { planStrips } from "../strips/plan-strips.ts";
import { shadedPlaces } from "./shaded-places.ts";
import { withoutShade } from "./without-shade.ts";

/** Two tracks to the east, the first 5 m north of the second; a car stands on metres 40 to 54 of one of them. */
function tracks(carOn: 0 | 1) {
  const plans = planStrips(
    [0, 1].map((i) => ({
      id: String(i),
      areaId: null,
      gauge: null,
      points: [
        [0, -50 - 5 * i],
        [100, -50 - 5 * i],
      ] as const,
    })),
    pixelFrame(0.5),
  );
  return plans.map((plan, i) => ({
    plan,
    car: Float32Array.from({ length: plan.columns / 2 }, (_, t) =>
      i === carOn && t >= 80 && t < 108 ? 0.99 : 0.01,
    ),
  }));
}
const places = (shaded: Uint8Array | undefined): number[] =>
  [...(shaded ?? [])].flatMap((s, t) => (s === 1 ? [t] : []));

describe("shadedPlaces", () => {
  it("finds the shadow of a car on the next track, where the sun throws it", () => {
    // The sun stands in the north at 40 degrees: shadows fall to the south.
    const [own, other] = shadedPlaces(tracks(0), { east: 0, north: -1.2 });
    expect(places(own)).toEqual([]);
    expect(places(other)[0]).toBeGreaterThanOrEqual(77);
    expect(places(other).length).toBeGreaterThan(24);
    expect(places(other).at(-1)).toBeLessThanOrEqual(111);
  });
  it("finds none on the sunward side, and none under a high sun", () => {
    expect(shadedPlaces(tracks(1), { east: 0, north: -1.2 }).map(places)).toEqual([[], []]);
    expect(shadedPlaces(tracks(0), { east: 0, north: -0.2 }).map(places)).toEqual([[], []]);
  });
  it("moves the shadow along the track with the sun", () => {
    const [, straight] = shadedPlaces(tracks(0), { east: 0, north: -1.2 });
    const [, aside] = shadedPlaces(tracks(0), { east: 1, north: -1.2 });
    expect(places(aside)[0] ?? 0).toBeGreaterThan((places(straight)[0] ?? 0) + 4);
  });
});

describe("withoutShade", () => {
  const answers = {
    state: new Float32Array(8),
    potential: new Float32Array(12),
    kind: new Float32Array(18),
    cover: new Float32Array(8),
    aside: new Float32Array(4),
    line: new Float32Array(2),
  };
  it("believes less in cars on dark shaded ground alone", () => {
    const dark = withoutShade(answers, Uint8Array.of(1, 0), Float32Array.of(-1, -1, -1, -1, -1, -1));
    expect(dark.potential[0]).toBeLessThan(0);
    expect(dark.state[0]).toBeLessThan(0);
    expect(dark.potential[1]).toBe(0);
    const bright = withoutShade(answers, Uint8Array.of(1, 1), Float32Array.of(1, 1, 1, 0, 0, 0));
    expect(bright).toEqual(answers);
  });
});
