import { Type } from "typebox";
import { keysOf } from "../../base/table/table.ts";
import { listedKinds } from "../../findings/screens/movements-events.ts";
import { sightingsTable } from "../../movements/sightings/sightings-table.ts";
import {
  getAreas,
  getAreasFile,
  largestUpload,
  postAreas,
  postAreasRead,
  postSite,
} from "./handlers/areas.ts";
import { getBoard } from "./handlers/board.ts";
import { getEvidence, getEvidenceFile, getEvidenceRows, getLookPicture } from "./handlers/evidence.ts";
import { getFinding, getFindings, postFinding } from "./handlers/findings.ts";
import { getReport, postReport } from "./handlers/reports.ts";
import { getCombined, postCombined } from "./handlers/combined.ts";
import { getCounters, getMarks, postEdits, postMachineCount, postPass } from "./handlers/marks.ts";
import { getStripPiece, getStrips } from "./handlers/strips.ts";
import { getCase } from "./handlers/case.ts";
import { getChanges } from "./handlers/changes.ts";
import { getHistory, getSite } from "./handlers/history.ts";
import { cancelJob, getJob, getJobs, pauseJob, resumeJob } from "./handlers/jobs.ts";
import {
  getOgc,
  getOgcCollection,
  getOgcCollections,
  getOgcConformance,
  getOgcItem,
  getOgcItems,
  getOgcSchema,
} from "./handlers/ogc.ts";
import { getOpenApi, getServiceApi } from "./handlers/openapi.ts";
import { getProposals, postDecisions, postProposals } from "./handlers/proposals.ts";
import {
  getStac,
  getStacCollection,
  getStacCollections,
  getStacConformance,
  getStacItem,
  getStacItems,
  getStacSearch,
  postStacSearch,
} from "./handlers/stac.ts";
import { getLook, getLooksOfSite, postOverride } from "./handlers/looks.ts";
import {
  getChain,
  getEvents,
  getMovements,
  getReception,
  getShip,
  getShips,
  getSighting,
  getTracks,
  getTrips,
  postAnalyse,
  postMatch,
} from "./handlers/movements.ts";
import { postCorrection, postSighting, postWithdrawal } from "./handlers/sightings.ts";
import { getPicture, getPictureFile, getThumbnail } from "./handlers/pictures.ts";
import { getTile } from "./handlers/tiles.ts";
import { getPlaces } from "./handlers/places.ts";
import { getCatalogues, postCountAll, postPull } from "./handlers/site-work.ts";
import { getSession, postSession, postSessionEnd } from "./handlers/session.ts";
import { postUpload } from "./handlers/uploads.ts";
import type { Route } from "./route.ts";

const named = (...names: string[]) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, Type.String({ minLength: 1, maxLength: 300 })])));

const words = (maxLength: number) => Type.Optional(Type.String({ maxLength }));
/** Milliseconds since 1970 in UTC. */
const moment = Type.Integer({ minimum: -8.64e15, maximum: 8.64e15 });
const openDay = Type.Union([Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }), Type.Null()]);
/** Outlines as drawn: GeoJSON features, which the handler holds against the rules for files. */
const drawnFeatures = Type.Optional(Type.Array(Type.Unknown(), { maxItems: 5000 }));

/** What the open standards let every client ask. Handlers read these from the address themselves: unknown ones are refused. */
const wire = {
  f: Type.Optional(Type.String({ description: "the format: json, the only one" })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, default: 100, description: "how many at most; more than 1000 gives 1000" }),
  ),
  bbox: Type.Optional(
    Type.String({
      description:
        "only what touches west,south,east,north, in degrees; west may be the greater, across the 180th meridian",
    }),
  ),
  datetime: Type.Optional(
    Type.String({
      description:
        "only what meets an instant of RFC 3339, or an interval A/B, A/.. or ../B with both its ends in it",
    }),
  ),
  after: Type.Optional(
    Type.String({ description: "the id after which to go on: use the link to the next page" }),
  ),
  offset: Type.Optional(Type.Integer({ minimum: 0, description: "how many to pass over first" })),
  token: Type.Optional(Type.String({ description: "where to go on: use the link to the next page" })),
  ids: Type.Optional(Type.String({ description: "only items of these ids" })),
  collections: Type.Optional(Type.String({ description: "only items of these collections" })),
  sortby: Type.Optional(
    Type.String({ description: "id, collection, datetime, each with + or - before it; usually -datetime" }),
  ),
  intersects: Type.Optional(
    Type.String({ description: "only what touches a geometry of GeoJSON; not with bbox" }),
  ),
};
const { f, limit, bbox, datetime, after, token } = wire;

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

