import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import type { Mark } from "../../sites/counting/mark.ts";
import { writeMarksCoco } from "../../sites/counting/marks/coco-marks.ts";
import { combineLook } from "../../sites/counting/marks/combined-look.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
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
import { importMarks } from "./import-marks.ts";
import { importPlaces } from "./import-places.ts";
import { importFiles } from "./import.ts";
import { verifyCase } from "./verify-case.ts";

let yard: Capture;
beforeAll(() => {
  yard = capture(
    drawScene({ kind: "rail-yard", widthMetres: 120, heightMetres: 90, state: 1 }, 11),
    { widthPixels: 240, heightPixels: 180 },
    1,
  );
});

const counter = { marker: { type: "person", name: "A" }, pass: "review" } as const;

/** A case with a look whose cars the machine has marked. */
async function caseWithMarks(): Promise<{
  readonly opened: Case;
  readonly look: string;
  readonly proposed: readonly Mark[];
}> {
  const opened = await createCase(join(temporaryFolder(), "case"), "Simulated yard", standingClock);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  const properties = { record: "site", site: "yard", name: "Simulated yard", utc_offset: "+10:00" };
  const geometry = { type: "Point", coordinates: [131, 43] };
  await importPlaces(
    opened,
    file(
      "sites.geojson",
      JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", geometry, properties }] }),
    ),
  );
  const { picture } = await writeSimulated(temporaryFolder(), "picture", yard);
  const { lookId: look } = await addLook(opened, picture, { site: "yard", takenAt: "2023-10-05" });
  const proposed = yard.truth.cars
    .filter((c) => c.whole)
    .map((c, i): Mark => ({
      id: `${look}.count-0.${i + 1}`,
      lookId: look,
      areaId: null,
      trackId: c.track,
      kind: "railcar",
      cover: "cannot-tell",
      outline: c.outline,
      inPixels: false,
      number: 1,
      probability: 0.9,
      marker: { type: "machine", name: "net/1" },
      pass: "1",
      state: "proposed",
      replaces: [],
      note: "",
    }));
  await importFiles(opened, {
    step: "count",
    settings: {},
    paths: [],
    read: async (_files, sink) => {
      for (const mark of proposed) sink.add(marksTable, mark);
      return { summary: {}, warnings: [] };
    },
  });
  return { opened, look, proposed };
}

function file(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

const damageOf = async (opened: Case): Promise<string[]> =>
  (await verifyCase(opened)).damage.filter((d) => !/\(count\)|count-0\.\d+: no evidence/.test(d));

test("a review that was made elsewhere is imported whole, once, and made again from its file", async () => {
  const { opened, look, proposed } = await caseWithMarks();
  const n = proposed.length;
  const { marked } = markedLook(opened, look);
  const asked = { look, by: "A", pass: "review", kind: "railcar" };
  const [a, b] = proposed;
  if (a === undefined || b === undefined) throw new Error("no cars");
  const changed = [
    { ...a, state: "rejected" as const, note: "a shed" },
    { ...b, cover: "tarp" },
    ...proposed.slice(2, -1),
  ];
  const path = file("review.geojson", writeMarksGeoJson(look, changed, marked));
  const first = await importMarks(opened, path, asked);
  expect(first.summary).toEqual({
    judged: 1,
    corrected: 1,
    added: 0,
    leftOutAndRejected: 0,
    unchanged: n - 3,
  });
  expect(first.warnings.join()).toContain(
    `1 mark that the file leaves out stays as it is: ${proposed.at(-1)?.id ?? ""}; --missing reject`,
  );
  expect((await importMarks(opened, path, asked)).changed).toBe(false);
  const ways = { missing: "reject", unchanged: "accept" } as const;
  const again = await importMarks(opened, path, { ...asked, review: ways });
  expect(again.summary).toMatchObject({ judged: n - 3, leftOutAndRejected: 1 });

  const standing = currentMarks(readMarks(opened.database, { lookId: look }), counter);
  expect(standing).toHaveLength(n);
  const states = standing.map((m) => m.state);
  expect(states.filter((s) => s === "accepted")).toHaveLength(n - 2);
  expect(states.filter((s) => s === "rejected")).toHaveLength(2);
  // What came out is read again, from COCO too, and says nothing.
  const back = file("back.json", writeMarksCoco(look, standing, marked));
  expect((await importMarks(opened, back, asked)).changed).toBe(false);
  const { combined } = combineLook(readMarks(opened.database, { lookId: look }), { readings: [] }, "railcar");
  expect(combined?.weights.map((w) => w.name)).toEqual(["A, review"]);
  expect(await damageOf(opened)).toEqual([]);

  const last = standing.at(-1)?.id ?? "";
  opened.database.prepare("UPDATE marks SET state = 'hidden' WHERE id = ?").run(last);
  expect((await damageOf(opened)).join("\n")).toMatch(/altered: state is hidden, the evidence says rejected/);
});

test("one wrong entry leaves the case as it was, and names every fault", async () => {
  const { opened, look, proposed } = await caseWithMarks();
  const { marked } = markedLook(opened, look);
  const asked = { look, by: "A", pass: "review", kind: "railcar" };
  const before = readMarks(opened.database, { lookId: look });
  const [a, b, c] = proposed;
  if (a === undefined || b === undefined || c === undefined) throw new Error("no cars");
  const good = { ...a, state: "accepted" as const };
  const turned = { ...b, outline: b.outline.map(([x, y]) => [y, x] as const) };
  const attempts: readonly (readonly [string, RegExp])[] = [
    [
      writeMarksGeoJson(look, [good, { ...b, id: `${look}/nobody` }]),
      /feature 2: mark: found ".*nobody"; allowed: a mark of look/,
    ],
    [writeMarksGeoJson("elsewhere", [good]), /the look that is imported to/],
    [writeMarksGeoJson(look, [good, turned]), /latitude within 90|other way round/],
    [writeMarksGeoJson(look, [good, { ...b, outline: c.outline }]), /pixels away from where/],
    [writeMarksGeoJson(look, [good, good]), /an id that no other one has/],
    [writeMarksGeoJson(look, [good]).replace('"accepted"', '"sure"'), /state: found "sure"/],
    [
      writeMarksCoco(look, [good], { ...marked, size: { width: 9, height: 9 } }),
      /the size of the look's picture/,
    ],
    ["{", /JSON/],
    ["[]", /a JSON object/],
  ];
  for (const [text, message] of attempts)
    await expect(importMarks(opened, file("wrong.json", text), asked)).rejects.toThrow(message);
  await expect(importMarks(opened, file("x.geojson", "{}"), { ...asked, look: "nowhere" })).rejects.toThrow(
    "a look of the case",
  );
  expect(readMarks(opened.database, { lookId: look })).toEqual(before);
  expect(await damageOf(opened)).toEqual([]);
});

test("marks of the machine that come in as a count from nothing are pointed out", async () => {
  const { opened, look, proposed } = await caseWithMarks();
  const judged = proposed.map((m) => ({ ...m, state: "accepted" as const }));
  const path = file("mine.geojson", writeMarksGeoJson(look, judged));
  const result = await importMarks(opened, path, { look, by: "A", pass: "1", kind: "railcar" });
  expect(result.warnings.join()).toContain("with --pass review");
});
