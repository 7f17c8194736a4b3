import { canonical, type Json } from "../../base/canonical.ts";
import { boxOf } from "../../base/geometry/box.ts";
import type { LonLat } from "../../base/geometry/ring.ts";
import {
  senderClasses,
  type Fixes,
  type LonLatBox,
  type PositionQuery,
  type PositionSource,
  type SenderClass,
  type Statement,
} from "../../movements/ais/fixes.ts";
import { saysTwoShips } from "../../movements/analysis/two-ships.ts";
import type { Candidate } from "../../movements/matching/candidate.ts";
import { ShipCollector } from "../../movements/matching/collect.ts";
import { saidOfShip, saidOfTwoShips } from "../../movements/matching/said-of-ship.ts";
import { shipClassOf } from "../../movements/matching/ship-class.ts";
import { gatherEvidence, type EvidenceTaker } from "../../movements/reception/evidence.ts";
import { receptionModel } from "../../movements/reception/model.ts";
import type { ReceptionModel } from "../../movements/reception/reception.ts";
import { weighGaps } from "../../movements/reception/weigh-gaps.ts";
import { Witnesses, witnessed } from "../../movements/reception/witnesses.ts";
import { shipRows } from "../../movements/tracks/ship-rows.ts";
import { trackRoom, trackShip } from "../../movements/tracks/track-ship.ts";
import { usualTrackSettings } from "../../movements/tracks/track-settings.ts";
import { sha256 } from "../hash.ts";

export interface Gathered {
  readonly candidates: readonly Candidate[];
  /** False when no report of the window is on record, of any ship anywhere. */
  readonly anyReports: boolean;
  /** Where a transponder would have been heard, by the reports near the positions; null without any. */
  readonly reception: ReceptionModel | null;
  /** Of all that was gathered of ships. */
  readonly digest: string;
}

/** A ship is looked at when it reports within so many metres of a picture at some time in the window. */
export const reachMetres = 100_000;

const hourMs = 3_600_000;
const shipsAtOnce = 2000;

/** The box around positions, widened; west > east where it crosses the 180th meridian. */
export function widenedBox(positions: readonly LonLat[], metres: number): LonLatBox {
  // Longitudes are taken from the first, so that a footprint across the meridian stays small.
  const first = positions[0] ?? [0, 0];
  const near = positions.map(([x, y]): LonLat => [
    first[0] + ((((x - first[0] + 180) % 360) + 360) % 360) - 180,
    y,
  ]);
  const box = boxOf(near) ?? { west: -180, south: -90, east: 180, north: 90 };
  const north = Math.min(90, box.north + metres / 110_574);
  const south = Math.max(-90, box.south - metres / 110_574);
  const thinnest = Math.cos((Math.min(89, Math.max(Math.abs(north), Math.abs(south))) * Math.PI) / 180);
  const wide = metres / (111_320 * thinnest);
  if (box.east - box.west + 2 * wide >= 360) return { west: -180, south, east: 180, north };
  const turned = (x: number): number => ((((x + 180) % 360) + 360) % 360) - 180;
  return { west: turned(box.west - wide), south, east: turned(box.east + wide), north };
}

/** Who is no ship, however near its reports are: base stations, aids to navigation, aircraft, beacons. */
const noShips: ReadonlySet<SenderClass> = new Set(["base", "aid", "aircraft", "beacon"]);

interface Asked {
  readonly times: readonly number[];
  readonly positions: readonly LonLat[];
  readonly windowHours: number;
}

/**
 * Ships with a report near some positions within hours of some times, with their believable reports around each time, wherever these were. Reports stream by
 * twice: once those near, for who is there and where ships are heard; then all of these ships, a ship at a time, for which can be believed. Memory is that of the
 * ships and of one ship's reports.
 */
export async function gatherCandidates(
  source: PositionSource,
  { times, positions, windowHours }: Asked,
  signal?: AbortSignal,
): Promise<Gathered> {
  const span = {
    fromMs: Math.min(...times) - windowHours * hourMs,
    toMs: Math.max(...times) + windowHours * hourMs + 1,
  };
  const days = await source.days();
  const anyReports = days.some(({ day, fixes }) => {
    const from = Date.parse(`${day}T00:00:00Z`);
    return fixes > 0 && from < span.toMs && from + 24 * hourMs > span.fromMs;
  });
  if (!anyReports) return { candidates: [], anyReports, digest: digestOf([]), reception: null };
  const box = widenedBox(positions, reachMetres);
  const { mmsis, reception } = await shipsNear(source, { ...span, box }, signal);
  const candidates: Candidate[] = [];
  for (let at = 0; at < mmsis.length; at += shipsAtOnce) {
    const query = { ...span, mmsis: mmsis.slice(at, at + shipsAtOnce) };
    candidates.push(...(await followed(source, query, times, box, signal)));
  }
  return { candidates, anyReports, digest: digestOf(candidates), reception };
}

