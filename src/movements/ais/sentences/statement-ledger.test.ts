import { describe, expect, it } from "vitest";
import { at, noon, partA, partB, read, ship } from "../../../../test/ais/made-sentences.ts";

describe("statements", () => {
  it("last as long as a ship says the same", () => {
    const minutes = (n: number): number => noon + n * 60_000;
    const log = [
      ...at(ship(990_000_001), minutes(0)),
      ...at(ship(990_000_001, { day: 7 }), minutes(6)),
      ...at(ship(990_000_001, { destination: "ELSEWHERE" }), minutes(12)),
      ...at(ship(990_000_001, { destination: "ELSEWHERE" }), minutes(200)),
      ...at(ship(990_000_001), minutes(206)),
    ];
    const { statements } = read(log.join("\n"));
    expect(
      statements.map((s) => [
        s.destination,
        (s.firstMs - noon) / 60_000,
        (s.lastMs - noon) / 60_000,
        s.reports,
      ]),
    ).toEqual([
      ["NOWHERE", 0, 6, 2],
      ["ELSEWHERE", 12, 200, 2],
      ["NOWHERE", 206, 206, 1],
    ]);
    expect(statements[0]).toMatchObject({
      mmsi: 990_000_001,
      name: "MADE SHIP",
      callSign: "ABC1",
      imo: 9_074_729,
      shipType: 70,
      lengthMetres: 120,
      widthMetres: 18,
      toBowMetres: 90,
      toPortMetres: 8,
      draughtMetres: 6.1,
    });
  });

  it("of two senders under one number stay two", () => {
    const log = Array.from({ length: 6 }, (_, i) =>
      at(ship(990_000_001, { name: i % 2 === 0 ? "ONE" : "TWO" }), noon + i * 60_000),
    ).flat();
    expect(read(log.join("\n")).statements).toMatchObject([
      { name: "ONE", reports: 3 },
      { name: "TWO", reports: 3 },
    ]);
  });

  it("of class B join both parts by the sender's number", () => {
    const log = [
      ...at(partA(990_000_001, "BOAT ONE"), noon),
      ...at(partA(990_000_002, "BOAT TWO"), noon),
      ...at(partB(990_000_002, "CALL2"), noon + 1000),
      ...at(partB(990_000_001, "CALL1"), noon + 2000),
      ...at(partB(990_000_003, "CALL3"), noon + 2000),
    ];
    expect(read(log.join("\n")).statements).toMatchObject([
      {
        mmsi: 990_000_001,
        name: "BOAT ONE",
        callSign: "CALL1",
        shipType: 37,
        lengthMetres: 12,
        toBowMetres: null,
      },
      { mmsi: 990_000_002, name: "BOAT TWO", callSign: "CALL2" },
      { mmsi: 990_000_003, name: "", callSign: "CALL3" },
    ]);
  });

  it("carry no ship number whose check digit is wrong", () => {
    expect(read(at(ship(990_000_001, { imo: 9_074_728 }), noon).join("\n")).statements[0]?.imo).toBe(null);
  });
});
