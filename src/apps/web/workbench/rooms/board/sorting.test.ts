import { expect, test } from "vitest";
import type { BoardRow } from "../../../../../findings/screens/board.ts";
import { isSorting, sorted } from "./sorting.ts";

const row = (site: string, blindDays: number | null): BoardRow => ({
  site,
  name: site,
  country: "",
  simulated: false,
  looks: 0,
  kind: null,
  kindWords: "",
  lastLook: null,
  lastUsable: null,
  newest: null,
  noNewest: "no look yet",
  spark: [],
  needs: [],
  blindDays,
});

test("rows sort by a column and back, and never seen is blind for longest", () => {
  const rows = [row("b", 3), row("c", null), row("a", 9), row("d", 3)];
  const names = (by: Parameters<typeof sorted>[1], reversed = false) =>
    sorted(rows, by, reversed)
      .map((r) => r.site)
      .join("");
  expect(names("need")).toBe("bcad");
  expect(names("site")).toBe("abcd");
  expect(names("blind")).toBe("cabd");
  expect(names("blind", true)).toBe("bdac");
  expect(names("count")).toBe("bcad");
  expect(isSorting("blind") && !isSorting("colour")).toBe(true);
});
