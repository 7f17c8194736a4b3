import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeMarksGeoJson } from "../../src/sites/counting/marks/geojson-marks.ts";
import { capture } from "../../src/sites/simulated/capture.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { createCase } from "../../src/system/files/case-folder.ts";
import { markedLook } from "../../src/system/looks/mark-place.ts";
import { writeSimulated } from "../../src/system/pictures/simulated-files.ts";
import { readMarks } from "../../src/system/store/reading-marks.ts";
import { pointsOfColumns } from "../../src/findings/screens/point-columns.ts";
import { addLook } from "../../src/system/steps/add-look.ts";
import { readSiteOnBoard } from "../../src/system/steps/board.ts";
import { buildReport } from "../../src/system/steps/build-report.ts";
import { combineMarks } from "../../src/system/steps/combine-marks.ts";
import { countLook } from "../../src/system/steps/count-site.ts";
import { draft } from "../../src/system/steps/finding.ts";
import { askHistory } from "../../src/system/steps/history.ts";
import { askHistoryScreen } from "../../src/system/steps/history-screen.ts";
import { importMarks } from "../../src/system/steps/import-marks.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { openReader } from "../../src/system/tracks/open-reader.ts";
import { standingClock, temporaryFolder } from "../made-case.ts";

test("from the machine's count to a review in another program, a second person, one count, its finding and report", async () => {
  const yard = capture(
    drawScene({ kind: "rail-yard", widthMetres: 120, heightMetres: 90, state: 1 }, 11),
    { widthPixels: 240, heightPixels: 180 },
    1,
  );
  const folder = temporaryFolder();
  const written = (name: string, content: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const feature = (geometry: object, properties: object) => ({ type: "Feature", geometry, properties });
  const track = (id: string, line: readonly (readonly number[])[]) =>
    feature(
      { type: "LineString", coordinates: line },
      {
        record: "area",
        site: "yard",
        area: id,
        name: id,
        role: "tracks",
        approximate: false,
        basis: "Drawn. gauge 1520 mm",
      },
    );
  const places = [
    feature(
      { type: "Point", coordinates: [131, 43] },
      { record: "site", site: "yard", name: "Yard", utc_offset: "+10:00" },
    ),
    ...yard.truth.tracks.map(({ id, line }) => track(id, line)),
  ];
  const opened = await createCase(join(folder, "case"), "Yard", standingClock);
  const reader = await openReader(2);
  onTestFinished(async () => {
    await reader.close();
    if (opened.database.isOpen) opened.close();
  });
  await importPlaces(opened, written("places.geojson", { type: "FeatureCollection", features: places }));
  const { picture } = await writeSimulated(folder, "yard", yard);
  const { lookId: look } = await addLook(opened, picture, { site: "yard", takenAt: "2023-10-05" });
  const asked = { site: "yard", gauge: null, reader };
  await countLook(opened, look, asked);

  // The machine's marks go out, are corrected, and come back without the file's head and the features' ids, as QGIS writes them.
  const proposed = readMarks(opened.database, { lookId: look });
  const n = proposed.length;
  expect(n).toBeGreaterThan(10);
  const file = JSON.parse(writeMarksGeoJson(look, proposed, markedLook(opened, look).marked)) as {
    features: { geometry: object; properties: Record<string, unknown> }[];
  };
  const features = file.features.map(({ geometry, properties }) => feature(geometry, properties));
  const [gone] = proposed;
  const corrected = features.map((f, i) =>
    i === 0 ? { ...f, properties: { ...f.properties, state: "rejected" } } : f,
  );
  const review = await importMarks(
    opened,
    written("review.geojson", { type: "FeatureCollection", features: corrected }),
    {
      look,
      by: "A. Nalyst",
      pass: "review",
      kind: "railcar",
      review: { missing: "keep", unchanged: "accept" },
    },
  );
  expect(review.summary).toMatchObject({ judged: n, corrected: 0, added: 0 });
  // A second person has drawn cars on a blank picture, without areas or tracks, and has overlooked three.
  const drawn = features.slice(3).map((f) => ({ ...f, properties: {} }));
  await importMarks(opened, written("second.geojson", { type: "FeatureCollection", features: drawn }), {
    look,
    by: "B. Nalyst",
    pass: "1",
    kind: "railcar",
  });

  const history = (area?: string) =>
    askHistory(opened, { site: "yard", kind: "railcar", ...(area === undefined ? {} : { area }) }).count;
  const machine = history();
  // On the board: people have marked it, and the machine's count stands. In the history: who counted.
  const needs = (): string[] => readSiteOnBoard(opened, "yard").needs.map((need) => need.code);
  const countedBy = (): string[] =>
    pointsOfColumns(askHistoryScreen(opened, { site: "yard", kind: "railcar" }).points)
      .filter((p) => p.area === null)
      .map((p) => `${p.by} ${p.simulated ? "simulated" : ""}`);
  expect(needs()).toEqual(["not-combined"]);
  expect(countedBy()).toEqual(["machine simulated"]);
  const combined = await combineMarks(opened, { look, kind: "railcar" });
  expect(needs()).toEqual([]);
  expect(countedBy()).toEqual(["people simulated"]);
  const [{ look: site }, ...areas] = combined.parts;
  expect(site.counters.map((c) => [c.name, c.leftOut === ""])).toEqual([
    [`${gone?.marker.name ?? ""} (machine)`, false],
    ["A. Nalyst, review", true],
    ["B. Nalyst, pass 1", true],
  ]);
  const [count] = combined.counts;
  expect(history()).toMatchObject({ low: count?.low, best: count?.best, high: count?.high });
  expect(count?.low).toBeLessThanOrEqual(n - 3);
  // What lies beside the picture nobody has seen: it stays in the upper end.
  expect(count?.outcome).toBe("partial");
  expect((count?.high ?? 0) - (count?.best ?? 0)).toBeGreaterThanOrEqual((machine.high ?? 0) - machine.best);
  // The parts are combined by themselves: the rejected car is gone from its track, and the second person's marks lie on the tracks beneath them.
  expect(areas).toHaveLength(yard.truth.tracks.length);
  for (const { areaId, look: part } of areas) {
    const [of, reviewed, second] = part.counters;
    expect(reviewed?.count.best).toBe((of?.marks.length ?? 0) - (areaId === gone?.areaId ? 1 : 0));
    expect(second?.marks.length).toBe(proposed.slice(3).filter((m) => m.areaId === areaId).length);
  }
  expect(history(gone?.areaId ?? "").best).toBe(combined.counts.find((c) => c.areaId === gone?.areaId)?.best);

  const { finding } = await draft(opened, { site: "yard", kind: "railcar" });
  const built = await buildReport(opened, { finding: finding.id, script: "" });
  const report = readFileSync(built.path, "utf8");
  expect(report).toContain("A. Nalyst and B. Nalyst with ");
  expect(report).toContain("Counted by people");
  expect(report).toContain(`Replaced by ${count?.id ?? ""}`);
  expect((await verifyCase(opened)).damage).toEqual([]);

  // Counted along one track more, the look keeps what people said of it.
  const [first] = yard.truth.tracks;
  const more = [...places, track("siding", first?.line.slice(0, 2) ?? [])];
  await importPlaces(opened, written("places.geojson", { type: "FeatureCollection", features: more }));
  const again = await countLook(opened, look, asked);
  expect(again.notes.join()).toContain("people have counted this look too");
  expect(await combineMarks(opened, { look, kind: "railcar" })).toMatchObject({ changed: false });
  expect(Math.abs(history().best - (count?.best ?? 0))).toBeLessThanOrEqual(3);
  expect((await verifyCase(opened)).damage).toEqual([]);
}, 300_000);
