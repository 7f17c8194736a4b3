import { expect, test } from "vitest";
import { clockLine } from "./imported-lines.ts";

const clock = { reports: 12_000, senders: 340, offsetSeconds: -23, agreeing: 11_760, sendersOff: 0 };

test("an import says how its times go with the seconds that senders stated", () => {
  expect(clockLine(clock)).toMatch(
    /^WARNING: the times of this source run 23 s behind the seconds that senders stated, in 98.0 % of 12000 reports of 340 senders, or by whole minutes/,
  );
  expect(clockLine({ ...clock, offsetSeconds: 6 })).toContain("run 6 s ahead of");
  expect(clockLine({ ...clock, offsetSeconds: 5, sendersOff: 1 })).toBe(
    "times agree with the seconds that senders stated, within 5 s of the usual 5 s, in 98.0 % of 12000 reports of 340 senders; of 1 sender the own clock is off: see ais tracks",
  );
  expect(clockLine({ ...clock, offsetSeconds: null, agreeing: 0 })).toContain("could not be held against");
});
