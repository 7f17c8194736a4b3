import { canonical, type Json } from "../../base/canonical.ts";
import { boxOf } from "../../base/geometry/box.ts";
import type { LonLat } from "../../base/geometry/ring.ts";
import type { Fixes, LonLatBox, PositionSource } from "../../movements/ais/fixes.ts";
import type { Candidate } from "../../movements/matching/candidate.ts";
import { BracketCollector, type Collected } from "../../movements/matching/collect.ts";
import { saidOfShip } from "../../movements/matching/said-of-ship.ts";
import { shipClassOf } from "../../movements/matching/ship-class.ts";
import { gatherEvidence, type EvidenceTaker } from "../../movements/reception/evidence.ts";
import { receptionModel } from "../../movements/reception/model.ts";
import type { ReceptionModel } from "../../movements/reception/reception.ts";
import { weighGaps } from "../../movements/reception/weigh-gaps.ts";
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
/** Reports further apart than this may hide that the ship left the box and came back: its reports elsewhere are asked for. */
const followedMs = 10 * 60_000;
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

/**
 * Ships with a report near some positions within hours of some times, with their reports around each time, wherever these were. Memory is that of the
 * ships; reports stream by.
 */
export async function gatherCandidates(
  source: PositionSource,
  {
    times,
    positions,
    windowHours,
  }: {
    readonly times: readonly number[];
    readonly positions: readonly LonLat[];
    readonly windowHours: number;
  },
  signal?: AbortSignal,
): Promise<Gathered> {
  const fromMs = Math.min(...times) - windowHours * hourMs;
  const toMs = Math.max(...times) + windowHours * hourMs + 1;
  const days = await source.days();
  const anyReports = days.some(({ day, fixes }) => {
    const from = Date.parse(`${day}T00:00:00Z`);
    return fixes > 0 && from < toMs && from + 24 * hourMs > fromMs;
  });
  const found = new Map<number, Collected>();
  let reception: ReceptionModel | null = null;
  if (anyReports) {
    const near = new BracketCollector(times);
    const taker = gatherEvidence(fromMs, toMs, false);
    let last = -1;
    for await (const fixes of source.fixes({ fromMs, toMs, box: widenedBox(positions, reachMetres) })) {
      signal?.throwIfAborted();
      near.add(fixes);
      last = takeBatch(taker, fixes, last);
    }
    const evidence = taker.finish();
    reception = receptionModel(evidence, weighGaps(evidence));
    for (const [mmsi, ship] of near.ships()) found.set(mmsi, ship);
    const followed = [...found].filter(([, ship]) => !isTight(ship)).map(([mmsi]) => mmsi);
    for (let at = 0; at < followed.length; at += shipsAtOnce) {
      const anywhere = new BracketCollector(times);
      for await (const fixes of source.fixes({
        fromMs,
        toMs,
        mmsis: followed.slice(at, at + shipsAtOnce),
      })) {
        signal?.throwIfAborted();
        anywhere.add(fixes);
      }
      for (const [mmsi, ship] of anywhere.ships()) found.set(mmsi, ship);
    }
  }
  const middle = times[times.length >> 1] ?? 0;
  const statements = new Map<number, Parameters<typeof saidOfShip>[0][number][]>();
  const mmsis = [...found.keys()].sort((a, b) => a - b);
  for (let at = 0; at < mmsis.length; at += shipsAtOnce)
    for (const s of await source.statements({ fromMs, toMs, mmsis: mmsis.slice(at, at + shipsAtOnce) })) {
      const own = statements.get(s.mmsi);
      if (own === undefined) statements.set(s.mmsi, [s]);
      else own.push(s);
    }
  const candidates = mmsis.map((mmsi): Candidate => {
    const { shipType, ...said } = saidOfShip(statements.get(mmsi) ?? [], middle);
    const ship = found.get(mmsi);
    return {
      mmsi,
      ...said,
      shipClass: shipClassOf(shipType),
      senderClass: ship?.senderClass ?? "unknown",
      brackets: ship?.brackets ?? [],
    };
  });
  return { candidates, anyReports, digest: sha256(canonical(plain(candidates))), reception };
}

const isTight = ({ brackets }: Collected): boolean =>
  brackets.every(
    ({ before, after }) => before !== null && after !== null && after.at - before.at <= followedMs,
  );

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
