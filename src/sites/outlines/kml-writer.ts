import type { Area, Places, Polygon, Position } from "../counting/site.ts";
import {
  areaRecord,
  foldersOf,
  siteRecord,
  type FeatureGeometry,
  type FeatureRecord,
  type SiteFolder,
} from "./feature-records.ts";

/**
 * Writes sites and areas as KML 2.2 for Google Earth: a folder for each site, a placemark for its position and for each
 * outline. Approximate outlines are orange and say so in their name; outlines drawn on a picture are cyan. Every property
 * stands in ExtendedData, so that `readKml` reads the file without loss. The same places give the same text.
 */
export function writeKml(places: Places): string {
  const folders = foldersOf(places).map(folderXml).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
<name>Sites and outlines</name>
${styles}${folders}</Document>
</kml>
`;
}

// Colours are written alpha, blue, green, red.
const outlineStyle = (id: string, colour: string): string =>
  `<Style id="${id}"><LineStyle><color>ff${colour}</color><width>2</width></LineStyle><PolyStyle><color>33${colour}</color></PolyStyle></Style>\n`;
const styles = outlineStyle("drawn", "ffff00") + outlineStyle("approximate", "00a5ff");

function folderXml({ siteId, site, areas }: SiteFolder): string {
  const position =
    site === null ? "" : placemarkXml(siteRecord(site), site.name, escaped(inHtml(site.note)), "", "");
  const outlines = areas.map(areaXml).join("");
  return `<Folder>\n<name>${escaped(site?.name ?? siteId)}</name>\n${position}${outlines}</Folder>\n`;
}

function areaXml(area: Area): string {
  const name = area.approximate ? `${area.name} (approximate)` : area.name;
  const off = area.uncertaintyMetres === null ? "" : `It may be off by ${area.uncertaintyMetres} m.`;
  const sentences = [area.approximate ? "Approximate outline." : "", off, area.basis].filter(
    (text) => text !== "",
  );
  const time = timeXml(area);
  const style = `<styleUrl>#${area.approximate ? "approximate" : "drawn"}</styleUrl>\n`;
  return placemarkXml(areaRecord(area), name, escaped(inHtml(sentences.join(" "))), time, style);
}

function timeXml({ validFrom, validTo }: Area): string {
  if (validFrom === null && validTo === null) return "";
  const begin = validFrom === null ? "" : `<begin>${validFrom}</begin>`;
  const end = validTo === null ? "" : `<end>${validTo}</end>`;
  return `<TimeSpan>${begin}${end}</TimeSpan>\n`;
}

function placemarkXml(
  record: FeatureRecord,
  name: string,
  description: string,
  time: string,
  style: string,
): string {
  const data = Object.entries(record.properties).map(
    ([key, value]) => `<Data name="${key}"><value>${escaped(valueText(value))}</value></Data>\n`,
  );
  const about = description === "" ? "" : `<description>${description}</description>\n`;
  return `<Placemark>\n<name>${escaped(name)}</name>\n${about}${time}${style}<ExtendedData>\n${data.join("")}</ExtendedData>\n${geometryXml(record.geometry)}\n</Placemark>\n`;
}

/** A property as text; a list becomes JSON, null becomes empty. */
function valueText(value: FeatureRecord["properties"][string]): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function geometryXml(geometry: FeatureGeometry): string {
  if (geometry.type === "Point") return `<Point>${coordinatesXml([geometry.coordinates])}</Point>`;
  if (geometry.type === "LineString") return lineXml(geometry.coordinates);
  if (geometry.type === "Polygon") return polygonXml(geometry.coordinates);
  const parts =
    geometry.type === "MultiPolygon"
      ? geometry.coordinates.map(polygonXml)
      : geometry.coordinates.map(lineXml);
  return `<MultiGeometry>${parts.join("")}</MultiGeometry>`;
}

// Tessellated lines follow the ground; without it Google Earth draws them through hills.
const lineXml = (line: readonly Position[]): string =>
  `<LineString><tessellate>1</tessellate>${coordinatesXml(line)}</LineString>`;

function polygonXml(polygon: Polygon): string {
  const rings = polygon.map((ring, index) => {
    const side = index === 0 ? "outerBoundaryIs" : "innerBoundaryIs";
    return `<${side}><LinearRing>${coordinatesXml(ring)}</LinearRing></${side}>`;
  });
  return `<Polygon><tessellate>1</tessellate>${rings.join("")}</Polygon>`;
}

function coordinatesXml(positions: readonly Position[]): string {
  return `<coordinates>${positions.map(([longitude, latitude]) => `${longitude},${latitude}`).join(" ")}</coordinates>`;
}

const markup: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text inside an element. White space other than spaces is kept by number; what XML cannot carry becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"]/g, (c) => markup[c] ?? c)
    .replace(/[\t\n\r\u2028\u2029]/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/[\p{Cc}\ufffe\uffff]/gu, "\ufffd");
}

/** Google Earth shows a description as HTML, which must not fetch or run anything. */
const inHtml = (text: string): string => text.replace(/[&<>]/g, (c) => markup[c] ?? c);
