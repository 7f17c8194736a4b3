import { getOpenApi } from "../handlers/openapi.ts";
import type { Route } from "../route.ts";

/** The document of all routes, this one with them. */
export const openApiRoutes = (all: () => readonly Route[]): readonly Route[] => [
  {
    method: "GET",
    path: "/api/openapi.json",
    role: "viewer",
    summary: "every route, as OpenAPI 3.1",
    handle: getOpenApi(all),
  },
];
