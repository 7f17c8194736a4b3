import type { Area, Position } from "../../../../../sites/counting/site.ts";

/** All positions of an outline. */
export const positionsOf = ({ outline }: Area): readonly Position[] =>
  outline.type === "lines" ? outline.lines.flat() : outline.polygons.flat(2);
