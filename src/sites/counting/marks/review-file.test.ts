import fc from "fast-check";
import { expect, test } from "vitest";
import { mappingOf } from "../../pictures/georeference/mapping.ts";
import { markStates, type Mark } from "../mark.ts";
import type { Position } from "../site.ts";
import { readMarksCoco, writeMarksCoco, type MarkedPicture } from "./coco-marks.ts";
import { countMarks } from "./count-marks.ts";
import type { Counter } from "./counter.ts";
import { currentMarks } from "./current-marks.ts";
import { editMarks, type Edit } from "./edit.ts";
import { readMarksGeoJson, writeMarksGeoJson } from "./geojson-marks.ts";
import type { ReadMark } from "./marks-file.ts";
import { reviewFromFile, type ReadReview } from "./review-file.ts";
import type { ReviewWays } from "./review-input.ts";

const mapping = mappingOf({
  type: "transform",
  crs: { name: "EPSG:32652", proj4: "+proj=utm +zone=52 +datum=WGS84 +units=m +no_defs" },
  transform: [634_000, 0.5, 0.02, 4_700_000, 0.02, -0.5],
});
const picture: MarkedPicture = {
  fileName: "yard.tif",
  size: { width: 1000, height: 800 },
  place: { toPixel: mapping.pixelAt, toPosition: mapping.toPosition },
};
const review: Counter = { marker: { type: "person", name: "A" }, pass: "review" };

const ring = (i: number, row = 100): Position[] =>
  (
    [
      [40 * i + 10, row],
      [40 * i + 38, row],
      [40 * i + 38, row + 6],
      [40 * i + 10, row + 6],
      [40 * i + 10, row],
    ] as const
  ).map((pixel) => mapping.toPosition(pixel));

const car = (i: number, changes: Partial<Mark> = {}): Mark => ({
  id: `look.count-1.${i + 1}`,
  lookId: "look",
  areaId: "north",
  trackId: "t1",
  kind: "boxcar",
  cover: "closed",
  outline: ring(i),
  inPixels: false,
  number: 1,
  probability: 0.9,
  marker: { type: "machine", name: "net 1" },
  pass: "look.count-1",
  state: "proposed",
  replaces: [],
  note: "",
  ...changes,
});
const cars = [0, 1, 2, 3, 4, 5].map((i) => car(i));

const options = { file: "f.json", lookId: "look", size: picture.size, kind: "railcar" };
type Format = "geojson" | "coco";
/** What a file of marks gives back, after somebody changed its text. */
function through(
  marks: readonly Mark[],
  format: Format,
  change: (text: string) => string = (t) => t,
): readonly ReadMark[] {
  return format === "coco"
    ? readMarksCoco(change(writeMarksCoco("look", marks, picture)), options, picture).marks
    : readMarksGeoJson(change(writeMarksGeoJson("look", marks, picture)), { ...options, inPixels: false })
        .marks;
}

const read = (
  marks: readonly Mark[],
  found: readonly ReadMark[],
  ways: Partial<ReviewWays> = {},
  sha = "f1",
): ReadReview =>
  reviewFromFile({
    missing: "keep",
    unchanged: "keep",
    ...ways,
    marks,
    counter: review,
    lookId: "look",
    picture,
    found,
    newId: (n, rejects) => `look/${sha}-${rejects ? "left-" : ""}${n + 1}`,
  });
const faultsOf = ({ faults }: ReadReview): string[] =>
  faults.map((f) => `${f.where}: ${f.field}: ${f.found}; ${f.allowed}`);

test.each(["geojson", "coco"] as const)("a %s file that comes back as it went says nothing", (format) => {
  const found = read(cars, through(cars, format));
  expect(found).toMatchObject({ made: [], faults: [], missing: [], unchanged: 6, judged: 0, corrected: 0 });
});

test.each([
  ["rounded to whole pixels", (x: number) => Math.round(x)],
  ["rounded to a tenth", (x: number) => Math.round(x * 10) / 10],
])("outlines %s are no corrections", (_, rounded) => {
  const text = (t: string): string =>
    JSON.stringify(JSON.parse(t), (key, value: unknown) =>
      /^\d+$/.test(key) && typeof value === "number" ? rounded(value) : value,
    );
  const found = read(cars, through(cars, "coco", text));
  expect(found).toMatchObject({ made: [], faults: [], unchanged: 6 });
});

test("rings that run the other way, from another corner, are no corrections", () => {
  const turned = cars.map((c): Mark => {
    const open = c.outline.slice(1, -1).concat(c.outline.slice(0, 1)).toReversed();
    return { ...c, outline: [...open, ...open.slice(0, 1)] };
  });
  expect(read(cars, through(turned, "geojson"))).toMatchObject({ made: [], unchanged: 6 });
});

