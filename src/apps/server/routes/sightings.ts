import { Type } from "typebox";
import { keysOf } from "../../../base/table/table.ts";
import { sightingsTable } from "../../../movements/sightings/sightings-table.ts";
import { getSighting } from "../handlers/movements.ts";
import { postCorrection, postSighting, postWithdrawal } from "../handlers/sightings.ts";
import type { Route } from "../route.ts";

/** Columns of the table of sightings as typed; the step holds them against the table and tells what is wrong by column. */
const sightingCells = Type.Object(
  Object.fromEntries(
    keysOf(sightingsTable).map((key) => {
      const { name, meaning, allowed } = sightingsTable.columns[key];
      return [
        name,
        Type.Optional(Type.String({ maxLength: 4000, description: `${meaning} Allowed: ${allowed}.` })),
      ];
    }),
  ),
  { additionalProperties: Type.String({ maxLength: 4000 }), maxProperties: 60 },
);
/** Of what is said of a sighting on record. */
const saidOfSighting = {
  id: Type.String({ minLength: 1, maxLength: 300 }),
  reason: Type.String({ maxLength: 4000 }),
  since: Type.Optional(Type.Integer({ minimum: 1, description: "the version that the person has seen" })),
};

/** One sighting: what is on record of it, and how it comes there. */
export const sightingRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/movements/sighting",
    role: "viewer",
    summary:
      "everything on record of a sighting: its verdict with all rivals and reasons, its scene, what is published",
    schema: { querystring: Type.Object({ id: Type.String({ minLength: 1, maxLength: 300 }) }) },
    handle: getSighting,
  },
  {
    method: "POST",
    path: "/api/movements/sighting",
    role: "analyst",
    summary: "put a vessel that was seen on record, by the columns of the table of sightings",
    schema: { body: Type.Object({ cells: sightingCells }) },
    handle: postSighting,
  },
  {
    method: "POST",
    path: "/api/movements/sighting/correct",
    role: "analyst",
    summary:
      "correct a sighting on record, as a version beside those before; 409 when somebody revised it since",
    schema: { body: Type.Object({ ...saidOfSighting, cells: sightingCells }) },
    handle: postCorrection,
  },
  {
    method: "POST",
    path: "/api/movements/sighting/withdraw",
    role: "analyst",
    summary: "withdraw a sighting, which stays on record; 409 when somebody revised it since",
    schema: { body: Type.Object(saidOfSighting) },
    handle: postWithdrawal,
  },
];
