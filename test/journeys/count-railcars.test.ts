import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { capture, type Capture } from "../../src/sites/simulated/capture.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { currentMarks } from "../../src/sites/counting/marks/current-marks.ts";
import { countersOf } from "../../src/sites/counting/marks/counter.ts";
import { countOf } from "../../src/sites/tracks/count-of.ts";
import { createCase, type Case } from "../../src/system/files/case-folder.ts";
import { simulatedTexts, writeSimulated } from "../../src/system/pictures/simulated-files.ts";
import { readMarks, readReadings } from "../../src/system/store/reading-marks.ts";
import { readPictureLooks } from "../../src/system/store/reading-pictures.ts";
import { readFigures } from "../../src/system/store/reading.ts";
import { addLook } from "../../src/system/steps/add-look.ts";
import { countLook, lookFor } from "../../src/system/steps/count-site.ts";
import { looksToCount } from "../../src/system/steps/looks-to-count.ts";
import { readingOf } from "../../src/system/steps/count-look.ts";
import { editLookMarks } from "../../src/system/steps/edit-marks.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { openReader, type OpenReader } from "../../src/system/tracks/open-reader.ts";
import { readPicture } from "../../src/system/tracks/read-picture.ts";
import { standingClock, temporaryFolder } from "../made-case.ts";

/** A yard of five tracks with 30 tarped gondolas, 250 m at 0.5 m, and its reader, made once. */
let yard: Capture;
let reader: OpenReader;
let picture: string;
let folder: string;
let scene: ReturnType<typeof drawScene>;

beforeAll(async () => {
  reader = await openReader(2);
  scene = drawScene(
    { kind: "rail-yard", widthMetres: 250, heightMetres: 250, tracks: 5, tarpedCars: 30, gauge: "1520" },
    910_003,
  );
  yard = capture(scene, { gsdMetres: 0.5, sunAzimuth: 160, sunElevation: 42 }, 7);
  folder = mkdtempSync(join(tmpdir(), "yardwatch-count-"));
  ({ picture } = await writeSimulated(folder, "yard", yard));
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true, force: true });
});

const feature = (geometry: object, properties: object) => ({ type: "Feature", geometry, properties });

function placesFile(
  lines: readonly { readonly id: string; readonly line: readonly (readonly [number, number])[] }[],
): string {
  const file = join(temporaryFolder(), "places.geojson");
  writeFileSync(
    file,
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        feature(
          { type: "Point", coordinates: [131, 43] },
          { record: "site", site: "yard", name: "Yard", utc_offset: "+10:00" },
        ),
        ...lines.map(({ id, line }) =>
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
          ),
        ),
      ],
    }),
  );
  return file;
}

async function caseOfYard(): Promise<Case> {
  const opened = await createCase(join(temporaryFolder(), "case"), "Yard", standingClock);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  await importPlaces(opened, placesFile(yard.truth.tracks));
  return opened;
}

/** Cars of which at least 4 m of the body lie in the picture. */
function standing(): number {
  const { width, height } = yard.raster;
  return yard.truth.cars.filter((car) => {
    const inside = car.pixels.filter(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height).length;
    return inside >= 3;
  }).length;
}

const linesFile = (name: string, features: object[]): string => {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, JSON.stringify({ type: "FeatureCollection", features }));
  return file;
};

