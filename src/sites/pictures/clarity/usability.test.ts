import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kinds } from "../../counting/kind.ts";
import type { Clarity } from "./clarity.ts";
import { applied } from "./override.ts";
import { usabilities, usabilityOf, type Conditions } from "./usability.ts";

const clear: Clarity = {
  covered: 1,
  cloud: 0,
  shadow: 0,
  snow: 0,
  haze: 0,
  saturated: 0,
  dark: 0,
  unknown: 0,
  clear: 1,
  method: "test",
  uncertainty: 0.05,
};
const good: Conditions = {
  clarity: clear,
  effectiveSampleDistanceMetres: 0.5,
  offNadirDegrees: 10,
  sunElevationDegrees: 45,
  lineUp: "matched",
  errorMetres: 1,
};
const withCloud = (cloud: number): Conditions => ({
  ...good,
  clarity: { ...clear, cloud, clear: 1 - cloud },
});
const rank = (conditions: Conditions, kind: (typeof kinds)[number] = "railcar"): number =>
  usabilities.indexOf(usabilityOf(kind, conditions).usability);

describe("usabilityOf", () => {
  it("takes a clear, fine, steep look for usable and says nothing against it", () => {
    expect(usabilityOf("railcar", good)).toEqual({ usability: "usable", reasons: [], rule: "usability/1" });
  });

  it("says what is lost, with the figure and the limit", () => {
    const { usability, reasons } = usabilityOf("railcar", withCloud(0.34));
    expect(usability).toBe("partial");
    expect(reasons).toEqual([
      "Cloud hides 34 % of the area; at most 5 % for usable, with 5 % of uncertainty.",
    ]);
    expect(usabilityOf("railcar", withCloud(0.95)).usability).toBe("not-seen");
  });

  it("takes the uncertainty off what may be lost", () => {
    expect(usabilityOf("railcar", withCloud(0.04)).usability).toBe("usable");
    expect(usabilityOf("railcar", withCloud(0.07)).usability).toBe("partial");
  });

  it("does not see railcars at 10 m, sees ships there, and counts cars at 0.5 m", () => {
    const at = (metres: number): Conditions => ({ ...good, effectiveSampleDistanceMetres: metres });
    expect(usabilityOf("railcar", at(10)).usability).toBe("not-seen");
    expect(usabilityOf("railcar", at(3)).usability).toBe("partial");
    expect(usabilityOf("train", at(3)).usability).toBe("usable");
    expect(usabilityOf("ship", at(10)).usability).toBe("usable");
    expect(usabilityOf("container", at(0.81)).usability).toBe("partial");
  });

  it("does not see what the picture leaves out", () => {
    const outside = { ...good, clarity: { ...clear, covered: 0, clear: 0 } };
    const { usability, reasons } = usabilityOf("ship", outside);
    expect(usability).toBe("not-seen");
    expect(reasons[0]).toContain("leaves out 100 %");
  });

  it("never gets better by more cloud, coarser pixels, a lower sun, a steeper view or a larger error", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const worsened = fc.record({
      kind: fc.constantFrom(...kinds),
      cloud: fc.tuple(share, share),
      shadow: share,
      uncertainty: fc.double({ min: 0, max: 0.3, noNaN: true }),
      distance: fc.tuple(share, share),
      sun: fc.tuple(share, share),
      view: fc.tuple(share, share),
      error: fc.tuple(share, share),
    });
    const order = ([a, b]: readonly [number, number]): readonly [number, number] => [
      Math.min(a, b),
      Math.max(a, b),
    ];
    fc.assert(
      fc.property(worsened, ({ kind, cloud, shadow, uncertainty, distance, sun, view, error }) => {
        const conditions = (which: 0 | 1): Conditions => {
          const hidden = order(cloud)[which];
          const shaded = Math.min(1 - order(cloud)[1], shadow);
          return {
            clarity: { ...clear, uncertainty, cloud: hidden, shadow: shaded, clear: 1 - hidden - shaded },
            effectiveSampleDistanceMetres: 0.1 + order(distance)[which] * 12,
            offNadirDegrees: order(view)[which] * 60,
            sunElevationDegrees: 60 - order(sun)[which] * 65,
            lineUp: null,
            errorMetres: order(error)[which] * 80,
          };
        };
        expect(rank(conditions(1), kind)).toBeGreaterThanOrEqual(rank(conditions(0), kind));
      }),
      { numRuns: 500, seed: 9 },
    );
  });

  it("never gets better by not knowing, compared with knowing the best", () => {
    for (const kind of kinds)
      for (const field of Object.keys(good) as (keyof Conditions)[])
        expect(rank({ ...good, [field]: null }, kind)).toBeGreaterThanOrEqual(rank(good, kind));
    expect(usabilityOf("railcar", { ...good, clarity: null }).usability).toBe("partial");
    expect(usabilityOf("railcar", { ...good, effectiveSampleDistanceMetres: null }).usability).toBe(
      "partial",
    );
  });

  it("lets a person decide otherwise and keeps both answers", () => {
    const judged = usabilityOf("railcar", withCloud(0.34));
    const said = {
      usability: "usable",
      reason: "The cloud lies on the forest.",
      by: "an analyst",
      at: "2023-10-06T00:00:00Z",
    } as const;
    expect(applied(judged, said)).toEqual({ usability: "usable", judged, override: said });
    expect(applied(judged, null).usability).toBe("partial");
    expect(() => applied(judged, { ...said, reason: " " })).toThrow("reason");
  });
});
