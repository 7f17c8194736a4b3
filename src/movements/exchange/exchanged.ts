import type { Position } from "../../sites/counting/site.ts";

export type ExchangedGeometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "LineString"; readonly coordinates: readonly Position[] }
  | { readonly type: "MultiLineString"; readonly coordinates: readonly (readonly Position[])[] }
  /** Closed rings: the outer one, then its holes. */
  | { readonly type: "Polygon"; readonly coordinates: readonly (readonly Position[])[] };

export type ExchangedValue = string | number | boolean | null;

/** One thing that is handed to another program: a report, an event, a track. Names and values may be hostile text: the writers escape them. */
export interface Exchanged {
  readonly name: string;
  /** null: has no place. */
  readonly geometry: ExchangedGeometry | null;
  /** Milliseconds since 1970 in UTC; null when open or not known. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly properties: Readonly<Record<string, ExchangedValue>>;
}

/**
 * A line through positions in their order, cut where it crosses the 180th meridian (RFC 7946, section 3.1.9). One position gives a point.
 * @throws RangeError on no position
 */
export function lineThrough(positions: readonly Position[]): ExchangedGeometry {
  const [first] = positions;
  if (first === undefined) throw new RangeError("lineThrough: no position");
  if (positions.length === 1) return { type: "Point", coordinates: first };
  const parts: Position[][] = [[first]];
  let before = first;
  for (const next of positions.slice(1)) {
    const across = next[0] - before[0];
    if (Math.abs(across) > 180) {
      const edge = before[0] > 0 ? 180 : -180;
      const [from, to] = [edge - before[0], next[0] + 2 * edge - before[0]];
      const latitude = to === 0 ? before[1] : before[1] + ((next[1] - before[1]) * from) / to;
      if (before[0] !== edge) parts.at(-1)?.push([edge, latitude]);
      parts.push(next[0] === -edge ? [] : [[-edge, latitude]]);
    }
    parts.at(-1)?.push(next);
    before = next;
  }
  const lines = parts.filter((part) => part.length > 1);
  const [line] = lines;
  return lines.length === 1 && line !== undefined
    ? { type: "LineString", coordinates: line }
    : { type: "MultiLineString", coordinates: lines };
}

/** Milliseconds as text in UTC; empty for none. */
export const timeText = (ms: number | null): string => (ms === null ? "" : new Date(ms).toISOString());
