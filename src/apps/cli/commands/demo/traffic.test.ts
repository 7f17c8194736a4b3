import { expect, test } from "vitest";
import { partsInWords } from "./traffic.ts";

test("one circle and one meeting are one, and what does not change its word keeps it", () => {
  expect(
    partsInWords({
      segments: 29,
      circles: 1,
      proposals: 0,
      gaps: 12,
      visits: 1,
      waiting: 1,
      meetings: 1,
      loitering: 2,
    }),
  ).toBe("29 segments, 1 circle, 0 proposals, 12 gaps, 1 visit, 1 waiting, 1 meeting, 2 loitering");
});
