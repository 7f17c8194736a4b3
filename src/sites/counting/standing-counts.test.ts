import { expect, test } from "vitest";
import { standingIds, withoutReplaced } from "./standing-counts.ts";

const count = (id: string, corrects: string | null = null) => ({ count: { id, corrects } });

test("what another replaces no longer stands, along a line of corrections; what corrects does", () => {
  const all = [count("a"), count("b", "a"), count("c", "b"), count("d")];
  expect(withoutReplaced(all).map((o) => o.count.id)).toEqual(["c", "d"]);
  const standing = standingIds(all);
  expect(["a", "b", "c", "d", "elsewhere"].map(standing)).toEqual(["c", "c", "c", "d", "elsewhere"]);
  // Two that name each other would be a fault of the record; reading it ends all the same.
  expect(["x", "y"]).toContain(standingIds([count("x", "y"), count("y", "x")])("x"));
});
