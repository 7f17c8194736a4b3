import type { Area, Position } from "./site.ts";

/** All lines of an outline: the rings of its polygons, holes too, or its centre lines. */
export const linesOf = ({ outline }: Pick<Area, "outline">): readonly (readonly Position[])[] =>
  outline.type === "polygons" ? outline.polygons.flat() : outline.lines;

export const positionsOf = (area: Pick<Area, "outline">): readonly Position[] => linesOf(area).flat();
