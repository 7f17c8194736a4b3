import fc from "fast-check";
import { expect, test } from "vitest";
import type { Gap, Meeting, Visit } from "../events/event.ts";
import { nothingStated } from "../ais/fixes.ts";
import { csvText } from "../exchange/csv.ts";
import { kmlText } from "../exchange/kml.ts";
import { exchangedGap, exchangedMeeting } from "./exchanged-events.ts";
import { boxesMeet, pointBox } from "./in-box.ts";
import { latestNames } from "./latest-names.ts";
import { namedForm } from "./named-form.ts";
import { gapsByWeight, meetingsByWeight, visitsByWeight } from "./what-matters.ts";

const hourMs = 3_600_000;
const gap = (mmsi: number, more: Partial<Gap> = {}): Gap => ({
  mmsi,
  fromMs: 0,
  toMs: 8 * hourMs,
  silentUntilMs: 8 * hourMs,
  fromPosition: [131, 42],
  toPosition: [132, 42],
  distanceMetres: 80_000,
  impliedKnots: 5.4,
  speedBeforeKnots: 6,
  shoreMetres: 20_000,
  heard: 0.9,
  oddsUntilMs: 8 * hourMs,
  kind: "gap",
  reasons: [],
  ...more,
});
const open = gap(5, {
  toMs: null,
  toPosition: null,
  distanceMetres: null,
  impliedKnots: null,
  silentUntilMs: 12 * hourMs,
  oddsUntilMs: 2 * hourMs,
});
const meeting = (first: number, hours: number, nearestPlaceMetres: number): Meeting => ({
  first,
  second: first + 1,
  fromMs: 0,
  toMs: hours * hourMs,
  position: [0, 0],
  medianMetres: 100,
  medianKnots: 1,
  nearestPlaceMetres,
});

test("what says most comes first", () => {
  const sorted = gapsByWeight([
    gap(1, { kind: "cannot-tell", heard: 0.99 }),
    gap(2, { shoreMetres: 500, heard: 0.99 }),
    gap(3, { heard: 0.5 }),
    open,
    gap(4, { kind: "disabling", heard: 0.95 }),
    gap(6, { kind: "not-heard-there", heard: 0.3 }),
  ]);
  expect(sorted.map((g) => g.mmsi)).toEqual([4, 5, 3, 2, 6, 1]);
  expect(
    meetingsByWeight([meeting(10, 20, 12_000), meeting(20, 3, 400_000), meeting(30, 6, 100_000)]).map(
      (m) => m.first,
    ),
  ).toEqual([30, 20, 10]);
  const visit = (mmsi: number, kind: Visit["kind"], stoppedMinutes: number, unheardMinutes = 0): Visit => ({
    mmsi,
    placeId: "p",
    placeName: "P",
    kind,
    enteredMs: 0,
    leftMs: null,
    entryUnseen: false,
    exitUnseen: false,
    stoppedMinutes,
    unheardMinutes,
    position: [0, 0],
  });
  expect(
    visitsByWeight([
      visit(1, "port", 500),
      visit(2, "port", 10, 300),
      visit(3, "area", 5),
      visit(4, "anchorage", 900),
    ]).map((v) => v.mmsi),
  ).toEqual([3, 2, 4, 1]);
});

test("an open gap goes out as a point with no end, and a hostile name harms no format", () => {
  const evil = '=cmd|" /c"<script>&';
  const form = namedForm(exchangedGap, new Map([[5, evil]]));
  expect(form.columns.slice(0, 2)).toEqual(["mmsi", "ship_name"]);
  const out = form.of(open);
  expect(out).toMatchObject({ geometry: { type: "Point", coordinates: [131, 42] }, toMs: null });
  expect(out.properties).toMatchObject({ open: true, hours: 12, to_longitude: null, ship_name: evil });
  const csv = [...csvText([out], form.columns)].join("");
  expect(csv).toContain(`"'=cmd|"" /c""<script>&"`);
  const kml = [...kmlText("gaps", [out])].join("");
  expect(kml).not.toContain("<script>");
  expect(kml).toContain("<begin>1970-01-01T00:00:00.000Z</begin></TimeSpan>");
  const pair = namedForm(exchangedMeeting, new Map([[11, "B"]])).of(meeting(10, 3, 1));
  expect(pair.name).toBe("10 and 11 (B)");
  expect(pair.properties).toMatchObject({ first_name: "", second_name: "B" });
});

test("the latest name counts, and an empty one never", () => {
  const said = (name: string, lastMs: number) => ({
    mmsi: 7,
    ...nothingStated,
    name,
    firstMs: 0,
    lastMs,
    reports: 1,
  });
  expect([...latestNames([said("OLD", 5), said("NEW ", 9), said("", 20)])]).toEqual([[7, "NEW"]]);
});

test("boxes meet as their points do, over the 180th meridian too", () => {
  const east = { west: 170, south: -5, east: -170, north: 5 };
  expect(boxesMeet(pointBox([175, 0]), east)).toBe(true);
  expect(boxesMeet(pointBox([-175, 0]), east)).toBe(true);
  expect(boxesMeet(pointBox([0, 0]), east)).toBe(false);
  expect(boxesMeet(pointBox([175, 6]), east)).toBe(false);
  const degrees = fc.integer({ min: -180, max: 179 });
  fc.assert(
    fc.property(degrees, degrees, degrees, degrees, (aw, ae, bw, be) => {
      const on = (west: number, to: number) => ({ west, east: to, south: 0, north: 1 });
      const [a, b] = [on(aw, ae), on(bw, be)];
      const inside = (x: number, { west, east: to }: typeof a): boolean =>
        west <= to ? x >= west && x <= to : x >= west || x <= to;
      const shared = Array.from({ length: 360 }, (_, i) => i - 180).some((x) => inside(x, a) && inside(x, b));
      // Boxes of whole degrees that meet only between 179 and 180 degrees have no whole degree in common.
      if (shared) expect(boxesMeet(a, b)).toBe(true);
      else if (boxesMeet(a, b)) expect(Math.max(ae, be) === 180 || aw === -180 || bw === -180).toBe(true);
      expect(boxesMeet(a, b)).toBe(boxesMeet(b, a));
    }),
  );
});
