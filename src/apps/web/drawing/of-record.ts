import type { Area, Outline, Position } from "../../../sites/counting/site.ts";
import type { Draft, Path, Standing } from "./drawing.ts";
import type { NewDraft } from "./edit.ts";
import type { GroundPoint } from "./ground.ts";

export type ToPlane = (position: Position) => GroundPoint;

/** The paths of an outline on record: rings without their repeated last position. */
export function pathsOf(outline: Outline, toPlane: ToPlane): readonly Path[] {
  return outline.type === "lines"
    ? outline.lines.map((line): Path => ({ points: line.map(toPlane), polygon: 0 }))
    : outline.polygons.flatMap((rings, polygon) =>
        rings.map((ring): Path => ({ points: ring.slice(0, -1).map(toPlane), polygon })),
      );
}

/** An outline on record as a draft that changes it. */
export function draftOfArea(
  area: Area,
  standing: Standing,
  toPlane: ToPlane,
): NewDraft & Pick<Draft, "paths"> {
  return {
    standing,
    type: area.outline.type,
    paths: pathsOf(area.outline, toPlane),
    areaId: area.id,
    name: area.name,
    role: area.role,
    validFrom: area.validFrom,
    validTo: area.validTo,
    approximate: area.approximate,
    uncertaintyMetres: area.uncertaintyMetres,
    basis: area.basis,
    source: area.source,
  };
}
