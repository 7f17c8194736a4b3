import type { Report } from "../../src/movements/matching/bracket.ts";
import { planeAt, toPlane } from "../../src/movements/matching/plane.ts";
import { firstFrom } from "./hidden-passages.ts";
import type { HiddenScene } from "./hidden-scene.ts";

const nearMetres = 5000;
const nearMs = 60 * 60_000;

/** The usual rule of thumb: the ship with the nearest report within 5 km and 60 minutes. Null for none. */
export function nearestReport({ sightings, left, atMs }: HiddenScene): (number | null)[] {
  const reports: { readonly mmsi: number; readonly report: Report }[] = [];
  for (const [mmsi, own] of left)
    for (let i = firstFrom(own, atMs - nearMs); i < own.length; i++) {
      const report = own[i];
      if (report === undefined || report.at > atMs + nearMs) break;
      reports.push({ mmsi, report });
    }
  return sightings.map(({ position }) => {
    const plane = planeAt(position);
    let [best, bestMetres]: [number | null, number] = [null, nearMetres];
    for (const { mmsi, report } of reports) {
      const metres = Math.hypot(...toPlane(plane, report.position));
      if (metres < bestMetres) [best, bestMetres] = [mmsi, metres];
    }
    return best;
  });
}

/** A better rule: places between the last report before and the first after (or where the one was), the nearest within 5 km, each ship once, nearest pairs first. */
export function nearestInterpolated({ sightings, known, atMs }: HiddenScene): (number | null)[] {
  const pairs = sightings.flatMap(({ position }, s) => {
    const plane = planeAt(position);
    return known.flatMap(({ mmsi, brackets: [bracket] }) => {
      const { before, after } = bracket ?? { before: null, after: null };
      const [a, b] = [before ?? after, after ?? before];
      if (a === null || b === null) return [];
      const share = b.at === a.at ? 0 : (atMs - a.at) / (b.at - a.at);
      const [p, q] = [toPlane(plane, a.position), toPlane(plane, b.position)];
      const metres = Math.hypot(p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1]));
      return metres < nearMetres ? [{ s, mmsi, metres }] : [];
    });
  });
  const result: (number | null)[] = sightings.map(() => null);
  const used = new Set<number>();
  for (const { s, mmsi } of pairs.sort((a, b) => a.metres - b.metres)) {
    if (used.has(mmsi) || (result[s] ?? null) !== null) continue;
    result[s] = mmsi;
    used.add(mmsi);
  }
  return result;
}
