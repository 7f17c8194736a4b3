import { expect, test } from "vitest";
import { spanOf } from "../../../../test/made-sighting.ts";
import type { StatedUnseen } from "../trips.ts";
import { daysAreTold, unseenInWords } from "./stated-unseen.ts";

const unseen = (days: number, within: string): StatedUnseen => ({
  id: "c",
  portId: "rajin",
  areaId: null,
  days,
  within: spanOf(within),
  reason: "cloud",
  source: "VOA",
});

test("of one look under cloud the day is known; of twelve days in seven weeks it is not", () => {
  const twelve = unseen(12, "2023-08-26/2023-10-12");
  expect(daysAreTold(twelve)).toBe(false);
  expect(unseenInWords([twelve])).toEqual([
    "VOA could not see 12 days in 26 August 2023 to 12 October 2023, without saying which: cloud",
  ]);
  for (const [days, within] of [
    [1, "2024-05-02"],
    [1, "2024-05-02T12:00:00Z"],
    [3, "2024-05-02/2024-05-04"],
  ] as const) {
    expect(daysAreTold(unseen(days, within))).toBe(true);
    expect(unseenInWords([unseen(days, within)])[0]).toMatch(/^VOA could not see it on 2 May 2024.*: cloud$/);
  }
  const week = ["01", "02", "03", "04", "05", "06"].map((day) => unseen(1, `2024-05-${day}`));
  expect(unseenInWords(week)).toEqual([
    "VOA could not see it on 1 May 2024, 2 May 2024, 3 May 2024, 4 May 2024 and at 2 more looks: cloud",
  ]);
});
