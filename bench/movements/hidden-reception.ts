import { senderClasses, type Fixes } from "../../src/movements/ais/fixes.ts";
import type { Report } from "../../src/movements/matching/bracket.ts";
import { gatherEvidence } from "../../src/movements/reception/evidence.ts";
import { receptionModel } from "../../src/movements/reception/model.ts";
import type { ReceptionModel } from "../../src/movements/reception/reception.ts";
import { weighGaps } from "../../src/movements/reception/weigh-gaps.ts";
import { Witnesses, witnessed } from "../../src/movements/reception/witnesses.ts";
import { reachMetres, widenedBox } from "../../src/system/positions/gather-candidates.ts";
import { halfOf } from "./halves.ts";
import type { RealShip } from "./real-day.ts";
import type { Region } from "./regions.ts";

/**
 * What the model of reception is made from, besides that ships which never report are in none of these:
 * - as received: all reports of all other ships. Taking reports away is a trial of matching, the receiver went on hearing.
 * - half switched off: those of the ships that are judged are taken away around the picture, the other half was heard.
 * - outage: those of all ships are taken away around the picture. Nobody was heard then, and that says nothing of any ship.
 * - none heard there: all day no report from the picture and a quarter of a degree around it.
 */
export const receivers = ["as received", "half switched off", "outage", "none heard there"] as const;
export type Receiver = (typeof receivers)[number];

/** Cells of reception are a quarter of a degree: one that the picture has a part of lies within so much of it. */
const cellDegrees = 0.25;

const hour = 3_600_000;
const windowHours = 12;
const lostBit = 1;
const knotsPerMetresPerSecond = 3600 / 1852;

type Lost = (mmsi: number, report: Report) => boolean;

/**
 * The model of reception as `sighting match` makes it, of the reports within 100 km of a picture and 12 hours of its time. The ships given are those that
 * came near the region.
 */
export function receptionAround(
  ships: readonly RealShip[],
  silent: ReadonlySet<number>,
  { box: [west, south, east, north] }: Region,
  atMs: number,
): (receiver: Receiver, gapHours: number) => ReceptionModel {
  const wide = widenedBox(
    [
      [west, south],
      [east, north],
    ],
    reachMetres,
  );
  const heard = ships.flatMap(({ mmsi, reports }) => {
    if (silent.has(mmsi)) return [];
    const near = reports.filter(
      ({ at, position: [x, y] }) =>
        Math.abs(at - atMs) <= windowHours * hour &&
        x >= wide.west &&
        x <= wide.east &&
        y >= wide.south &&
        y <= wide.north,
    );
    return near.length === 0 ? [] : [{ mmsi, reports: near, fixes: columnsOf(mmsi, near) }];
  });
  const model = (lost: Lost): ReceptionModel => {
    // As sighting match gathers them: a ship that leaves the box is not silent.
    const taker = gatherEvidence(atMs - windowHours * hour, atMs + windowHours * hour + 1, false);
    const witnesses = new Witnesses();
    for (const { mmsi, reports, fixes } of heard) {
      for (const report of reports) if (!lost(mmsi, report)) witnesses.add(...report.position, report.at);
      const flags = Uint16Array.from(reports, (report) => (lost(mmsi, report) ? lostBit : 0));
      const order = Int32Array.from(reports.keys());
      taker.begin(mmsi, senderClasses.indexOf("unknown"));
      taker.take(fixes, order, 0, fixes.length, flags, lostBit);
    }
    const evidence = taker.finish();
    return witnessed(receptionModel(evidence, weighGaps(evidence)), witnesses);
  };
  const made = new Map<string, ReceptionModel>();
  return (receiver, gapHours) => {
    const around: Lost = (_mmsi, { at }) => Math.abs(at - atMs) <= (gapHours / 2) * hour;
    const lost: Readonly<Record<Receiver, Lost>> = {
      "as received": () => false,
      "half switched off": (mmsi, report) => halfOf(mmsi) === "judged" && around(mmsi, report),
      outage: around,
      "none heard there": (_mmsi, { position: [x, y] }) =>
        x > west - cellDegrees &&
        x < east + cellDegrees &&
        y > south - cellDegrees &&
        y < north + cellDegrees,
    };
    // Two of them lose the same whatever the gap is.
    const name =
      receiver === "half switched off" || receiver === "outage" ? `${receiver} ${gapHours}` : receiver;
    const known = made.get(name) ?? model(lost[receiver]);
    made.set(name, known);
    return known;
  };
}

function columnsOf(mmsi: number, reports: readonly Report[]): Fixes {
  const none = (value: number): Uint8Array => new Uint8Array(reports.length).fill(value);
  return {
    length: reports.length,
    mmsi: new Int32Array(reports.length).fill(mmsi),
    at: Float64Array.from(reports, (r) => r.at),
    longitude: Float64Array.from(reports, (r) => r.position[0]),
    latitude: Float64Array.from(reports, (r) => r.position[1]),
    speed: Float32Array.from(reports, (r) => r.speed * knotsPerMetresPerSecond),
    course: Float32Array.from(reports, (r) => r.course),
    heading: Float32Array.from(reports, (r) => r.heading),
    status: none(15),
    senderClass: none(senderClasses.indexOf("unknown")),
    second: none(60),
  };
}
