import fc from "fast-check";
import { expect, test } from "vitest";
import type { LineUp, PictureLook } from "../../sites/pictures/picture-look.ts";
import { lookStrip, steppedLook, type StripLook } from "./look-strip.ts";
import { linedUpPair, lineUpInWords } from "./look-words.ts";
import { timelapsePlan } from "./timelapse.ts";

const site = { id: "yard", zoneMinutes: 540 };
const dayMs = 86_400_000;
const day0 = Date.UTC(2023, 9, 1);

/** A picture look on a day, clear or under cloud. */
function pictured(
  id: string,
  day: number | null,
  more: { cloud?: number; of?: string; mayLeave?: boolean } = {},
): PictureLook {
  const cloud = more.cloud ?? 0;
  return {
    look: {
      id,
      siteId: "yard",
      takenAt:
        day === null
          ? null
          : {
              fromMs: day0 + day * dayMs,
              toMs: day0 + (day + 1) * dayMs,
              precision: "day",
              text: new Date(day0 + day * dayMs).toISOString().slice(0, 10),
            },
      observer: "A",
      provider: "P",
      sampleDistanceMetres: 0.5,
      looksSummed: 1,
    },
    supply: {
      outcome: "read",
      reason: "",
      item: id,
      catalogue: "",
      origin: "file",
      mayLeave: more.mayLeave ?? true,
      offNadirDegrees: null,
      sunElevationDegrees: null,
      platform: "",
    } as unknown as PictureLook["supply"],
    view: null,
    picture: {
      georeference: {
        type: "transform",
        crs: { name: "EPSG:32652", proj4: "" },
        transform: [0, 1, 0, 0, 0, -1],
      },
      sampleDistanceMetres: 0.5,
      effectiveSampleDistanceMetres: 0.5,
      simulated: false,
    } as unknown as PictureLook["picture"],
    clarities: [
      {
        lookId: id,
        area: "a",
        covered: 1,
        cloud,
        clear: 1 - cloud,
        shadow: 0,
        snow: 0,
        haze: 0,
        saturated: 0,
        dark: 0,
        unknown: 0,
        method: "m",
        uncertainty: 0,
      },
    ],
    lineUp: null,
    repeat: more.of === undefined ? null : { lookId: id, of: more.of, score: 1, reason: "the same bytes" },
    overrides: [],
  };
}

test("looks stand in order of time, with the days blind before each usable one", () => {
  const strip = lookStrip(
    site,
    "railcar",
    [
      pictured("late", 30),
      pictured("first", 0),
      pictured("cloudy", 10, { cloud: 1 }),
      pictured("same-day", 30),
      pictured("copy", 31, { of: "late" }),
      pictured("undated", null),
    ],
    [
      {
        look: {
          id: "said",
          takenAt: {
            fromMs: day0 + 12 * dayMs,
            toMs: day0 + 13 * dayMs,
            precision: "day",
            text: "2023-10-13",
          },
          observer: "CSIS",
        },
        outcome: "counted",
      },
      { look: { id: "first", takenAt: null, observer: "A" }, outcome: "counted" },
    ],
  );
  expect(strip.looks.map((l) => [l.id, l.state, l.daysBlind, l.countedBy])).toEqual([
    ["first", "usable", null, null],
    ["cloudy", "not-seen", null, null],
    ["said", "usable", 11, null],
    ["late", "usable", 17, null],
    ["same-day", "usable", 0, null],
    ["copy", "usable", null, "late"],
    ["undated", "usable", null, null],
  ]);
  expect(strip.looks.find((l) => l.id === "cloudy")?.why).toContain("Cloud hides 100 %");
});

const of = (id: string, more: Partial<StripLook> = {}): StripLook => ({
  id,
  taken: id,
  fromMs: 0,
  state: "usable",
  picture: true,
  simulated: false,
  countedBy: null,
  mayLeave: true,
  daysBlind: null,
  who: "",
  why: "",
  ...more,
});

test("stepping skips what is not usable, what has no picture, and repeats; at the ends there is nothing", () => {
  const looks = [
    of("a"),
    of("b", { state: "partial" }),
    of("c", { picture: false }),
    of("d", { countedBy: "a" }),
    of("e"),
  ];
  expect(steppedLook({ looks }, "a", 1, "usable")?.id).toBe("e");
  expect(steppedLook({ looks }, "a", 1, "all")?.id).toBe("b");
  expect(steppedLook({ looks }, "e", -1, "usable")?.id).toBe("a");
  expect(steppedLook({ looks }, "e", 1, "usable")).toBeNull();
  expect(steppedLook({ looks }, "none", 1, "all")).toBeNull();
  // From a published look, published ones count.
  expect(steppedLook({ looks }, "c", -1, "usable")?.id).toBe("a");
  expect(
    steppedLook({ looks: [of("x", { picture: false }), of("y", { picture: false })] }, "x", 1, "usable")?.id,
  ).toBe("y");
});

test("stepping forth and back over usable looks comes back to the same", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ state: fc.constantFrom("usable" as const, "partial" as const), picture: fc.boolean() }),
        { minLength: 2, maxLength: 12 },
      ),
      (made) => {
        const looks = made.map((m, i) => of(String(i), m));
        for (const look of looks.filter((l) => l.state === "usable" && l.picture)) {
          const next = steppedLook({ looks }, look.id, 1, "usable");
          if (next !== null) expect(steppedLook({ looks }, next.id, -1, "usable")?.id).toBe(look.id);
        }
      },
    ),
  );
});

test("a timelapse shows usable looks whose pixels may leave, and names the others that are usable", () => {
  const plan = timelapsePlan({
    looks: [
      of("a"),
      of("b", { mayLeave: false }),
      of("c", { state: "not-seen" }),
      of("d", { fromMs: null }),
      of("e", { picture: false }),
      of("f", { countedBy: "a" }),
    ],
  });
  expect(plan.shown.map((l) => l.id)).toEqual(["a"]);
  expect(plan.leftOut.map(({ look, why }) => [look.id, why])).toEqual([
    ["b", "its licence does not let pixels leave the case"],
    ["d", "it is not known when it was taken"],
  ]);
});

const line = (outcome: LineUp["outcome"], reference = "", reason = "no contrast"): LineUp => ({
  lookId: "x",
  reference,
  eastMetres: outcome === "matched" ? 1.234 : 0,
  northMetres: outcome === "matched" ? -0.5 : 0,
  quality: 0.8,
  outcome,
  reason,
});

test("two looks lie on each other only where a shift was measured on one reference", () => {
  const a = { id: "a", taken: "1 May 2023", lineUp: line("reference") };
  const b = { id: "b", taken: "2 May 2023", lineUp: line("matched", "a") };
  const c = { id: "c", taken: "3 May 2023", lineUp: line("matched", "other") };
  const d = { id: "d", taken: "4 May 2023", lineUp: line("poor", "a") };
  expect(linedUpPair(a, b)).toEqual({
    isMeasured: true,
    words: "Lined up by the measured shift: 2 May 2023 moved 1.23 m east, 0.50 m south, quality 0.80 of 1.",
  });
  expect(linedUpPair(b, c).isMeasured).toBe(false);
  expect(linedUpPair(a, d)).toMatchObject({
    isMeasured: false,
    words: expect.stringContaining("could not be measured: 4 May 2023: no contrast"),
  });
  expect(linedUpPair(a, { id: "e", taken: "", lineUp: null }).isMeasured).toBe(false);
  expect(lineUpInWords(line("poor"), false)).toContain("was not moved");
  expect(lineUpInWords(line("reference"), false)).toContain("until a later one took its place");
});
