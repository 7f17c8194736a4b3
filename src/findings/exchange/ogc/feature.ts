import { areaRecord, siteRecord } from "../../../sites/outlines/feature-records.ts";
import type { Area, Position, Site } from "../../../sites/counting/site.ts";
import { parseSpan } from "../../../base/time/span.ts";
import type { Geometry } from "../geometry.ts";
import { geoJson, json, type Link } from "../link.ts";
import { closedEnds, type Held } from "../wire-time.ts";
import { collectionKind, type CollectionId } from "./collections.ts";

export type Value = string | number | boolean | null | readonly string[];

/** A record on its way out: its values by name, when it holds, where it lies. */
export interface ExchangeRow {
  readonly id: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly geometry: Geometry | null;
  readonly held: Held;
}

export interface Feature {
  readonly type: "Feature";
  readonly id: string;
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, Value>>;
  readonly links?: readonly Link[];
}

export const alwaysHeld: Held = { fromMs: null, toMs: null };

/** A site's row; its values are those of the site files that `site add` reads. */
export function siteRow(site: Site): ExchangeRow {
  const { geometry, properties } = siteRecord(site);
  return { id: site.id, values: properties, geometry, held: alwaysHeld };
}

/** An area's row. Its days are those of the site's clock. */
export function areaRow(area: Area, zoneMinutes: number): ExchangeRow {
  const { geometry, properties } = areaRecord(area);
  const at = (day: string | null): number | null => {
    const read = day === null ? null : parseSpan(day, zoneMinutes);
    return read?.ok === true ? read.span.fromMs : null;
  };
  return {
    id: [area.siteId, area.id, ...(area.validFrom === null ? [] : [area.validFrom])].join("/"),
    values: properties,
    geometry,
    held: { fromMs: at(area.validFrom), toMs: at(area.validTo) },
  };
}

/** The outline of a mark; null where it is in pixels of a picture that has no place on the ground. */
export const markGeometry = (outline: readonly Position[], inPixels: boolean): Geometry | null =>
  inPixels || outline.length === 0 ? null : { type: "Polygon", coordinates: [outline] };

/** The id of a record as the id of a feature, which stands in addresses: many clients take a slash there for a part of the path. */
export const wireId = (id: string): string => id.replaceAll("/", ":");
/** Back again: ids of records have no colons. */
export const recordId = (id: string): string => id.replaceAll(":", "/");

/** The feature of a row, with its properties in the order of the collection. */
export function featureOf(collection: CollectionId, row: ExchangeRow): Feature {
  const [from, to] = closedEnds(row.held);
  const values: Readonly<Record<string, Value>> = { ...row.values, taken_from: from, taken_to: to };
  return {
    type: "Feature",
    id: wireId(row.id),
    geometry: row.geometry,
    properties: Object.fromEntries(
      collectionKind(collection).properties.map(({ name }) => [name, values[name] ?? null]),
    ),
  };
}

/** A feature by itself, with its way back. */
export function featureDocument(base: string, collection: CollectionId, row: ExchangeRow): Feature {
  const place = `${base}/collections/${collection}`;
  return {
    ...featureOf(collection, row),
    links: [
      { href: `${place}/items/${encodeURIComponent(wireId(row.id))}`, rel: "self", type: geoJson },
      { href: place, rel: "collection", type: json },
    ],
  };
}
