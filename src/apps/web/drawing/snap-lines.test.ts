import { expect, it } from "vitest";
import type { Area } from "../../../sites/counting/site.ts";
import type { Draft } from "./drawing.ts";
import { changedOutlines, snapLinesOf, type RecordedPaths } from "./snap-lines.ts";

const plain: Omit<Draft, "id" | "name" | "type" | "paths"> = {
  standing: { type: "new" },
  areaId: null,
  role: "tracks",
  validFrom: null,
  validTo: null,
  approximate: false,
  uncertaintyMetres: null,
  basis: "drawn",
  source: "",
};
const points = [
  [0, 0],
  [10, 0],
  [10, 10],
] as const;
const track: Draft = { ...plain, id: "1", name: "Track 1", type: "lines", paths: [{ points, polygon: 0 }] };
const yard: Draft = {
  ...plain,
  id: "2",
  name: "Yard 1",
  type: "polygons",
  standing: { type: "correction", outline: "site/yard@" },
  paths: [
    { points, polygon: 0 },
    { points, polygon: 1 },
  ],
};

function recorded(key: string, name: string, outline: Area["outline"]): RecordedPaths {
  const area: Area = {
    siteId: "site",
    id: key,
    name,
    role: "yard",
    outline,
    validFrom: null,
    validTo: null,
    approximate: false,
    uncertaintyMetres: null,
    basis: "",
    source: "",
  };
  return { key, area, paths: [{ points, polygon: 0 }] };
}

it("gives every path of the drawing and of the record, but not of what is drawn and of what it changes", () => {
  const record = [
    recorded("site/yard@", "Yard", { type: "polygons", polygons: [] }),
    recorded("site/north@", "North", { type: "lines", lines: [] }),
  ];
  const told = (except: string | null) =>
    snapLinesOf([track, yard], record, except).map((l) => [l.name, l.closed, l.track]);
  expect(told(null)).toEqual([
    ["Track 1", false, true],
    ["Yard 1", true, false],
    ["Yard 1", true, false],
    ["North", false, true],
  ]);
  // The draft that is drawn is nothing to lay it on, and where the yard stood before is not either.
  expect(told("2")).toEqual([
    ["Track 1", false, true],
    ["North", false, true],
  ]);
  expect(snapLinesOf([track], record, "1").map((l) => l.name)).toEqual(["Yard", "North"]);
});

it("knows which outlines on record a drawing changes", () => {
  expect([...changedOutlines([track, yard])]).toEqual(["site/yard@"]);
});
