import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { capture, type Capture } from "../../src/sites/simulated/capture.ts";
import type { CaptureOptions } from "../../src/sites/simulated/capture-options.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { worldFileText } from "../../src/sites/pictures/georeference/world-file.ts";
import { exposuresOf } from "../../src/sites/pictures/exposures.ts";
import { lookUsability } from "../../src/sites/pictures/look-usability.ts";
import { createCase, type Case } from "../../src/system/files/case-folder.ts";
import { pictureOf, writeSimulated } from "../../src/system/pictures/simulated-files.ts";
import { writeCog } from "../../src/system/pictures/write-cog.ts";
import { addLook } from "../../src/system/steps/add-look.ts";
import { buildReport } from "../../src/system/steps/build-report.ts";
import { draft } from "../../src/system/steps/finding.ts";
import { importLooks } from "../../src/system/steps/import-looks.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { overrideLook } from "../../src/system/steps/override-look.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { readPictureLooks } from "../../src/system/store/reading-pictures.ts";
import { looksFile, standingClock, temporaryFolder } from "../made-case.ts";

/** One yard, taken in five ways. */
let clear: Capture;
let moved: Capture;
let cloudy: Capture;

beforeAll(() => {
  const size = { widthMetres: 200, heightMetres: 200 };
  const take = (state: number, options: CaptureOptions): Capture =>
    capture(
      drawScene({ kind: "rail-yard", ...size, state }, 11),
      { widthPixels: 400, heightPixels: 400, ...options },
      state,
    );
  clear = take(1, {});
  moved = take(2, { sunAzimuth: 215, sunElevation: 30, season: "autumn", misregistrationMetres: [3, -2] });
  cloudy = take(3, { cloud: 0.9 });
});

/** A case with the yard of the pictures as its only area. */
async function caseOfYard(): Promise<Case> {
  const opened = await createCase(join(temporaryFolder(), "case"), "Simulated yard", standingClock);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  const yard = clear.truth.areas.find((a) => a.kind === "yard");
  const file = join(temporaryFolder(), "sites.geojson");
  const feature = (geometry: object, properties: object) => ({ type: "Feature", geometry, properties });
  writeFileSync(
    file,
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        feature(
          { type: "Point", coordinates: [131, 43] },
          { record: "site", site: "yard", name: "Simulated yard", utc_offset: "+10:00" },
        ),
        feature(
          {
            type: "Polygon",
            coordinates: [
              [
                [130.9993, 42.9995],
                [131.0007, 42.9995],
                [131.0007, 43.0005],
                [130.9993, 43.0005],
                [130.9993, 42.9995],
              ],
            ],
          },
          { record: "area", site: "yard", area: "tracks", name: "Tracks", role: "yard", approximate: false },
        ),
      ],
    }),
  );
  expect(yard).toBeDefined();
  await importPlaces(opened, file);
  return opened;
}

async function written(taken: Capture): Promise<string> {
  return (await writeSimulated(temporaryFolder(), "picture", taken)).picture;
}

const looksOf = (opened: Case) => readPictureLooks(opened.database, { siteId: "yard" });

