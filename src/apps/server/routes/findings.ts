import { Type } from "typebox";
import { getFinding, getFindings, postFinding } from "../handlers/findings.ts";
import { getReport, postReport } from "../handlers/reports.ts";
import type { Route } from "../route.ts";
import { named, text } from "./request-shapes.ts";

/** Findings and their reports. */
export const findingRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/findings",
    role: "viewer",
    summary: "all findings, each with whether it holds, and what another could be drafted of",
    handle: getFindings,
  },
  {
    method: "POST",
    path: "/api/findings",
    role: "analyst",
    summary: "draft a finding from the records as they are",
    schema: {
      body: Type.Object(
        {
          site: text(300),
          kind: text(60),
          ...Object.fromEntries(
            ["at", "look", "area", "event"].map((name) => [name, Type.Optional(text(300))]),
          ),
        },
        { additionalProperties: false },
      ),
    },
    handle: postFinding,
  },
  {
    method: "GET",
    path: "/api/findings/:finding",
    role: "viewer",
    summary: "a finding held against the records, with the way from every value to its evidence",
    schema: { params: named("finding") },
    handle: getFinding,
  },
  {
    method: "POST",
    path: "/api/findings/:finding/report",
    role: "analyst",
    cost: 50,
    summary: "build the report of a finding, as HTML or printed as PDF; refused when a sentence drifted",
    schema: {
      params: named("finding"),
      body: Type.Object(
        { format: Type.Union([Type.Literal("html"), Type.Literal("pdf")]) },
        { additionalProperties: false },
      ),
    },
    handle: postReport,
  },
  {
    method: "GET",
    path: "/api/findings/:finding/report/:format",
    role: "viewer",
    summary: "the report that was built, to be opened or, with download=yes, saved",
    schema: {
      params: Type.Object({
        finding: text(300),
        format: Type.Union([Type.Literal("html"), Type.Literal("pdf")]),
      }),
      querystring: Type.Object({ download: Type.Optional(Type.Literal("yes")) }),
    },
    handle: getReport,
  },
];
