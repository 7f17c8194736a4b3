import fc from "fast-check";
import { expect, test } from "vitest";
import { associate, type Edge } from "./association.ts";
import { bestAssignment } from "./best-assignment.ts";

const targets = 4;

/** Up to four sightings; a ratio of zero is no edge. */
const problem = fc
  .array(
    fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.002, max: 500, noNaN: true })), {
      minLength: targets,
      maxLength: targets,
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((rows) =>
    rows.map((row) => row.flatMap((ratio, target): Edge[] => (ratio > 0 ? [{ target, ratio }] : []))),
  );

interface Joint {
  readonly chosen: readonly (number | null)[];
  readonly weight: number;
}

/** Every joint association by trying all. */
function allOf(edges: readonly (readonly Edge[])[]): Joint[] {
  let joint: Joint[] = [{ chosen: [], weight: 1 }];
  for (const own of edges)
    joint = joint.flatMap(({ chosen, weight }) => [
      { chosen: [...chosen, null], weight },
      ...own
        .filter((e) => !chosen.includes(e.target))
        .map((e) => ({ chosen: [...chosen, e.target], weight: weight * e.ratio })),
    ]);
  return joint;
}

test("probabilities of pairs are those of all joint associations", () => {
  fc.assert(
    fc.property(problem, (edges) => {
      const joint = allOf(edges);
      const total = joint.reduce((sum, j) => sum + j.weight, 0);
      const { probabilities, none } = associate(edges);
      for (const [s, own] of edges.entries()) {
        const sum = (target: number | null): number =>
          joint.reduce((a, j) => a + (j.chosen[s] === target ? j.weight : 0), 0) / total;
        expect(none[s]).toBeCloseTo(sum(null), 9);
        for (const [i, e] of own.entries()) expect(probabilities[s]?.[i]).toBeCloseTo(sum(e.target), 9);
      }
    }),
  );
});

test("the best joint association is the most probable of all", () => {
  fc.assert(
    fc.property(problem, (edges) => {
      const best = Math.max(...allOf(edges).map((j) => j.weight));
      const chosen = bestAssignment(edges);
      const taken = chosen.filter((t) => t !== null);
      expect(new Set(taken).size).toBe(taken.length);
      const weight = chosen.reduce<number>(
        (product, target, s) =>
          product * (target === null ? 1 : (edges[s]?.find((e) => e.target === target)?.ratio ?? 0)),
        1,
      );
      expect(weight).toBeGreaterThan(best * (1 - 1e-9));
    }),
  );
});

test("a large cluster is close to the exact sum", () => {
  // Twelve sightings in a row, each between two of thirteen targets: too large for subsets, small enough to sum along the row.
  const n = 12;
  const ratio = (s: number, t: number): number => 0.5 + 3 * Math.abs(Math.sin(7 * s + 3 * t));
  const edges = Array.from({ length: n }, (_, s): Edge[] => [
    { target: s, ratio: ratio(s, s) },
    { target: s + 1, ratio: ratio(s, s + 1) },
  ]);
  // Sums of weights by whether the target shared with the next sighting is taken.
  const sums = (forced: number): number => {
    let [free, taken] = [1, 0];
    for (let s = 0; s < n; s++) {
      const own = free * (s === forced ? 0 : ratio(s, s));
      const none = free + taken;
      const right = (free + taken) * (s === forced ? 0 : ratio(s, s + 1));
      [free, taken] = [own + none, right];
    }
    return free + taken;
  };
  const { none } = associate(edges);
  for (let s = 0; s < n; s++) expect(none[s]).toBeCloseTo(sums(s) / sums(-1), 1);
});

test("weak alternatives add up: together they may be more probable than none", () => {
  const edges = [Array.from({ length: 4000 }, (_, target): Edge => ({ target, ratio: 0.0005 }))];
  expect(associate(edges).none[0]).toBeCloseTo(1 / 3, 9);
});
