import { classIndex, classOfIdentity } from "./words.ts";
import { nothingStated, type SenderClass, type Stated } from "../fixes.ts";
import { numberIn, objectIn, textIn, type JsonObject } from "./json-value.ts";
import { instantReader } from "./instant.ts";
import {
  knownDirection,
  knownMetres,
  knownSecond,
  knownShipType,
  knownSpeed,
  knownStatus,
  type Report,
} from "./report.ts";
import { statedImo, statedText } from "./stated-texts.ts";

/** How one kind of feed writes a message. */
export interface JsonFeed {
  readonly name: string;
  /** Whether this is one of its messages. */
  readonly knows: (message: JsonObject) => boolean;
  /** Fills the report; false when the message neither places nor describes a sender. */
  readonly read: (message: JsonObject, report: Report) => boolean;
}

const utc = instantReader({ zoneMinutes: 0, dayFirst: false });
const timeIn = (text: string): number => {
  const ms = utc(text);
  return typeof ms === "number" ? ms : Number.NaN;
};

/** Length of a ship by the distances of its antenna from bow and stern. */
const sum = (a: number, b: number): number | null => knownMetres(a + b);

function place(report: Report, longitude: number, latitude: number): void {
  report.placed = true;
  report.longitude = longitude;
  report.latitude = latitude;
}

/** aisstream.io: MessageType, MetaData with the time, and the message under its type. Values are those of the standard, in knots and degrees. */
export const aisstream: JsonFeed = {
  name: "aisstream",
  knows: (m) => typeof m["MessageType"] === "string" && "MetaData" in m,
  read: (m, report) => {
    const type = textIn(m, "MessageType");
    const meta = objectIn(m, "MetaData");
    const message = objectIn(objectIn(m, "Message"), type);
    report.mmsi = "MMSI" in meta ? numberIn(meta, "MMSI") : numberIn(message, "UserID");
    // "2022-12-29 18:22:32.318353 +0000 UTC"
    report.at = timeIn(textIn(meta, "time_utc"));
    const sender = aisstreamClasses[type];
    if (sender !== undefined) {
      place(report, numberIn(message, "Longitude"), numberIn(message, "Latitude"));
      report.speed = knownSpeed(numberIn(message, "Sog"));
      report.course = knownDirection(numberIn(message, "Cog"));
      report.heading = knownDirection(numberIn(message, "TrueHeading"));
      report.status = knownStatus(numberIn(message, "NavigationalStatus"));
      report.second = knownSecond(
        numberIn(message, type === "BaseStationReport" ? "UtcSecond" : "Timestamp"),
      );
      report.senderClass = classIndex(sender === "unknown" ? classOfIdentity(report.mmsi) : sender);
    }
    const size = objectIn(message, "Dimension");
    if (type === "ShipStaticData" || type === "ExtendedClassBPositionReport")
      report.stated = {
        ...nothingStated,
        ...dimensions(size),
        name: statedText(textIn(message, "Name")),
        callSign: statedText(textIn(message, "CallSign")),
        imo: statedImo(String(numberIn(message, "ImoNumber"))),
        shipType: knownShipType(numberIn(message, "Type")),
        draughtMetres: knownMetres(numberIn(message, "MaximumStaticDraught")),
        destination: statedText(textIn(message, "Destination")),
      };
    else if (type === "StaticDataReport") {
      const [a, b] = [objectIn(message, "ReportA"), objectIn(message, "ReportB")];
      report.stated = {
        ...nothingStated,
        ...dimensions(objectIn(b, "Dimension")),
        name: statedText(textIn(a, "Name")),
        callSign: statedText(textIn(b, "CallSign")),
        shipType: knownShipType(numberIn(b, "ShipType")),
      };
    }
    return report.placed || report.stated !== null;
  },
};

const aisstreamClasses: Readonly<Record<string, SenderClass>> = {
  PositionReport: "A",
  LongRangeAisBroadcastMessage: "unknown",
  StandardClassBPositionReport: "B",
  ExtendedClassBPositionReport: "B",
  BaseStationReport: "base",
  AidsToNavigationReport: "aid",
  StandardSearchAndRescueAircraftReport: "aircraft",
};

const dimensions = (size: JsonObject): Partial<Stated> =>
  fromAntenna(["A", "B", "C", "D"].map((d) => numberIn(size, d)));

function fromAntenna([bow = 0, stern = 0, port = 0, starboard = 0]: readonly number[]): Partial<Stated> {
  return {
    lengthMetres: sum(bow, stern),
    widthMetres: sum(port, starboard),
    toBowMetres: knownMetres(bow),
    toPortMetres: knownMetres(port),
  };
}

/**
 * gpsd's JSON, which AIS-catcher writes too. gpsd gives no time of reception: rxuxtime (seconds) or rxtime (20210704121530) is AIS-catcher's. With
 * "scaled": false, values are those of the bits.
 */
