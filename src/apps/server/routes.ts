import { Type } from "typebox";
import { getBoard } from "./handlers/board.ts";
import { getCase } from "./handlers/case.ts";
import { getChanges } from "./handlers/changes.ts";
import { getHistory, getSite } from "./handlers/history.ts";
import { cancelJob, getJob, getJobs, pauseJob, resumeJob } from "./handlers/jobs.ts";
import {
  getOgc,
  getOgcCollection,
  getOgcCollections,
  getOgcConformance,
  getOgcItem,
  getOgcItems,
} from "./handlers/ogc.ts";
import { getOpenApi, getServiceApi } from "./handlers/openapi.ts";
import {
  getStac,
  getStacCollection,
  getStacCollections,
  getStacConformance,
  getStacItem,
  getStacItems,
  getStacSearch,
  postStacSearch,
} from "./handlers/stac.ts";
import { getPlaces } from "./handlers/places.ts";
import type { Route } from "./route.ts";

const named = (...names: string[]) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, Type.String({ minLength: 1, maxLength: 300 })])));

/** What the open standards let every client ask. Handlers read these from the address themselves: unknown ones are refused. */
const wire = {
  f: Type.Optional(Type.String({ description: "the format: json, the only one" })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, default: 100, description: "how many at most; more than 1000 gives 1000" }),
  ),
  bbox: Type.Optional(
    Type.String({
      description:
        "only what touches west,south,east,north, in degrees; west may be the greater, across the 180th meridian",
    }),
  ),
  datetime: Type.Optional(
    Type.String({
      description:
        "only what meets an instant of RFC 3339, or an interval A/B, A/.. or ../B with both its ends in it",
    }),
  ),
  after: Type.Optional(
    Type.String({ description: "the id after which to go on: use the link to the next page" }),
  ),
  token: Type.Optional(Type.String({ description: "where to go on: use the link to the next page" })),
  ids: Type.Optional(Type.String({ description: "only items of these ids" })),
  collections: Type.Optional(Type.String({ description: "only items of these collections" })),
  sortby: Type.Optional(
    Type.String({ description: "id, collection, datetime, each with + or - before it; usually -datetime" }),
  ),
  intersects: Type.Optional(
    Type.String({ description: "only what touches a geometry of GeoJSON; not with bbox" }),
  ),
};
const { f, limit, bbox, datetime, after, token } = wire;

