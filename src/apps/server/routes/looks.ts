import { Type } from "typebox";
import { getLook, getLooksOfSite, postOverride } from "../handlers/looks.ts";
import { getPicture, getPictureFile, getThumbnail } from "../handlers/pictures.ts";
import { getTile } from "../handlers/tiles.ts";
import type { Route } from "../route.ts";
import { named, words } from "./request-shapes.ts";

/** Looks and their pictures. */
export const lookRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/sites/:site/looks",
    role: "viewer",
    summary: "the looks of a site in order of time, each with what it is good for and the days blind before",
    schema: {
      params: named("site"),
      querystring: Type.Object({ kind: words(100) }),
    },
    handle: getLooksOfSite,
  },
  {
    method: "GET",
    path: "/api/looks/:look",
    role: "viewer",
    summary: "everything on record of one look: dates, licence, clarity, line-up, usability, trail",
    schema: {
      params: named("look"),
      querystring: Type.Object({ kind: words(100) }),
    },
    handle: getLook,
  },
  {
    method: "POST",
    path: "/api/looks/:look/override",
    role: "analyst",
    summary: "an analyst's judgement of a look for a kind, with a reason, in place of the rule's",
    schema: {
      params: named("look"),
      body: Type.Object(
        {
          kind: Type.String({ maxLength: 100 }),
          usability: Type.String({ maxLength: 100 }),
          reason: Type.String({ maxLength: 10_000 }),
        },
        { additionalProperties: false },
      ),
    },
    handle: postOverride,
  },
  {
    method: "GET",
    path: "/api/looks/:look/picture",
    role: "viewer",
    summary: "size, levels and bands of a look's picture, read from the file",
    schema: { params: named("look") },
    handle: getPicture,
  },
  {
    method: "GET",
    path: "/api/looks/:look/file",
    role: "viewer",
    summary: "the bytes of a look's picture, by ranges",
    schema: { params: named("look") },
    handle: getPictureFile,
  },
  {
    method: "GET",
    path: "/api/looks/:look/thumbnail",
    role: "viewer",
    summary: "a look's picture over its site as a small PNG",
    schema: {
      params: named("look"),
      querystring: Type.Object({
        side: Type.Optional(Type.Integer({ minimum: 16, maximum: 2048 })),
        outlines: Type.Optional(Type.Boolean()),
      }),
    },
    handle: getThumbnail,
  },
  {
    method: "GET",
    path: "/api/looks/:look/tiles/:level/:column/:row",
    role: "viewer",
    summary: "the samples of one tile of a look's picture, for pictures that a browser does not read",
    schema: {
      params: named("look", "level", "column", "row"),
      querystring: Type.Object({ bands: words(40) }),
    },
    handle: getTile,
  },
];
