import { expect, test } from "vitest";
import { madeShipSighting } from "../../../../test/made-ship-sighting.ts";
import { madeSighting } from "../../../../test/made-sighting.ts";
import type { ShipSighting, ShuttlePort } from "../trips.ts";
import { mergedSightings } from "./merged-sightings.ts";
import { seenInScenes } from "./seen-in-scenes.ts";

const dayMs = 86_400_000;
const seen = (id: string, more: Partial<ShipSighting> = {}): ShipSighting =>
  madeShipSighting({
    id,
    at: { fromMs: 0, toMs: dayMs, precision: "day", text: "2024-03-10" },
    source: "NK Pro",
    ...more,
  });
const idsOf = (list: readonly ShipSighting[]): string[] => list.map((s) => s.id);

test("what one observer saw at one place and day is one ship, in a leg, a look and a sighting on record", () => {
  const leg = seen("voyages/v/to", { source: "a paper", ship: "Lady R" });
  const voyages = [{ voyage: "v", observer: "NK Pro" }];
  const look = seen("counts/c", { lengthMetres: 115, areaId: "pier", lookId: "look" });
  const one = mergedSightings([leg], [look], [seen("sightings/s")], voyages);
  expect(one).toEqual([{ ...leg, lengthMetres: 115, areaId: "pier", lookId: "look" }]);
  // A look and a sighting of its observer, without any leg.
  expect(idsOf(mergedSightings([], [look], [seen("sightings/s")], voyages))).toEqual(["counts/c"]);
  // Another observer, another day, another ship, or a second ship in the look: two.
  const other = seen("sightings/s", { source: "VOA" });
  expect(idsOf(mergedSightings([leg], [], [other], voyages))).toEqual(["voyages/v/to", "sightings/s"]);
  const later = seen("sightings/s", { at: { ...leg.at, fromMs: dayMs, toMs: 2 * dayMs } });
  expect(mergedSightings([leg], [], [later], voyages)).toHaveLength(2);
  expect(mergedSightings([leg], [], [seen("sightings/s", { ship: "Maria" })], voyages)).toHaveLength(2);
  const second = { ...look, id: "counts/c/2" };
  expect(mergedSightings([leg], [look, second], [seen("sightings/s")], voyages)).toHaveLength(2);
});

test("a sighting is at a port only where its place is known to it", () => {
  const port: ShuttlePort = {
    id: "rajin",
    name: "Rajin",
    side: "load",
    position: [130.295, 42.225],
    leastStayHours: 12,
  };
  const placed = (metres: number) =>
    seenInScenes(
      [],
      [
        madeSighting({
          id: "s",
          position: [130.295, 42.225],
          error: { semiMajorMetres: metres, semiMinorMetres: metres, azimuthDegrees: 0 },
        }),
      ],
      new Map(),
      [port],
      [],
      85,
      () => "",
    );
  expect(placed(3000)).toMatchObject({ sightings: [{ id: "sightings/s" }], leftOut: [] });
  expect(placed(500_000)).toMatchObject({
    sightings: [],
    leftOut: [
      { sighting: { id: "sightings/s" }, reason: expect.stringContaining("not known closely enough") },
    ],
  });
});