describe("a count from a picture to the records", () => {
  it("counts the cars, keeps marks and reading, and can be made again from the evidence", async () => {
    const opened = await caseOfYard();
    const lookId = await lookFor(opened, picture, {
      site: "yard",
      takenAt: "2023-10-05",
      licence: "CC0-1.0",
    });
    const { counted, changed, proof } = await countLook(opened, lookId, {
      site: "yard",
      gauge: null,
      reader,
    });
    expect(changed).toBe(true);
    const truth = standing();
    expect(Math.abs((counted.total?.best ?? 0) - truth)).toBeLessThanOrEqual(2);
    expect(counted.total?.low).toBeLessThanOrEqual(truth);
    expect(counted.total?.high).toBeGreaterThanOrEqual(truth);
    if (proof !== null) expect(readFileSync(proof).subarray(1, 4).toString()).toBe("PNG");

    const [reading] = readReadings(opened.database, { lookId });
    expect(reading?.total).toEqual(counted.total);
    const marks = readMarks(opened.database, { lookId });
    expect(marks).toHaveLength(counted.tracks.reduce((sum, t) => sum + t.cars.length, 0));
    expect(countOf(readingOf(opened, reading?.evidence ?? ""))).toEqual(counted);
    const figures = readFigures(opened.database, "yard").filter((f) => f.count.areaId === null);
    expect(figures.map((f) => f.count.best)).toEqual([counted.total?.best]);
    const verified = await verifyCase(opened);
    expect(verified.damage).toEqual([]);

    // The same again changes nothing, and nothing is left to count.
    expect((await countLook(opened, lookId, { site: "yard", gauge: null, reader })).changed).toBe(false);
    expect(looksToCount(opened, "yard", reader.model.manifest)).toEqual([
      { lookId, leftOut: "counted already", again: [] },
    ]);
  });

  it("counts again and replaces the count when a track is redrawn, keeping the old one on record", async () => {
    const opened = await caseOfYard();
    const { lookId } = await addLook(opened, picture, { site: "yard", takenAt: "2023-10-05" });
    await countLook(opened, lookId, { site: "yard", gauge: null, reader });
    const [first] = yard.truth.tracks;
    if (first === undefined) throw new Error("no track");
    await importPlaces(opened, placesFile([{ id: "new-track", line: first.line.slice(0, 2) }]));
    expect(looksToCount(opened, "yard", reader.model.manifest)).toEqual([
      {
        lookId,
        leftOut: null,
        again: ["counted along 6 tracks (new-track added), before that along 5 tracks"],
      },
    ]);
    await countLook(opened, lookId, { site: "yard", gauge: null, reader });
    expect(readReadings(opened.database, { lookId })).toHaveLength(2);
    const whole = readFigures(opened.database, "yard").filter((f) => f.count.areaId === null);
    expect(whole).toHaveLength(2);
    expect(whole.filter((f) => f.count.corrects !== null).map((f) => f.count.corrects)).toEqual(
      whole.filter((f) => f.count.corrects === null).map((f) => f.count.id),
    );
    expect((await verifyCase(opened)).damage).toEqual([]);
  });

  it("tells the network sun and view as the supplier's description beside the picture says", async () => {
    const opened = await caseOfYard();
    const beside = temporaryFolder();
    const copy = join(beside, "beside.tif");
    copyFileSync(picture, copy);
    writeFileSync(
      join(beside, "beside.IMD"),
      'satId = "WV03";\nfirstLineTime = 2023-10-05T01:24:10Z;\nmeanSatAz = 100.5;\nmeanSatEl = 70.0;\nmeanOffNadirViewAngle = 18.0;\nEND;\n',
    );
    const { lookId } = await addLook(opened, copy, { site: "yard" });
    expect(readPictureLooks(opened.database, { lookId })[0]?.view).toEqual({
      lookId,
      azimuthDegrees: 100.5,
      offNadirDegrees: 18,
      incidenceDegrees: 20,
    });
    await countLook(opened, lookId, { site: "yard", gauge: null, reader });
    const [stored] = readReadings(opened.database, { lookId });
    const { told } = readingOf(opened, stored?.evidence ?? "");
    expect(told?.view).toEqual({ azimuthDegrees: 100.5, offNadirDegrees: 20, from: "supplier" });
    expect(told?.sun?.from).toBe("place and time");
    expect((await verifyCase(opened)).damage).toEqual([]);
  });

  it("lets a person reject a mark without losing it", async () => {
    const opened = await caseOfYard();
    const { lookId } = await addLook(opened, picture, { site: "yard", takenAt: "2023-10-05" });
    await countLook(opened, lookId, { site: "yard", gauge: null, reader });
    const before = readMarks(opened.database, { lookId });
    const [mark] = before;
    if (mark === undefined) throw new Error("no mark");
    await editLookMarks(opened, {
      look: lookId,
      by: "A. Nalyst",
      pass: null,
      edit: { type: "judge", mark: mark.id, state: "rejected" },
      note: "a shed",
    });
    const after = readMarks(opened.database, { lookId });
    expect(after.length).toBe(before.length + 1);
    const person = countersOf(after).find((c) => c.marker.type === "person");
    expect(person).toBeDefined();
    if (person !== undefined)
      expect(currentMarks(after, person).filter((m) => m.state === "rejected")).toHaveLength(1);
    expect((await verifyCase(opened)).damage).toEqual([]);
  });
});

