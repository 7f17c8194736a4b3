import { parseSpan } from "../../../base/time/span.ts";
import { expect, test } from "vitest";
import { madeShipSighting } from "../../../../test/made-ship-sighting.ts";
import { spanOf } from "../../../../test/made-sighting.ts";
import type { ShipSighting, ShuttlePort } from "../trips.ts";
import { joinLegs, type JoinOptions } from "./join-legs.ts";
import type { JoinedLeg } from "./joined-leg.ts";
import { passageModel } from "./rival-weights.ts";
import { spanInWords } from "../../../base/time/words.ts";
import { workedOutLegs } from "./worked-out-legs.ts";

const ports: readonly ShuttlePort[] = [
  { id: "rajin", name: "Rajin", side: "load", position: [130.295, 42.225], leastStayHours: 12 },
  { id: "dunai", name: "Dunai", side: "land", position: [132.3375, 42.88028], leastStayHours: 12 },
];
const options: JoinOptions = {
  ...passageModel,
  fleetMetres: [85, 155],
  greatestKnots: 20,
  ports,
  voyages: [],
  observations: [],
};

const seen = (id: string, placeId: string, at: string, more: Partial<ShipSighting> = {}): ShipSighting =>
  madeShipSighting({
    id,
    placeId,
    position: ports.find((p) => p.id === placeId)?.position ?? null,
    at: spanOf(at, 540),
    ...more,
  });
const only = (legs: readonly JoinedLeg[]): JoinedLeg => {
  const [leg, second] = legs;
  if (leg === undefined || second !== undefined) throw new Error(`${legs.length} legs`);
  return leg;
};
const named = { ship: "Angara" };

test("a named ship at both ends on days of their own is a leg; an impossible one is told", () => {
  const leg = only(
    joinLegs([seen("a", "rajin", "2023-09-07", named), seen("b", "dunai", "2023-09-12", named)], options),
  );
  expect(leg).toMatchObject({ strength: "seen-both-ends", feasible: "yes", probability: 1, noneOfThese: 0 });
  expect(leg.leastHours).toBeCloseTo(4.94, 1);
  expect(leg.arrives.earliestMs - leg.departs.earliestMs).toBeCloseTo(4.94 * 3_600_000, -6);
  const flown = only(
    joinLegs(
      [
        seen("a", "rajin", "2023-09-07T10:00+09:00", named),
        seen("b", "dunai", "2023-09-07T12:00+09:00", named),
      ],
      options,
    ),
  );
  expect(flown).toMatchObject({ feasible: "no", strength: "possible", probability: 0 });
  expect(workedOutLegs([flown])).toEqual([]);
});

test("long between two sightings, or without a day, a leg is weaker and says why", () => {
  const long = only(
    joinLegs([seen("a", "rajin", "2023-09-07", named), seen("b", "dunai", "2023-10-30", named)], options),
  );
  expect(long.strength).toBe("inferred");
  expect(long.reasons.join()).toContain("other calls are likely unseen");
  const heard = { ...named, basis: "heard", throughout: true } as const;
  const both = only(
    joinLegs(
      [
        seen("a", "rajin", "2023-09-01/2023-09-07", heard),
        seen("b", "dunai", "2023-09-09/2023-09-12", heard),
      ],
      options,
    ),
  );
  expect(both).toMatchObject({ strength: "seen-both-ends" });
  expect(both.departs.earliestMs).toBe(both.from.at.toMs);
  expect(both.reasons).toContain("heard in both ports by its position reports");
});

test("unnamed ends have rivals whose chances and that of none sum to one; a like length speaks for one of them", () => {
  const legs = joinLegs(
    [
      seen("from", "rajin", "2023-10-19", { lengthMetres: 115 }),
      seen("like", "dunai", "2023-10-21", { lengthMetres: 114 }),
      seen("unlike", "dunai", "2023-10-21", { lengthMetres: 135 }),
      seen("too-late", "dunai", "2023-11-30", { lengthMetres: 115 }),
    ],
    options,
  );
  const leg = only(legs);
  expect(leg.to.id).toBe("like");
  expect(leg.rivals.map((r) => r.sightingId)).toEqual(["unlike"]);
  const sum = leg.probability + leg.noneOfThese + leg.rivals.reduce((s, r) => s + r.probability, 0);
  expect(sum).toBeCloseTo(1, 12);
  expect(leg.probability).toBeGreaterThan(10 * (leg.rivals[0]?.probability ?? 1));
  expect(["inferred", "possible"]).toContain(leg.strength);
  expect(workedOutLegs(legs)[0]).toMatchObject({ fromPlace: "rajin", toPlace: "dunai", mode: "ship" });
  // To the minute, outwards; the times themselves are kept.
  const [worked] = workedOutLegs(legs);
  for (const span of [worked?.departs, worked?.arrives]) {
    const read = parseSpan(span?.text ?? "", 0);
    if (!read.ok || span == null) throw new Error(`not a time: ${span?.text}`);
    expect(span.text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ\/\d{4}-\d\d-\d\dT\d\d:\d\dZ$/);
    expect(spanInWords(span)).toMatch(/^\d+ \w+ \d{4} \d\d:\d\d UTC to \d+ \w+ \d{4} \d\d:\d\d UTC$/);
    expect(read.span.fromMs).toBeLessThanOrEqual(span.fromMs);
    expect(read.span.toMs).toBeGreaterThanOrEqual(span.toMs);
  }
});

test("an unnamed ship where a named one was seen that day makes no second leg, and the order of sightings does not matter", () => {
  const sightings = [
    seen("unnamed", "rajin", "2024-03-12"),
    seen("a", "rajin", "2024-03-12", named),
    seen("b", "dunai", "2024-03-14", named),
  ];
  const legs = joinLegs(sightings, options);
  expect(only(legs).from.id).toBe("a");
  expect(joinLegs(sightings.toReversed(), options)).toEqual(legs);
});
