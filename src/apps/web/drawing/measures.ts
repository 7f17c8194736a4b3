import type { Draft } from "./drawing.ts";
import { bearing, distance, pathLength, ringArea, type GroundPoint } from "./ground.ts";

/** How long, how large and which way an outline is. */
export interface Measures {
  readonly lengthMetres: number;
  /** Without holes; null for lines. */
  readonly squareMetres: number | null;
  /** From the first point to the last, for lines; null for rings. */
  readonly bearingDegrees: number | null;
  readonly points: number;
}

export function measuresOf({ type, paths }: Pick<Draft, "type" | "paths">): Measures {
  const closed = type === "polygons";
  const [first, last] = [paths[0]?.points[0], paths.at(-1)?.points.at(-1)];
  return {
    lengthMetres: paths.reduce((sum, { points }) => sum + pathLength(points, closed && points.length > 2), 0),
    squareMetres: closed
      ? paths.reduce(
          (sum, { points, polygon }, i) =>
            sum + (paths.findIndex((p) => p.polygon === polygon) === i ? 1 : -1) * ringArea(points),
          0,
        )
      : null,
    bearingDegrees:
      closed || first === undefined || last === undefined || first === last ? null : bearing(first, last),
    points: paths.reduce((sum, { points }) => sum + points.length, 0),
  };
}

/** "482 m, 1.20 ha, bearing 042°". */
export function measuresInWords({ lengthMetres, squareMetres, bearingDegrees }: Measures): string {
  return [
    lengthInWords(lengthMetres),
    ...(squareMetres === null ? [] : [areaInWords(squareMetres)]),
    ...(bearingDegrees === null ? [] : [`bearing ${degreesInWords(bearingDegrees)}`]),
  ].join(", ");
}

export const lengthInWords = (metres: number): string =>
  metres < 10
    ? `${metres.toFixed(1)} m`
    : metres < 10_000
      ? `${Math.round(metres)} m`
      : `${(metres / 1000).toFixed(1)} km`;

const areaInWords = (square: number): string =>
  square < 5_000
    ? `${Math.round(square)} m²`
    : square < 1e6
      ? `${(square / 1e4).toFixed(2)} ha`
      : `${(square / 1e6).toFixed(2)} km²`;

const degreesInWords = (degrees: number): string => `${String(Math.round(degrees) % 360).padStart(3, "0")}°`;

/** The edge that would be drawn next. */
export const edgeInWords = (from: GroundPoint, to: GroundPoint): string =>
  `${lengthInWords(Math.hypot(to[0] - from[0], to[1] - from[1]))}, bearing ${degreesInWords(bearing(from, to))}`;

/** What a line or ring that is being drawn would be with a next point: its edge, where that has a length, and all that stands. Empty before the first point. */
export function growthInWords({ paths }: Pick<Draft, "paths">, to: GroundPoint): string {
  const last = paths.at(-1)?.points.at(-1);
  if (last === undefined) return "";
  return [
    ...(distance(last, to) < 0.05 ? [] : [`next edge ${edgeInWords(last, to)}`]),
    `so far ${lengthInWords(measuresOf({ type: "lines", paths }).lengthMetres)}`,
  ].join("; ");
}
