import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uniform } from "../../../base/random.ts";
import { crsOfCode } from "../crs/epsg.ts";
import { groundOf } from "../crs/ground.ts";
import { fitControlPoints } from "./fit.ts";
import type { Affine, ControlPoint } from "./georeference.ts";
import { mappingOf } from "./mapping.ts";

const utm = crsOfCode(32652);

/** A half-metre picture, turned by some degrees. */
function turned(degrees: number): Affine {
  const [c, s] = [0.5 * Math.cos((degrees * Math.PI) / 180), 0.5 * Math.sin((degrees * Math.PI) / 180)];
  return [440_000, c, s, 4_694_000, s, -c];
}

function pointsOn([x0, xc, xr, y0, yc, yr]: Affine, count: number, seed: number, noise = 0): ControlPoint[] {
  const random = uniform(seed);
  return Array.from({ length: count }, (): ControlPoint => {
    const [column, row] = [random() * 2000, random() * 1500];
    const [dx, dy] = [noise * (random() - 0.5), noise * (random() - 0.5)];
    return {
      pixel: [column, row],
      at: [x0 + column * xc + row * xr + dx, y0 + column * yc + row * yr + dy],
    };
  });
}

describe("a fit to control points", () => {
  it("leaves nothing of points that are exactly affine", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 7, max: 30 }), (seed, count) => {
        for (const model of ["affine", "second-order", "thin-plate"] as const) {
          const fit = fitControlPoints(pointsOn(turned(seed % 360), count, seed), utm, model);
          expect(fit.rmsMetres).toBeLessThan(1e-6);
          // With the fewest points one may lie where the others say little.
          if (count > 10) expect(fit.errorMetres ?? 0).toBeLessThan(1e-4);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("gives the errors without a point that fits without it give", () => {
    for (const model of ["affine", "second-order", "thin-plate"] as const) {
      const points = pointsOn(turned(10), 12, 3, 4);
      const { leaveOneOut, errorMetres } = fitControlPoints(points, utm, model);
      const squares = points.map((point, i) => {
        const others = points.filter((_, k) => k !== i);
        const refit = fitControlPoints([...others], utm, model);
        const [x, y] = mappingOf(refit.georeference).toCrs(point.pixel);
        const length = Math.hypot(x - point.at[0], y - point.at[1]);
        expect(Math.abs((leaveOneOut[i]?.errorMetres ?? 0) / length - 1), model).toBeLessThan(2e-3);
        return length ** 2;
      });
      const mean = Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
      expect(Math.abs((errorMetres ?? 0) / mean - 1)).toBeLessThan(2e-3);
    }
  });

  it("finds points that are mistaken", () => {
    for (const model of ["affine", "second-order", "thin-plate"] as const) {
      const points = pointsOn(turned(-20), 14, 5, 0.4);
      const [a, b] = [points[2], points[9]];
      if (a === undefined || b === undefined) throw new Error("no points");
      const one = points.with(4, { pixel: points[4]?.pixel ?? [0, 0], at: [440_000, 4_693_000] });
      expect(fitControlPoints(one, utm, model).suspects, model).toEqual([4]);
      const exchanged = points.with(2, { pixel: a.pixel, at: b.at }).with(9, { pixel: b.pixel, at: a.at });
      if (model !== "second-order")
        expect(fitControlPoints(exchanged, utm, model).suspects.toSorted((x, y) => x - y)).toEqual([2, 9]);
      expect(fitControlPoints(points, utm, model).suspects).toEqual([]);
    }
  });

  it("counts metres on the ground in degrees and in Web Mercator too", () => {
    const points = pointsOn(turned(0), 12, 8, 6);
    const ground = groundOf(utm);
    const inUtm = fitControlPoints(points, utm, "affine").errorMetres ?? 0;
    for (const code of [4326, 3857]) {
      const other = groundOf(crsOfCode(code));
      const moved = points.map(({ pixel, at }) => ({ pixel, at: other.fromPosition(ground.toPosition(at)) }));
      const error = fitControlPoints(moved, crsOfCode(code), "affine").errorMetres ?? 0;
      expect(Math.abs(error / inUtm - 1), `EPSG:${code}`).toBeLessThan(0.01);
    }
  });

  it("says no error where there are too few points", () => {
    const fit = fitControlPoints(pointsOn(turned(0), 3, 1), utm, "affine");
    expect(fit.errorMetres).toBeNull();
    expect(fit.georeference.errorMetres).toBeNull();
    expect(fit.leaveOneOut.map(({ errorMetres }) => errorMetres)).toEqual([null, null, null]);
  });

  it("refuses points that do not fix the model, and names them", () => {
    const line = [0, 1, 2, 3, 4, 5, 6].map((i): ControlPoint => ({
      pixel: [100 * i, 50 * i],
      at: [440_000 + i, 4_694_000 - i],
    }));
    for (const model of ["affine", "second-order", "thin-plate"] as const) {
      expect(() => fitControlPoints(line, utm, model)).toThrow(/points 1 \(0, 0\), 2.*one line/);
      expect(() => fitControlPoints(line.slice(0, 2), utm, model)).toThrow(/number: found 2/);
    }
    const circle = pointsOn(turned(0), 8, 1).map(({ at }, i): ControlPoint => ({
      pixel: [1000 + 500 * Math.cos(i), 1000 + 500 * Math.sin(i)],
      at,
    }));
    expect(() => fitControlPoints(circle, utm, "second-order")).toThrow(/conic section/);
    const twice = pointsOn(turned(0), 5, 1);
    expect(() => fitControlPoints([...twice, ...twice.slice(1, 2)], utm, "affine")).toThrow(
      /points 2 and 6: found both/,
    );
    const wild = twice.with(0, { pixel: [Number.NaN, 0], at: [0, 0] });
    expect(() => fitControlPoints(wild, utm, "affine")).toThrow(/finite/);
  });

  it("tells which axes were exchanged", () => {
    const points = pointsOn(turned(5), 8, 2, 1);
    const pixels = points.map(({ pixel: [column, row], at }): ControlPoint => ({ pixel: [row, column], at }));
    expect(() => fitControlPoints(pixels, utm, "affine")).toThrow(
      /column, then row: they seem to be exchanged/,
    );
    const upwards = points.map(({ pixel: [column, row], at }): ControlPoint => ({
      pixel: [column, 1500 - row],
      at,
    }));
    expect(() => fitControlPoints(upwards, utm, "affine")).toThrow(/count upwards/);
    const ground = groundOf(utm);
    const lonLat = points.map(({ pixel, at }): ControlPoint => {
      const [longitude, latitude] = ground.toPosition(at);
      return { pixel, at: [latitude, longitude] };
    });
    expect(() => fitControlPoints(lonLat, crsOfCode(4326), "affine")).toThrow(
      /longitude, then latitude.*exchanged/,
    );
    const west = lonLat.map(({ pixel, at: [latitude, longitude] }): ControlPoint => ({
      pixel,
      at: [latitude, longitude - 120],
    }));
    expect(() => fitControlPoints(west, crsOfCode(4326), "affine")).toThrow(/x, then y.*exchanged/);
  });
});
