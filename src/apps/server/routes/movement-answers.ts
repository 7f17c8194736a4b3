import { Type, type TProperties, type TSchema } from "typebox";
import { listedKinds } from "../../../findings/screens/movements-events.ts";
import { verdicts } from "../../../movements/matching/verdict.ts";
import { sensors } from "../../../movements/sightings/sighting.ts";
import { jobStates } from "../../../system/jobs/job.ts";
import { json, type RouteAnswer } from "../route.ts";

/*
 * What the routes of movements answer, as their definitions tell it. Nothing is shaped by it on its way out: `movement-answers.test.ts` holds
 * real answers against it, and finds what is not told here.
 */

const orNull = (shape: TSchema) => Type.Union([shape, Type.Null()]);
const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const told = (properties: TProperties) => Type.Object(properties);
const number = Type.Number();
const whole = Type.Integer();
const text = Type.String();
const yes = Type.Boolean();
const ms = Type.Integer({ description: "milliseconds since 1970 in UTC" });
const mmsi = Type.Integer({ minimum: 0 });
const probability = Type.Number({ minimum: 0, maximum: 1 });
const position = Type.Array(number, { minItems: 2, maxItems: 2, description: "longitude, latitude" });
const polygon = Type.Array(Type.Array(position));
const word = oneOf(verdicts);
const sensor = oneOf(sensors);
/** Told by the documents of what it is a part of; here that it is a thing with names. */
const thing = Type.Object({});
const ellipse = told({ semiMajorMetres: number, semiMinorMetres: number, azimuthDegrees: number });
const box = told({ west: number, south: number, east: number, north: number });

const shownSighting = told({
  id: text,
  sceneId: orNull(text),
  fromMs: ms,
  toMs: ms,
  time: text,
  position,
  error: ellipse,
  sensor,
  lengthMetres: orNull(number),
  word: orNull(word),
  probability: orNull(probability),
  name: text,
  published: yes,
  simulated: yes,
});
const shownScene = told({
  id: text,
  fromMs: ms,
  toMs: ms,
  time: text,
  sensor,
  platform: text,
  footprint: polygon,
  sampleDistanceMetres: orNull(number),
  source: text,
  lookId: orNull(text),
  sightings: whole,
  simulated: yes,
});
const shownAbsence = told({
  id: text,
  sceneId: orNull(text),
  atMs: ms,
  mmsi,
  name: text,
  position,
  error: ellipse,
  probability,
});
const shownLook = told({
  id: text,
  site: text,
  fromMs: ms,
  toMs: ms,
  time: text,
  source: text,
  picture: yes,
  footprint: orNull(polygon),
  simulated: yes,
});

export const movementsAnswer = json(
  told({
    sites: Type.Array(told({ id: text, name: text, position, zoneMinutes: whole })),
    days: Type.Array(told({ day: text, fixes: whole, ships: whole })),
    reports: whole,
    scenes: Type.Array(shownScene),
    sightings: Type.Array(shownSighting),
    absences: Type.Array(shownAbsence),
    withdrawn: Type.Array(told({ id: text, time: text, reason: text, by: text, at: text })),
    looks: Type.Array(shownLook),
    counted: Type.Array(told({ site: text, kind: text, counts: whole, figures: whole })),
    simulated: text,
    analysis: oneOf(["none", "missing", "made"]),
    voyages: whole,
    watchEntries: whole,
    ports: whole,
  }),
);

/** The columns of `movements-track-bytes.ts`. */
export const tracksAnswer: RouteAnswer = {
  "application/octet-stream": Type.String({
    format: "binary",
    description:
      "little-endian columns behind 64 bytes that begin with YWTK; src/findings/screens/movements-track-bytes.ts says how they lie",
  }),
};

export const shipsAnswer = json(
  told({
    ships: Type.Array(
      told({
        mmsi,
        name: text,
        callSign: text,
        imo: orNull(whole),
        shipType: orNull(whole),
        lengthMetres: orNull(number),
        otherNames: Type.Array(text),
      }),
    ),
  }),
);

export const shipAnswer = json(
  told({
    mmsi,
    names: Type.Array(text),
    imo: orNull(text),
    flag: orNull(text),
    sharedNumber: yes,
    otherMmsis: Type.Array(mmsi),
    identity: Type.Array(thing),
    differing: Type.Array(thing),
    lists: Type.Array(thing),
    listEntries: Type.Array(thing),
    onDay: text,
    legs: Type.Array(thing),
    rivalOf: Type.Array(told({ sightingId: orNull(text), word, probability })),
    events: orNull(
      told({
        segments: Type.Array(thing),
        gaps: Type.Array(thing),
        visits: Type.Array(thing),
        waitings: Type.Array(thing),
        meetings: Type.Array(thing),
        loiterings: Type.Array(thing),
      }),
    ),
  }),
);

const listedEvent = told({
  id: text,
  kind: oneOf(listedKinds),
  mmsi,
  name: text,
  other: orNull(mmsi),
  fromMs: ms,
  toMs: orNull(ms),
  position,
  box: orNull(box),
  words: text,
  reasons: Type.Array(text),
  odds: orNull(probability),
});

export const eventsAnswer = json(
  told({
    page: orNull(
      told({
        counts: told(Object.fromEntries(listedKinds.map((kind) => [kind, whole]))),
        total: whole,
        skip: whole,
        events: Type.Array(listedEvent),
        chosen: orNull(listedEvent),
      }),
    ),
  }),
);

export const receptionAnswer = json(
  told({
    cells: orNull(
      Type.Array(
        told({
          west: number,
          south: number,
          east: number,
          north: number,
          ships: whole,
          slots: whole,
          heard: probability,
          low: probability,
          high: probability,
        }),
      ),
    ),
  }),
);

export const tripsAnswer = json(told({ trips: orNull(thing) }));

export const chainAnswer = json(
  told({
    places: Type.Array(thing),
    links: Type.Array(thing),
    paths: Type.Array(thing),
    leftOut: Type.Array(told({ id: text, why: text })),
    cut: yes,
    settings: thing,
  }),
);

const corrections = Type.Array(thing);
const version = Type.Integer({ minimum: 1 });

export const sightingAnswer = json(
  told({
    sighting: thing,
    scene: orNull(thing),
    told: orNull(told({ vessel: text, imo: text, identifiedBy: text, record: text })),
    corrections,
    version,
    verdict: orNull(thing),
    earlier: Type.Array(told({ id: text, word, probability })),
  }),
);

export const sceneAnswer = json(told({ scene: thing, sightings: whole, corrections, version }));

export const revisedSightingAnswer = json(told({ sighting: text, changed: yes, warnings: Type.Array(text) }));
export const withdrawnSightingAnswer = json(told({ sighting: text, changed: yes }));
export const revisedSceneAnswer = json(told({ scene: text, changed: yes, warnings: Type.Array(text) }));

export const verdictsAnswer: RouteAnswer = {
  "text/csv": text,
  "application/geo+json": thing,
  "application/vnd.google-earth.kml+xml": text,
};

export const jobAnswer = json(
  told({
    id: text,
    words: text,
    args: Type.Array(text),
    by: text,
    site: orNull(text),
    look: orNull(text),
    state: oneOf(jobStates),
    askedAt: text,
    endedAt: orNull(text),
    progress: text,
    share: orNull(probability),
    result: Type.Unknown(),
    why: Type.Array(text),
  }),
);
