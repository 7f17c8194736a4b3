import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import type { TimeSpan } from "../../../base/time/span.ts";
import type { PortLook, ShipSighting, ShuttlePort } from "../trips.ts";
import {
  everyCount,
  type Letter,
  type LivedCase,
  type LivedShape,
  type LivedSighting,
} from "./every-life.ts";
import { shuttleSettings } from "./shuttle-question.ts";
import { tripBounds } from "./trip-bounds.ts";

const names = ["Angara", "Maria"] as const;

const cases: fc.Arbitrary<LivedCase> = fc
  .record({
    ticks: fc.integer({ min: 3, max: 6 }),
    over: fc.integer({ min: 1, max: 2 }),
    longAway: fc.boolean(),
    // Least stays of 0: a ship may turn round at once.
    stays: fc.record({ A: fc.nat(2), B: fc.nat(2), C: fc.nat(1) }),
    third: fc.constantFrom("none", "load", "land"),
    rule: fc.constantFrom("round-trip", "loaded-leg", "ship-visit"),
    missesBeyond: fc.constantFrom(1, 0.01),
    otherHulls: fc.constantFrom(null, 0, 1),
  } as const)
  .chain(({ longAway, ...of }) => {
    const shape: LivedShape = { ...of, away: of.over === 2 && longAway ? 3 : 2 };
    const ports: Letter[] = shape.third === "none" ? ["A", "B"] : ["A", "B", "C"];
    // From before the window to after it: what reaches over an end may lie outside.
    const at = fc
      .tuple(fc.integer({ min: -2, max: shape.ticks + 1 }), fc.integer({ min: 0, max: 2 }))
      .map(([first, length]) => [first, first + length] as const);
    const place = fc.constantFrom(...ports);
    const alone = fc.record({
      at,
      place: fc.oneof({ weight: 5, arbitrary: place }, { weight: 1, arbitrary: fc.constant("E" as const) }),
      ship: fc.constantFrom(...names, null),
      candidates: fc.constantFrom(null, ["Angara"]),
      throughout: fc.boolean(),
    });
    const look = fc.record({
      at,
      place,
      saw: fc.constantFrom("whole", "whole", "part", "nothing"),
      named: fc.subarray([...names], { maxLength: 1 }),
      unnamed: fc.array(fc.constantFrom(null, ["Maria"]), { maxLength: 1 }),
    } as const);
    return fc
      .tuple(fc.array(alone, { maxLength: 3 }), fc.array(look, { maxLength: 3 }))
      .map(([singles, looks]): LivedCase => ({
        ...shape,
        seen: [
          ...singles
            .filter((s) => s.place !== "E" || s.ship !== null)
            .map((s, i): LivedSighting => ({
              ...s,
              candidates: s.ship === null ? s.candidates : null,
              id: `alone ${i}`,
              look: null,
            })),
          ...looks.flatMap(({ at: moment, place: where, saw, named, unnamed }, l) =>
            saw === "nothing"
              ? []
              : [...named, ...unnamed].map((who, i): LivedSighting => ({
                  at: moment,
                  place: where,
                  id: `look ${l}, ${i}`,
                  ship: typeof who === "string" ? who : null,
                  candidates: typeof who === "string" ? null : who,
                  throughout: false,
                  look: `look ${l}`,
                })),
          ),
        ],
        looks: looks.map((k, l) => ({ at: k.at, place: k.place, saw: k.saw, id: `look ${l}` })),
      }));
  });

const hourMs = 3_600_000;
const positions = { A: [130, 0], B: [131, 0], C: [130.5, 0.866] } as const;
const metres = distanceMetres(positions.A, positions.B);
const spanOf = ([first, last]: LivedSighting["at"]): TimeSpan => ({
  fromMs: first,
  toMs: last + 1,
  precision: "range",
  text: `${first} to ${last}`,
});

function bounds(c: LivedCase) {
  const port = (id: "A" | "B" | "C", side: ShuttlePort["side"]): ShuttlePort => ({
    id,
    name: id,
    side,
    position: positions[id],
    leastStayHours: c.stays[id] / hourMs,
  });
  const within = spanOf([0, c.ticks - 1]);
  return tripBounds(
    {
      ports: [port("A", "load"), port("B", "land"), ...(c.third === "none" ? [] : [port("C", c.third)])],
      within,
      settings: {
        ...shuttleSettings,
        // So fast that the way between two ports takes a few milliseconds, and half a one to be rounded off.
        greatestKnots: ((metres / 1852) * hourMs) / (c.over + 0.5),
        leastAwayHours: c.away / hourMs,
        otherHulls: c.otherHulls,
        missesBeyond: c.missesBeyond,
      },
      readings: {},
    },
    {
      sightings: c.seen.map((s): ShipSighting => ({
        id: s.id,
        placeId: s.place,
        areaId: null,
        position: s.place === "A" || s.place === "B" || s.place === "C" ? positions[s.place] : null,
        at: spanOf(s.at),
        throughout: s.throughout,
        ship: s.ship,
        candidates: s.candidates,
        lengthMetres: null,
        lookId: s.look,
        basis: "seen",
        source: "made up",
        address: "",
      })),
      looks: c.looks.map((l): PortLook => ({
        id: l.id,
        portId: l.place,
        areaId: null,
        at: spanOf(l.at),
        saw: l.saw,
        foundChance: null,
        source: "made up",
      })),
      unseen: [],
      numbers: [],
      leftOut: [],
    },
    { rule: c.rule, within, ships: c.otherHulls === null ? [...names] : null, pier: null },
  );
}

test("the least and the most of trips are those of all lives of the ships, tried tick by tick", () => {
  const met = { possible: 0, impossible: 0, wide: 0, missed: 0, unnamed: 0, sameMoment: 0, overTheEnd: 0 };
  fc.assert(
    fc.property(cases, (c) => {
      const all = everyCount(c);
      // What one ship cannot have been is left out, which the remarks say: another test.
      fc.pre(all !== null);
      if (all === null) return;
      const { least, most, possible, exact, missesAllowed } = bounds(c);
      expect(possible).toBe(all.size > 0);
      if (all.size === 0) {
        met.impossible++;
        return;
      }
      expect({ least, most, exact }).toEqual({
        least: Math.min(...all),
        most: Math.max(...all),
        exact: true,
      });
      met.possible++;
      if (least !== most) met.wide++;
      if (missesAllowed > 0) met.missed++;
      if (c.seen.some((s) => s.ship === null)) met.unnamed++;
      if (c.looks.some((l, i) => c.looks.slice(i + 1).some((m) => l.at[0] === m.at[0]))) met.sameMoment++;
      if (c.seen.some((s) => s.at[0] < 0 || s.at[1] >= c.ticks)) met.overTheEnd++;
    }),
    { numRuns: 300 },
  );
  for (const [what, times] of Object.entries(met)) expect([what, times > 0]).toEqual([what, true]);
}, 60_000);
