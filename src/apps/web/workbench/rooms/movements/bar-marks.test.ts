import { expect, test } from "vitest";
import type { MovementsScreen } from "../../../../../findings/screens/movements.ts";
import { barPicturesOf, barSightingsOf } from "./bar-marks.ts";

const time = { fromMs: 1, toMs: 2 };

test("looks are told from scenes, radar from what else sees, and a sighting without a verdict says so", () => {
  const screen = {
    looks: [
      { id: "held", ...time, picture: true },
      { id: "published", ...time, picture: false },
    ],
    scenes: [
      { id: "r", ...time, sensor: "radar" },
      { id: "o", ...time, sensor: "optical" },
    ],
    sightings: [
      { id: "s", ...time, word: null },
      { id: "d", ...time, word: "dark" },
    ],
  } as unknown as MovementsScreen;
  expect(barPicturesOf(screen).map((p) => [p.id, p.kind, p.held])).toEqual([
    ["held", "look", true],
    ["published", "look", false],
    ["r", "radar", undefined],
    ["o", "optical", undefined],
  ]);
  expect(barSightingsOf(screen).map((s) => s.word)).toEqual(["no-verdict", "dark"]);
});