type Span = Pick<PositionQuery, "fromMs" | "toMs">;

/** Numbers of the ships in a box, in order, and where and when ships are heard there. */
export async function shipsNear(
  source: PositionSource,
  query: Span & { readonly box: LonLatBox },
  signal?: AbortSignal,
): Promise<{
  readonly mmsis: readonly number[];
  readonly reception: ReceptionModel;
  readonly witnesses: Witnesses;
}> {
  const near = new Set<number>();
  const taker = gatherEvidence(query.fromMs, query.toMs, false);
  const witnesses = new Witnesses();
  let last = -1;
  for await (const fixes of source.fixes(query)) {
    signal?.throwIfAborted();
    let mmsi = -1;
    for (let i = 0; i < fixes.length; i++) {
      witnesses.add(fixes.longitude[i] ?? 0, fixes.latitude[i] ?? 0, fixes.at[i] ?? 0);
      if (fixes.mmsi[i] === mmsi) continue;
      mmsi = fixes.mmsi[i] ?? -1;
      if (!noShips.has(classAt(fixes, i))) near.add(mmsi);
    }
    last = takeBatch(taker, fixes, last);
  }
  const evidence = taker.finish();
  return {
    mmsis: [...near].sort((a, b) => a - b),
    reception: witnessed(receptionModel(evidence, weighGaps(evidence)), witnesses),
    witnesses,
  };
}

/** Some ships by all their reports: what is left out of them is found from all that a number sent in the window. */
async function followed(
  source: PositionSource,
  query: Span & { readonly mmsis: readonly number[] },
  times: readonly number[],
  box: LonLatBox,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const statements = await source.statements(query);
  const saidBy = Map.groupBy(statements, (s) => s.mmsi);
  const two = saysTwoShips(statements);
  const middle = times[times.length >> 1] ?? 0;
  const room = trackRoom();
  const found: Candidate[] = [];
  let tracker: ReturnType<typeof trackShip> | null = null;
  let collector: ShipCollector | null = null;
  for await (const rows of shipRows(source.fixes(query))) {
    signal?.throwIfAborted();
    const { mmsi } = rows;
    tracker ??= trackShip(mmsi, {
      settings: usualTrackSettings,
      land: null,
      saysTwoShips: two.has(mmsi),
      room,
    });
    collector ??= new ShipCollector(times, box, two.has(mmsi));
    collector.take(tracker.take(rows));
    if (!rows.last) continue;
    const ships = collector.ships();
    const own: readonly Statement[] = saidBy.get(mmsi) ?? [];
    const { shipType, ...said } =
      ships.length > 1 && two.has(mmsi) ? saidOfTwoShips(own, middle) : saidOfShip(own, middle);
    const senderClass = classAt(rows.fixes, rows.from);
    for (const ship of ships)
      found.push({ mmsi, ...said, shipClass: shipClassOf(shipType), senderClass, ...ship });
    [tracker, collector] = [null, null];
  }
  return found;
}

const classAt = (fixes: Fixes, i: number): SenderClass =>
  senderClasses[fixes.senderClass[i] ?? 6] ?? "unknown";

const digestOf = (candidates: readonly Candidate[]): string => sha256(canonical(plain(candidates)));

/** As JSON holds it: what is not a number is null. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** Gives a batch's reports to those who learn from them where ships are heard, a ship at a time. */
function takeBatch(taker: EvidenceTaker, fixes: Fixes, last: number): number {
  const order = Int32Array.from({ length: fixes.length }, (_, i) => i);
  const flags = new Uint16Array(fixes.length);
  let [mmsi, from] = [last, 0];
  for (let i = 0; i <= fixes.length; i++) {
    const next = i < fixes.length ? (fixes.mmsi[i] ?? -1) : -1;
    if (i < fixes.length && next === mmsi) continue;
    if (i > from) taker.take(fixes, order, from, i, flags, 0);
    if (i === fixes.length) break;
    taker.begin(next, fixes.senderClass[i] ?? 6);
    [mmsi, from] = [next, i];
  }
  return mmsi;
}
