import { Type } from "typebox";
import { listedKinds } from "../../../findings/screens/movements-events.ts";
import {
  getChain,
  getEvents,
  getMovements,
  getReception,
  getShip,
  getShips,
  getTracks,
  getTrips,
  postAnalyse,
  postMatch,
} from "../handlers/movements.ts";
import type { Route } from "../route.ts";
import {
  chainAnswer,
  eventsAnswer,
  jobAnswer,
  movementsAnswer,
  receptionAnswer,
  shipAnswer,
  shipsAnswer,
  tracksAnswer,
  tripsAnswer,
} from "./movement-answers.ts";
import { moment, named, words } from "./request-shapes.ts";

/** What moved: position reports, what was made of them, voyages and the chain. */
export const movementRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/movements",
    role: "viewer",
    summary:
      "what moved: days with position reports, scenes, sightings with their verdicts, looks, and whether the reports were analysed",
    answer: movementsAnswer,
    handle: getMovements,
  },
  {
    method: "GET",
    path: "/api/movements/tracks",
    role: "viewer",
    cost: 5,
    summary: "tracks in a stretch of time, and where given a box and ships, as one buffer of columns",
    schema: {
      querystring: Type.Object({ from: moment, to: moment, box: words(120), mmsi: words(1200) }),
    },
    answer: tracksAnswer,
    handle: getTracks,
  },
  {
    method: "GET",
    path: "/api/movements/ships",
    role: "viewer",
    cost: 5,
    summary: "the ships with reports in a stretch of time, with what they said of themselves last",
    schema: { querystring: Type.Object({ from: moment, to: moment }) },
    answer: shipsAnswer,
    handle: getShips,
  },
  {
    method: "GET",
    path: "/api/movements/ships/:mmsi",
    role: "viewer",
    cost: 3,
    summary:
      "what is on record of the sender of one identity: what it said of itself, pages, lists, events, sightings",
    schema: { params: named("mmsi"), querystring: Type.Object({ from: moment, to: moment }) },
    answer: shipAnswer,
    handle: getShip,
  },
  {
    method: "GET",
    path: "/api/movements/events",
    role: "viewer",
    cost: 2,
    summary:
      "what the reports tell of all ships, what matters first: silences with the odds of being heard, identities, flags, meetings, visits; null while they were not analysed",
    schema: {
      querystring: Type.Object({
        from: moment,
        to: moment,
        box: words(120),
        kind: Type.Optional(Type.Union(listedKinds.map((kind) => Type.Literal(kind)))),
        find: words(120),
        skip: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
        most: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
        event: words(120),
      }),
    },
    answer: eventsAnswer,
    handle: getEvents,
  },
  {
    method: "GET",
    path: "/api/movements/reception",
    role: "viewer",
    cost: 3,
    summary: "how well ships are heard, cell by cell; null while the reports were not analysed",
    answer: receptionAnswer,
    handle: getReception,
  },
  {
    method: "POST",
    path: "/api/movements/analyse",
    role: "analyst",
    summary: "analyse the position reports: tracks, reception and events, as a job",
    answer: jobAnswer,
    handle: postAnalyse,
  },
  {
    method: "POST",
    path: "/api/movements/match",
    role: "analyst",
    summary: "hold the sightings of the case against its position reports, as a job: verdicts come on record",
    answer: jobAnswer,
    handle: postMatch,
  },
  {
    method: "GET",
    path: "/api/movements/trips",
    role: "viewer",
    cost: 5,
    summary:
      "least and most trips of the case's shuttle that its records allow, with its witnesses and the days nobody saw",
    answer: tripsAnswer,
    handle: getTrips,
  },
  {
    method: "GET",
    path: "/api/movements/chain",
    role: "viewer",
    cost: 3,
    summary:
      "the chain of sea and rail legs: places, links with their strength and quantities, ways through, the weakest link",
    answer: chainAnswer,
    handle: getChain,
  },
];
