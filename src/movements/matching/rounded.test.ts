import { expect, test } from "vitest";
import { roundedVerdict } from "./rounded.ts";
import type { Rival, Verdict } from "./verdict.ts";

const rival = (probability: number, mmsi: number | null = 273_000_001): Rival => ({
  mmsi,
  fixedObjectId: null,
  name: "",
  probability,
  expected: null,
  minutesBefore: null,
  minutesAfter: null,
  distanceMetres: 12.345,
  evidence: { position: 4.123_46, width: 0.0001 },
});
const verdict = (more: Partial<Verdict>): Verdict => ({
  sightingId: "a",
  sceneId: "bay",
  word: "matched",
  probability: 0.9,
  rivals: [rival(0.9), rival(0.1, null)],
  heard: null,
  reasons: [],
  ...more,
});

test("no probability is written as 1 or 0 that is not, also where the machine's numbers end there", () => {
  for (const almost of [1, 1 - 1e-16, 0.999_999_9])
    expect(
      roundedVerdict(
        verdict({ probability: almost, heard: almost, rivals: [rival(almost), rival(1 - almost, null)] }),
      ),
    ).toMatchObject({
      probability: 0.999_999,
      heard: 0.999_999,
      rivals: [{ probability: 0.999_999 }, { probability: 0.000_001 }],
    });
});

test("what is certain stays so: cannot-tell claims nothing, one without a rival is it, nobody was heard at all", () => {
  expect(
    roundedVerdict(verdict({ word: "cannot-tell", probability: 1, heard: 0, rivals: [rival(1, null)] })),
  ).toMatchObject({ probability: 1, heard: 0, rivals: [{ probability: 1 }] });
});

test("all else is rounded as it was", () => {
  expect(
    roundedVerdict(
      verdict({ probability: 0.876_543_21, rivals: [rival(0.876_543_21), rival(0.123_456_79, null)] }),
    ),
  ).toMatchObject({
    probability: 0.876_543,
    rivals: [
      { probability: 0.876_543, distanceMetres: 12.3, evidence: { position: 4.123 } },
      { probability: 0.123_457 },
    ],
  });
});
