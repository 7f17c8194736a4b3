import { Type } from "typebox";
import { getProposals, postDecisions, postProposals } from "../handlers/proposals.ts";
import type { Route } from "../route.ts";
import { named, openDay, words } from "./request-shapes.ts";

/** Tracks that the program proposes, and what is decided of them. */
export const proposalRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/looks/:look/proposals",
    role: "viewer",
    summary: "tracks that the program proposes in the picture of a look, with what was decided of each",
    schema: { params: named("look") },
    handle: getProposals,
  },
  {
    method: "POST",
    path: "/api/looks/:look/proposals",
    role: "analyst",
    summary: "look for tracks in the picture of a look: a job",
    schema: {
      params: named("look"),
      body: Type.Object({ area: words(80) }),
    },
    handle: postProposals,
  },
  {
    method: "POST",
    path: "/api/looks/:look/proposals/decide",
    role: "analyst",
    summary: "accept and reject proposed tracks: accepted ones come on record, rejections with their reason",
    schema: {
      params: named("look"),
      body: Type.Object({
        accept: Type.Optional(
          Type.Array(Type.Object({ id: Type.String({ maxLength: 100 }), name: words(200) }), {
            maxItems: 1000,
          }),
        ),
        reject: Type.Optional(
          Type.Array(Type.Object({ id: Type.String({ maxLength: 100 }), reason: words(2000) }), {
            maxItems: 1000,
          }),
        ),
        validFrom: Type.Optional(openDay),
        validTo: Type.Optional(openDay),
        reason: words(2000),
      }),
    },
    handle: postDecisions,
  },
];
