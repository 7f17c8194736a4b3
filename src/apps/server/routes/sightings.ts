import { Type } from "typebox";
import { verdicts } from "../../../movements/matching/verdict.ts";
import { sightingsTable } from "../../../movements/sightings/sightings-table.ts";
import { getSighting } from "../handlers/movements.ts";
import { postCorrection, postSighting, postWithdrawal } from "../handlers/sightings.ts";
import { getVerdictsFile } from "../handlers/verdicts.ts";
import type { Route } from "../route.ts";
import {
  revisedSightingAnswer,
  sightingAnswer,
  verdictsAnswer,
  withdrawnSightingAnswer,
} from "./movement-answers.ts";
import { moment, named, text } from "./request-shapes.ts";
import { saidOfRecord, typedCells } from "./revised-records.ts";

const sightingCells = typedCells(sightingsTable);

/** One sighting: what is on record of it, and how it comes there. */
export const sightingRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/movements/verdicts/:format",
    role: "viewer",
    summary: "the verdicts that hold in a stretch of time, as CSV, GeoJSON or KML",
    schema: {
      params: named("format"),
      querystring: Type.Object({
        from: moment,
        to: moment,
        word: Type.Optional(Type.Union(verdicts.map((word) => Type.Literal(word)))),
      }),
    },
    answer: verdictsAnswer,
    handle: getVerdictsFile,
  },
  {
    method: "GET",
    path: "/api/movements/sighting",
    role: "viewer",
    summary:
      "everything on record of a sighting: its verdict with all rivals and reasons, its scene, what is published",
    schema: { querystring: Type.Object({ id: text(300) }) },
    answer: sightingAnswer,
    handle: getSighting,
  },
  {
    method: "POST",
    path: "/api/movements/sighting",
    role: "analyst",
    summary: "put a vessel that was seen on record, by the columns of the table of sightings",
    schema: { body: Type.Object({ cells: sightingCells }) },
    answer: revisedSightingAnswer,
    handle: postSighting,
  },
  {
    method: "POST",
    path: "/api/movements/sighting/correct",
    role: "analyst",
    summary:
      "correct a sighting on record, as a version beside those before; 409 when somebody revised it since",
    schema: { body: Type.Object({ ...saidOfRecord, cells: sightingCells }) },
    answer: revisedSightingAnswer,
    handle: postCorrection,
  },
  {
    method: "POST",
    path: "/api/movements/sighting/withdraw",
    role: "analyst",
    summary: "withdraw a sighting, which stays on record; 409 when somebody revised it since",
    schema: { body: Type.Object(saidOfRecord) },
    answer: withdrawnSightingAnswer,
    handle: postWithdrawal,
  },
];
