import { expect, test } from "vitest";
import { madeSighting } from "../../../../test/made-sighting.ts";
import type { Gap, Visit } from "../../events/event.ts";
import type { Rival } from "../../matching/verdict.ts";
import type { VesselFact } from "../../vessels/vessel-fact.ts";
import type { VoyageRow } from "../voyages-table.ts";
import { namesOfNumbers } from "./names-of-numbers.ts";
import type { ShuttlePort } from "../trips.ts";
import { heardAway, momentsIn, type HeardAway } from "./heard-away.ts";
import { shuttleSettings, type ShuttleQuestion } from "./shuttle-question.ts";
import { tripBounds } from "./trip-bounds.ts";
import { hourMs } from "./trip-places.ts";
import { seenInScenes } from "./seen-in-scenes.ts";
import { sightingsOfVisits } from "./visits.ts";

const ports: readonly ShuttlePort[] = [
  { id: "rajin", name: "Rajin", side: "load", position: [130.295, 42.225], leastStayHours: 12 },
  { id: "dunai", name: "Dunai", side: "land", position: [132.3375, 42.88028], leastStayHours: 12 },
];
const visit = (mmsi: number, port: 0 | 1, enteredMs: number, more: Partial<Visit> = {}): Visit => ({
  mmsi,
  placeId: `list/${port}`,
  placeName: "",
  kind: "port",
  enteredMs,
  leftMs: enteredMs + 36_000_000,
  entryUnseen: false,
  exitUnseen: false,
  stoppedMinutes: 0,
  unheardMinutes: 0,
  position: ports[port]?.position ?? [0, 0],
  ...more,
});
const nameOf = (mmsi: number): string => (mmsi === 7 ? "Angara" : "");

test("visits count of ships heard on both sides, and of ships that are named elsewhere", () => {
  const seen = (visits: readonly Visit[]) => sightingsOfVisits(visits, ports, nameOf, new Set(["Angara"]));
  expect(seen([visit(1, 0, 0), visit(1, 1, 1e8)]).map((s) => s.placeId)).toEqual(["rajin", "dunai"]);
  expect(seen([visit(2, 0, 0)])).toEqual([]);
  expect(seen([visit(7, 0, 0)])[0]).toMatchObject({ ship: "Angara", throughout: true, basis: "heard" });
  expect(seen([visit(7, 0, 0, { position: [130.295, 43] })])).toEqual([]);
});

test("a number is one ship, in a visit and in a picture that it was matched in, whatever name it sends", () => {
  const rival = {
    mmsi: 1,
    fixedObjectId: null,
    name: "Angara",
    probability: 0.99,
    expected: null,
    minutesBefore: null,
    minutesAfter: null,
    distanceMetres: null,
    evidence: {},
  };
  const inPicture = (mmsi: number, more: Partial<Rival> = {}) =>
    seenInScenes(
      [],
      [madeSighting({ id: "s", position: [130.295, 42.225] })],
      new Map([
        [
          "s",
          {
            sightingId: "s",
            sceneId: null,
            word: "matched",
            probability: 0.99,
            rivals: [{ ...rival, mmsi, ...more }],
            heard: null,
            reasons: [],
          },
        ],
      ]),
      ports,
      [],
      85,
      nameOf,
    ).sightings.map((s) => s.ship);
  const [heard] = sightingsOfVisits([visit(1, 0, 0), visit(1, 1, 1e8)], ports, nameOf, new Set());
  // It sends the name of another ship; that makes it none of hers.
  expect(inPicture(1)).toEqual([heard?.ship]);
  expect(inPicture(7)).toEqual(["Angara"]);
  // Two ships send that number: which of them it was, nobody knows.
  const segment = { number: 2, fromMs: 0, toMs: 1 };
  expect(inPicture(7, { segment })).toEqual([null]);
});

test("a visit is at the port that it names, though another lies as near", () => {
  const beside: ShuttlePort = {
    id: "beside",
    name: "Beside",
    side: "load",
    position: [130.295, 42.225],
    leastStayHours: 12,
  };
  const named = sightingsOfVisits(
    [visit(7, 0, 0, { placeId: "rajin" })],
    [beside, ...ports],
    nameOf,
    new Set(["Angara"]),
  );
  expect(named.map((s) => s.placeId)).toEqual(["rajin"]);
});

