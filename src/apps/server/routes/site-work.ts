import { Type } from "typebox";
import { getCatalogues, postCountAll, postPull } from "../handlers/site-work.ts";
import { postUpload } from "../handlers/uploads.ts";
import type { Route } from "../route.ts";
import { day, named } from "./request-shapes.ts";

/** Work on a site that takes long, and files sent up. */
export const siteWorkRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/catalogues",
    role: "viewer",
    summary: "the catalogues that pictures can be pulled from",
    handle: getCatalogues,
  },
  {
    method: "POST",
    path: "/api/sites/:site/count-all",
    role: "analyst",
    summary: "count every usable look of a site, as a job",
    schema: { params: named("site") },
    handle: postCountAll,
  },
  {
    method: "POST",
    path: "/api/sites/:site/pull",
    role: "analyst",
    summary: "look for pictures of a site in a catalogue, as a job",
    schema: {
      params: named("site"),
      body: Type.Object(
        {
          from: day,
          to: day,
          catalogue: Type.String({ pattern: "^[a-z0-9][a-z0-9.-]{0,79}$" }),
          collections: Type.Optional(
            Type.Array(Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$" }), { maxItems: 50 }),
          ),
        },
        { additionalProperties: false },
      ),
    },
    handle: postPull,
  },

  {
    method: "POST",
    path: "/api/sites/:site/uploads",
    role: "analyst",
    stream: true,
    cost: 100,
    summary: "send a picture file up and add it as a look of a site, as a job; the body is its bytes",
    schema: {
      params: named("site"),
      querystring: Type.Object({
        name: Type.String({ minLength: 1, maxLength: 300, description: "the file's name, as a label" }),
        ...Object.fromEntries(
          ["takenAt", "publishedAt", "licence", "provider", "crs"].map((name) => [
            name,
            Type.Optional(Type.String({ maxLength: 500, description: "as --option of look add" })),
          ]),
        ),
      }),
    },
    handle: postUpload,
  },
];
