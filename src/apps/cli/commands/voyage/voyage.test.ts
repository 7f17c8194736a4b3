import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, example } from "../../../../../test/made-case.ts";
import { importContext } from "../../../../system/steps/import-context.ts";
import { importLooks } from "../../../../system/steps/import-looks.ts";
import { askLoads, askTrips, shuttleOfCase } from "../../../../system/steps/trips.ts";
import { publishedFigure } from "../../../../movements/voyages/trips/published-figure.ts";
import { boundsInWords, boundsRows } from "../../../../findings/screens/movements-trips.ts";
import type { Call } from "../../definition.ts";
import { floorAsked, tripsAsked } from "./asked.ts";
import { schedulesToExchange } from "./exchanged-schedules.ts";
import { leastHoursText, tripsInWords } from "./trips-in-words.ts";

const call = (options: Call["options"]): Call => ({
  args: [],
  options,
  output: { result: () => {}, draw: () => {}, say: () => {}, progress: () => {}, width: 100 },
  now: () => new Date(0),
  signal: new AbortController().signal,
  caseFolder: ".",
});

async function exampleCase() {
  const opened = await caseWithSites();
  await importLooks(opened, join(example, "looks.csv"), {
    publications: join(example, "publications.csv"),
  });
  await importContext(opened, "voyage import", join(example, "voyages.csv"));
  return opened;
}

test("the explanation says bounds, numbers, what parts them and what would resolve them, in lines of a screen", async () => {
  const opened = await exampleCase();
  const asked = tripsAsked(
    call({ question: join(example, "shuttle.json"), hulls: "0" }),
    "voyage explain",
    opened,
  );
  const explanation = askTrips(opened, asked);
  const shuttle = shuttleOfCase(opened, asked);
  if (explanation === null || shuttle === null) throw new Error("no shuttle");
  const lines = tripsInWords(explanation, askLoads(shuttle), 100);
  const text = lines.join("\n");
  for (const said of [
    /round trips +1 to \d+ by Angara, Lady R, Maria/,
    /at least 4 \(Kyiv Post\) \[kyiv-post-2023-10-sea-trip\]: can be true/,
    /VOA could not see 12 days/,
    /same-source/,
    /apart-by-ships/,
    /at least 247 \(15800 containers over 64\)/,
    /would resolve it/,
  ])
    expect(text).toMatch(said);
  // With no ends there is nothing to print but that.
  const none = {
    ...explanation,
    bounds: explanation.bounds.map((b) => ({ ...b, possible: false, least: 0, most: null })),
  };
  const unbounded = tripsInWords(none, [], 100).join("\n");
  expect(unbounded).toContain("cannot tell, as no schedules account for all sightings together");
  expect(unbounded).not.toMatch(/any number by|no upper end/);
  expect(boundsRows(none).map((row) => boundsInWords(row.bounds))).toContain(
    "cannot tell, as no schedules account for all sightings together",
  );
  const features = schedulesToExchange(explanation);
  expect(features.every((f) => String(f.properties["what"]).match(/could have been|with sightings/))).toBe(
    true,
  );
  expect(features.some((f) => f.geometry?.type === "LineString")).toBe(true);
});

test("an option stands before the file, and wrong ones are told", async () => {
  const opened = await caseWithSites();
  const asked = (options: Call["options"]) => tripsAsked(call(options), "voyage explain", opened);
  const file = join(example, "shuttle.json");
  expect(asked({ question: file, from: "2023-09-01", stay: "rajin=20" })).toMatchObject({
    load: ["rajin"],
    from: "2023-09-01",
    to: "2023-10-14",
    stayHours: { rajin: 20, dunai: 12 },
  });
  expect(() => asked({ knots: "fast" })).toThrow(/--knots/);
  expect(() => asked({ hulls: "1.5" })).toThrow(/--hulls/);
  expect(() => asked({ stay: "rajin" })).toThrow(/--stay/);
  expect(() => asked({ stay: "rajn=20" })).toThrow(
    /--stay: found "rajn"; allowed: sites of the case: .*rajin/,
  );
  expect(floorAsked(call({ floor: "loaded-leg:5@2023-10-14" }))).toEqual({
    rule: "loaded-leg",
    atLeast: 5,
    by: "2023-10-14",
  });
  expect(floorAsked(call({}))).toBeNull();
  expect(() => floorAsked(call({ floor: "5000@2023-10-14" }))).toThrow(/--floor/);
});

test("a window in which nobody was seen says that nothing is known, not that nobody sailed", async () => {
  const opened = await exampleCase();
  const asked = tripsAsked(
    call({ load: "rajin", land: "dunai", from: "2030-01-01", to: "2030-01-31" }),
    "voyage explain",
    opened,
  );
  const explanation = askTrips(opened, asked);
  if (explanation === null) throw new Error("no shuttle");
  const text = tripsInWords(explanation, [], 100).join("\n");
  expect(text).not.toMatch(/0 to 0 by/);
  expect(text).toMatch(/of any ship +at least 0 round trips, no upper end/);
  expect(boundsRows(explanation).map((row) => row.who)).not.toContain("");
});

test("a published number keeps its ends; a bound from below is not rounded up", () => {
  const none = { isFloor: false, low: null, best: null, high: null };
  const said = [
    { best: 5 },
    { low: 4, best: 5, high: 8 },
    { low: 4, high: 8 },
    { low: 4 },
    { high: 8 },
    { low: 4, isFloor: true },
    {},
  ].map((n) => publishedFigure({ ...none, ...n }));
  expect(said).toEqual(["5", "5 (4 to 8)", "4 to 8", "at least 4", "at most 8", "at least 4", "?"]);
  expect([4.96, 4.999, 5].map(leastHoursText)).toEqual(["4.9", "4.9", "5.0"]);
});
