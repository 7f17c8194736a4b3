import { expect, test } from "vitest";
import { observation, week } from "../../../test/made-observations.ts";
import type { Observation } from "../../sites/counting/look.ts";
import type { MachineMeans } from "../../sites/counting/means.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { boardRows, siteOnBoard, type BoardSiteInput, type SiteOnBoard } from "./board.ts";
import { needCodes } from "./needs.ts";

const site = (id: string): BoardSiteInput["site"] => ({
  id,
  name: id,
  names: [],
  country: "XX",
  zoneMinutes: 540,
  position: [130, 42],
  note: "",
  source: "",
});

const row = (figures: readonly Observation[], rest: Partial<BoardSiteInput> = {}): SiteOnBoard =>
  siteOnBoard({
    site: site("yard"),
    areas: [],
    figures,
    pictures: [],
    byPeople: new Set(),
    markedByPeople: new Set(),
    drifted: [],
    ...rest,
  });

const machine: MachineMeans = {
  model: "railcars 1.0.0",
  modelSha256: null,
  rule: "cars-along-tracks/1",
  way: "cars",
  tracks: [],
};

/** A usable picture of the site on a day. */
function picture(id: string, day: string, of: string | null = null): PictureLook {
  const { look } = observation(id, day, 1);
  return {
    look: { ...look, observer: "Yardwatch" },
    supply: {
      lookId: id,
      origin: "file",
      catalogue: "",
      item: id,
      address: "",
      outcome: "read",
      reason: "",
      picture: "00",
      takenSource: "",
      publishedAt: null,
      fileTime: null,
      uploadedAt: null,
      licence: "",
      mayLeave: false,
      attribution: "",
      platform: "",
      offNadirDegrees: 10,
      sunElevationDegrees: 40,
      sunAzimuthDegrees: null,
      sceneCloudPercent: null,
      checksum: "not-given",
    },
    view: null,
    picture: {
      lookId: id,
      sha256: "00",
      format: "geotiff",
      width: 10,
      height: 10,
      sampleType: "uint8",
      bands: [],
      nodata: null,
      coding: "",
      georeference: { type: "stated" } as never,
      sampleDistanceMetres: 0.5,
      effectiveSampleDistanceMetres: 0.5,
      effectiveReason: "",
      simulated: false,
      fingerprint: "",
    },
    clarities: [
      {
        lookId: id,
        area: "north",
        covered: 1,
        clear: 1,
        cloud: 0,
        shadow: 0,
        snow: 0,
        haze: 0,
        saturated: 0,
        dark: 0,
        unknown: 0,
        method: "made",
        uncertainty: 0.05,
      },
    ],
    lineUp: null,
    repeat: of === null ? null : { lookId: id, of, score: 1, reason: "the same pixels" },
    overrides: [],
  };
}

const now = Date.parse("2021-12-31T00:00:00Z");

test("a row says what the newest count is against its history", () => {
  const looks = [
    ...Array.from({ length: 9 }, (_, i) => observation(`look-${i}`, week(i), 8 + (i % 3))),
    observation("new", week(10), 30),
  ];
  const found = row(looks);
  expect(found).toMatchObject({
    kind: "railcar",
    looks: 10,
    lastLook: { look: "new" },
    lastUsable: { look: "new" },
    newest: {
      verdict: "record",
      count: { low: 25, best: 30, high: 35 },
      before: { best: 10 },
      ratio: 3,
      comparableLooks: 9,
    },
    needs: [],
  });
  expect(found.spark).toHaveLength(10);
  expect(found.spark.at(-1)).toMatchObject({ best: 30, newest: true, alike: true });
});