describe("what goes wrong is said, and never a smaller number", () => {
  it("a damaged part of the picture makes the count partial", async () => {
    // Fine enough for four tiles, of which the end of the file holds the last.
    const fine = capture(scene, { gsdMetres: 0.3, sunAzimuth: 160, sunElevation: 42 }, 7);
    const { picture: sound } = await writeSimulated(folder, "fine", fine);
    const broken = join(temporaryFolder(), "broken.tif");
    copyFileSync(sound, broken);
    const bytes = readFileSync(broken);
    bytes.fill(0xff, Math.floor(bytes.length * 0.9));
    writeFileSync(broken, bytes);
    const tracks = linesFile(
      "lines.geojson",
      yard.truth.tracks.map((t) => feature({ type: "LineString", coordinates: t.line }, { id: t.id })),
    );
    const whole = countOf(
      await readPicture({ path: sound, tracks, sampleDistanceMetres: null, gauge: "1520", reader }),
    );
    const part = countOf(
      await readPicture({ path: broken, tracks, sampleDistanceMetres: null, gauge: "1520", reader }),
    );
    expect(part.outcome).toBe("partial");
    expect(part.reasons.join(" ")).toMatch(/could not be read/);
    expect(part.total?.high).toBeGreaterThanOrEqual(whole.total?.best ?? Infinity);
  });

  it.each([
    [
      "with swapped axes",
      (line: readonly (readonly [number, number])[]) => line.map(([a, b]) => [b, a]),
      /latitude/,
    ],
    [
      "beside the picture",
      (line: readonly (readonly [number, number])[]) => line.map(([a, b]) => [a + 2, b]),
      /miss|beside|picture/,
    ],
  ])("lines %s are refused", async (_, change, message) => {
    const tracks = linesFile(
      "lines.geojson",
      yard.truth.tracks.map((t) =>
        feature({ type: "LineString", coordinates: change(t.line) }, { id: t.id }),
      ),
    );
    await expect(
      readPicture({ path: picture, tracks, sampleDistanceMetres: null, gauge: null, reader }),
    ).rejects.toThrow(message);
  });

  it("a picture without a place needs its scale, and a scale that contradicts the place is refused", async () => {
    const tracks = linesFile(
      "lines.geojson",
      yard.truth.tracks.map((t) => feature({ type: "LineString", coordinates: t.line }, { id: t.id })),
    );
    await expect(
      readPicture({ path: picture, tracks, sampleDistanceMetres: 0.3, gauge: null, reader }),
    ).rejects.toThrow(/sample-distance/);
  });

  it("a site without tracks cannot be counted", async () => {
    const opened = await createCase(join(temporaryFolder(), "case"), "Yard", standingClock);
    onTestFinished(() => opened.close());
    await importPlaces(opened, placesFile([]));
    const { lookId } = await addLook(opened, picture, { site: "yard", takenAt: "2023-10-05" });
    await expect(countLook(opened, lookId, { site: "yard", gauge: null, reader })).rejects.toThrow(
      /centre lines/,
    );
    expect(readReadings(opened.database, { lookId })).toEqual([]);
  });

  it("says in the file itself that a picture is simulated", () => {
    expect(Object.values(simulatedTexts(yard)).join(" ")).toMatch(/simulated/);
    expect(existsSync(picture)).toBe(true);
  });
});