test.each(["geojson", "coco"] as const)(
  "states, kinds and outlines that were changed in %s judge and correct; a new outline is added",
  (format) => {
    const changed = [
      car(0, { state: "rejected", note: "a shed" }),
      car(1, { state: "unsure", probability: 0.4 }),
      car(2, { cover: "tarp" }),
      car(3, { outline: ring(3, 102) }),
      car(4),
      car(5, { state: "accepted" }),
      car(9, { id: "", state: "accepted", kind: "railcar" }),
    ];
    const found = read(cars, through(changed, format));
    expect(faultsOf(found)).toEqual([]);
    expect(found).toMatchObject({ judged: 3, corrected: 2, added: 1, unchanged: 1, missing: [] });
    const now = currentMarks([...cars, ...found.made], review);
    expect(now.map((m) => [m.state, m.cover, m.replaces])).toEqual([
      ["proposed", "closed", []],
      ["rejected", "closed", [cars[0]?.id]],
      ["unsure", "closed", [cars[1]?.id]],
      ["accepted", "tarp", [cars[2]?.id]],
      ["accepted", "closed", [cars[3]?.id]],
      ["accepted", "closed", [cars[5]?.id]],
      ["accepted", "closed", []],
    ]);
    // What was not moved keeps its outline to the last digit; what was moved has the new one.
    expect(now[1]?.outline).toEqual(cars[0]?.outline);
    expect(now[1]?.note).toBe("a shed");
    expect(now[4]?.outline).not.toEqual(cars[3]?.outline);
    expect(countMarks(now)).toMatchObject({ low: expect.any(Number) as number });
  },
);

test("what the file does not give stays as it is", () => {
  const bare = (t: string): string =>
    JSON.stringify(JSON.parse(t), (key, value: unknown) =>
      key === "properties" ? { mark: (value as { mark: string }).mark } : value,
    );
  expect(read(cars, through(cars, "geojson", bare))).toMatchObject({ made: [], unchanged: 6 });
  const withoutAny = (t: string): string =>
    JSON.stringify(JSON.parse(t), (key, value: unknown) => (key === "properties" ? null : value));
  // The features' own ids are left.
  expect(read(cars, through(cars, "geojson", withoutAny))).toMatchObject({ made: [], unchanged: 6 });
});

test("marks that the file leaves out stay and are named, or are rejected when that is asked for", () => {
  const part = through(cars.slice(2), "geojson");
  const kept = read(cars, part);
  expect(kept.made).toEqual([]);
  expect(kept.missing.map((m) => m.id)).toEqual([cars[0]?.id, cars[1]?.id]);
  const rejected = read(cars, part, { missing: "reject" });
  expect(rejected.made.map((m) => [m.id, m.state, m.replaces])).toEqual([
    ["look/f1-left-1", "rejected", [cars[0]?.id]],
    ["look/f1-left-2", "rejected", [cars[1]?.id]],
  ]);
  // Asked for after all: the file was read before, and its entries are still known.
  const [first] = cars;
  const edited = [...cars.slice(2, 5), car(5, { state: "accepted" }), car(9, { id: "", state: "accepted" })];
  const before = read(cars, through(edited, "geojson"));
  const after = read([...cars, ...before.made], through(edited, "geojson"), { missing: "reject" });
  expect(faultsOf(after)).toEqual([]);
  expect(after.made.map((m) => m.replaces)).toEqual([[first?.id], [cars[1]?.id]]);
});

test("what was left as it was is accepted when that is asked for", () => {
  const found = read(cars, through([car(0, { state: "rejected" }), ...cars.slice(1)], "coco"), {
    unchanged: "accept",
  });
  const now = currentMarks([...cars, ...found.made], review);
  expect(now.map((m) => m.state).sort()).toEqual([...Array(5).fill("accepted"), "rejected"]);
  expect(countMarks(now)).toEqual({ low: 5, best: 5, high: 5 });
});

test("a note alone judges nothing", () => {
  const found = read(cars, through([car(0, { note: "look again" }), ...cars.slice(1)], "geojson"));
  expect(found).toMatchObject({ made: [], notes: 1, unchanged: 5 });
});

test("another working copy of the same file is read again: what is on record says nothing, what is new enters", () => {
  const added = car(9, { id: "", state: "accepted" });
  const first = read(cars, through([car(0, { state: "rejected" }), ...cars.slice(1), added], "geojson"));
  const onRecord = [...cars, ...first.made];
  const later = [car(0, { state: "rejected" }), car(1, { state: "accepted" }), ...cars.slice(2), added];
  const second = read(onRecord, through(later, "geojson"), {}, "f2");
  expect(faultsOf(second)).toEqual([]);
  expect(second.made.map((m) => m.replaces)).toEqual([[cars[1]?.id]]);
  // But what contradicts what was said since is not taken from an old copy.
  const stale = read(
    onRecord,
    through([car(0, { state: "accepted" }), ...cars.slice(1), added], "geojson"),
    {},
    "f3",
  );
  expect(faultsOf(stale)).toEqual([
    expect.stringMatching(
      /feature 1: mark: "look\.count-1\.1", replaced by "look\/f1-1" since; a file that was exported after/,
    ),
  ]);
});