/** Every route of the server. What is not here is not served. */
export const routes: readonly Route[] = [
  // The case
  { method: "GET", path: "/api/case", role: "viewer", summary: "the case that is open", handle: getCase },
  {
    method: "GET",
    path: "/api/changes",
    role: "viewer",
    summary: "every change from now on, as server-sent events",
    handle: getChanges,
  },

  // Sites
  {
    method: "GET",
    path: "/api/board",
    role: "viewer",
    summary:
      "one row a site: last looks, newest count, what needs a person; `pending` rows are still being worked out",
    handle: getBoard,
  },
  {
    method: "GET",
    path: "/api/sites/:site",
    role: "viewer",
    summary: "a site with its areas",
    schema: { params: named("site") },
    handle: getSite,
  },
  {
    method: "GET",
    path: "/api/sites/:site/history",
    role: "viewer",
    summary:
      "the history of a kind at a site or an area, with the record test of one look and its arithmetic",
    schema: {
      params: named("site"),
      querystring: Type.Object(
        Object.fromEntries(
          ["kind", "at", "look", "area", "event", "windowYears"].map((name) => [
            name,
            Type.Optional(Type.String({ maxLength: 300 })),
          ]),
        ),
      ),
    },
    handle: getHistory,
  },
  {
    method: "GET",
    path: "/api/places",
    role: "viewer",
    summary: "the sites with the outlines that hold now",
    handle: getPlaces,
  },

  // Jobs
  { method: "GET", path: "/api/jobs", role: "viewer", summary: "long work, newest first", handle: getJobs },
  {
    method: "GET",
    path: "/api/jobs/:job",
    role: "viewer",
    summary: "one job",
    schema: { params: named("job") },
    handle: getJob,
  },
  {
    method: "POST",
    path: "/api/jobs/:job/pause",
    role: "analyst",
    summary: "stop a job so that it can go on",
    schema: { params: named("job") },
    handle: pauseJob,
  },
  {
    method: "POST",
    path: "/api/jobs/:job/resume",
    role: "analyst",
    summary: "let a job go on where it was",
    schema: { params: named("job") },
    handle: resumeJob,
  },
  {
    method: "POST",
    path: "/api/jobs/:job/cancel",
    role: "analyst",
    summary: "end a job; what it finished stays",
    schema: { params: named("job") },
    handle: cancelJob,
  },

  // Open standards
  {
    method: "GET",
    path: "/api/openapi.json",
    role: "viewer",
    summary: "every route, as OpenAPI 3.1",
    handle: getOpenApi(() => routes),
  },
  {
    method: "GET",
    path: "/ogc",
    role: "viewer",
    summary: "OGC API Features: the landing page",
    schema: { querystring: Type.Object({ f }) },
    handle: getOgc,
  },
  {
    method: "GET",
    path: "/ogc/api",
    role: "viewer",
    summary: "OGC API Features: its definition, as OpenAPI 3.0",
    handle: getServiceApi(() => routes, "ogc"),
  },
  {
    method: "GET",
    path: "/ogc/conformance",
    role: "viewer",
    summary: "OGC API Features: the classes that are kept",
    schema: { querystring: Type.Object({ f }) },
    handle: getOgcConformance,
  },
  {
    method: "GET",
    path: "/ogc/collections",
    role: "viewer",
    summary: "OGC API Features: the collections",
    schema: { querystring: Type.Object({ f }) },
    handle: getOgcCollections,
  },
  {
    method: "GET",
    path: "/ogc/collections/:collection",
    role: "viewer",
    summary: "a collection",
    schema: { params: named("collection"), querystring: Type.Object({ f }) },
    handle: getOgcCollection,
  },
  {
    method: "GET",
    path: "/ogc/collections/:collection/items",
    role: "viewer",
    summary: "its features, a page at a time; by property too, as /ogc/api lists them",
    schema: {
      params: named("collection"),
      querystring: Type.Object({ f, limit, bbox, datetime, after }, { additionalProperties: true }),
    },
    handle: getOgcItems,
  },
  {
    method: "GET",
    path: "/ogc/collections/:collection/items/:item",
    role: "viewer",
    summary: "one feature",
    schema: { params: named("collection", "item"), querystring: Type.Object({ f }) },
    handle: getOgcItem,
  },
  {
    method: "GET",
    path: "/stac",
    role: "viewer",
    summary: "STAC API: the landing page",
    schema: { querystring: Type.Object({ f }) },
    handle: getStac,
  },
  {
    method: "GET",
    path: "/stac/api",
    role: "viewer",
    summary: "STAC API: its definition, as OpenAPI 3.0",
    handle: getServiceApi(() => routes, "stac"),
  },
  {
    method: "GET",
    path: "/stac/conformance",
    role: "viewer",
    summary: "STAC API: the classes that are kept",
    schema: { querystring: Type.Object({ f }) },
    handle: getStacConformance,
  },
  {
    method: "GET",
    path: "/stac/collections",
    role: "viewer",
    summary: "STAC API: a collection for each site",
    schema: { querystring: Type.Object({ f }) },
    handle: getStacCollections,
  },
  {
    method: "GET",
    path: "/stac/collections/:collection",
    role: "viewer",
    summary: "STAC API: the collection of a site",
    schema: { params: named("collection"), querystring: Type.Object({ f }) },
    handle: getStacCollection,
  },
  {
    method: "GET",
    path: "/stac/collections/:collection/items",
    role: "viewer",
    summary: "STAC API: the picture looks of a site, a page at a time",
    schema: { params: named("collection"), querystring: Type.Object({ f, limit, bbox, datetime, token }) },
    handle: getStacItems,
  },
  {
    method: "GET",
    path: "/stac/collections/:collection/items/:item",
    role: "viewer",
    summary: "STAC API: a picture look",
    schema: { params: named("collection", "item"), querystring: Type.Object({ f }) },
    handle: getStacItem,
  },
  {
    method: "GET",
    path: "/stac/search",
    role: "viewer",
    summary: "STAC API: picture looks that fit",
    schema: {
      querystring: Type.Object({
        f,
        limit,
        bbox,
        datetime,
        token,
        ids: wire.ids,
        collections: wire.collections,
        sortby: wire.sortby,
        intersects: wire.intersects,
      }),
    },
    handle: getStacSearch,
  },
  {
    method: "POST",
    path: "/stac/search",
    role: "viewer",
    summary: "STAC API: picture looks that fit; nothing is written",
    schema: {
      body: Type.Object(
        {
          limit,
          bbox: Type.Optional(Type.Array(Type.Number(), { minItems: 4, maxItems: 6 })),
          intersects: Type.Optional(Type.Object({ type: Type.String() }, { additionalProperties: true })),
          datetime,
          ids: Type.Optional(Type.Array(Type.String(), { maxItems: 10_000 })),
          collections: Type.Optional(Type.Array(Type.String(), { maxItems: 10_000 })),
          sortby: Type.Optional(
            Type.Array(Type.Object({ field: Type.String(), direction: Type.Optional(Type.String()) })),
          ),
          token,
        },
        { additionalProperties: true },
      ),
    },
    handle: postStacSearch,
  },
];
