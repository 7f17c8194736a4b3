import { Type } from "typebox";
import {
  getAreas,
  getAreasFile,
  largestUpload,
  postAreas,
  postAreasRead,
  postSite,
} from "../handlers/areas.ts";
import type { Route } from "../route.ts";
import { named, openDay, text, words } from "./request-shapes.ts";

/** Outlines as drawn: GeoJSON features, which the handler holds against the rules for files. */
const drawnFeatures = Type.Optional(Type.Array(Type.Unknown(), { maxItems: 5000 }));

/** Outlines of sites, and how they come on record. */
export const areaRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/sites/:site/areas",
    role: "viewer",
    summary:
      "the outlines of a site with their days, who drew them, on which picture, and which counts rest on them",
    schema: {
      params: named("site"),
      querystring: Type.Object({ at: words(10), look: words(300) }),
    },
    handle: getAreas,
  },
  {
    method: "GET",
    path: "/api/sites/:site/areas/:format",
    role: "viewer",
    summary: "the outlines of a site that hold, as a file: geojson or kml",
    schema: { params: named("site", "format") },
    handle: getAreasFile,
  },
  {
    method: "POST",
    path: "/api/sites/:site/areas",
    role: "analyst",
    summary:
      "draw, correct, end, withdraw or undo outlines: one change; 409 when somebody changed the same ones since",
    schema: {
      params: named("site"),
      body: Type.Object({
        drawn: drawnFeatures,
        end: Type.Optional(
          Type.Array(Type.Object({ outline: Type.String({ maxLength: 300 }), day: openDay }), {
            maxItems: 1000,
          }),
        ),
        withdraw: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 1000 })),
        undo: Type.Optional(Type.Integer({ minimum: 1, description: "the number of a change" })),
        reason: words(2000),
        look: words(300),
        since: Type.Optional(
          Type.Integer({ minimum: 0, description: "the newest change that the person has seen" }),
        ),
      }),
    },
    handle: postAreas,
  },
  {
    method: "POST",
    path: "/api/sites/:site/areas/read",
    role: "analyst",
    cost: 50,
    summary: "what a GeoJSON, KML or KMZ file would draw; nothing is written",
    bodyLimit: Math.ceil((largestUpload * 4) / 3) + 4096,
    schema: {
      params: named("site"),
      body: Type.Object({
        name: text(300),
        base64: Type.String({ minLength: 1 }),
      }),
    },
    handle: postAreasRead,
  },
  {
    method: "POST",
    path: "/api/sites",
    role: "analyst",
    summary: "begin a site, with outlines or without",
    schema: {
      body: Type.Object({
        site: words(80),
        name: text(200),
        country: words(200),
        zoneMinutes: Type.Integer({ minimum: -1440, maximum: 1440 }),
        position: Type.Tuple([
          Type.Number({ minimum: -180, maximum: 180 }),
          Type.Number({ minimum: -90, maximum: 90 }),
        ]),
        note: words(4000),
        drawn: drawnFeatures,
        reason: words(2000),
        look: words(300),
      }),
    },
    handle: postSite,
  },
];