const byHash = Type.Object({ sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }) });

/** Every route of the server. What is not here is not served. */
export const routes: readonly Route[] = [
  // Who asks
  {
    method: "GET",
    path: "/api/session",
    role: "viewer",
    open: true,
    summary: "whether this server asks for tokens, and who asks",
    handle: getSession,
  },
  {
    method: "POST",
    path: "/api/session",
    role: "viewer",
    open: true,
    cost: 10,
    summary: "sign a browser in with a token",
    schema: { body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) }) },
    bodyLimit: 4096,
    handle: postSession,
  },
  {
    method: "POST",
    path: "/api/session/end",
    role: "viewer",
    open: true,
    summary: "sign a browser out",
    handle: postSessionEnd,
  },

  // The case
  { method: "GET", path: "/api/case", role: "viewer", summary: "the case that is open", handle: getCase },
  {
    method: "GET",
    path: "/api/changes",
    role: "viewer",
    summary: "every change from now on, as server-sent events",
    handle: getChanges,
  },

  // Sites
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
          ["kind", "at", "look", "area", "event", "windowYears"].map((name) => [
            name,
            Type.Optional(Type.String({ maxLength: 300 })),
          ]),
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

  // Movements
  {
    method: "GET",
    path: "/api/movements",
    role: "viewer",
    summary:
      "what moved: days with position reports, scenes, sightings with their verdicts, looks, and whether the reports were analysed",
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
    handle: getTracks,
  },
  {
    method: "GET",
    path: "/api/movements/ships",
    role: "viewer",
    cost: 5,
    summary: "the ships with reports in a stretch of time, with what they said of themselves last",
    schema: { querystring: Type.Object({ from: moment, to: moment }) },
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
    handle: getEvents,
  },
  {
    method: "GET",
    path: "/api/movements/reception",
    role: "viewer",
    cost: 3,
    summary: "how well ships are heard, cell by cell; null while the reports were not analysed",
    handle: getReception,
  },
  {
    method: "POST",
    path: "/api/movements/analyse",
    role: "analyst",
    summary: "analyse the position reports: tracks, reception and events, as a job",
    handle: postAnalyse,
  },
  {
    method: "POST",
    path: "/api/movements/match",
    role: "analyst",
    summary: "hold the sightings of the case against its position reports, as a job: verdicts come on record",
    handle: postMatch,
  },
  {
    method: "GET",
    path: "/api/movements/trips",
    role: "viewer",
    cost: 5,
    summary:
      "least and most trips of the case's shuttle that its records allow, with its witnesses and the days nobody saw",
    handle: getTrips,
  },
  {
    method: "GET",
    path: "/api/movements/chain",
    role: "viewer",
    cost: 3,
    summary:
      "the chain of sea and rail legs: places, links with their strength and quantities, ways through, the weakest link",
    handle: getChain,
  },
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

  // Outlines
  {
    method: "GET",
    path: "/api/sites/:site/areas",
    role: "viewer",
    summary:
      "the outlines of a site with their days, who drew them, on which picture, and which counts rest on them",
    schema: {
      params: named("site"),
      querystring: Type.Object({ at: words(10), look: words(300) }),
    },
    handle: getAreas,
  },
  {
    method: "GET",
    path: "/api/sites/:site/areas/:format",
    role: "viewer",
    summary: "the outlines of a site that hold, as a file: geojson or kml",
    schema: { params: named("site", "format") },
    handle: getAreasFile,
  },
  {
    method: "POST",
    path: "/api/sites/:site/areas",
    role: "analyst",
    summary:
      "draw, correct, end, withdraw or undo outlines: one change; 409 when somebody changed the same ones since",
    schema: {
      params: named("site"),
      body: Type.Object({
        drawn: drawnFeatures,
        end: Type.Optional(
          Type.Array(Type.Object({ outline: Type.String({ maxLength: 300 }), day: openDay }), {
            maxItems: 1000,
          }),
        ),
        withdraw: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 1000 })),
        undo: Type.Optional(Type.Integer({ minimum: 1, description: "the number of a change" })),
        reason: words(2000),
        look: words(300),
        since: Type.Optional(
          Type.Integer({ minimum: 0, description: "the newest change that the person has seen" }),
        ),
      }),
    },
    handle: postAreas,
  },
  {
    method: "POST",
    path: "/api/sites/:site/areas/read",
    role: "analyst",
    cost: 50,
    summary: "what a GeoJSON, KML or KMZ file would draw; nothing is written",
    bodyLimit: Math.ceil((largestUpload * 4) / 3) + 4096,
    schema: {
      params: named("site"),
      body: Type.Object({
        name: Type.String({ minLength: 1, maxLength: 300 }),
        base64: Type.String({ minLength: 1 }),
      }),
    },
    handle: postAreasRead,
  },
  {
    method: "POST",
    path: "/api/sites",
    role: "analyst",
    summary: "begin a site, with outlines or without",
    schema: {
      body: Type.Object({
        site: words(80),
        name: Type.String({ minLength: 1, maxLength: 200 }),
        country: words(200),
        zoneMinutes: Type.Integer({ minimum: -1440, maximum: 1440 }),
        position: Type.Tuple([
          Type.Number({ minimum: -180, maximum: 180 }),
          Type.Number({ minimum: -90, maximum: 90 }),
        ]),
        note: words(4000),
        drawn: drawnFeatures,
        reason: words(2000),
        look: words(300),
      }),
    },
    handle: postSite,
  },
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

  // Looks
  {
    method: "GET",
    path: "/api/sites/:site/looks",
    role: "viewer",
    summary: "the looks of a site in order of time, each with what it is good for and the days blind before",
    schema: {
      params: named("site"),
      querystring: Type.Object({ kind: Type.Optional(Type.String({ maxLength: 100 })) }),
    },
    handle: getLooksOfSite,
  },
  {
    method: "GET",
    path: "/api/looks/:look",
    role: "viewer",
    summary: "everything on record of one look: dates, licence, clarity, line-up, usability, trail",
    schema: {
      params: named("look"),
      querystring: Type.Object({ kind: Type.Optional(Type.String({ maxLength: 100 })) }),
    },
    handle: getLook,
  },
  {
    method: "POST",
    path: "/api/looks/:look/override",
    role: "analyst",
    summary: "an analyst's judgement of a look for a kind, with a reason, in place of the rule's",
    schema: {
      params: named("look"),
      body: Type.Object(
        {
          kind: Type.String({ maxLength: 100 }),
          usability: Type.String({ maxLength: 100 }),
          reason: Type.String({ maxLength: 10_000 }),
        },
        { additionalProperties: false },
      ),
    },
    handle: postOverride,
  },
  {
    method: "GET",
    path: "/api/looks/:look/picture",
    role: "viewer",
    summary: "size, levels and bands of a look's picture, read from the file",
    schema: { params: named("look") },
    handle: getPicture,
  },
  {
    method: "GET",
    path: "/api/looks/:look/file",
    role: "viewer",
    summary: "the bytes of a look's picture, by ranges",
    schema: { params: named("look") },
    handle: getPictureFile,
  },
  {
    method: "GET",
    path: "/api/looks/:look/thumbnail",
    role: "viewer",
    summary: "a look's picture over its site as a small PNG",
    schema: {
      params: named("look"),
      querystring: Type.Object({
        side: Type.Optional(Type.Integer({ minimum: 16, maximum: 2048 })),
        outlines: Type.Optional(Type.Boolean()),
      }),
    },
    handle: getThumbnail,
  },
  {
    method: "GET",
    path: "/api/looks/:look/tiles/:level/:column/:row",
    role: "viewer",
    summary: "the samples of one tile of a look's picture, for pictures that a browser does not read",
    schema: {
      params: named("look", "level", "column", "row"),
      querystring: Type.Object({ bands: Type.Optional(Type.String({ maxLength: 40 })) }),
    },
    handle: getTile,
  },

  // Counting
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
        by: Type.String({ minLength: 1, maxLength: 200 }),
        pass: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        kind: Type.Optional(Type.String({ maxLength: 100 })),
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
        pass: Type.String({ minLength: 1, maxLength: 200 }),
        kind: Type.Optional(Type.String({ maxLength: 100 })),
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
        pass: Type.String({ minLength: 1, maxLength: 200 }),
        kind: Type.Optional(Type.String({ maxLength: 100 })),
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
      querystring: Type.Object({ kind: Type.Optional(Type.String({ maxLength: 100 })) }),
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
      body: Type.Object({ kind: Type.Optional(Type.String({ maxLength: 100 })) }),
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
        track: Type.String({ minLength: 1, maxLength: 300 }),
        piece: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
        ends: Type.Optional(Type.String({ maxLength: 300 })),
        gamma: Type.Optional(Type.Number({ minimum: 0.05, maximum: 19 })),
      }),
    },
    handle: getStripPiece,
  },

  // Work on a site that takes long
  {
    method: "GET",
    path: "/api/catalogues",
    role: "viewer",
    summary: "the catalogues that pictures can be pulled from",
    handle: getCatalogues,
  },
  {
    method: "POST",
    path: "/api/sites/:site/count-all",
    role: "analyst",
    summary: "count every usable look of a site, as a job",
    schema: { params: named("site") },
    handle: postCountAll,
  },
  {
    method: "POST",
    path: "/api/sites/:site/pull",
    role: "analyst",
    summary: "look for pictures of a site in a catalogue, as a job",
    schema: {
      params: named("site"),
      body: Type.Object(
        {
          from: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
          to: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
          catalogue: Type.String({ pattern: "^[a-z0-9][a-z0-9.-]{0,79}$" }),
          collections: Type.Optional(
            Type.Array(Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$" }), { maxItems: 50 }),
          ),
        },
        { additionalProperties: false },
      ),
    },
    handle: postPull,
  },

  {
    method: "POST",
    path: "/api/sites/:site/uploads",
    role: "analyst",
    stream: true,
    cost: 100,
    summary: "send a picture file up and add it as a look of a site, as a job; the body is its bytes",
    schema: {
      params: named("site"),
      querystring: Type.Object({
        name: Type.String({ minLength: 1, maxLength: 300, description: "the file's name, as a label" }),
        ...Object.fromEntries(
          ["takenAt", "publishedAt", "licence", "provider", "crs"].map((name) => [
            name,
            Type.Optional(Type.String({ maxLength: 500, description: "as --option of look add" })),
          ]),
        ),
      }),
    },
    handle: postUpload,
  },

  // Jobs
  { method: "GET", path: "/api/jobs", role: "viewer", summary: "long work, newest first", handle: getJobs },
  {
    method: "GET",
    path: "/api/jobs/:job",
    role: "viewer",
    summary: "one job",
    schema: { params: named("job") },
    handle: getJob,
  },
  {
    method: "POST",
    path: "/api/jobs/:job/pause",
    role: "analyst",
    summary: "stop a job so that it can go on",
    schema: { params: named("job") },
    handle: pauseJob,
  },
  {
    method: "POST",
    path: "/api/jobs/:job/resume",
    role: "analyst",
    summary: "let a job go on where it was",
    schema: { params: named("job") },
    handle: resumeJob,
  },
  {
    method: "POST",
    path: "/api/jobs/:job/cancel",
    role: "analyst",
    summary: "end a job; what it finished stays",
    schema: { params: named("job") },
    handle: cancelJob,
  },

  // Open standards
  {
    method: "GET",
    path: "/api/openapi.json",
    role: "viewer",
    summary: "every route, as OpenAPI 3.1",
    handle: getOpenApi(() => routes),
  },
  {
    method: "GET",
    path: "/ogc",
    role: "viewer",
    summary: "OGC API Features: the landing page",
    schema: { querystring: Type.Object({ f }) },
    handle: getOgc,
  },
  {
    method: "GET",
    path: "/ogc/api",
    role: "viewer",
    summary: "OGC API Features: its definition, as OpenAPI 3.0",
    handle: getServiceApi(() => routes, "ogc"),
  },
  {
    method: "GET",
    path: "/ogc/conformance",
    role: "viewer",
    summary: "OGC API Features: the classes that are kept",
    schema: { querystring: Type.Object({ f }) },
    handle: getOgcConformance,
  },
  {
    method: "GET",
    path: "/ogc/collections",
    role: "viewer",
    summary: "OGC API Features: the collections",
    schema: { querystring: Type.Object({ f }) },
    handle: getOgcCollections,
  },
  {
    method: "GET",
    path: "/ogc/collections/:collection",
    role: "viewer",
    summary: "a collection",
    schema: { params: named("collection"), querystring: Type.Object({ f }) },
    handle: getOgcCollection,
  },
  {
    method: "GET",
    path: "/ogc/collections/:collection/schema",
    role: "viewer",
    summary: "what its features hold, as JSON Schema",
    schema: { params: named("collection"), querystring: Type.Object({ f }) },
    handle: getOgcSchema,
  },
  {
    method: "GET",
    path: "/ogc/collections/:collection/items",
    role: "viewer",
    summary: "its features, a page at a time; by property too, as /ogc/api lists them",
    schema: {
      params: named("collection"),
      querystring: Type.Object(
        { f, limit, bbox, datetime, after, offset: wire.offset },
        { additionalProperties: true },
      ),
    },
    handle: getOgcItems,
  },
  {
    method: "GET",
    path: "/ogc/collections/:collection/items/:item",
    role: "viewer",
    summary: "one feature",
    schema: { params: named("collection", "item"), querystring: Type.Object({ f }) },
    handle: getOgcItem,
  },
  {
    method: "GET",
    path: "/stac",
    role: "viewer",
    summary: "STAC API: the landing page",
    schema: { querystring: Type.Object({ f }) },
    handle: getStac,
  },
  {
    method: "GET",
    path: "/stac/api",
    role: "viewer",
    summary: "STAC API: its definition, as OpenAPI 3.0",
    handle: getServiceApi(() => routes, "stac"),
  },
  {
    method: "GET",
    path: "/stac/conformance",
    role: "viewer",
    summary: "STAC API: the classes that are kept",
    schema: { querystring: Type.Object({ f }) },
    handle: getStacConformance,
  },
  {
    method: "GET",
    path: "/stac/collections",
    role: "viewer",
    summary: "STAC API: a collection for each site",
    schema: { querystring: Type.Object({ f }) },
    handle: getStacCollections,
  },
  {
    method: "GET",
    path: "/stac/collections/:collection",
    role: "viewer",
    summary: "STAC API: the collection of a site",
    schema: { params: named("collection"), querystring: Type.Object({ f }) },
    handle: getStacCollection,
  },
  {
    method: "GET",
    path: "/stac/collections/:collection/items",
    role: "viewer",
    summary: "STAC API: the picture looks of a site, a page at a time",
    schema: { params: named("collection"), querystring: Type.Object({ f, limit, bbox, datetime, token }) },
    handle: getStacItems,
  },
  {
    method: "GET",
    path: "/stac/collections/:collection/items/:item",
    role: "viewer",
    summary: "STAC API: a picture look",
    schema: { params: named("collection", "item"), querystring: Type.Object({ f }) },
    handle: getStacItem,
  },
  {
    method: "GET",
    path: "/stac/search",
    role: "viewer",
    summary: "STAC API: picture looks that fit",
    schema: {
      querystring: Type.Object({
        f,
        limit,
        bbox,
        datetime,
        token,
        ids: wire.ids,
        collections: wire.collections,
        sortby: wire.sortby,
        intersects: wire.intersects,
      }),
    },
    handle: getStacSearch,
  },
  {
    method: "POST",
    path: "/stac/search",
    role: "viewer",
    summary: "STAC API: picture looks that fit; nothing is written",
    schema: {
      body: Type.Object(
        {
          limit,
          bbox: Type.Optional(Type.Array(Type.Number(), { minItems: 4, maxItems: 6 })),
          intersects: Type.Optional(Type.Object({ type: Type.String() }, { additionalProperties: true })),
          datetime,
          ids: Type.Optional(Type.Array(Type.String(), { maxItems: 10_000 })),
          collections: Type.Optional(Type.Array(Type.String(), { maxItems: 10_000 })),
          sortby: Type.Optional(
            Type.Array(Type.Object({ field: Type.String(), direction: Type.Optional(Type.String()) })),
          ),
          token,
        },
        { additionalProperties: true },
      ),
    },
    handle: postStacSearch,
  },

  // Findings, reports and evidence
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
          site: Type.String({ minLength: 1, maxLength: 300 }),
          kind: Type.String({ minLength: 1, maxLength: 60 }),
          ...Object.fromEntries(
            ["at", "look", "area", "event"].map((name) => [
              name,
              Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
            ]),
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
        finding: Type.String({ minLength: 1, maxLength: 300 }),
        format: Type.Union([Type.Literal("html"), Type.Literal("pdf")]),
      }),
      querystring: Type.Object({ download: Type.Optional(Type.Literal("yes")) }),
    },
    handle: getReport,
  },
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
        key: Type.Optional(Type.String({ maxLength: 300 })),
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
