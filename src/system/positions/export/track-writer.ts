import type { Fixes, Statement } from "../../../movements/ais/fixes.ts";

/** Writes reports in a format, piece by piece. Ships come one after the other. */
export interface TrackWriter {
  readonly begin: () => string;
  /** A ship's reports, in order of time; what it said of itself last. */
  readonly ship: (ship: ShipTrack) => string;
  readonly end: () => string;
}

export interface ShipTrack {
  readonly mmsi: number;
  readonly said: Statement | null;
  /** [longitude, latitude, time in milliseconds]. */
  readonly points: readonly (readonly [number, number, number])[];
}

export const isoTime = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");

/** Collects a ship's reports out of batches, in which ships stand one after the other. */
export async function* shipTracks(
  batches: AsyncIterable<Fixes>,
  statements: ReadonlyMap<number, Statement>,
): AsyncGenerator<ShipTrack> {
  let mmsi = -1;
  let points: (readonly [number, number, number])[] = [];
  const track = (): ShipTrack => ({ mmsi, said: statements.get(mmsi) ?? null, points });
  for await (const fixes of batches)
    for (let i = 0; i < fixes.length; i++) {
      const sender = fixes.mmsi[i] ?? -1;
      if (sender !== mmsi) {
        if (points.length > 0) yield track();
        mmsi = sender;
        points = [];
      }
      points.push([fixes.longitude[i] ?? 0, fixes.latitude[i] ?? 0, fixes.at[i] ?? 0]);
    }
  if (points.length > 0) yield track();
}

/** A way cut where it crosses the date line, so that no program draws it round the Earth. */
export function cutAtDateLine<P extends readonly [number, ...unknown[]]>(points: readonly P[]): P[][] {
  const parts: P[][] = [];
  let part: P[] = [];
  for (const point of points) {
    const before = part.at(-1);
    if (before !== undefined && Math.abs(point[0] - before[0]) > 180) {
      parts.push(part);
      part = [];
    }
    part.push(point);
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
