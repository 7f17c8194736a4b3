import { expect, test } from "vitest";
import { InputError } from "../../../../base/errors.ts";
import type { CountedCar } from "../../../../sites/tracks/counted.ts";
import type { CarKind } from "../../../../sites/tracks/reading.ts";
import type { StoredCount } from "../../../../sites/tracks/turnover/stored-count.ts";
import { dayMs } from "../../../../base/time/calendar.ts";
import { runSettings, type TrainPlace } from "../../../../movements/trains/run.ts";
import { timedSearch } from "../../../../movements/trains/timed-search.ts";
import { printsIn, type LookPrints } from "../../../../sites/tracks/turnover/search-looks.ts";
import { searchFor } from "./search-for.ts";
import { searchInWords } from "./search-in-words.ts";
import { turnoverBetween } from "./turnover-between.ts";
import { turnoverInWords } from "./turnover-in-words.ts";

/** A look at one track with cars of these kinds from 20 m on, colours by kind. */
function look(lookId: string, kinds: readonly CarKind[], siteId = "yard"): StoredCount {
  const cars = kinds.map((kind, i): CountedCar => ({
    fromMetres: 20 + 15 * i,
    toMetres: 34 + 15 * i,
    probability: 0.99,
    kind,
    kindProbability: 0.9,
    cover: "cannot-tell",
    coverProbability: 0,
    cut: false,
  }));
  const end = 20 + 15 * kinds.length;
  return {
    lookId,
    siteId,
    takenAt: null,
    lineUpSdMetres: 1,
    detectorSpread: 0.05,
    counted: {
      outcome: "counted",
      reasons: [],
      remarks: [],
      total: null,
      way: "cars",
      tracks: [
        {
          trackId: "t1",
          areaId: null,
          lengthMetres: 500,
          seenMetres: 500,
          occupiedMetres: end - 20,
          occupiedSdMetres: 1,
          way: "cars",
          count: null,
          distribution: { first: cars.length, probability: [1] },
          cars,
          strings: [[20, end]],
          byLength: { low: 0, best: 0, high: 0 },
        },
      ],
    },
    colours: {
      t1: kinds.map((kind) => ({
        mean: [kind.length / 4 - 1, kind.length / 8 - 0.5, kind === "tank" ? 0.8 : -0.4],
        spread: 0.2,
      })),
    },
    hidden: { t1: [] },
  };
}
const prints = (counted: StoredCount): LookPrints => ({ lookId: counted.lookId, prints: printsIn(counted) });
const train: readonly CarKind[] = ["tank", "box", "open", "flat", "tank", "covered-hopper", "box", "flat"];
const other: readonly CarKind[] = ["open", "open", "tank", "tank", "flat", "box", "open", "covered-hopper"];

test("what stayed and what left is said in words of likelihood", () => {
  const stayed = turnoverInWords(turnoverBetween(look("a", train), look("b", train)));
  expect(stayed.find((line) => line.startsWith("  before"))).toMatch(/likely|certain/);
  expect(stayed.find((line) => line.startsWith("  stayed"))).toContain("8 (");
  const left = turnoverInWords(turnoverBetween(look("a", train), look("b", [])));
  expect(left.find((line) => line.startsWith("  before"))).toMatch(/(likely|certain) that it left$/);
});

test("looks of two sites, or one look twice, have no turnover", () => {
  expect(() => turnoverBetween(look("a", train), look("b", train, "depot"))).toThrow(InputError);
  expect(() => turnoverBetween(look("a", train), look("a", train))).toThrow(/another look of site yard/);
});

test("a search names rivals and none of these, in words of likelihood", () => {
  const search = searchFor(prints(look("a", train)), { trackId: "t1", number: 1 }, [
    prints(look("b", train.toReversed(), "depot")),
    prints(look("c", other, "depot")),
  ]);
  const place = (lookId: string, siteId: string, day: number): TrainPlace => ({
    lookId,
    siteId,
    country: "KP",
    position: siteId === "yard" ? [130, 42] : [131, 42],
    at: { fromMs: day * dayMs, toMs: (day + 1) * dayMs, precision: "day", text: `day ${day}` },
  });
  const places = new Map([place("b", "depot", 2), place("c", "depot", 3)].map((p) => [p.lookId, p]));
  const lines = searchInWords(
    "a",
    timedSearch(search, place("a", "yard", 0), places, runSettings, () => null),
  );
  const [there, elsewhere] = [
    lines.find((l) => l.startsWith("  b:")),
    lines.find((l) => l.startsWith("  c:")),
  ];
  expect(there).toMatch(/that it is none of what stands there \(1 string\)/);
  expect(lines.some((l) => l.includes("reversed, 8 of 8 cars aligned"))).toBe(true);
  expect(elsewhere).toMatch(/: (very likely|almost certain)/);
});

test("a string that is not there, or too short, is refused with those that could be searched for", () => {
  const search = (number: number, kinds: readonly CarKind[]): unknown =>
    searchFor(prints(look("a", kinds)), { trackId: "t1", number }, [prints(look("b", other))]);
  expect(() => search(2, train)).toThrow(/one of: track t1 string 1 \(8 cars\)/);
  expect(() => search(1, ["box", "tank"])).toThrow(
    /which has 2 cars; allowed: a look with a string of at least 3/,
  );
});
