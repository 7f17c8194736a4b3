import { expect, test } from "vitest";
import type { Gap } from "../../movements/events/event.ts";
import type { Segment } from "../../movements/tracks/segment.ts";
import { eventsPage, listedEvents, type EventsAsked, type EventsFound } from "./movements-events.ts";

const day = Date.UTC(2020, 0, 1);
const hour = 3_600_000;

const gap = (mmsi: number, more: Partial<Gap> = {}): Gap => ({
  mmsi,
  fromMs: day + 2 * hour,
  toMs: day + 10 * hour,
  silentUntilMs: day + 10 * hour,
  fromPosition: [10, 50],
  toPosition: [11, 50],
  distanceMetres: 71_000,
  impliedKnots: 4.8,
  speedBeforeKnots: 9,
  shoreMetres: 60_000,
  heard: 0.5,
  oddsUntilMs: day + 10 * hour,
  kind: "gap",
  reasons: ["a reason"],
  ...more,
});
const segment = (mmsi: number, number: number, flags: Segment["flags"], west = 10): Segment => ({
  id: `${mmsi}/${number}`,
  mmsi,
  firstMs: day + number * hour,
  lastMs: day + (number + 1) * hour,
  fixes: 100,
  box: { west, south: 49, east: west + 1, north: 50 },
  sailedMetres: 1,
  maxKnots: 1,
  flags,
});
const found: EventsFound = {
  segments: [
    segment(3, 1, { "on-land": 5 }),
    segment(3, 2, { "on-land": 7, jump: 2 }, 12),
    segment(4, 1, { "identity-shared": 9 }),
    segment(4, 2, { circling: 9 }),
    segment(5, 1, {}),
  ],
  gaps: [
    gap(1),
    gap(2, {
      toMs: null,
      silentUntilMs: day + 24 * hour,
      heard: 0.97,
      toPosition: null,
      distanceMetres: null,
    }),
    gap(6, { kind: "cannot-tell", heard: null, fromPosition: [-70, 40] }),
  ],
  proposals: [
    {
      before: 7,
      after: 8,
      lastMs: day + 5 * hour,
      firstMs: day + 6 * hour,
      lastPosition: [179.9, 10],
      firstPosition: [-179.9, 10],
      offMetres: 900,
      probability: 0.8,
      evidence: { position: 2, course: -0.7 },
    },
  ],
  circles: [],
  meetings: [],
  loitering: [],
  visits: [
    {
      mmsi: 1,
      placeId: "p",
      placeName: "Port",
      kind: "port",
      enteredMs: day + 20 * hour,
      leftMs: null,
      entryUnseen: false,
      exitUnseen: true,
      stoppedMinutes: 200,
      unheardMinutes: 0,
      position: [10.5, 50],
    },
  ],
  waiting: [{ mmsi: 1, placeId: "p", fromMs: day, toMs: day + hour, position: [10, 50] }],
};
const all = listedEvents(
  found,
  (mmsi) => `SHIP ${mmsi}`,
  () => "Port",
);
const asked: EventsAsked = {
  fromMs: day,
  toMs: day + 24 * hour,
  box: null,
  kind: null,
  sought: "",
  skip: 0,
  most: 100,
  chosen: null,
};

test("a ship that vanished where it would have been heard stands first, what is usual last", () => {
  expect(all.map((e) => `${e.kind} ${e.mmsi}`)).toEqual([
    "gap 2",
    "gap 1",
    "gap 6",
    "proposal 7",
    "shared 4",
    "on-land 3",
    "flag 3",
    "visit 1",
    "waiting 1",
  ]);
  expect(all[0]).toMatchObject({ toMs: null, odds: 0.97, name: "SHIP 2", reasons: ["a reason"] });
  expect(all.at(-1)?.words).toBe("waited before Port");
  // Odds beside "cannot be told" would take it back.
  const [untold] = listedEvents(
    { ...found, gaps: [gap(6, { kind: "cannot-tell", heard: 0.81 })] },
    String,
    String,
  );
  expect(untold).toMatchObject({ kind: "gap", odds: null });
  expect(untold?.words).toContain("cannot be told");
  expect(untold?.words).not.toContain("%");
  expect(new Set(all.map((e) => e.id)).size).toBe(all.length);
});

test("flags of one identity are one line over all of its tracks that have them, with their box", () => {
  const land = all.find((e) => e.kind === "on-land");
  expect(land).toMatchObject({
    fromMs: day + hour,
    toMs: day + 3 * hour + 1,
    box: { west: 10, south: 49, east: 13, north: 50 },
  });
  expect(land?.words).toContain("12 of 200 reports in 2 tracks");
  expect(all.find((e) => e.kind === "flag")?.words).toBe("jump 2 of 100 reports");
});

test("a page has the total and the counts of all kinds, whatever it leaves out", () => {
  const page = eventsPage(all, { ...asked, kind: "gap", skip: 1, most: 1 });
  expect(page).toMatchObject({ total: 3, skip: 1, counts: { gap: 3, proposal: 1, visit: 1, meeting: 0 } });
  expect(page.events.map((e) => e.mmsi)).toEqual([1]);
  const pages = [0, 2, 4, 6, 8].flatMap((skip) => eventsPage(all, { ...asked, skip, most: 2 }).events);
  expect(pages).toEqual(all);
});

test("time, box and words choose; a silence that goes on meets every later time, a box may cross the 180th meridian", () => {
  const late = eventsPage(all, { ...asked, fromMs: day + 12 * hour, toMs: day + 13 * hour });
  expect(late.events.map((e) => e.id)).toEqual([`gap/2/${day + 2 * hour}`]);
  const dateLine = eventsPage(all, { ...asked, box: { west: 179, south: 0, east: -179, north: 20 } });
  expect(dateLine.events.map((e) => e.kind)).toEqual(["proposal"]);
  const named = eventsPage(all, { ...asked, sought: " ship 3 " });
  expect(named.events.map((e) => e.kind)).toEqual(["on-land", "flag"]);
  // The other identity of a proposal finds it too, and a chosen event is told wherever it stands.
  expect(eventsPage(all, { ...asked, sought: "ship 8" }).total).toBe(1);
  const chosen = eventsPage(all, { ...asked, kind: "visit", chosen: all[0]?.id ?? "" }).chosen;
  expect(chosen).toEqual(all[0]);
  expect(eventsPage(all, { ...asked, chosen: "gap/9/9" }).chosen).toBeNull();
});