export const gpsd: JsonFeed = {
  name: "gpsd",
  knows: (m) => typeof m["class"] === "string" || "rxuxtime" in m || "rxtime" in m,
  read: (m, report) => {
    const type = numberIn(m, "type");
    if (m["class"] !== "AIS" && !("mmsi" in m && Number.isInteger(type))) return false;
    const raw = m["scaled"] === false;
    report.mmsi = numberIn(m, "mmsi");
    const seconds = numberIn(m, "rxuxtime");
    report.at = Number.isNaN(seconds) ? digitsTime(textIn(m, "rxtime")) : Math.round(seconds * 1000);
    const sender = gpsdClasses[type];
    if (sender !== undefined) {
      const parts = raw ? (type === 27 ? 600 : 600_000) : 1;
      const tenths = raw && type !== 27 && type !== 9 ? 10 : 1;
      place(report, numberIn(m, "lon") / parts, numberIn(m, "lat") / parts);
      report.speed = knownSpeed(numberIn(m, "speed") / tenths);
      report.course = knownDirection(numberIn(m, "course") / (raw && type !== 27 ? 10 : 1));
      report.heading = knownDirection(numberIn(m, "heading"));
      report.status = knownStatus(numberIn(m, "status"));
      report.second = knownSecond("second" in m ? numberIn(m, "second") : baseSecond(m));
      report.senderClass = classIndex(sender === "unknown" ? classOfIdentity(report.mmsi) : sender);
    }
    if (type === 5 || type === 19 || type === 24)
      report.stated = {
        ...nothingStated,
        ...fromAntenna(["to_bow", "to_stern", "to_port", "to_starboard"].map((d) => numberIn(m, d))),
        name: statedText(textIn(m, "shipname")),
        callSign: statedText(textIn(m, "callsign")),
        imo: statedImo(String(numberIn(m, "imo"))),
        shipType: knownShipType(numberIn(m, "shiptype")),
        draughtMetres: knownMetres(numberIn(m, "draught") / (raw ? 10 : 1)),
        destination: statedText(textIn(m, "destination")),
      };
    return report.placed || report.stated !== null;
  },
};

const gpsdClasses: Readonly<Record<number, SenderClass>> = {
  1: "A",
  2: "A",
  3: "A",
  4: "base",
  9: "aircraft",
  18: "B",
  19: "B",
  21: "aid",
  27: "unknown",
};

/** gpsd writes the time of a base station as one text. */
const baseSecond = (m: JsonObject): number =>
  Number(/T\d\d:\d\d:(\d\d)/.exec(textIn(m, "timestamp"))?.[1] ?? Number.NaN);

function digitsTime(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  return match === null
    ? Number.NaN
    : timeIn(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}`);
}

/**
 * Digitraffic of Fintraffic: a GeoJSON feature or a flat location, and metadata with distances of the antenna. Draught in tenths of a metre. A flat
 * location names its ship only in the topic, so whoever writes it down puts the topic or the mmsi beside it.
 */
export const digitraffic: JsonFeed = {
  name: "digitraffic",
  knows: (m) => "navStat" in m || "refA" in m || "navStat" in objectIn(m, "properties") || "payload" in m,
  read: (m, report) => {
    const message = "payload" in m ? objectIn(m, "payload") : m;
    const properties = "properties" in message ? objectIn(message, "properties") : message;
    const topic = /vessels(?:-v2)?\/(\d{1,10})\//.exec(textIn(m, "topic"))?.[1];
    report.mmsi =
      [numberIn(message, "mmsi"), numberIn(properties, "mmsi"), Number(topic ?? Number.NaN)].find(
        (n) => !Number.isNaN(n),
      ) ?? Number.NaN;
    if ("refA" in properties) {
      report.at = numberIn(properties, "timestamp");
      report.stated = {
        ...nothingStated,
        ...fromAntenna(["refA", "refB", "refC", "refD"].map((d) => numberIn(properties, d))),
        name: statedText(textIn(properties, "name")),
        callSign: statedText(textIn(properties, "callSign")),
        imo: statedImo(String(numberIn(properties, "imo"))),
        shipType: knownShipType(numberIn(properties, "type")),
        draughtMetres: knownMetres(numberIn(properties, "draught") / 10),
        destination: statedText(textIn(properties, "destination")),
      };
      return true;
    }
    const external = numberIn(properties, "timestampExternal");
    report.at = Number.isNaN(external) ? numberIn(properties, "time") * 1000 : external;
    const coordinates = objectIn(message, "geometry")["coordinates"];
    if (Array.isArray(coordinates)) place(report, Number(coordinates[0]), Number(coordinates[1]));
    else place(report, numberIn(properties, "lon"), numberIn(properties, "lat"));
    report.speed = knownSpeed(numberIn(properties, "sog"));
    report.course = knownDirection(numberIn(properties, "cog"));
    report.heading = knownDirection(numberIn(properties, "heading"));
    report.status = knownStatus(numberIn(properties, "navStat"));
    report.second = knownSecond(numberIn(properties, "timestamp"));
    report.senderClass = classIndex(classOfIdentity(report.mmsi));
    return true;
  },
};
