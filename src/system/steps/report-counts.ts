import { existsSync } from "node:fs";
import { DamageError } from "../../base/errors.ts";
import type { ProofPicture, ReportCount } from "../../findings/report/machine-counts-section.ts";
import { z90 } from "../../base/probability/normal.ts";
import { testRecord } from "../../sites/history/record.ts";
import type { RecordAnswer } from "../../sites/history/record-answer.ts";
import { outlineVersions } from "../../sites/history/outline-version.ts";
import { samplesFor } from "../../sites/history/sample.ts";
import { isTestable } from "../../sites/history/testable.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import type { CarCount, CountedPicture } from "../../sites/tracks/counted.ts";
import type { PictureReading } from "../../sites/tracks/picture-reading.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256OfFile } from "../hash.ts";
import { readReadings } from "../store/reading-marks.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readFigures, readPlaces } from "../store/reading.ts";
import type { CheckedFinding } from "./finding.ts";

/** The machine's counts that a report shows: those of the finding's site, and of simulated pictures wherever they are. */
export async function machineCountsFor(opened: Case, checked: CheckedFinding): Promise<ReportCount[]> {
  const { sites } = readPlaces(opened.database);
  const looks = readPictureLooks(opened.database, {}).filter(
    (l) => l.look.siteId === checked.records.site.id || l.picture?.simulated === true,
  );
  const counts: ReportCount[] = [];
  for (const look of looks) {
    const newest = readReadings(opened.database, { lookId: look.look.id }).at(-1);
    if (newest === undefined) continue;
    // Loaded late: a report without counts by the machine needs none of it.
    const { readingOf } = await import("./count-look.ts");
    const { countOf } = await import("../../sites/tracks/count-of.ts");
    const { countingRule } = await import("../../sites/tracks/decoding/counting-rule.ts");
    const reading = readingOf(opened, newest.evidence);
    const counted = countOf(reading);
    const simulated = look.picture?.simulated === true;
    counts.push({
      lookId: look.look.id,
      siteName: sites.find((s) => s.id === look.look.siteId)?.name ?? look.look.siteId,
      takenAt: look.look.takenAt,
      simulated,
      sampleDistanceMetres: reading.sampleDistanceMetres,
      counted,
      model: newest.model,
      rule: countingRule,
      canary: reading.canary,
      evidence: newest.evidence,
      proof: look.supply.mayLeave || simulated ? await proofPicture(opened, look, reading, counted) : null,
      asIf: simulated && counted.total !== null ? asIf(opened, checked, counted.total) : null,
    });
  }
  return counts;
}

/** Longest side in pixels of a proof in a report. */
const proofSide = 1600;

/** The part of the picture where the tracks run, with the marks in its pixels, drawn anew from the evidence. */
async function proofPicture(
  opened: Case,
  look: PictureLook,
  reading: PictureReading,
  counted: CountedPicture,
): Promise<ProofPicture> {
  const path = opened.evidencePath(reading.pictureSha256);
  if (!existsSync(path) || (await sha256OfFile(path)) !== reading.pictureSha256)
    throw new DamageError(`the picture of look ${look.look.id} is not what came on record`, [
      `evidence ${reading.pictureSha256.slice(0, 12)}…; case verify says more`,
    ]);
  const { asJpegAddress } = await import("../pictures/outlined-thumbnail.ts");
  const { markedWindow } = await import("../tracks/proof.ts");
  const { marksOfReading } = await import("../tracks/marks-of-reading.ts");
  const { marks } = marksOfReading(counted, reading);
  const shown = await markedWindow({ path, reading, marks, longestSide: proofSide });
  return {
    picture: await asJpegAddress(shown.png),
    width: shown.width,
    height: shown.height,
    marks: shown.marks.map((m) => m.corners),
  };
}

/** The record test of the finding with another number in its place: what it would say of so many cars. Nothing of it is stored. */
function asIf(
  opened: Case,
  { records, model }: CheckedFinding,
  { low, best, high }: CarCount,
): RecordAnswer | null {
  const { site } = records;
  const samples = samplesFor(model.target.kind, readFigures(opened.database, site.id));
  const target = samples.find((s) => s.countIds.some((id) => model.target.countIds.includes(id)));
  if (target === undefined || !isTestable(target)) return null;
  const { areas } = readPlaces(opened.database);
  const value = {
    best,
    sdBelow: (best - low) / z90,
    sdAbove: (high - best) / z90,
    openAbove: false,
    openBelow: false,
  };
  return testRecord(
    { ...target, value },
    samples.filter((s) => s !== target),
    { outlineOf: outlineVersions(areas.filter((a) => a.siteId === site.id)), zoneMinutes: site.zoneMinutes },
  );
}
