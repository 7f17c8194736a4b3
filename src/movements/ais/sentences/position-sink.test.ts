import { describe, expect, it } from "vitest";
import { at, noon, position, read, refusedOnly } from "../../../../test/ais/made-sentences.ts";
import { unnamedReceiver } from "./fix-columns.ts";

describe("columns of position reports", () => {
  it("hold what the message says, in units, with NaN for what it left open", () => {
    const { fixes, counts } = read(
      [
        ...at(position(990_000_001), noon),
        ...at(
          position(990_000_002, { speed: 1023, course: 3600, heading: 511, status: 5, second: 60 }),
          noon,
        ),
      ].join("\n"),
    );
    expect(counts).toMatchObject({ lines: 2, used: 2 });
    expect([...fixes.mmsi]).toEqual([990_000_001, 990_000_002]);
    expect([...fixes.at]).toEqual([noon, noon]);
    expect(fixes.longitude[0]).toBeCloseTo(130.3, 7);
    expect(fixes.latitude[0]).toBeCloseTo(42.2, 7);
    expect([...fixes.speed]).toEqual([Math.fround(12.3), Number.NaN]);
    expect([...fixes.course]).toEqual([Math.fround(90.1), Number.NaN]);
    expect([...fixes.heading]).toEqual([91, Number.NaN]);
    expect([...fixes.status]).toEqual([0, 5]);
    expect([...fixes.second]).toEqual([30, 60]);
    expect([...fixes.messageType]).toEqual([1, 1]);
    expect([...fixes.receiver]).toEqual([unnamedReceiver, unnamedReceiver]);
  });

  it.each([
    [{ longitude: 181 * 600_000 }, "position not sent"],
    [{ latitude: 91 * 600_000 }, "position not sent"],
    [{ longitude: -180.5 * 600_000 }, "position impossible"],
    [{ latitude: 90.5 * 600_000 }, "position impossible"],
    [{ mmsi: 0 }, "sender impossible"],
    [{ mmsi: 1_000_000_000 }, "sender impossible"],
  ] as const)("refuse %o as %s", (more, reason) => {
    const { fixes, counts } = read(at(position(990_000_001, more), noon).join("\n"));
    expect(fixes.length).toBe(0);
    expect(refusedOnly(counts)).toEqual({ [reason]: 1 });
  });

  it("count several receivers of one message as one report, and messages far apart as two", () => {
    const same = position(990_000_001);
    const { fixes, counts, receivers } = read(
      [
        ...at(same, noon, "north"),
        ...at(same, noon + 3000, "south"),
        ...at(same, noon + 4000, "north"),
        ...at(position(990_000_001, { radio: 8 }), noon + 4000, "north"),
        ...at(same, noon + 60_000, "north"),
      ].join("\n"),
    );
    expect(receivers).toEqual(["north", "south"]);
    expect([...fixes.at]).toEqual([noon, noon + 4000, noon + 60_000]);
    expect([...fixes.receivers]).toEqual([2, 1, 1]);
    expect(counts).toMatchObject({ used: 3, heardAgain: 2 });
    expect(read(at(same, noon).concat(at(same, noon)).join("\n"), { repeatSeconds: -1 }).fixes.length).toBe(
      2,
    );
  });
});
