import { InputError } from "../../../base/errors.ts";
import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import { groundOf, type Coordinates, type Ground } from "../crs/ground.ts";
import { mustBeUpright } from "./exchanged.ts";
import type { ControlPoint, Crs, FittedModel, Georeference } from "./georeference.ts";
import { fittedModel } from "./pixel-model.ts";
import { suspectsOf } from "./suspects.ts";

/** Where the model puts a point, less where the point says it is, in metres on the ground. */
export interface Residual {
  /** Index of the point, from 0. */
  readonly point: number;
  /** Along the CRS's first axis. */
  readonly dxMetres: number;
  /** Along its second. */
  readonly dyMetres: number;
  readonly lengthMetres: number;
}

export interface ControlPointFit {
  readonly georeference: Georeference & { readonly type: "control-points" };
  /** One a point, in their order. All 0 for a thin plate, which meets every point. */
  readonly residuals: readonly Residual[];
  /** Root mean square of the residuals' lengths. */
  readonly rmsMetres: number;
  /** How far off each point is in a fit to all others; null where these do not suffice. */
  readonly leaveOneOut: readonly { readonly point: number; readonly errorMetres: number | null }[];
  /** Root mean square of the leave-one-out errors: what goes into everything measured on the picture. null when any is null. */
  readonly errorMetres: number | null;
  /** Points that fit the others badly: probably mistaken. The worst first. */
  readonly suspects: readonly number[];
}

/**
 * Fits a model to control points and says how well it holds. Lengths are metres on the ground at the point, also where the CRS counts in
 * degrees or stretches the ground, as Web Mercator does: differences in coordinates are multiplied by the geodesic length of a unit.
 * @throws InputError when the points do not fix the model, lie where their CRS shows nothing, or would lay the picture mirrored: then
 * longitude and latitude, or column and row, were exchanged.
 */
export function fitControlPoints(
  points: readonly ControlPoint[],
  crs: Crs,
  model: FittedModel,
): ControlPointFit {
  const ground = groundOf(crs);
  const scales = points.map((point, i) => scaleAt(point.at, ground, i + 1, crs));
  const fitted = fittedModel(points, model);
  mustBeUpright(points);
  const residuals = points.map((point, i): Residual => {
    const [x, y] = fitted.slope(point.pixel).at;
    return residualOf(i, [x - point.at[0], y - point.at[1]], scales[i] ?? [0, 0]);
  });
  const leaveOneOut = fitted.leftOut.map((difference, i) => ({
    point: i,
    errorMetres: difference === null ? null : residualOf(i, difference, scales[i] ?? [0, 0]).lengthMetres,
  }));
  const errors = leaveOneOut.flatMap(({ errorMetres }) => (errorMetres === null ? [] : [errorMetres]));
  const errorMetres = errors.length === points.length ? rootMeanSquare(errors) : null;
  return {
    georeference: { type: "control-points", crs, model, points, errorMetres },
    residuals,
    rmsMetres: rootMeanSquare(residuals.map(({ lengthMetres }) => lengthMetres)),
    leaveOneOut,
    errorMetres,
    suspects: errorMetres === null ? [] : suspectsOf(points, model, scales),
  };
}

/** Metres on the ground of one unit of x and of one unit of y. */
export type Scale = readonly [xMetres: number, yMetres: number];

function residualOf(point: number, [dx, dy]: Coordinates, [sx, sy]: Scale): Residual {
  const [dxMetres, dyMetres] = [dx * sx, dy * sy];
  return { point, dxMetres, dyMetres, lengthMetres: Math.hypot(dxMetres, dyMetres) };
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

function scaleAt(at: Coordinates, ground: Ground, number: number, crs: Crs): Scale {
  const isDegrees = crs.proj4.includes("+proj=longlat");
  if (isDegrees && Math.abs(at[1]) > 90)
    throw InputError.of(
      "control points",
      `point ${number}`,
      at.join(", "),
      "longitude, then latitude from -90 to 90: they seem to be exchanged",
    );
  const half = isDegrees ? 1e-4 : 5;
  const span = (dx: number, dy: number): number => {
    const from = ground.toPosition([at[0] - dx, at[1] - dy]);
    const to = ground.toPosition([at[0] + dx, at[1] + dy]);
    if (!isPosition(from) || !isPosition(to))
      throw InputError.of(
        "control points",
        `point ${number}`,
        at.join(", "),
        `a place that ${crs.name} can show`,
      );
    return distanceMetres(from, to) / (2 * half);
  };
  return [span(half, 0), span(0, half)];
}

const isPosition = ([longitude, latitude]: Coordinates): boolean =>
  Number.isFinite(longitude) && Math.abs(latitude) <= 90;
