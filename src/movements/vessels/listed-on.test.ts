import { expect, test } from "vitest";
import { listedOn, listMatches } from "./listed-on.ts";
import type { WatchEntry } from "./watch-entry.ts";

const entry = (published: string, changes: Partial<WatchEntry> = {}): WatchEntry => ({
  id: `L/1/${published}`,
  list: "L",
  published,
  name: "PAPER MOON",
  otherNames: [],
  imo: "9999993",
  mmsi: "",
  callSign: "",
  flag: "",
  owner: "",
  listedFrom: "",
  listedTo: "",
  programme: "",
  remarks: "",
  ...changes,
});
const editions = ["2023-06-01", "2023-10-01", "2024-01-01", "2024-06-01"].map((published) => ({
  list: "L",
  published,
}));

test.each([
  ["2023-05-01", "cannot-tell"],
  ["2023-06-01", "not-listed"],
  ["2023-08-01", "not-listed"],
  ["2023-10-01", "not-listed"],
  ["2023-11-01", "cannot-tell"],
  ["2024-01-01", "listed"],
  ["2024-03-01", "cannot-tell"],
  ["2024-06-01", "not-listed"],
  ["2024-07-01", "cannot-tell"],
])("on %s, of a vessel that one of four editions has: %s", (day, word) => {
  expect(listedOn("L", day, editions, [entry("2024-01-01")]).word).toBe(word);
});

test("the list's own day of listing tells what editions leave open", () => {
  const entries = [entry("2024-01-01", { listedFrom: "2023-12-12" })];
  expect(listedOn("L", "2023-12-11", editions, entries).word).toBe("not-listed");
  expect(listedOn("L", "2023-12-12", editions, entries).word).toBe("listed");
  const ended = [entry("2024-06-01", { listedFrom: "2023-12-12", listedTo: "2024-02-01" })];
  expect(listedOn("L", "2024-01-15", editions, ended).word).toBe("listed");
  expect(listedOn("L", "2024-03-01", editions, ended).word).toBe("not-listed");
});

test("without an edition nothing can be told", () => {
  expect(listedOn("L", "2024-01-01", [], []).word).toBe("cannot-tell");
});

test("only a ship number makes an entry the vessel; names give candidates with their likeness, another number none", () => {
  const vessel = { imo: "9999993", mmsis: [273_000_001], names: ["Paper Moon"], callSigns: ["UZZZ9"] };
  const found = listMatches(vessel, [
    entry("2024-01-01", { id: "same", name: "OTHER NAME" }),
    entry("2024-01-01", { id: "sister", imo: "9999888" }),
    entry("2024-01-01", { id: "bare", imo: "", otherNames: ["PAPERMOON"] }),
    entry("2024-01-01", { id: "identity", imo: "", name: "X", mmsi: "273000001" }),
    entry("2024-01-01", { id: "stranger", imo: "", name: "STONE SUN" }),
  ]);
  expect(found.map((m) => [m.entry.id, m.by])).toEqual([
    ["same", "imo"],
    ["identity", "mmsi"],
    ["bare", "likeness"],
  ]);
});
