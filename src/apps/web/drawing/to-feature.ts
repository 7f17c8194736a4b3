import type { Outline, Position } from "../../../sites/counting/site.ts";
import type { Draft } from "./drawing.ts";
import type { GroundPoint } from "./ground.ts";
import { pathsOf, type ToPlane } from "./of-record.ts";

export type ToPosition = (point: GroundPoint) => Position;

/** A draft as the server takes it: a GeoJSON feature. */
export interface DrawnFeature {
  readonly type: "Feature";
  readonly geometry:
    | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
    | { readonly type: "MultiLineString"; readonly coordinates: readonly (readonly Position[])[] };
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * The feature of a draft. A line that was not touched keeps the very positions on record, so that to change a name is not to draw anew.
 * @param recorded the outline that the draft was taken from; null for a new one
 */
export function featureOf(
  draft: Draft,
  { toPlane, toPosition }: { readonly toPlane: ToPlane; readonly toPosition: ToPosition },
  recorded: Outline | null,
): DrawnFeature {
  const untouched =
    recorded !== null && JSON.stringify(pathsOf(recorded, toPlane)) === JSON.stringify(draft.paths);
  const outline = untouched ? recorded : outlineOf(draft, toPosition);
  return {
    type: "Feature",
    geometry:
      outline.type === "lines"
        ? { type: "MultiLineString", coordinates: outline.lines }
        : { type: "MultiPolygon", coordinates: outline.polygons },
    properties: {
      ...(draft.areaId === null ? {} : { area: draft.areaId }),
      name: draft.name.trim(),
      role: draft.role,
      valid_from: draft.validFrom,
      valid_to: draft.validTo,
      approximate: draft.approximate,
      uncertainty_m: draft.uncertaintyMetres,
      basis: draft.basis,
      source: draft.source,
    },
  };
}

/** A hundred-millionth of a degree is a millimetre: finer than anybody draws. */
const rounded = (degrees: number): number => Math.round(degrees * 1e8) / 1e8;

export function outlineOf({ type, paths }: Pick<Draft, "type" | "paths">, toPosition: ToPosition): Outline {
  const positions = (points: readonly GroundPoint[]): readonly Position[] =>
    points.map((point) => {
      const [longitude, latitude] = toPosition(point);
      return [rounded(longitude), rounded(latitude)] as const;
    });
  if (type === "lines") return { type: "lines", lines: paths.map(({ points }) => positions(points)) };
  const polygons = [...Map.groupBy(paths, (p) => p.polygon).values()];
  return {
    type: "polygons",
    polygons: polygons.map((rings) =>
      rings.map(({ points }) => {
        const ring = positions(points);
        return [...ring, ...ring.slice(0, 1)];
      }),
    ),
  };
}
