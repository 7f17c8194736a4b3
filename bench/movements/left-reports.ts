import { uniform } from "../../src/base/random.ts";
import type { Candidate } from "../../src/movements/matching/candidate.ts";
import { publishedSettings } from "../../src/movements/matching/settings.ts";
import { shipClassOf, type ShipClass } from "../../src/movements/matching/ship-class.ts";
import type { Scene, Sighting } from "../../src/movements/sightings/sighting.ts";
import { gatherCandidates, type Gathered } from "../../src/system/positions/gather-candidates.ts";
import { reportsAsked } from "../../src/system/steps/match-sightings.ts";
import type { HeldDay } from "./held-day.ts";
import { isSilent, sentDimensions, type MadeDimensions, type MadeFor } from "./made.ts";
import type { RealShip } from "./real-day.ts";
import type { Region } from "./regions.ts";

/** What pictures of a region are made from. */
export interface World {
  readonly region: Region;
  /** Those that came so near to the region that a picture may show them, with what the publisher's file says of them. */
  readonly ships: readonly RealShip[];
  /** The day as the program reads it, of all ships that it gathers for a picture of the region. */
  readonly day: HeldDay;
  readonly lengths: ReadonlyMap<ShipClass, readonly number[]>;
}

/** A place in between is true when the reports around it are no further apart. */
export const trueWithin = 6 * 60_000;

const hour = 3_600_000;

/**
 * Gathers candidates from the reports that are left, by the code of `sighting match`: its box, its checks of tracks, its segments. What is hidden is every report
 * within half of the gap, and ships that are not of this world: silent ones, those of which nobody knows where they were, and numbers that no ship has.
 */
export async function gatherLeft(
  { day, ships, lengths }: World,
  group: { readonly scene: Scene; readonly sightings: readonly Sighting[] },
  {
    atMs,
    gapHours,
    seed,
    known,
  }: {
    readonly atMs: number;
    readonly gapHours: number;
    readonly seed: number;
    readonly known: readonly Candidate[];
  },
): Promise<Gathered> {
  const near = new Set(ships.map((s) => s.mmsi));
  const said = new Map<number, MadeDimensions | null>(
    known.map(({ mmsi, lengthMetres, widthMetres }) => [
      mmsi,
      lengthMetres === null || widthMetres === null ? null : { lengthMetres, widthMetres },
    ]),
  );
  // Ships that came no nearer are in no picture, but the program weighs them too.
  for (const mmsi of day.rows.keys()) {
    if (near.has(mmsi) || !isShip(mmsi) || isSilent(seed, mmsi) || !hasPlace(day, mmsi, atMs)) continue;
    const ship: MadeFor = { mmsi, shipClass: shipClassOf(day.shipType(mmsi)) };
    const other = ships[Math.floor(uniform(seed ^ (mmsi * 17))() * ships.length)];
    said.set(mmsi, sentDimensions(seed, ship, other ?? ship, lengths));
  }
  const gapMs = (gapHours / 2) * hour;
  const source = day.without({
    isLost: (mmsi, at) => !said.has(mmsi) || Math.abs(at - atMs) <= gapMs,
    said: (mmsi) => said.get(mmsi) ?? { lengthMetres: null, widthMetres: null },
  });
  return gatherCandidates(source, reportsAsked(group, publishedSettings));
}

/** Numbers of ships, as the picture is made from them: not of coast stations, aids to navigation or aircraft. */
const isShip = (mmsi: number): boolean => mmsi >= 200_000_000 && mmsi <= 799_999_999;

/** That it reported on both sides of a time within a few minutes. */
function hasPlace({ fixes, rows }: HeldDay, mmsi: number, atMs: number): boolean {
  const [from, to] = rows.get(mmsi) ?? [0, 0];
  const times = fixes.at.subarray(from, to);
  const next = times.findIndex((at) => at >= atMs);
  return next > 0 && (times[next] ?? 0) - (times[next - 1] ?? 0) <= trueWithin;
}
