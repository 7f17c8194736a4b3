import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RailWay } from "../../outlines/osm/rail-way.ts";
import { joinedWays } from "./join-ways.ts";

const places: Record<string, readonly [number, number]> = {
  a: [7.62, 47],
  b: [7.63, 47],
  c: [7.64, 47],
  d: [7.64, 47.001],
  e: [7.65, 47.0001],
};
const way = (id: number, nodes: string, gauge: RailWay["gauge"] = null): RailWay => ({
  id: String(id),
  nodes: Array.from(nodes),
  positions: Array.from(nodes).map((n) => places[n] ?? [0, 0]),
  gauge,
  service: "",
});
// b is a switch: straight on to c, with a leg to d; the way from c on to e is drawn the other way round.
const yard = [way(3, "ab", "1520"), way(5, "bc"), way(4, "bd"), way(7, "ec")];

describe("joinedWays", () => {
  it("goes straight on at a switch and turns ways round", () => {
    expect(joinedWays(yard)).toEqual([
      { id: "osm-way 3+5+7", gauge: "1520", positions: [places["a"], places["b"], places["c"], places["e"]] },
      { id: "osm-way 4", gauge: null, positions: [places["b"], places["d"]] },
    ]);
  });

  it("does not depend on the order of the ways", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(yard, { minLength: 4 }), (shuffled) => {
        expect(joinedWays(shuffled)).toEqual(joinedWays(yard));
      }),
    );
  });

  it("leaves a right angle and a closed way alone, and takes every way once", () => {
    const tracks = joinedWays([way(1, "bd"), way(2, "db"), way(9, "bcdb")]);
    expect(tracks.map((t) => t.id)).toEqual(["osm-way 1", "osm-way 2", "osm-way 9"]);
  });

  it("keeps no gauge where ways differ", () => {
    expect(joinedWays([way(1, "ab", "1520"), way(2, "bc", "1435")])).toEqual([
      expect.objectContaining({ id: "osm-way 1+2", gauge: null }),
    ]);
  });
});
