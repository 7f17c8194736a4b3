import { Type } from "typebox";
import { getEvidence, getEvidenceFile, getEvidenceRows, getLookPicture } from "../handlers/evidence.ts";
import type { Route } from "../route.ts";
import { named, words } from "./request-shapes.ts";

const byHash = Type.Object({ sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }) });

/** Evidence as it came, and pictures with the marks that were made in them. */
export const evidenceRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/evidence/:sha256",
    role: "viewer",
    summary: "a file of evidence: its name, its size and the steps that read it",
    schema: { params: byHash },
    handle: getEvidence,
  },
  {
    method: "GET",
    path: "/api/evidence/:sha256/rows",
    role: "viewer",
    summary: "rows of a table of evidence, around that of a record or from one on",
    schema: {
      params: byHash,
      querystring: Type.Object({
        key: words(300),
        from: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
      }),
    },
    handle: getEvidenceRows,
  },
  {
    method: "GET",
    path: "/api/evidence/:sha256/file",
    role: "viewer",
    summary: "a file of evidence as it came, always as a download",
    schema: { params: byHash },
    handle: getEvidenceFile,
  },
  {
    method: "GET",
    path: "/api/looks/:look/marked.png",
    role: "viewer",
    summary: "the picture of a look with its numbered marks, drawn by this program",
    schema: { params: named("look") },
    handle: getLookPicture,
  },
];
