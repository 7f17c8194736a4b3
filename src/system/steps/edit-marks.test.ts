import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import type { Mark } from "../../sites/counting/mark.ts";
import { combineLook } from "../../sites/counting/marks/combined-look.ts";
import type { Counter } from "../../sites/counting/marks/counter.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import { writeMarksCoco } from "../../sites/counting/marks/coco-marks.ts";
import { writeMarksGeoJson } from "../../sites/counting/marks/geojson-marks.ts";
import { capture, type Capture } from "../../sites/simulated/capture.ts";
import { drawScene } from "../../sites/simulated/draw-scene.ts";
import { standingClock, temporaryFolder } from "../../../test/made-case.ts";
import { createCase, type Case } from "../files/case-folder.ts";
import { markedLook } from "../looks/mark-place.ts";
import { writeSimulated } from "../pictures/simulated-files.ts";
import { readMarks } from "../store/reading-marks.ts";
import { marks as marksTable } from "../store/tables.ts";
import { addLook } from "./add-look.ts";
import { editLookMarks, type EditRequest } from "./edit-marks.ts";
import { importMarks } from "./import-marks.ts";
import { importPlaces } from "./import-places.ts";
import { importFiles } from "./import.ts";
import { markPicture } from "./mark-picture.ts";
import { verifyCase } from "./verify-case.ts";

let yard: Capture;

beforeAll(() => {
  yard = capture(
    drawScene({ kind: "rail-yard", widthMetres: 120, heightMetres: 90, state: 1 }, 11),
    { widthPixels: 240, heightPixels: 180 },
    1,
  );
});

async function caseWithLook(): Promise<{ readonly opened: Case; readonly look: string }> {
  const opened = await createCase(join(temporaryFolder(), "case"), "Simulated yard", standingClock);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  const sites = join(temporaryFolder(), "sites.geojson");
  const properties = { record: "site", site: "yard", name: "Simulated yard", utc_offset: "+10:00" };
  const geometry = { type: "Point", coordinates: [131, 43] };
  writeFileSync(
    sites,
    JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", geometry, properties }] }),
  );
  await importPlaces(opened, sites);
  const { picture } = await writeSimulated(temporaryFolder(), "picture", yard);
  const { lookId } = await addLook(opened, picture, { site: "yard", takenAt: "2023-10-05" });
  return { opened, look: lookId };
}

/** The cars of the picture as somebody's marks. */
const trueMarks = (look: string, changes: Partial<Mark> = {}): Mark[] =>
  yard.truth.cars
    .filter((c) => c.whole)
    .map((c, i): Mark => ({
      id: `${look}/true-${i + 1}`,
      lookId: look,
      areaId: null,
      trackId: c.track,
      kind: "railcar",
      cover: "cannot-tell",
      outline: c.outline,
      inPixels: false,
      number: 1,
      probability: 1,
      marker: { type: "person", name: "A" },
      pass: "1",
      state: "accepted",
      replaces: [],
      note: "",
      ...changes,
    }));