test("days blind run from the last usable look, not from the last look", () => {
  const looks = [observation("seen", "2021-06-01", 5), observation("cloud", "2021-12-30", null)];
  const [found] = boardRows([row(looks)], now);
  expect(found?.lastLook?.look).toBe("cloud");
  expect(found?.lastUsable?.look).toBe("seen");
  // From the end of 1 June at the site to the night before 31 December in UTC.
  expect(found?.blindDays).toBe(212);
  expect(found?.spark.map((s) => s.best)).toEqual([5, null]);
});

test("an empty site and one where nothing was ever seen say so", () => {
  expect(row([])).toMatchObject({
    kind: null,
    newest: null,
    noNewest: "no look yet",
    lastLook: null,
    needs: [],
  });
  const blind = boardRows([row([observation("a", week(1), null)])], now)[0];
  expect(blind).toMatchObject({ newest: null, lastUsable: null, blindDays: null });
  expect(blind?.noNewest).not.toBe("");
});

test("what needs a person is named with where to go, the most pressing first", () => {
  const counted: Observation = {
    ...observation("a", "2021-03-01", 9, { low: 8, high: 10 }),
    byMachine: machine,
  };
  const found = row([counted], {
    pictures: [picture("a", "2021-03-01"), picture("old", "2021-02-01"), picture("new", "2021-04-01")],
    drifted: [{ finding: "f.1", title: "A title", figures: 2 }],
  });
  expect(found.needs.map((n) => [n.code, n.number, n.look ?? n.finding])).toEqual([
    ["finding-drifted", 2, "f.1"],
    ["look-since", 1, "new"],
    ["unreviewed", 1, "a"],
    ["not-counted", 1, "old"],
  ]);
  const marked = row([counted], { markedByPeople: new Set(["a"]) });
  expect(marked.needs.map((n) => n.code)).toEqual(["not-combined"]);
});

test("an exposure under two dates needs a person", () => {
  const found = row([], { pictures: [picture("a", "2021-03-01"), picture("b", "2021-05-01", "a")] });
  expect(found.needs[0]).toMatchObject({ code: "dates-contradict", number: 1 });
  expect(found.needs[0]?.words).toContain("one exposure under two dates");
});

test("two counts of one area and day whose intervals do not meet contradict each other; of the site as two observers drew it they do not", () => {
  const two = (areaId: string | null, b: number): SiteOnBoard =>
    row([
      observation("a", "2021-03-01", 10, { areaId }),
      observation("b", "2021-03-01", b, { areaId, look: { observer: "B" } }),
    ]);
  expect(two("north", 30).needs).toMatchObject([{ code: "counts-contradict", number: 1 }]);
  expect(two("north", 12).needs).toEqual([]);
  expect(two(null, 30).needs).toEqual([]);
});

test("rows are sorted by their first need, then by days blind, then by name; the order given does not matter", () => {
  const plain = (id: string, day: string) => ({ ...row([observation(id, day, 5)]), site: id, name: id });
  const rows = [
    plain("c", "2021-06-01"),
    plain("b", "2021-01-01"),
    {
      ...plain("d", "2021-12-01"),
      needs: row([], { drifted: [{ finding: "f", title: "t", figures: 1 }] }).needs,
    },
    plain("a", "2021-06-01"),
    { ...row([]), site: "e", name: "e" },
  ];
  const order = (some: SiteOnBoard[]) => boardRows(some, now).map((r) => r.site);
  expect(order(rows)).toEqual(["d", "e", "b", "a", "c"]);
  expect(order(rows.toReversed())).toEqual(["d", "e", "b", "a", "c"]);
  expect(needCodes[0]).toBe("finding-drifted");
});

test("the small drawing has one point for each look of the newest count's ground", () => {
  const counted = (area: string | null, best: number): Observation => ({
    ...observation("a", "2021-03-01", best, { id: `a-${area ?? "site"}`, areaId: area, lookId: "a" }),
    byMachine: machine,
  });
  const found = row([counted("track-1", 4), counted("track-2", 5), counted(null, 9)]);
  expect(found.spark.map((s) => [s.best, s.newest])).toEqual([[9, true]]);
});
