import { expect, test } from "vitest";
import { verdicts, type Rival, type VerdictRecord } from "./verdict.ts";
import { exchangedVerdict, rivalName, verdictColumns } from "./exchanged-verdict.ts";

const rival = (mmsi: number | null, probability: number): Rival => ({
  mmsi,
  fixedObjectId: null,
  name: mmsi === null ? "no ship of the reports" : `SHIP ${mmsi}`,
  probability,
  expected: null,
  minutesBefore: null,
  minutesAfter: null,
  distanceMetres: null,
  evidence: {},
});
const verdict = (word: VerdictRecord["word"]): VerdictRecord => ({
  id: "v",
  sightingId: "s",
  sceneId: null,
  word,
  probability: 0.9,
  rivals: [rival(null, 0.96), rival(366000100, 0.03), rival(366000200, 0.01)],
  heard: 0.99,
  reasons: [],
  settings: "{}",
  positions: "",
});
const at = { fromMs: 0, toMs: 1000, precision: "second", text: "" } as const;

test("a table of verdicts names a ship only where the verdict does; rivals stand beside it with their odds", () => {
  for (const word of verdicts) {
    const { properties } = exchangedVerdict(verdict(word), at, null, { source: "simulated, seed 3" });
    const isNamed = word !== "dark" && word !== "cannot-tell";
    expect(properties["mmsi"], word).toBe(isNamed ? 366000100 : null);
    expect(properties["ship"], word).toBe(isNamed ? "SHIP 366000100" : null);
    // A table in which "cannot tell" has a probability of 1 would be read as being sure.
    expect(properties["probability"], word).toBe(word === "cannot-tell" ? null : 0.9);
    expect(properties).toMatchObject({
      source: "simulated, seed 3",
      first: "SHIP 366000100 (366000100)",
      first_probability: 0.03,
      second: "SHIP 366000200 (366000200)",
      second_probability: 0.01,
      none_probability: 0.96,
    });
    expect(Object.keys(properties)).toEqual([...verdictColumns]);
  }
});

test("a fixed object without a name is told by its id", () => {
  const object = { ...rival(null, 0.9), fixedObjectId: "platform-7", name: "" };
  expect(rivalName(object)).toBe("platform-7");
  expect(rivalName({ ...object, name: "Platform Edith" })).toBe("Platform Edith");
});
