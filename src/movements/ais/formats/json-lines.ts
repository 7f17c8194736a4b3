import { noSecond, senderClasses, type Stated } from "../fixes.ts";
import type { LineOptions } from "./csv-lines.ts";
import { instantReader, withoutZone } from "./instant.ts";
import { aisstream, digitraffic, gpsd } from "./json-feeds.ts";
import { isObject, numberIn, textIn, type JsonObject } from "./json-value.ts";
import {
  knownDirection,
  knownMetres,
  knownSecond,
  knownShipType,
  knownSpeed,
  knownStatus,
  refusalOf,
  type LineReader,
  type Report,
} from "./report.ts";
import { statedImo, statedText } from "./stated-texts.ts";
import { classIndex, classOfIdentity } from "./words.ts";

export interface JsonOptions extends LineOptions {
  /** When the line came in, for feeds whose messages carry no time; null refuses them. */
  readonly arrivalMs: (() => number) | null;
}

/** Ships whose last statement is remembered, so that saying the same again gives the same object. */
const rememberedShips = 200_000;

const feeds = [aisstream, gpsd, digitraffic] as const;

/** Reads lines that are JSON objects of a known feed, or of our own form (docs/reference/positions.md); they may be mixed. */
export function jsonLineReader(options: JsonOptions): LineReader {
  const plain = plainReader(options);
  const same = sameStatement();
  return (line, report) => {
    if (line.trim() === "") return "blank";
    const message = parsed(line);
    if (message === null) return "not json";
    report.placed = false;
    report.stated = null;
    report.longitude = report.latitude = report.speed = report.course = report.heading = Number.NaN;
    report.status = 15;
    report.senderClass = classIndex("unknown");
    report.second = noSecond;
    const feed = feeds.find((f) => f.knows(message));
    const zoneMissing = feed === undefined ? plain(message, report) : false;
    if (feed !== undefined && !feed.read(message, report)) return "message without position";
    if (zoneMissing) return "time without zone";
    if (Number.isNaN(report.at) && options.arrivalMs !== null) report.at = options.arrivalMs();
    const refusal = refusalOf(report, options.nowMs);
    if (refusal !== null) return refusal;
    if (report.stated !== null) report.stated = same(report.mmsi, report.stated);
    return report.placed || report.stated !== null ? null : "message without position";
  };
}

function parsed(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Our own form. True when the time lacks a zone and nobody said which. */
function plainReader({ zoneMinutes }: LineOptions): (message: JsonObject, report: Report) => boolean {
  const instant = instantReader({ zoneMinutes, dayFirst: false });
  return (m, report) => {
    report.mmsi = numberIn(m, "mmsi");
    const ms = typeof m["at"] === "string" ? instant(m["at"]) : numberIn(m, "at_ms");
    report.at = ms === withoutZone ? Number.NaN : ms;
    const [longitude, latitude] = [numberIn(m, "longitude"), numberIn(m, "latitude")];
    report.placed = "longitude" in m || "latitude" in m;
    report.longitude = longitude;
    report.latitude = latitude;
    report.speed = knownSpeed(numberIn(m, "speed_knots"));
    report.course = knownDirection(numberIn(m, "course_degrees"));
    report.heading = knownDirection(numberIn(m, "heading_degrees"));
    report.status = knownStatus(numberIn(m, "status"));
    const sender = senderClasses.find((c) => c === m["sender_class"]);
    report.senderClass = classIndex(sender ?? classOfIdentity(report.mmsi));
    report.second = knownSecond(numberIn(m, "utc_second"));
    const metres = (name: string): number | null => knownMetres(numberIn(m, name));
    const stated: Stated = {
      name: statedText(textIn(m, "name")),
      callSign: statedText(textIn(m, "call_sign")),
      imo: statedImo(String(numberIn(m, "imo"))),
      shipType: knownShipType(numberIn(m, "ship_type")),
      lengthMetres: metres("length_metres"),
      widthMetres: metres("width_metres"),
      toBowMetres: metres("to_bow_metres"),
      toPortMetres: metres("to_port_metres"),
      draughtMetres: metres("draught_metres"),
      destination: statedText(textIn(m, "destination")),
    };
    report.stated = Object.values(stated).every((v) => v === "" || v === null) ? null : stated;
    return ms === withoutZone;
  };
}

function sameStatement(): (mmsi: number, stated: Stated) => Stated {
  const last = new Map<number, { readonly key: string; readonly stated: Stated }>();
  return (mmsi, stated) => {
    const key = JSON.stringify(stated);
    const before = last.get(mmsi);
    if (before?.key === key) return before.stated;
    if (last.size >= rememberedShips) last.clear();
    last.set(mmsi, { key, stated });
    return stated;
  };
}
