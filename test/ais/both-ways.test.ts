import { describe, expect, it } from "vitest";
import { scaledMessage } from "../../src/movements/ais/sentences/scaled-message.ts";
import { readMessages } from "../../src/movements/ais/sentences/messages.ts";
import { createSentenceReader } from "../../src/movements/ais/sentences/reader.ts";
import { amsaLog, haveNmea, nmeaFile } from "./nmea-data.ts";

const givenMs = Date.UTC(2012, 0, 27, 11, 47);

/** Rows that the columns should hold, by the slow way. */
function rows(log: Buffer): (number | null)[][] {
  const out: (number | null)[][] = [];
  for (const { message, atMs } of readMessages(log, givenMs).messages) {
    const m = scaledMessage(message);
    if (!("longitude" in m) || m.type === 17 || m.mmsi === 0 || m.mmsi > 999_999_999) continue;
    const { longitude, latitude } = m;
    if (longitude === null || latitude === null || Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
      continue;
    const speed = "speed" in m ? m.speed : null;
    const course = "course" in m && m.course !== null && m.course < 360 ? m.course : null;
    const heading = "heading" in m && m.heading !== null && m.heading < 360 ? m.heading : null;
    const status = "status" in m ? m.status : 15;
    const second = "second" in m && m.second !== null ? m.second : 60;
    out.push([m.type, m.mmsi, atMs, longitude, latitude, speed, course, heading, status, second]);
  }
  return out;
}

function columns(log: Buffer): (number | null)[][] {
  const reader = createSentenceReader({ givenMs, repeatSeconds: -1 });
  reader.push(log);
  reader.end();
  const { fixes: f } = reader.take();
  const known = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  return Array.from({ length: f.length }, (_, i) =>
    [
      f.messageType,
      f.mmsi,
      f.at,
      f.longitude,
      f.latitude,
      f.speed,
      f.course,
      f.heading,
      f.status,
      f.second,
    ].map((column) => known(column[i])),
  );
}

/** Speed and course stand in columns of single precision. */
const rounded = (row: (number | null)[]): (number | null)[] =>
  row.map((value, i) => (value === null || i < 5 || i > 6 ? value : Math.fround(value)));

describe.skipIf(!haveNmea)("reading into columns and reading messages", () => {
  it.each(["sample.aivdm", "amsa"])("give the same reports of %s", (name) => {
    const log = name === "amsa" ? amsaLog() : nmeaFile(name);
    const expected = rows(log);
    expect(expected.length).toBeGreaterThan(15);
    expect(columns(log).map(rounded)).toEqual(expected.map(rounded));
  });
});
