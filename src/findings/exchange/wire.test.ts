import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../base/errors.ts";
import { partsOf, partsOfBoxes, readGeometry, type Geometry } from "./geometry.ts";
import { intersects } from "./intersects.ts";
import { readWireBoxText } from "./wire-box.ts";
import { closedEnds, meetsTime, readWireTime } from "./wire-time.ts";

describe("a time on the wire", () => {
  it("is an instant or an interval with both ends in it", () => {
    const at = Date.UTC(2023, 9, 5);
    expect(readWireTime("2023-10-05T00:00:00Z", "x")).toEqual({ fromMs: at, toMs: at });
    expect(readWireTime("2023-10-05T09:00:00.5+09:00/..", "x")).toEqual({ fromMs: at + 500, toMs: Infinity });
    expect(readWireTime("/2023-10-05t00:00:00z", "x")).toEqual({ fromMs: -Infinity, toMs: at });
    expect(readWireTime("2016-12-31T23:59:60Z", "x").fromMs).toBe(Date.UTC(2017, 0, 1) - 1);
    for (const bad of [
      "",
      "..",
      "../..",
      "2023-10-05",
      "2023-13-01T00:00:00Z",
      "2023-10-05T24:00:00Z",
      "2023-10-05T00:00:00",
      "a/b/c",
    ])
      expect(() => readWireTime(bad, "x"), bad).toThrow(InputError);
  });

  it("meets what is held half-open where, and only where, they share a millisecond", () => {
    const ms = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(ms, fc.integer({ min: 1, max: 10 }), ms, fc.nat(10), (from, length, first, more) => {
        const shared = Array.from({ length }, (_, i) => from + i).some(
          (t) => t >= first && t <= first + more,
        );
        expect(meetsTime({ fromMs: from, toMs: from + length }, { fromMs: first, toMs: first + more })).toBe(
          shared,
        );
      }),
    );
  });

  it("ends with the last instant that is in it, and is met by its own ends", () => {
    const held = { fromMs: Date.UTC(2023, 9, 4, 15), toMs: Date.UTC(2023, 9, 5, 15) };
    expect(closedEnds(held)).toEqual(["2023-10-04T15:00:00Z", "2023-10-05T14:59:59.999Z"]);
    for (const end of closedEnds(held)) expect(meetsTime(held, readWireTime(end ?? "", "x"))).toBe(true);
    expect(closedEnds({ fromMs: null, toMs: null })).toEqual([null, null]);
  });
});

describe("a box on the wire", () => {
  it("may reach across the 180th meridian and carry heights", () => {
    expect(readWireBoxText("170,-10,-170,10", "x")).toEqual([
      { west: 170, south: -10, east: 180, north: 10 },
      { west: -180, south: -10, east: -170, north: 10 },
    ]);
    expect(readWireBoxText("1,2,-5,3,4,5", "x")).toEqual([{ west: 1, south: 2, east: 3, north: 4 }]);
    for (const bad of [
      "",
      "1,2,3",
      "1,2,3,4,5",
      "0,10,1,0",
      "0,-91,1,0",
      "-181,0,0,1",
      "1,2,3,NaN",
      "1,2,3,1e999",
      "1,2,3,0x10",
    ])
      expect(() => readWireBoxText(bad, "x"), bad).toThrow(InputError);
  });
});

describe("two geometries", () => {
  const square = (west: number, south: number, side: number): Geometry => ({
    type: "Polygon",
    coordinates: [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ],
    ],
  });
  const meet = (a: Geometry, b: Geometry): boolean => {
    const [there, back] = [intersects(partsOf(a), partsOf(b)), intersects(partsOf(b), partsOf(a))];
    expect(there).toBe(back);
    return there;
  };

  it("meet where boxes on a grid share a point, touching corners and edges too", () => {
    const n = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(
        n,
        n,
        fc.integer({ min: 1, max: 4 }),
        n,
        n,
        fc.integer({ min: 1, max: 4 }),
        (x, y, s, u, v, t) => {
          expect(meet(square(x, y, s), square(u, v, t))).toBe(
            x <= u + t && u <= x + s && y <= v + t && v <= y + s,
          );
        },
      ),
    );
  });

  it("do not meet where one lies in a hole of the other", () => {
    const ring: Geometry = {
      type: "Polygon",
      coordinates: [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 10],
          [0, 0],
        ],
        [
          [2, 2],
          [2, 8],
          [8, 8],
          [8, 2],
          [2, 2],
        ],
      ],
    };
    expect(meet(ring, square(4, 4, 1))).toBe(false);
    expect(meet(ring, square(0.5, 0.5, 1))).toBe(true);
    expect(meet(ring, square(1, 1, 2))).toBe(true);
    expect(meet(ring, { type: "Point", coordinates: [5, 5] })).toBe(false);
    expect(meet(ring, { type: "Point", coordinates: [2, 5] })).toBe(true);
    expect(
      meet(ring, {
        type: "LineString",
        coordinates: [
          [3, 3],
          [7, 7],
        ],
      }),
    ).toBe(false);
    expect(
      meet(ring, {
        type: "LineString",
        coordinates: [
          [-5, 5],
          [5, 5],
        ],
      }),
    ).toBe(true);
  });

  it("are points on lines, lines that only meet by their boxes, and lines one on the other", () => {
    const line: Geometry = {
      type: "LineString",
      coordinates: [
        [0, 0],
        [4, 4],
      ],
    };
    expect(meet(line, { type: "Point", coordinates: [2, 2] })).toBe(true);
    expect(meet(line, { type: "Point", coordinates: [2, 1] })).toBe(false);
    expect(
      meet(line, {
        type: "LineString",
        coordinates: [
          [3, 0],
          [4, 3.5],
        ],
      }),
    ).toBe(false);
    expect(
      meet(line, {
        type: "LineString",
        coordinates: [
          [3, 3],
          [9, 9],
        ],
      }),
    ).toBe(true);
    expect(
      meet(line, {
        type: "LineString",
        coordinates: [
          [5, 5],
          [9, 9],
        ],
      }),
    ).toBe(false);
    expect(intersects(partsOf(line), partsOfBoxes([{ west: 3, south: 0, east: 4, north: 1 }]))).toBe(false);
  });

  it("are read from what a client sends, or refused", () => {
    const collection = {
      type: "GeometryCollection",
      geometries: [{ type: "Point", coordinates: [1, 2, 30] }, square(0, 0, 1)],
    };
    expect(readGeometry(collection, "x")).toMatchObject({ points: [[1, 2]] });
    let nested: unknown = { type: "Point", coordinates: [0, 0] };
    for (let i = 0; i < 1000; i++) nested = { type: "GeometryCollection", geometries: [nested] };
    for (const bad of [
      null,
      "POINT(0 0)",
      { type: "toString", coordinates: [] },
      { type: "Point", coordinates: [[0, 0]] },
      { type: "Point", coordinates: [200, 0] },
      { type: "Point", coordinates: ["0", 0] },
      { type: "LineString", coordinates: [[0, 0]] },
      { type: "MultiPoint", coordinates: Array.from({ length: 10_001 }, () => [0, 0]) },
      nested,
    ])
      expect(() => readGeometry(bad, "x")).toThrow(InputError);
  });
});
