import { Type } from "typebox";
import { getBoard } from "../handlers/board.ts";
import { getHistory, getSite } from "../handlers/history.ts";
import { getPlaces } from "../handlers/places.ts";
import type { Route } from "../route.ts";
import { named, words } from "./request-shapes.ts";

/** Sites, with the history of what was counted at them. */
export const siteRoutes: readonly Route[] = [
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
          ["kind", "at", "look", "area", "event", "windowYears"].map((name) => [name, words(300)]),
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
];
