import { Type } from "typebox";
import { getCombined, postCombined } from "../handlers/combined.ts";
import { getCounters, getMarks, postEdits, postMachineCount, postPass } from "../handlers/marks.ts";
import { getStripPiece, getStrips } from "../handlers/strips.ts";
import type { Route } from "../route.ts";
import { named, text, words } from "./request-shapes.ts";

/** Marks, counts and the strips that are counted on. */
export const countingRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/looks/:look/counters",
    role: "viewer",
    summary: "who has counted a look; while whoever asks counts it blind, nobody else",
    schema: { params: named("look") },
    handle: getCounters,
  },
  {
    method: "GET",
    path: "/api/looks/:look/marks",
    role: "viewer",
    summary: "the marks of one counter of a look with every edit of them, and nobody else's",
    schema: {
      params: named("look"),
      querystring: Type.Object({
        by: text(200),
        pass: Type.Optional(text(200)),
        kind: words(100),
        machine: Type.Optional(Type.Boolean()),
      }),
    },
    handle: getMarks,
  },
  {
    method: "POST",
    path: "/api/looks/:look/edits",
    role: "analyst",
    summary:
      "edits of one's own count in one go; the same key is answered the same again; 409 where somebody changed a mark first",
    schema: {
      params: named("look"),
      body: Type.Object({
        pass: text(200),
        kind: words(100),
        key: Type.String({ minLength: 8, maxLength: 80 }),
        role: Type.Optional(Type.Unknown()),
        seen: Type.Integer({ minimum: 0 }),
        edits: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 2000 }),
      }),
    },
    handle: postEdits,
  },
  {
    method: "POST",
    path: "/api/looks/:look/passes",
    role: "analyst",
    summary: "begins or finishes one's own pass over a look; a finished pass without a mark counts zero",
    schema: {
      params: named("look"),
      body: Type.Object({
        pass: text(200),
        kind: words(100),
        event: Type.Union([Type.Literal("opened"), Type.Literal("finished")]),
        expects: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 100_000 })),
      }),
    },
    handle: postPass,
  },
  {
    method: "POST",
    path: "/api/looks/:look/machine-count",
    role: "analyst",
    summary: "has the machine count the railcars of a look, as a job",
    schema: { params: named("look") },
    handle: postMachineCount,
  },
  {
    method: "GET",
    path: "/api/looks/:look/combined",
    role: "viewer",
    summary:
      "all counts of a look side by side, who found what, and the one count that follows with its arithmetic",
    schema: {
      params: named("look"),
      querystring: Type.Object({ kind: words(100) }),
    },
    handle: getCombined,
  },
  {
    method: "POST",
    path: "/api/looks/:look/combined",
    role: "analyst",
    summary: "puts the one count of a look on record",
    schema: {
      params: named("look"),
      body: Type.Object({ kind: words(100) }),
    },
    handle: postCombined,
  },
  {
    method: "GET",
    path: "/api/looks/:look/strips",
    role: "viewer",
    summary: "the tracks that hold on a look's day as strips: where each lies, and its pieces",
    schema: { params: named("look") },
    handle: getStrips,
  },
  {
    method: "GET",
    path: "/api/looks/:look/strip",
    role: "viewer",
    summary: "a piece of a track, unrolled from the picture at its own sharpness, as PNG",
    schema: {
      params: named("look"),
      querystring: Type.Object({
        track: text(300),
        piece: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
        ends: words(300),
        gamma: Type.Optional(Type.Number({ minimum: 0.05, maximum: 19 })),
      }),
    },
    handle: getStripPiece,
  },
];
