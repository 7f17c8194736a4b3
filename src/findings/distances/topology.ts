import type { Position } from "../../sites/counting/site.ts";

/** The part of a TopoJSON topology of countries that is read here: quantised arcs, and polygons as lists of arcs (~i runs arc i backwards). */
export interface CountryTopology {
  readonly transform: {
    readonly scale: readonly [number, number];
    readonly translate: readonly [number, number];
  };
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly countries: readonly Country[];
}

export interface Country {
  /** Number of ISO 3166-1, three digits; empty where the data has none. */
  readonly id: string;
  readonly name: string;
  /** Polygons as rings of arcs. */
  readonly polygons: readonly (readonly (readonly number[])[])[];
}

/** Index of an arc, whichever way it is run. */
export const arcIndex = (arc: number): number => (arc < 0 ? ~arc : arc);

/** The positions of an arc: its steps added up, scaled and moved. */
export function arcPositions({ arcs, transform }: CountryTopology, arc: number): Position[] {
  let x = 0;
  let y = 0;
  const positions = (arcs[arcIndex(arc)] ?? []).map(([dx, dy]): Position => {
    x += dx;
    y += dy;
    return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
  });
  return arc < 0 ? positions.toReversed() : positions;
}

/** A ring of arcs as positions; arcs share their ends. */
export const ringPositions = (topology: CountryTopology, ring: readonly number[]): Position[] =>
  ring.flatMap((arc, i) => arcPositions(topology, arc).slice(i === 0 ? 0 : 1));
