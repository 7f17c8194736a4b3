import { getCase } from "../handlers/case.ts";
import { getChanges } from "../handlers/changes.ts";
import type { Route } from "../route.ts";

/** The case that is open, and what changes in it. */
export const caseRoutes: readonly Route[] = [
  { method: "GET", path: "/api/case", role: "viewer", summary: "the case that is open", handle: getCase },
  {
    method: "GET",
    path: "/api/changes",
    role: "viewer",
    summary: "every change from now on, as server-sent events",
    handle: getChanges,
  },
];
