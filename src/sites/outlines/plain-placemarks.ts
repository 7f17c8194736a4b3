import { dayMs } from "../../base/time/calendar.ts";
import { parseSpan } from "../../base/time/span.ts";
import { dayText } from "../../base/time/words.ts";
import { quoted } from "../../base/errors.ts";
import type { FoundFeature } from "./features.ts";
import { outlineOf, partsOf, type Placemark } from "./placemark.ts";
import { isObject, type Remarks } from "./remarks.ts";

/** The site that placemarks without properties of their own are put under. */
export interface DrawnUnder {
  readonly siteId: string;
  /** Civil time of the site, for time spans that name an instant. */
  readonly zoneMinutes: number;
  readonly file: string;
  /** Makes an id that no area of the site has, from a name. */
  readonly idFor: (name: string) => string;
}

/**
 * Makes areas of a placemark that another program drew: one of its polygons, one of its lines. They count as approximate, since
 * nothing says how they were placed. Points are left out with a warning.
 */
export function areasDrawn(
  placemark: Placemark,
  under: DrawnUnder,
  remarks: Remarks,
): readonly FoundFeature[] {
  const { where, properties, geometry } = placemark;
  const name = plainName(properties["name"]);
  const parts = partsOf(geometry);
  const outlines = [
    outlineOf("MultiPolygon", parts, "Polygon"),
    outlineOf("MultiLineString", parts, "LineString"),
  ];
  const drawn = outlines.filter((outline) => outline !== null);
  const unused =
    parts.length === 0 ? "no geometry" : parts.some(({ type }) => type === "Point") ? "a point" : null;
  if (unused !== null) remarks.leftOut(`${where} ${quoted(name)} has ${unused}, which is not an outline`);
  if (drawn.length === 0) return [];
  const period = periodOf(properties["timespan"], under.zoneMinutes);
  if (period === null)
    remarks.leftOut(`${where} ${quoted(name)}: its time span could not be read and is not kept`);
  return drawn.map((outline) => ({
    where,
    feature: {
      type: "Feature",
      geometry: outline,
      properties: {
        record: "area",
        site: under.siteId,
        area: under.idFor(name),
        name,
        role: "other",
        valid_from: period?.from ?? null,
        valid_to: period?.to ?? null,
        approximate: true,
        uncertainty_m: null,
        basis: `drawn in another program, imported from ${oneLine(under.file)}`,
        source: "",
      },
    },
  }));
}

// As `isPlain` refuses them.
const unprintable = /[\p{Cc}\u2028-\u202e\u2066-\u2069\ufffe\uffff]+/gu;
const oneLine = (text: string): string => text.replace(unprintable, " ").trim().slice(0, 200).toWellFormed();

function plainName(value: unknown): string {
  return (typeof value === "string" ? oneLine(value) : "") || "Area";
}

interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The days of a KML TimeSpan. Its ends are instants, a day standing for its beginning: the first day is that of `begin`, and
 * the first day after is that of `end`, or the next one when `end` falls within a day. Null when it cannot be read.
 */
function periodOf(timespan: unknown, zoneMinutes: number): Period | null {
  const ends = isObject(timespan) ? timespan : {};
  const from = instantOf(ends["begin"], zoneMinutes);
  const to = instantOf(ends["end"], zoneMinutes);
  if (from === undefined || to === undefined || (from !== null && to !== null && from >= to)) return null;
  return {
    from: from === null ? null : dayText(from, zoneMinutes),
    to: to === null ? null : dayText(to + dayMs - 1, zoneMinutes),
  };
}

/** Milliseconds since 1970; null when there is none; undefined when it cannot be read. */
function instantOf(value: unknown, zoneMinutes: number): number | null | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  if (text === "") return null;
  const parsed = parseSpan(text.replace(/\.0+(?=Z|[+-])/, ""), zoneMinutes);
  return parsed.ok && parsed.span.precision !== "range" ? parsed.span.fromMs : undefined;
}
