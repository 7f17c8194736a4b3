import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonical } from "../../base/canonical.ts";
import { DamageError, InputError, messageOf, quoted } from "../../base/errors.ts";
import { countingRule } from "../../sites/tracks/decoding/counting-rule.ts";
import { countOf } from "../../sites/tracks/count-of.ts";
import { placeOfReading } from "../../sites/tracks/place-of-reading.ts";
import type { PictureReading } from "../../sites/tracks/picture-reading.ts";
import { recordsOf } from "../../sites/tracks/records.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256 } from "../hash.ts";
import { readReadings } from "../store/reading-marks.ts";
import { byArea, readStandingCounts } from "../store/standing-counts.ts";
import { counts, marks, readings } from "../store/tables.ts";
import { packReading, unpackReading } from "../tracks/reading-file.ts";
import { importFiles, type ImportResult, type Sink, type SourceFile } from "./import.ts";

/** What a count rests on beside the file of its reading; kept in its trail entry. */
export interface CountSettings {
  readonly look: string;
  readonly rule: string;
  /** Hash of the model's file; left out by cases that were made before it was kept. */
  readonly model?: string;
  /** Ids of the counts that this one replaces, by area; "" for the site. */
  readonly replaced: Readonly<Record<string, string>>;
}

/**
 * Puts the count of a look on record from its reading: the reading as evidence, a mark for each car, the counts. Counting the same reading again changes
 * nothing; another reading (another model, other tracks) replaces the counts before it, which stay on record.
 */
export async function recordCount(
  opened: Case,
  lookId: string,
  reading: PictureReading,
  signal?: AbortSignal,
): Promise<ImportResult> {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-reading-"));
  try {
    const packed = packReading(reading);
    const evidence = sha256(packed);
    if (
      readReadings(opened.database, { lookId }).some(
        (r) => r.evidence === evidence && r.rule === countingRule.name,
      )
    )
      return { step: "count", changed: false, records: 0, summary: {}, warnings: [], files: [] };
    const path = join(folder, `${lookId}.reading.json.gz`);
    writeFileSync(path, packed);
    const settings: CountSettings = {
      look: lookId,
      rule: countingRule.name,
      model: reading.model.sha256,
      replaced: byArea(readStandingCounts(opened.database, lookId, "railcar")),
    };
    return await importFiles(opened, {
      step: "count",
      settings: { ...settings },
      paths: [path],
      signal,
      read: async (files, sink) => readCount(files, settings, sink),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes the records of a count from the file of its reading. Also run by `case verify`. */
export function readCount(
  files: readonly SourceFile[],
  settings: CountSettings,
  sink: Sink,
): { readonly summary: Record<string, number>; readonly warnings: readonly string[] } {
  const [file] = files;
  if (file === undefined) throw InputError.of("count", "reading", "no file", "the file of a reading");
  if (settings.rule !== countingRule.name)
    throw InputError.of(
      "count",
      "rule",
      quoted(settings.rule),
      `${countingRule.name}, the rule of this program`,
    );
  const reading = unpackReading(readFileSync(file.path), file.name);
  if (settings.model !== undefined && settings.model !== reading.model.sha256)
    throw InputError.of(
      "count",
      "model",
      `${reading.model.sha256.slice(0, 12)}…, by the reading`,
      `${settings.model.slice(0, 12)}…, as the trail says`,
    );
  const counted = countOf(reading);
  const made = recordsOf(counted, reading, {
    lookId: settings.look,
    evidence: file.sha256,
    rule: settings.rule,
    settings: canonical({
      ...(settings.model === undefined ? {} : { model: settings.model }),
      sampleDistanceMetres: reading.sampleDistanceMetres,
      tracks: trackSummary(reading),
    }),
    replaced: new Map(Object.entries(settings.replaced)),
    toPosition: placeOfReading(reading)?.toPosition ?? null,
  });
  sink.add(readings, made.reading);
  for (const mark of made.marks) sink.add(marks, mark);
  for (const count of made.counts) sink.add(counts, count);
  return {
    summary: { counts: made.counts.length, marks: made.marks.length },
    warnings: [...counted.reasons, ...counted.remarks],
  };
}

const trackSummary = (reading: PictureReading) =>
  reading.tracks.map(({ reading: strip }) => ({ id: strip.trackId, places: strip.places }));

/** The reading that a count on record rests on. @throws DamageError when its file is missing or damaged */
export function readingOf(opened: Case, evidence: string): PictureReading {
  try {
    return unpackReading(readFileSync(opened.evidencePath(evidence)), `evidence ${evidence.slice(0, 12)}`);
  } catch (error) {
    if (error instanceof DamageError) throw error;
    throw new DamageError("the reading of a count cannot be read", [
      `evidence ${evidence.slice(0, 12)}…: ${messageOf(error)}`,
    ]);
  }
}
