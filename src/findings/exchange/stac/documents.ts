import { boxOf, type Box } from "../../../base/geometry/box.ts";
import type { Site } from "../../../sites/counting/site.ts";
import { geoJson, json, openApi30, queryText, type Link } from "../link.ts";
import { ogcConformance } from "../ogc/documents.ts";
import type { WireQuery } from "../wire-query.ts";
import { closedEnds } from "../wire-time.ts";
import { stacVersion, type StacItem } from "./item.ts";
import { stacLicence } from "./licence.ts";
import type { StacLook } from "./stac-look.ts";

/** What is kept of STAC API 1.0.0, and of the OGC standards that it rests on. */
export const stacConformance = [
  "https://api.stacspec.org/v1.0.0/core",
  "https://api.stacspec.org/v1.0.0/collections",
  "https://api.stacspec.org/v1.0.0/ogcapi-features",
  "https://api.stacspec.org/v1.0.0/item-search",
  "https://api.stacspec.org/v1.0.0/item-search#sort",
  ...ogcConformance,
] as const;

/** The landing page, a STAC catalogue. `base` is the address of the service, without a slash at its end. */
export const stacLanding = (base: string, id: string, title: string, sites: readonly Site[]) => ({
  type: "Catalog",
  stac_version: stacVersion,
  id,
  title,
  description:
    "The pictures of a Yardwatch case: a collection for each site, an item for each look with pixels and a time.",
  conformsTo: stacConformance,
  links: [
    { href: `${base}/`, rel: "self", type: json },
    { href: `${base}/`, rel: "root", type: json },
    { href: `${base}/api`, rel: "service-desc", type: openApi30 },
    { href: `${base}/conformance`, rel: "conformance", type: json },
    { href: `${base}/collections`, rel: "data", type: json },
    { href: `${base}/search`, rel: "search", type: geoJson, method: "GET" },
    { href: `${base}/search`, rel: "search", type: geoJson, method: "POST" },
    ...sites.map(({ id: site, name }) => ({
      href: `${base}/collections/${encodeURIComponent(site)}`,
      rel: "child",
      type: json,
      title: name,
    })),
  ] satisfies readonly Link[],
});

export const stacConformanceDocument = () => ({ conformsTo: stacConformance });

/** The collection of a site. `window` is where its looks are sought; it is the extent while there are no pictures. */
export function stacCollection(base: string, site: Site, window: Box, looks: readonly StacLook[]) {
  const place = `${base}/collections/${encodeURIComponent(site.id)}`;
  const box = boxOfLooks(looks) ?? window;
  const times = looks.map((l) => l.takenAt);
  const providers = [...new Set(looks.map((l) => l.look.look.provider).filter((name) => name !== ""))].sort();
  return {
    type: "Collection",
    stac_version: stacVersion,
    stac_extensions: [],
    id: site.id,
    title: site.name,
    description: `Pictures of ${site.name}${site.country === "" ? "" : `, ${site.country}`}: each look with pixels and a time.`,
    license: stacLicence(looks.map((l) => l.look.supply.licence)),
    ...(providers.length === 0
      ? {}
      : { providers: providers.map((name) => ({ name, roles: ["producer"] })) }),
    extent: {
      spatial: { bbox: [[box.west, box.south, box.east, box.north]] },
      temporal: {
        interval: [
          times.length === 0
            ? [null, null]
            : closedEnds({
                fromMs: times.reduce((first, t) => Math.min(first, t.fromMs), Infinity),
                toMs: times.reduce((last, t) => Math.max(last, t.toMs), -Infinity),
              }),
        ],
      },
    },
    // The standard's names for OGC API Features, so that its clients find them here too.
    itemType: "feature",
    crs: ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
    links: [
      { href: place, rel: "self", type: json },
      { href: `${base}/`, rel: "root", type: json },
      { href: `${base}/`, rel: "parent", type: json },
      { href: `${place}/items`, rel: "items", type: geoJson },
    ] satisfies readonly Link[],
  };
}

function boxOfLooks(looks: readonly StacLook[]): Box | null {
  return boxOf(looks.flatMap(({ parts }) => (parts === null ? [] : parts.polygons.flat(2))));
}

export const stacCollections = (base: string, collections: readonly unknown[]) => ({
  collections,
  links: [
    { href: `${base}/collections`, rel: "self", type: json },
    { href: `${base}/`, rel: "root", type: json },
    { href: `${base}/`, rel: "parent", type: json },
  ] satisfies readonly Link[],
});

/** One page of items, and how it was asked for. */
export interface StacPage {
  readonly items: readonly StacItem[];
  readonly numberMatched: number;
  /** The token of the page that follows; null on the last. */
  readonly next: string | null;
}

/** How a page was asked for: by an address with parameters, or by a body. */
export type StacAsking =
  | { readonly method: "GET"; readonly place: string; readonly query: WireQuery }
  | { readonly method: "POST"; readonly place: string; readonly body: Readonly<Record<string, unknown>> };

export function stacItems(
  base: string,
  asking: StacAsking,
  page: StacPage,
  now: Date,
  more: readonly Link[] = [],
) {
  return {
    type: "FeatureCollection",
    features: page.items,
    links: [
      {
        href: asking.place + (asking.method === "GET" ? queryText(asking.query) : ""),
        rel: "self",
        type: geoJson,
        ...(asking.method === "POST" ? { method: "POST", body: asking.body } : {}),
      },
      { href: `${base}/`, rel: "root", type: json },
      ...more,
      ...(page.next === null ? [] : [nextLink(asking, page.next)]),
    ] satisfies readonly Link[],
    timeStamp: now.toISOString(),
    numberMatched: page.numberMatched,
    numberReturned: page.items.length,
  };
}

const nextLink = (asking: StacAsking, token: string): Link =>
  asking.method === "GET"
    ? {
        href:
          asking.place + queryText([...asking.query.filter(([name]) => name !== "token"), ["token", token]]),
        rel: "next",
        type: geoJson,
        method: "GET",
      }
    : {
        href: asking.place,
        rel: "next",
        type: geoJson,
        method: "POST",
        body: { ...asking.body, token },
      };
