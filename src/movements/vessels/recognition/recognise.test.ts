import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Sighting } from "../../sightings/sighting.ts";
import type { Candidate } from "./candidate.ts";
import { recognise } from "./recognise.ts";

const seen = (changes: Partial<Sighting> = {}): Sighting => ({
  id: "s",
  sceneId: null,
  markId: null,
  at: { fromMs: 1e12, toMs: 1e12 + 1, precision: "second", text: "" },
  position: [130.3, 42.2],
  error: { semiMajorMetres: 100, semiMinorMetres: 100, azimuthDegrees: 0 },
  sensor: "optical",
  lengthMetres: null,
  widthMetres: null,
  headingDegrees: null,
  axisOnly: true,
  layout: [],
  colours: [],
  containers: null,
  by: "",
  source: "https://example.org/seen",
  note: "",
  ...changes,
});
const metres = (best: number) => ({ low: null, best, high: null });
const ship = (key: string, length: number | null, changes: Partial<Candidate> = {}): Candidate => ({
  key,
  name: key,
  lengths: length === null ? [] : [{ metres: length, error: 2, weight: 1, source: "" }],
  widths: [],
  layout: [],
  colours: [],
  whereabouts: [],
  ...changes,
});

test("probabilities of all candidates and none of them add up to 1, whatever was seen", () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 20, max: 400 })), { maxLength: 8 }),
      fc.integer({ min: 5, max: 450 }),
      (lengths, length) => {
        const answer = recognise(
          seen({ lengthMetres: metres(length) }),
          lengths.map((l, i) => ship(`k${i}`, l)),
        );
        const sum = answer.candidates.reduce((total, c) => total + c.probability, answer.none);
        expect(sum).toBeCloseTo(1, 9);
        expect(answer.candidates).toHaveLength(lengths.length);
        expect(answer.within95.length).toBeGreaterThan(0);
      },
    ),
  );
});

test("a length that fits one speaks for it, its rivals stay, and one that is not known gains nothing", () => {
  const answer = recognise(seen({ lengthMetres: metres(135) }), [
    ship("a", 138),
    ship("b", 120),
    ship("c", null),
  ]);
  expect(answer.word).toBe("several");
  expect(answer.candidates[0]?.key).toBe("a");
  expect(answer.candidates.find((c) => c.key === "c")?.evidence).toEqual({});
  expect(answer.candidates.find((c) => c.key === "a")?.evidence["size"]).toBeGreaterThan(2);
});

test("two of the same layout stay two", () => {
  const forward = { layout: ["bridge-forward"] };
  const answer = recognise(seen(forward), [ship("a", 120, forward), ship("b", null, forward)]);
  expect(answer.word).toBe("several");
  expect(answer.candidates[0]?.probability).toBe(answer.candidates[1]?.probability);
});

test("without anything to compare it cannot be told, and pixels too coarse for a layout compare none", () => {
  expect(recognise(seen(), [ship("a", 120)]).word).toBe("cannot-tell");
  const forward = { layout: ["bridge-forward"] };
  expect(recognise(seen(forward), [ship("a", 120, forward)], { sampleDistanceMetres: 10 }).word).toBe(
    "cannot-tell",
  );
  expect(recognise(seen({ lengthMetres: metres(120) }), []).word).toBe("cannot-tell");
});

test("what was measured in the very picture is no evidence", () => {
  const own = ship("a", null, {
    lengths: [{ metres: 120, error: 4, weight: 1, source: "https://example.org/seen" }],
  });
  expect(recognise(seen({ lengthMetres: metres(120) }), [own]).candidates[0]?.evidence).toEqual({});
});

test("a ship that lay elsewhere, or is too far to have come, is all but excluded; one that is near is not", () => {
  const at = (fromMs: number, toMs: number, position: readonly [number, number]) => ({
    whereabouts: [{ fromMs, toMs, position, errorMetres: 1_000, source: "fact" }],
  });
  const day = 86_400_000;
  const answer = recognise(seen({ lengthMetres: metres(120) }), [
    ship("in a yard", 120, at(1e12 - day, 1e12 + day, [122.2, 29.95])),
    ship("far", 120, at(1e12 - day, 1e12 - day, [122.2, 29.95])),
    ship("near", 120, at(1e12 - day, 1e12 - day, [132.3, 42.9])),
    ship("not known", 120),
  ]);
  const of = (key: string): number => answer.candidates.find((c) => c.key === key)?.probability ?? Number.NaN;
  expect(of("in a yard")).toBeLessThan(of("near") / 500);
  expect(of("far")).toBeLessThan(of("near") / 100);
  expect(of("near")).toBeCloseTo(of("not known"), 3);
});

test("a population is wanted before 0 and 1", () => {
  expect(() => recognise(seen(), [], { noneBefore: 1 })).toThrow(RangeError);
});