describe("a case of pictures", () => {
  it("keeps every look: the clear, the shifted, the cloudy, and the repeat that is counted once", async () => {
    const opened = await caseOfYard();
    await addLook(opened, await written(clear), { site: "yard", takenAt: "2022-06-01" });
    await addLook(opened, await written(moved), { site: "yard", takenAt: "2022-09-01" });
    await addLook(opened, await written(cloudy), { site: "yard", takenAt: "2022-10-01" });
    const [first, second, third] = looksOf(opened);

    expect(first?.lineUp?.outcome).toBe("reference");
    expect(first?.picture?.simulated).toBe(true);
    expect(first?.picture?.sampleDistanceMetres).toBeCloseTo(0.5, 2);
    expect(first?.clarities[0]?.clear).toBeGreaterThan(0.95);

    // The file says that it lies 3 m too far east and 2 m too far south: the line-up takes that back.
    expect(second?.lineUp?.outcome).toBe("matched");
    expect(second?.lineUp?.eastMetres).toBeCloseTo(-3, 0);
    expect(second?.lineUp?.northMetres).toBeCloseTo(2, 0);

    expect(third?.clarities[0]?.cloud).toBeGreaterThan(0.7);
    expect(third === undefined ? null : lookUsability(third, "railcar").usability).not.toBe("usable");

    // The second picture again, as a JPEG with a world file, under another date.
    const folder = temporaryFolder();
    const jpeg = join(folder, "post.jpg");
    const { width, height } = moved.raster;
    const pixels = new Uint8Array(width * height * 3);
    for (let i = 0; i < width * height; i++)
      for (let b = 0; b < 3; b++) pixels[i * 3 + b] = moved.raster.bands[b]?.[i] ?? 0;
    await sharp(pixels, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 82 })
      .toFile(jpeg);
    writeFileSync(join(folder, "post.jgw"), worldFileText(moved.transform));
    await addLook(opened, jpeg, { site: "yard", takenAt: "2023-01-01", crs: moved.crs.name });
    const fourth = looksOf(opened)[3];
    expect(fourth?.repeat?.of).toBe(second?.look.id);
    expect(fourth?.look.takenAt?.text).toBe("2023-01-01");

    // All of it can be made again from the evidence, and what is altered is named.
    expect((await verifyCase(opened)).damage).toEqual([]);
    opened.database
      .prepare("UPDATE clarities SET cloud = 0, clear = 1 WHERE look = ?")
      .run(third?.look.id ?? "");
    const { damage } = await verifyCase(opened);
    expect(damage.join("\n")).toMatch(
      new RegExp(`${third?.look.id ?? "?"}/tracks: altered: clear is 1, the evidence says`),
    );
  });

  it("adds a picture once, and refuses one of another place with where it lies", async () => {
    const opened = await caseOfYard();
    const picture = await written(clear);
    expect((await addLook(opened, picture, { site: "yard", takenAt: "2022-06-01" })).result.changed).toBe(
      true,
    );
    expect((await addLook(opened, picture, { site: "yard", takenAt: "2022-06-01" })).result.changed).toBe(
      false,
    );
    const far = await written({ ...clear, transform: [300_000, 0.5, 0, 4_000_000, 0, -0.5] });
    await expect(addLook(opened, far, { site: "yard", takenAt: "2022-06-01" })).rejects.toThrow(
      /a picture about 36\.\d+, 126\.\d+ .*allowed: a picture that touches Simulated yard/,
    );
    await expect(addLook(opened, picture, { site: "yard", takenAt: "2022-13-01" })).rejects.toThrow(
      /--taken-at/,
    );
    await expect(addLook(opened, picture, { site: "yard", takenAt: "2031-01-01" })).rejects.toThrow(
      'look add: --taken-at: found "2031-01-01"; allowed: a time that has come: not after 2026-05-03T03:04Z',
    );
    expect(looksOf(opened)).toHaveLength(1);
  });

  it("refuses a file whose own date has not come, and takes it with another that is typed", async () => {
    const opened = await caseOfYard();
    const named = join(
      temporaryFolder(),
      "S2A_MSIL2A_20320405T021321_N0509_R060_T52TEN_20320405T054321.SAFE.tif",
    );
    copyFileSync(await written(clear), named);
    await expect(addLook(opened, named, { site: "yard" })).rejects.toThrow(
      /takenAt: found "2032-04-05T02:13:21Z" \(.+\); allowed: .+ 2026-05-03T03:04Z, a day from now; or another by --taken-at/,
    );
    expect(looksOf(opened)).toEqual([]);
    await addLook(opened, named, { site: "yard", takenAt: "2023-04-05" });
    expect(looksOf(opened).map((l) => l.look.takenAt?.text)).toEqual(["2023-04-05"]);
    expect((await verifyCase(opened)).damage).toEqual([]);
  });

  it("counts an exposure by its dated look, and names dates that contradict each other", async () => {
    const opened = await caseOfYard();
    const picture = await written(clear);
    await addLook(opened, picture, { site: "yard" });
    await addLook(opened, picture, { site: "yard", takenAt: "2022-06-01" });
    const [one] = exposuresOf(looksOf(opened), "railcar");
    expect(one?.counted.look.takenAt?.text).toBe("2022-06-01");
    expect(one?.contradiction).toBeNull();
    await addLook(opened, picture, { site: "yard", takenAt: "2023-06-01" });
    const [two, ...none] = exposuresOf(looksOf(opened), "railcar");
    expect(none).toEqual([]);
    expect(two?.repeats).toHaveLength(2);
    expect(two?.contradiction).toMatch(/1 June 2022 .* and 1 June 2023 .*; at least one is wrong/);
    await expect(
      addLook(opened, picture, { site: "yard", takenAt: "2023-06-01", licence: "CC-BY-4.0" }),
    ).rejects.toThrow(/again, with another/);
    await expect(
      addLook(opened, picture, { site: "yard", takenAt: "2024-06-01", publishedAt: "2024-01-01" }),
    ).rejects.toThrow(/takenAt and publishedAt/);
  });

  it("never takes the time of a file or of a publication for the time of the picture", async () => {
    const opened = await caseOfYard();
    await addLook(opened, await written(clear), { site: "yard", publishedAt: "2023-03-01" });
    const [look] = looksOf(opened);
    expect(look?.look.takenAt).toBeNull();
    expect(look?.supply.publishedAt?.span.text).toBe("2023-03-01");
    expect(look?.supply.fileTime).not.toBeNull();
    expect(look?.look.id).toMatch(/^yard\.undated\./);
  });

  it("keeps the rule's judgement beside the analyst's", async () => {
    const opened = await caseOfYard();
    await addLook(opened, await written(cloudy), { site: "yard", takenAt: "2022-10-01" });
    const [look] = looksOf(opened);
    const ask = { look: look?.look.id ?? "", kind: "railcar", reason: "seen through gaps", by: "A. Analyst" };
    await overrideLook(opened, { ...ask, usability: "partial" });
    await overrideLook(opened, { ...ask, usability: "partial" });
    const [after] = looksOf(opened);
    expect(after?.overrides).toHaveLength(1);
    const judged = after === undefined ? null : lookUsability(after, "railcar");
    expect(judged?.usability).toBe("partial");
    expect(judged?.override?.by).toBe("A. Analyst");
    expect(judged?.areas[0]?.judged.usability).toBe("not-seen");
    expect((await verifyCase(opened)).sound).toBe(true);
    await expect(overrideLook(opened, { ...ask, usability: "fine" })).rejects.toThrow(
      /usable, partial, not-seen/,
    );
    await expect(overrideLook(opened, { ...ask, usability: "usable", reason: " " })).rejects.toThrow(
      /--reason/,
    );
  });

  it("shows pixels in a report only under a known licence, and says what was left out", async () => {
    const opened = await caseOfYard();
    await addLook(opened, await written(clear), { site: "yard", takenAt: "2022-06-01" });
    const { Copyright: _, ...texts } = pictureOf(moved).texts ?? {};
    const unlicensed = join(temporaryFolder(), "unlicensed.tif");
    await writeCog(unlicensed, { ...pictureOf(moved), texts });
    await addLook(opened, unlicensed, { site: "yard", takenAt: "2022-09-01" });
    await importLooks(
      opened,
      looksFile("one,yard,railcar,count,,12,,2022-06-01,Somebody,A paper,primary,counted,".split("\n")),
    );
    await draft(opened, { site: "yard", kind: "railcar", at: "2022-06-01" });
    const { path } = await buildReport(opened, { script: "" });
    const page = readFileSync(path, "utf8").replace(/\s+/g, " ");
    expect(page.match(/data:image\/jpeg;base64/g)).toHaveLength(1);
    expect(page).toContain("The pixels of 1 picture were left out of this report: 1 without a known licence");
    expect(page).toContain("Simulated");
    // The same case gives the same report, and none when the picture is no longer what came on record.
    expect((await buildReport(opened, { script: "" })).changed).toBe(false);
    const evidence = opened.evidencePath(looksOf(opened)[0]?.picture?.sha256 ?? "");
    const bytes = readFileSync(evidence);
    bytes[bytes.length - 1000] = (bytes[bytes.length - 1000] ?? 0) ^ 0xff;
    chmodSync(evidence, 0o644);
    writeFileSync(evidence, bytes);
    const out = join(temporaryFolder(), "report.html");
    await expect(buildReport(opened, { script: "", out })).rejects.toThrow(/is not what came on record/);
    expect(existsSync(out)).toBe(false);
  });
});