test("splits and merges made since are followed; an untouched entry of what was split says nothing", () => {
  const by = { lookId: "look", counter: review, note: "", size: null };
  const edit = (marks: readonly Mark[], e: Edit): Mark[] => [
    ...marks,
    ...editMarks(marks, e, { ...by, newId: (n) => `look/mark-${marks.length + n}` }),
  ];
  let marks = edit(cars, { type: "split", mark: cars[0]?.id ?? "", at: 0.5 });
  marks = edit(marks, { type: "merge", marks: [cars[1]?.id ?? "", cars[2]?.id ?? ""] });
  const found = read(marks, through(cars, "geojson"), { missing: "reject" });
  expect(found).toMatchObject({ made: [], faults: [], unchanged: 6 });
});

const other: Counter = { marker: { type: "person", name: "B" }, pass: "1" };
const foreign = car(0, { id: "look/b-1", marker: other.marker, pass: "1", state: "accepted" });
const older = car(0, { id: "look.count-0.1", pass: "look.count-0" });

test.each<[string, Mark[], string]>([
  ["a mark of nobody", [car(0, { id: "look.count-1.77" })], '"look.count-1.77"; a mark of look look'],
  ["a mark of another look", [car(0, { id: "elsewhere.count-1.1" })], "a mark of look look"],
  ["a name that is a trap", [car(0, { id: "__proto__" })], '"__proto__"; a mark of look look'],
  ["another person's mark", [foreign], '"look/b-1", of B, pass 1; a mark of net 1 (machine)'],
  ["a mark of an older count", [older], '"look.count-0.1", of net 1 (machine); a mark of'],
  [
    "an outline that went elsewhere",
    [car(0, { outline: ring(12) })],
    "480 pixels away from where look.count-1.1 stands",
  ],
  ["a person's proposal", [car(12, { id: "", state: "proposed" })], "what a person says"],
  [
    "one thing twice",
    [car(0, { id: "", state: "accepted" })],
    'nothing, on "look.count-1.1", which the file leaves out',
  ],
])("%s is refused by its place", (_, given, message) => {
  const found = read([foreign, older, ...cars], through(given, "geojson"));
  expect(faultsOf(found).join("\n")).toContain(`f.json feature 1: `);
  expect(faultsOf(found).join("\n")).toContain(message);
});

test("a mark that stands twice in a file is refused, though its features have other ids", () => {
  const twice = (t: string): string => {
    const file = JSON.parse(t) as { features: { id?: string }[] };
    for (const f of file.features) delete f.id;
    return JSON.stringify(file);
  };
  const found = read(cars, through([...cars, car(0, { outline: ring(0, 101) })], "geojson", twice));
  expect(faultsOf(found)).toEqual([
    'f.json feature 7: mark: "look.count-1.1", as f.json feature 1 has; each mark once; a part cut off it has none',
  ]);
});

test("outlines without marks take the place of all that the file leaves out, when that is asked for", () => {
  const drawn = cars
    .slice(1)
    .map((c): Mark => ({ ...c, id: "", state: "accepted", outline: ring(Number(c.id.slice(-1)) - 1, 101) }));
  const found = read(cars, through(drawn, "geojson"), { missing: "reject" });
  expect(faultsOf(found)).toEqual([]);
  const now = currentMarks([...cars, ...found.made], review);
  expect(countMarks(now)).toEqual({ low: 5, best: 5, high: 5 });
});

test("whatever is changed, a file that is read twice makes nothing the second time, and nothing on record changes", () => {
  const change = fc.record(
    {
      state: fc.constantFrom(...markStates),
      cover: fc.constantFrom("tarp", "closed"),
      number: fc.integer({ min: 1, max: 3 }),
      note: fc.string({ maxLength: 5 }),
      outline: fc.integer({ min: 98, max: 103 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 6, maxLength: 6 }),
      fc.constantFrom<Format>("geojson", "coco"),
      fc.subarray([0, 1, 2, 3, 4, 5]),
      fc.constantFrom<ReviewWays>(
        { missing: "keep", unchanged: "keep" },
        { missing: "reject", unchanged: "keep" },
        { missing: "keep", unchanged: "accept" },
      ),
      (changes, format, inFile, ways) => {
        const given = inFile.map((i) => {
          const { outline, ...rest } = changes[i] ?? {};
          return car(i, { ...rest, ...(outline === undefined ? {} : { outline: ring(i, outline) }) });
        });
        const file = through(given, format);
        const first = read(cars, file, ways);
        expect(faultsOf(first)).toEqual([]);
        const all = [...cars, ...first.made];
        const second = read(all, file, ways, "again");
        expect(faultsOf(second)).toEqual([]);
        expect(second.made).toEqual([]);
        const standing = currentMarks(all, review);
        expect(standing).toHaveLength(6);
        for (const [k, i] of inFile.entries())
          if (given[k]?.state === "rejected")
            expect(standing.find((m) => m.replaces.includes(cars[i]?.id ?? ""))?.state).toBe("rejected");
      },
    ),
    { numRuns: 60 },
  );
});

test("a note that holds half a character is refused: nothing could store it", () => {
  const halved = (text: string): string => text.replace("a shed", String.raw`a \ud800 shed`);
  for (const format of ["geojson", "coco"] as const)
    expect(() => through([car(0, { note: "a shed" })], format, halved)).toThrow("whole characters");
});
