import type { Position } from "../../sites/counting/site.ts";
import { timeText, type Exchanged, type ExchangedGeometry } from "./exchanged.ts";

const batch = 1000;

/** Things as KML 2.2 with their times, for Google Earth's time slider, in pieces of bounded size. All properties stand in ExtendedData. */
export function* kmlText(title: string, things: Iterable<Exchanged>): Generator<string> {
  let text = `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n<name>${xmlText(title)}</name>\n`;
  let count = 0;
  for (const thing of things) {
    text += placemark(thing);
    if (++count % batch === 0) {
      yield text;
      text = "";
    }
  }
  yield `${text}</Document>\n</kml>\n`;
}

function placemark({ name, geometry, fromMs, toMs, properties }: Exchanged): string {
  const data = Object.entries(properties).map(
    ([key, value]) =>
      `<Data name="${xmlText(key)}"><value>${xmlText(value === null ? "" : String(value))}</value></Data>`,
  );
  return `<Placemark><name>${xmlText(name)}</name>${timeXml(fromMs, toMs)}<ExtendedData>${data.join("")}</ExtendedData>${geometry === null ? "" : geometryXml(geometry)}</Placemark>\n`;
}

function timeXml(fromMs: number | null, toMs: number | null): string {
  if (fromMs === null && toMs === null) return "";
  if (fromMs === toMs) return `<TimeStamp><when>${timeText(fromMs)}</when></TimeStamp>`;
  const begin = fromMs === null ? "" : `<begin>${timeText(fromMs)}</begin>`;
  const end = toMs === null ? "" : `<end>${timeText(toMs)}</end>`;
  return `<TimeSpan>${begin}${end}</TimeSpan>`;
}

const coordinates = (positions: readonly Position[]): string =>
  `<coordinates>${positions.map((p) => `${p[0]},${p[1]}`).join(" ")}</coordinates>`;
const lineXml = (line: readonly Position[]): string =>
  `<LineString><tessellate>1</tessellate>${coordinates(line)}</LineString>`;

function geometryXml(geometry: ExchangedGeometry): string {
  if (geometry.type === "Point") return `<Point>${coordinates([geometry.coordinates])}</Point>`;
  if (geometry.type === "LineString") return lineXml(geometry.coordinates);
  // Of a polygon its outline, so that what lies in it can be seen.
  return `<MultiGeometry>${geometry.coordinates.map(lineXml).join("")}</MultiGeometry>`;
}

const markup: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text inside an element or an attribute; what XML cannot carry becomes U+FFFD. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[&<>"']/g, (c) => markup[c] ?? c)
    .replace(/[\t\n\r\u2028\u2029]/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/[\p{Cc}\ufffe\uffff]/gu, "\ufffd");
