import type { Box } from "../../../base/geometry/box.ts";
import { geoJson, json, jsonSchema, openApi30, queryText, type Link } from "../link.ts";
import type { WireQuery } from "../wire-query.ts";
import { closedEnds, type Held } from "../wire-time.ts";
import { collectionKind, type CollectionId } from "./collections.ts";
import { featureOf, wireId, type ExchangeRow, type Feature } from "./feature.ts";

/** Longitude and latitude in degrees on WGS 84, in this order: the system of every coordinate that is given out. */
export const crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const gregorian = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

/** What is kept of OGC API - Features - Part 1: Core. */
export const ogcConformance = [
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
] as const;

/** The landing page. `base` is the address of the service, without a slash at its end. */
export const ogcLanding = (base: string, title: string) => ({
  title,
  description: "Sites, areas, looks, marks and counts of a Yardwatch case, to be read.",
  links: [
    { href: `${base}/`, rel: "self", type: json, title: "this document" },
    { href: `${base}/api`, rel: "service-desc", type: openApi30, title: "the definition of this service" },
    {
      href: `${base}/conformance`,
      rel: "conformance",
      type: json,
      title: "the classes of the standard that are kept",
    },
    { href: `${base}/collections`, rel: "data", type: json, title: "the collections" },
  ] satisfies readonly Link[],
});

export const ogcConformanceDocument = () => ({ conformsTo: ogcConformance });

/** How far a collection reaches; null for what is not known, with nothing in it. */
export interface Extent {
  readonly box: Box | null;
  readonly time: Held | null;
}

export function ogcCollection(base: string, id: CollectionId, extent: Extent) {
  const { title, description } = collectionKind(id);
  const { box, time } = extent;
  const spatial =
    box === null ? {} : { spatial: { bbox: [[box.west, box.south, box.east, box.north]], crs: crs84 } };
  const temporal = time === null ? {} : { temporal: { interval: [closedEnds(time)], trs: gregorian } };
  return {
    id,
    title,
    description,
    ...(box === null && time === null ? {} : { extent: { ...spatial, ...temporal } }),
    itemType: "feature",
    crs: [crs84],
    links: [
      { href: `${base}/collections/${id}`, rel: "self", type: json },
      { href: `${base}/collections/${id}/items`, rel: "items", type: geoJson, title },
      // GDAL looks for the older spelling.
      ...["describedby", "describedBy"].map((rel) => ({
        href: `${base}/collections/${id}/schema`,
        rel,
        type: jsonSchema,
      })),
    ] satisfies readonly Link[],
  };
}

/**
 * What a feature of a collection holds, as a schema: the types of its properties, which the first features may not show. It is in the
 * words of OpenAPI 3.0, whose `nullable` GDAL reads past, while a list of types would be beyond it.
 */
export function ogcSchema(base: string, id: CollectionId) {
  const { title, description, properties } = collectionKind(id);
  const text = { type: "string" } as const;
  return {
    $id: `${base}/collections/${id}/schema`,
    title,
    description,
    type: "object",
    required: ["type", "id", "geometry", "properties"],
    properties: {
      type: { ...text, enum: ["Feature"] },
      id: text,
      geometry: { type: "object", nullable: true },
      properties: {
        type: "object",
        properties: Object.fromEntries(
          properties.map(({ name, type, about }) => [
            name,
            {
              ...(type === "strings" ? { type: "array", items: text } : { type }),
              ...(name === "taken_from" || name === "taken_to" ? { format: "date-time" } : {}),
              nullable: true,
              description: about,
            },
          ]),
        ),
      },
    },
  };
}

export const ogcCollections = (base: string, extents: readonly (readonly [CollectionId, Extent])[]) => ({
  links: [{ href: `${base}/collections`, rel: "self", type: json }] satisfies readonly Link[],
  collections: extents.map(([id, extent]) => ogcCollection(base, id, extent)),
});

/** One page of a collection. */
export interface ItemsPage {
  readonly rows: readonly ExchangeRow[];
  readonly numberMatched: number;
  /** True when features follow that fit too. */
  readonly more: boolean;
}

export interface FeatureCollection {
  readonly type: "FeatureCollection";
  readonly features: readonly Feature[];
  readonly links: readonly Link[];
  readonly timeStamp: string;
  readonly numberMatched: number;
  readonly numberReturned: number;
}

/** @param query as the client asked, for the link to itself and to the next page */
export function ogcItems(
  base: string,
  id: CollectionId,
  query: WireQuery,
  page: ItemsPage,
  now: Date,
): FeatureCollection {
  const place = `${base}/collections/${id}/items`;
  const last = page.rows.at(-1);
  const next =
    page.more && last !== undefined
      ? [
          {
            href:
              place +
              queryText([
                ...query.filter(([name]) => name !== "after" && name !== "offset"),
                ["after", wireId(last.id)],
              ]),
            rel: "next",
            type: geoJson,
          },
        ]
      : [];
  return {
    type: "FeatureCollection",
    features: page.rows.map((row) => featureOf(id, row)),
    links: [
      { href: place + queryText(query), rel: "self", type: geoJson },
      ...next,
      { href: `${base}/collections/${id}`, rel: "collection", type: json },
    ],
    timeStamp: now.toISOString(),
    numberMatched: page.numberMatched,
    numberReturned: page.rows.length,
  };
}
