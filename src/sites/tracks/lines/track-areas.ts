import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import type { LonLat } from "../../../base/geometry/ring.ts";
import type { Area, Polygon } from "../../counting/site.ts";
import { areaIds } from "../../outlines/area-ids.ts";
import type { TrackGauge } from "../track-line.ts";
import { clippedLine } from "./clip-line.ts";
import { gaugeInWords } from "./gauge-words.ts";
import type { Validity } from "./site-limits.ts";

/** A track to be stored as an area of a site. */
export interface NewTrack {
  readonly id: string;
  readonly gauge: TrackGauge | null;
  readonly lines: readonly (readonly LonLat[])[];
  /** How it was placed, in words, without its gauge. */
  readonly basis: string;
}

/** What all tracks of one file have in common. */
export interface TracksUnder extends Validity {
  readonly siteId: string;
  readonly approximate: boolean;
  readonly source: string;
  /** What of a line belongs to the site. */
  readonly limits: readonly Polygon[];
}

/** A shorter piece holds no car. */
const leastMetres = 12;

/**
 * Makes areas of role "tracks", one for each track, with the part of its lines inside the site. The same tracks give the same ids, whatever
 * is on record, unless ids are named that are taken.
 * @returns the areas, and the ids of tracks of which nothing lies inside
 */
export function trackAreas(
  tracks: readonly NewTrack[],
  under: TracksUnder,
  taken: Iterable<string> = [],
): {
  readonly areas: readonly Area[];
  readonly outside: readonly string[];
  /** For each track, in their order, the id of the area that it became; null for one outside. */
  readonly became: readonly (string | null)[];
} {
  const idFor = areaIds(taken);
  const became: (string | null)[] = [];
  const outside: string[] = [];
  const areas = tracks.flatMap(({ id, gauge, lines, basis }): Area[] => {
    const inside = lines
      .flatMap((line) => clippedLine(line, under.limits))
      .filter((line) => lengthMetres(line) >= leastMetres);
    if (inside.length === 0) {
      outside.push(id);
      became.push(null);
      return [];
    }
    const areaId = idFor(id);
    became.push(areaId);
    return [
      {
        siteId: under.siteId,
        id: areaId,
        name: id.slice(0, 200),
        role: "tracks",
        outline: { type: "lines", lines: inside },
        validFrom: under.validFrom,
        validTo: under.validTo,
        approximate: under.approximate,
        uncertaintyMetres: null,
        basis: gauge === null ? basis : `${basis}; ${gaugeInWords(gauge)}`,
        source: under.source,
      },
    ];
  });
  return { areas, outside, became };
}

/** Length of a line on the ground. */
export function lengthMetres(line: readonly LonLat[]): number {
  return line.slice(1).reduce((sum, to, i) => sum + distanceMetres(line[i] ?? to, to), 0);
}
