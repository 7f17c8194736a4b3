import { Type } from "typebox";
import { getServiceApi } from "../handlers/openapi.ts";
import {
  getStac,
  getStacCollection,
  getStacCollections,
  getStacConformance,
  getStacItem,
  getStacItems,
  getStacSearch,
  postStacSearch,
} from "../handlers/stac.ts";
import type { Route } from "../route.ts";
import { named } from "./request-shapes.ts";
import { standardQueries } from "./standard-queries.ts";

const { f, limit, bbox, datetime, token, ids, collections, sortby, intersects } = standardQueries;

/** STAC API. Its definition is made of the routes that are served. */
export const stacRoutes = (all: () => readonly Route[]): readonly Route[] => [
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
    handle: getServiceApi(all, "stac"),
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
        ids,
        collections,
        sortby,
        intersects,
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
