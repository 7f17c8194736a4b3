import { expect, test } from "vitest";
import type { Visit } from "../../events/event.ts";
import type { ShuttlePort } from "../trips.ts";
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

test("a ship that was long not heard in port, or that has not left, is there for moments only", () => {
  const seen = (more: Partial<Visit>) =>
    sightingsOfVisits([visit(7, 0, 5, more)], ports, nameOf, new Set(["Angara"]));
  expect(seen({ unheardMinutes: 700 }).map((s) => [s.id, s.throughout])).toEqual([
    ["visits/7/5/in", false],
    ["visits/7/5/out", false],
  ]);
  expect(seen({ leftMs: null })).toHaveLength(1);
});
