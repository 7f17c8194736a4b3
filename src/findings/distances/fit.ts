import { nearestOnLine, type NearestOnLine } from "../../base/geodesy/line-distance.ts";
import type { Position } from "../../sites/counting/site.ts";
import type { ReferenceLine } from "./reference-line.ts";

/** Units that a published distance may be in; a mile is tried as a statute and as a nautical one. */
export const distanceUnits = {
  km: [{ name: "km", metres: 1000 }],
  miles: [
    { name: "statute miles", metres: 1609.344 },
    { name: "nautical miles", metres: 1852 },
  ],
} as const;
export type DistanceUnit = keyof typeof distanceUnits;

export const isDistanceUnit = (text: string): text is DistanceUnit => Object.hasOwn(distanceUnits, text);

/** How far a place lies from a line. */
export interface MeasuredDistance {
  readonly line: ReferenceLine;
  readonly metres: number;
  readonly at: Position;
}

/** A published figure held against one line, in one unit. */
export interface Fit {
  readonly line: string;
  readonly unit: string;
  /** The figure in metres, and by how much it was rounded at most. */
  readonly saidMetres: number;
  readonly roundedMetres: number;
  readonly metres: number;
  /** Rounding of the figure and error of the line together. */
  readonly toleranceMetres: number;
  readonly fits: boolean;
}

export function measureLines(from: Position, lines: readonly ReferenceLine[]): MeasuredDistance[] {
  return lines.flatMap((line) => {
    const nearest: NearestOnLine | null = nearestOnLine(from, line.parts);
    return nearest === null ? [] : [{ line, metres: nearest.metres, at: nearest.position }];
  });
}

/** Half of the step to which a figure looks rounded: the largest of 1, 5, 10, 50 and 100 that divides it, but at most a tenth of it. */
export function roundingOf(figure: number): number {
  const step = [100, 50, 10, 5, 1].find((s) => figure % s === 0) ?? 0.1;
  return Math.min(step, Math.abs(figure) / 10) / 2;
}

/** Holds a published figure against lines that were measured, in each meaning of its unit. */
export function fitsOf(figure: number, unit: DistanceUnit, measured: readonly MeasuredDistance[]): Fit[] {
  return distanceUnits[unit].flatMap(({ name, metres: perUnit }) =>
    measured.map(({ line, metres }): Fit => {
      const roundedMetres = roundingOf(figure) * perUnit;
      const toleranceMetres = roundedMetres + line.errorMetres;
      const saidMetres = figure * perUnit;
      return {
        line: line.id,
        unit: name,
        saidMetres,
        roundedMetres,
        metres,
        toleranceMetres,
        fits: Math.abs(saidMetres - metres) <= toleranceMetres,
      };
    }),
  );
}