test("a ship that was long not heard in port, or that has not left, is there for moments only", () => {
  const seen = (more: Partial<Visit>) =>
    sightingsOfVisits([visit(7, 0, 5, more)], ports, nameOf, new Set(["Angara"]));
  expect(seen({ unheardMinutes: 700 }).map((s) => [s.id, s.throughout])).toEqual([
    ["visits/7/5/in", false],
    ["visits/7/5/out", false],
  ]);
  expect(seen({ leftMs: null })).toHaveLength(1);
});

test("a number is named through facts of its vessel, by name or ship number, and not where two names fit", () => {
  const fact = (vessel: string, field: VesselFact["field"], value: string): VesselFact => ({
    id: `${vessel}${field}${value}`,
    vessel,
    field,
    value,
    from: "",
    to: "",
    basis: "published",
    publisher: "",
    address: "",
    note: "",
  });
  const leg = (vessel: string, imo: string) => ({ vessel, imo }) as VoyageRow;
  const nameOf = namesOfNumbers(
    [
      fact("imo:9179842", "mmsi", "273000001"),
      fact("mmsi:273000002", "name", "LADY R"),
      fact("imo:8517839", "mmsi", "273000003"),
      fact("mmsi:273000003", "name", "Angara"),
    ],
    [leg("Angara", "9179842"), leg("Lady R", ""), leg("Maria", "8517839")],
  );
  expect([273000001, 273000002, 273000003, 273000004].map(nameOf)).toEqual(["Angara", "Lady R", "", ""]);
});

test("a ship that is heard between two visits was in no port then, but for its silences", () => {
  const gap: Gap = {
    mmsi: 7,
    fromMs: 60 * hourMs,
    toMs: 90 * hourMs,
    silentUntilMs: 90 * hourMs,
    fromPosition: [131, 42],
    toPosition: [131, 42],
    distanceMetres: 0,
    impliedKnots: 0,
    speedBeforeKnots: null,
    shoreMetres: null,
    heard: null,
    oddsUntilMs: 90 * hourMs,
    kind: "gap",
    reasons: [],
  };
  const visits = [visit(7, 0, 0), visit(7, 1, 120 * hourMs)];
  expect(heardAway(visits, [gap], nameOf)).toEqual([
    { ship: "Angara", fromMs: 10 * hourMs, toMs: 60 * hourMs },
    { ship: "Angara", fromMs: 90 * hourMs, toMs: 120 * hourMs },
  ]);
  expect(heardAway([visit(7, 0, 0, { leftMs: null }), visit(7, 1, 5)], [], nameOf)).toEqual([]);
  const moments = momentsIn({ fromMs: 0, toMs: 100 }, 30);
  for (let at = 1; at + 30 < 100; at++) expect(moments.some((m) => m >= at && m <= at + 30)).toBe(true);
});

test("heard all the way, a ship made the trips that its visits show and no more; with silences it may have made others", () => {
  const visits = [0, 1, 2, 3, 4].map((k) =>
    visit(7, k % 2 === 0 ? 0 : 1, (10 + 100 * k) * hourMs, { leftMs: (40 + 100 * k) * hourMs }),
  );
  const question: ShuttleQuestion = {
    ports,
    within: { fromMs: 0, toMs: 442 * hourMs, precision: "range", text: "" },
    settings: shuttleSettings,
    readings: {},
  };
  const boundsWith = (away: readonly HeardAway[]) =>
    tripBounds(
      question,
      {
        sightings: sightingsOfVisits(visits, ports, nameOf, new Set(["Angara"])),
        looks: [],
        unseen: [],
        numbers: [],
        leftOut: [],
        heardAway: away,
      },
      { rule: "loaded-leg", within: question.within, ships: ["Angara"], pier: null },
    );
  expect(boundsWith(heardAway(visits, [], nameOf))).toMatchObject({ least: 2, most: 2 });
  expect(boundsWith([]).most).toBeGreaterThan(2);
});