function file(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

const byMachine = {
  marker: { type: "machine", name: "net/1" },
  state: "proposed",
  probability: 0.9,
} as const;
const request = (edit: EditRequest["edit"], changes: Partial<EditRequest> = {}): EditRequest => ({
  edit,
  by: "A",
  pass: null,
  look: null,
  note: "",
  ...changes,
});

test("two people count apart, one of them edits, and all of it is made again from the evidence", async () => {
  const { opened, look } = await caseWithLook();
  const cars = trueMarks(look);
  expect(cars.length).toBeGreaterThan(8);
  const { marked } = markedLook(opened, look);
  const first = file("first.geojson", writeMarksGeoJson(look, cars, marked));
  const second = file("second.json", writeMarksCoco(look, cars.slice(2), marked));
  const asked = { look, by: "A", pass: "1", kind: "railcar" };
  expect((await importMarks(opened, first, asked)).summary).toEqual({ marks: cars.length });
  expect((await importMarks(opened, first, asked)).changed).toBe(false);
  await importMarks(opened, second, { ...asked, by: "B" });
  const [one, two] = readMarks(opened.database, { lookId: look });
  await editLookMarks(opened, request({ type: "split", mark: one?.id ?? "", at: 0.4 }));
  const half = readMarks(opened.database, { lookId: look }).at(-1);
  await editLookMarks(opened, request({ type: "undo", mark: half?.id ?? "" }));
  await editLookMarks(
    opened,
    request({ type: "judge", mark: two?.id ?? "", state: "unsure" }, { note: "shadow" }),
  );

  const marks = readMarks(opened.database, { lookId: look });
  const { counters, agreement, combined } = combineLook(marks, { readings: [] }, "railcar");
  expect(counters.map((c) => [c.name, c.count.low, c.count.high])).toEqual([
    ["A, pass 1", cars.length - 1, cars.length],
    ["B, pass 1", cars.length - 2, cars.length - 2],
  ]);
  expect(agreement).toMatchObject([{ agreed: cars.length - 2, onlyA: 2, onlyB: 0 }]);
  expect(combined?.count.low).toBeLessThanOrEqual(cars.length - 2);
  expect(combined?.count.high).toBeGreaterThanOrEqual(cars.length - 0.5);

  opened.database.prepare("UPDATE marks SET state = 'rejected' WHERE id = ?").run(marks.at(-1)?.id ?? "");
  expect((await verifyCase(opened)).damage.join("\n")).toMatch(
    /mark-\d+: altered: state is rejected, the evidence says unsure/,
  );
});

test("wrong files leave nothing on record; a review changes what the machine proposes and leaves its marks", async () => {
  const { opened, look } = await caseWithLook();
  const asked = { look, by: "A", pass: "1", kind: "railcar" };
  const other = file("other.geojson", writeMarksGeoJson("another", trueMarks("another")));
  await expect(importMarks(opened, other, asked)).rejects.toThrow("the look that is imported to");
  const machine = file("machine.geojson", writeMarksGeoJson(look, trueMarks(look, byMachine)));
  await expect(importMarks(opened, machine, asked)).rejects.toThrow("found proposed");
  const good = file("good.geojson", writeMarksGeoJson(look, trueMarks(look)));
  await expect(importMarks(opened, good, { ...asked, look: "nowhere" })).rejects.toThrow(
    "a look of the case",
  );
  const ways = { missing: "keep", unchanged: "accept" } as const;
  await expect(importMarks(opened, good, { ...asked, review: ways })).rejects.toThrow("--pass");
  await expect(importMarks(opened, good, { ...asked, by: "{A|b}" })).rejects.toThrow("braces");
  await expect(importMarks(opened, good, { ...asked, by: " " })).rejects.toThrow("--by");
  expect(readMarks(opened.database, { lookId: look })).toEqual([]);

  const proposed = trueMarks(look, byMachine);
  await importFiles(opened, {
    step: "count",
    settings: {},
    paths: [],
    read: async (_files, sink) => {
      for (const mark of proposed) sink.add(marksTable, mark);
      return { summary: {}, warnings: [] };
    },
  });
  const [a, b] = proposed;
  await editLookMarks(opened, request({ type: "judge", mark: a?.id ?? "", state: "rejected" }));
  await editLookMarks(opened, request({ type: "correct", mark: b?.id ?? "", changes: { cover: "tarp" } }));
  const marks = readMarks(opened.database, { lookId: look });
  const review: Counter = { marker: { type: "person", name: "A" }, pass: "review" };
  const standing = currentMarks(marks, review);
  expect(standing.map((m) => m.state).sort()).toEqual(
    ["rejected", "accepted", ...proposed.slice(2).map(() => "proposed")].sort(),
  );
  const { counters, combined } = combineLook(marks, { readings: [] }, "railcar");
  expect(counters[0]?.leftOut).toContain("the review stands in its place");
  expect(combined?.weights).toHaveLength(1);

  const again = request({ type: "judge", mark: a?.id ?? "", state: "rejected" });
  expect((await editLookMarks(opened, again).catch(() => ({ changed: false }))).changed).toBe(false);
  const blind = request({ type: "judge", mark: proposed[3]?.id ?? "", state: "accepted" }, { pass: "2" });
  await expect(editLookMarks(opened, blind)).rejects.toThrow("only a review changes the machine's marks");
  const foreign = request({ type: "judge", mark: standing.at(-1)?.id ?? "", state: "hidden" }, { by: "B" });
  await expect(editLookMarks(opened, foreign)).rejects.toThrow("whose mark it is");

  const png = await markPicture(opened, { look, marks: standing, lines: ["<script>&\u202e", "rule"] });
  const { width, height, hasAlpha } = await sharp(png).metadata();
  expect(hasAlpha).toBe(false);
  expect(width * height).toBeLessThanOrEqual(8_000_000);
  expect(width).toBeGreaterThanOrEqual(640);
});
