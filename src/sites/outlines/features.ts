import { quoted } from "../../base/errors.ts";
import { isId } from "../../base/table/column.ts";
import { roles, type Area, type Places, type Site } from "../counting/site.ts";
import { checkNearness } from "./nearness.ts";
import { readOutline, readPoint } from "./outline-geometry.ts";
import { Properties } from "./properties.ts";
import { described, isObject, type Remarks, type Report } from "./remarks.ts";
import { checkValidity, type Located } from "./validity.ts";

/** Sites and areas of a file, and what the file held that is not kept. */
export interface ReadPlaces {
  readonly places: Places;
  readonly warnings: readonly string[];
}

/** A GeoJSON Feature, not checked yet, and its place in the file it comes from. */
export interface FoundFeature {
  readonly where: string;
  readonly feature: unknown;
}

/** Most features of one file. */
export const mostFeatures = 100_000;

const longestName = 200;
const longestText = 4000;
const largestUncertaintyMetres = 1_000_000;

const known = {
  site: ["record", "site", "name", "names", "country", "utc_offset", "note", "source"],
  area: [
    "record",
    "site",
    "area",
    "name",
    "role",
    "valid_from",
    "valid_to",
    "approximate",
    "uncertainty_m",
    "basis",
    "source",
  ],
} as const;

/** Every property that a site or an area has in a file. */
export const propertyNames: ReadonlySet<string> = new Set([...known.site, ...known.area]);

/**
 * Reads features into sites and areas and checks what no single feature shows: that a site is given once, that outlines of one
 * area follow each other, that an area lies near its site. An area may belong to a site that is not among the features.
 * @returns what is sound; what is not is in `remarks`.
 */
export function readFeatures(found: readonly FoundFeature[], remarks: Remarks): Places {
  const sites = new Map<string, Located<Site>>();
  const areas: Located<Area>[] = [];
  for (const { where, feature } of found) {
    const properties = isObject(feature) ? feature["properties"] : undefined;
    if (!isObject(feature) || feature["type"] !== "Feature" || !isObject(properties)) {
      remarks.fault(
        where,
        "feature",
        described(isObject(feature) ? feature["type"] : feature),
        "a Feature with properties",
      );
      continue;
    }
    const named = where + nameOf(properties);
    const before = remarks.faults;
    const report = remarks.at(named);
    const { record } = properties;
    if (record === "site") {
      const site = readSite(feature, new Properties(properties, report), report, remarks);
      noteUnknown(properties, known.site, remarks);
      if (site === null || remarks.faults > before) continue;
      const first = sites.get(site.id);
      if (first === undefined) sites.set(site.id, { where: named, record: site });
      else report("site", `${site.id}, which is ${first.where} too`, "each site once");
    } else if (record === "area") {
      const area = readArea(feature, new Properties(properties, report), report, remarks);
      noteUnknown(properties, known.area, remarks);
      if (area !== null && remarks.faults === before) areas.push({ where: named, record: area });
    } else
      report(
        "record",
        described(record),
        "site, with the position of a site as a Point; or area, with its outline",
      );
  }
  checkValidity(areas, remarks);
  for (const { where, record } of areas) {
    const site = sites.get(record.siteId);
    if (site !== undefined) checkNearness(record, site.record.position, remarks.at(where));
  }
  return { sites: [...sites.values()].map(({ record }) => record), areas: areas.map(({ record }) => record) };
}

type Values = Readonly<Record<string, unknown>>;

/** " (area depot)" when the properties name what the feature is. */
function nameOf(properties: Values): string {
  const { record } = properties;
  const id = record === "site" || record === "area" ? properties[record] : null;
  return typeof id === "string" && isId(id) ? ` (${String(record)} ${id})` : "";
}

function noteUnknown(properties: Values, names: readonly string[], remarks: Remarks): void {
  for (const name of Object.keys(properties))
    if (!names.includes(name)) remarks.leftOut(`the property ${quoted(name)} is not kept`);
}

function readSite(feature: Values, properties: Properties, report: Report, remarks: Remarks): Site | null {
  const site = {
    id: properties.id("site"),
    name: properties.filledText("name", longestName),
    names: properties.texts("names", longestName),
    country: properties.text("country", longestName),
    zoneMinutes: properties.offset("utc_offset"),
    note: properties.text("note", longestText),
    source: properties.text("source", longestText),
  };
  const position = readPoint(feature["geometry"], report, remarks);
  return position && { ...site, position };
}

function readArea(feature: Values, properties: Properties, report: Report, remarks: Remarks): Area | null {
  const area = {
    siteId: properties.id("site"),
    id: properties.id("area"),
    name: properties.filledText("name", longestName),
    role: properties.oneOf("role", roles),
    validFrom: properties.day("valid_from"),
    validTo: properties.day("valid_to"),
    approximate: properties.flag("approximate"),
    uncertaintyMetres: properties.amount("uncertainty_m", largestUncertaintyMetres),
    source: properties.text("source", longestText),
  };
  const { role, validFrom, validTo } = area;
  const basis = area.approximate
    ? properties.filledText(
        "basis",
        longestText,
        ": how the outline was placed, needed when it is approximate",
      )
    : properties.text("basis", longestText);
  if (validFrom !== null && validTo !== null && validFrom >= validTo)
    report("valid_to", validTo, `a day after valid_from, which is ${validFrom}`);
  const outline = readOutline(feature["geometry"], report, remarks);
  return outline && role !== undefined ? { ...area, role, basis, outline } : null;
}
