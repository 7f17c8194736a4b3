import { Type } from "typebox";
import {
  getOgc,
  getOgcCollection,
  getOgcCollections,
  getOgcConformance,
  getOgcItem,
  getOgcItems,
  getOgcSchema,
} from "../handlers/ogc.ts";
import { getServiceApi } from "../handlers/openapi.ts";
import type { Route } from "../route.ts";
import { named } from "./request-shapes.ts";
import { standardQueries } from "./standard-queries.ts";

const { f, limit, bbox, datetime, after, offset } = standardQueries;

/** OGC API Features. Its definition is made of the routes that are served. */
export const ogcRoutes = (all: () => readonly Route[]): readonly Route[] => [
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
    handle: getServiceApi(all, "ogc"),
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
    path: "/ogc/collections/:collection/schema",
    role: "viewer",
    summary: "what its features hold, as JSON Schema",
    schema: { params: named("collection"), querystring: Type.Object({ f }) },
    handle: getOgcSchema,
  },
  {
    method: "GET",
    path: "/ogc/collections/:collection/items",
    role: "viewer",
    summary: "its features, a page at a time; by property too, as /ogc/api lists them",
    schema: {
      params: named("collection"),
      querystring: Type.Object({ f, limit, bbox, datetime, after, offset }, { additionalProperties: true }),
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
];
