import { expect, test } from "vitest";
import { madeShipSighting } from "../../../../test/made-ship-sighting.ts";
import { spanOf } from "../../../../test/made-sighting.ts";
import { linkOfWorkedOut } from "../../chain/worked-out-links.ts";
import { chainSettings } from "../../chain/chain.ts";
import type { ShipSighting, ShuttlePort } from "../trips.ts";
import { joinLegs, type JoinOptions } from "./join-legs.ts";
import { passageModel } from "./rival-weights.ts";
import { workedOutLegs } from "./worked-out-legs.ts";

const ports: readonly ShuttlePort[] = [
  { id: "rajin", name: "Rajin", side: "load", position: [130.295, 42.225], leastStayHours: 12 },
  { id: "dunai", name: "Dunai", side: "land", position: [132.3375, 42.88028], leastStayHours: 12 },
  { id: "vostochny", name: "Vostochny", side: "land", position: [133.067, 42.733], leastStayHours: 12 },
];
const options: JoinOptions = {
  ...passageModel,
  fleetMetres: [85, 155],
  greatestKnots: 20,
  ports,
  voyages: [],
  observations: [],
};
const seen = (id: string, placeId: string, at: string, ship: string | null = null): ShipSighting =>
  madeShipSighting({
    id,
    placeId,
    position: ports.find((p) => p.id === placeId)?.position ?? null,
    at: spanOf(at),
    ship,
    lengthMetres: 120,
  });
const pairsOf = (sightings: readonly ShipSighting[]): string[] =>
  joinLegs(sightings, options).map((l) => l.id);

test("a named ship is nowhere that she cannot have reached by what else was seen of her", () => {
  const left = seen("left", "rajin", "2023-09-03T09:24Z", "Angara");
  const there = seen("there", "dunai", "2023-09-03T21:21Z");
  expect(pairsOf([left, there])).toEqual(["left there"]);
  // An hour later she came in at Vostochny, 60 km on; or she lay there at the very time.
  for (const at of ["2023-09-03T22:18Z", "2023-09-03T21:21Z"])
    expect(pairsOf([left, there, seen("else", "vostochny", at, "Angara")])).toEqual(["left else"]);
  // Between the two she was seen at a third place: that was not one passage.
  const between = seen("else", "vostochny", "2023-09-05T12:00Z", "Angara");
  expect(pairsOf([left, { ...there, at: spanOf("2023-09-08") }, between])).toEqual(["left else"]);
  // A day in which she can have been at both says nothing against it.
  expect(pairsOf([left, there, seen("else", "vostochny", "2023-09-05", "Angara")])).toContain("left there");
});

test("a chain holds no leg firmer than the list of legs does: a ship that nobody named at one end was not seen at both", () => {
  const joined = joinLegs(
    [seen("left", "rajin", "2023-09-03T09:24Z", "Angara"), seen("there", "dunai", "2023-09-03T21:21Z")],
    options,
  );
  expect(joined[0]?.probability).toBeGreaterThan(0.9);
  const [leg] = workedOutLegs(joined);
  if (leg === undefined) throw new Error("no leg");
  const linkOf = (probability: number, mode: "ship" | "rail") =>
    linkOfWorkedOut(
      { ...leg, probability, mode },
      {
        place: (id) => ({
          id,
          name: id,
          site: true,
          position: ports.find((p) => p.id === id)?.position ?? [0, 0],
        }),
        zoneMinutes: () => 0,
        observationsAt: () => [],
        connection: () => undefined,
        settings: chainSettings,
      },
    );
  expect(linkOf(leg.probability, "ship")).toMatchObject({ strength: joined[0]?.strength });
  expect(linkOf(leg.probability, "ship").reasons.join()).not.toContain("told at both ends");
  expect(linkOf(0.15, "ship").strength).toBe("possible");
  expect(linkOf(1, "ship").strength).toBe("seen-both-ends");
  expect(linkOf(0.93, "rail").strength).toBe("seen-both-ends");
  // Told of a month, an end is not seen, in the list and in the chain.
  const undated = joinLegs(
    [
      seen("left", "rajin", "2023-09-03T09:24Z", "Angara"),
      { ...seen("there", "dunai", "2023-09-04/2023-09-12", "Angara") },
    ],
    options,
  );
  expect(undated[0]?.strength).toBe("seen-one-end");
  expect(workedOutLegs(undated)[0]).toMatchObject({ seenAtOrigin: true, seenAtDestination: false });
});
