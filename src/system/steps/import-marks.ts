import { readFileSync, statSync } from "node:fs";
import { InputError, quoted, type Fault } from "../../base/errors.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import { readMarksCoco, type MarkedPicture } from "../../sites/counting/marks/coco-marks.ts";
import { isReview, type Counter } from "../../sites/counting/marks/counter.ts";
import { readMarksGeoJson } from "../../sites/counting/marks/geojson-marks.ts";
import { placeFaults } from "../../sites/counting/marks/in-picture.ts";
import { jsonObject, longestFile, type ReadMarks } from "../../sites/counting/marks/marks-file.ts";
import type { ReviewWays } from "../../sites/counting/marks/review-input.ts";
import type { Case } from "../files/case-folder.ts";
import { markedLook } from "../looks/mark-place.ts";
import { readMarks, readPasses } from "../store/reading-marks.ts";
import { marks as marksTable } from "../store/tables.ts";
import { checkName } from "./edit-marks.ts";
import { readReview } from "./import-review.ts";
import { refuseFinished } from "./pass-facts.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";

/** One person's count of a look, from a file. */
export interface ImportMarksRequest {
  readonly look: string;
  readonly by: string;
  /** A name that begins with "review" takes the file as a review of the machine's marks. */
  readonly pass: string;
  /** Kind of marks whose file names none. */
  readonly kind: string;
  /** Of a review alone: what becomes of marks that the file leaves out or leaves as they were; both are kept when left out. */
  readonly review?: ReviewWays;
}

/**
 * Imports a person's marks of one look from GeoJSON or COCO: all of them or none. Each becomes a new mark, named by the file's hash and
 * its place in it, so that importing a file twice changes nothing.
 * @throws InputError with every fault found
 */
export async function importMarks(
  opened: Case,
  path: string,
  request: ImportMarksRequest,
): Promise<ImportResult> {
  const { look, by, pass, kind, review = { missing: "keep", unchanged: "keep" } } = request;
  checkName("--by", by);
  checkName("--pass", pass);
  const reviews = isReview({ marker: { type: "person", name: by }, pass });
  if (!reviews && request.review !== undefined)
    throw InputError.of(
      "mark import",
      "--pass",
      quoted(pass),
      "review, or a name that begins so: only a review leaves marks of the machine out, or as they were",
    );
  const settings = { look, by, pass, kind, ...(reviews ? { review: { ...review } } : {}) };
  return importFiles(opened, {
    step: "mark import",
    settings,
    paths: [path],
    read: async (files, sink, faults) => readMarksFile(opened, files, settings, sink, faults),
  });
}

/** Also run by `case verify`, against the records. */
export function readMarksFile(
  opened: Case,
  files: readonly SourceFile[],
  request: ImportMarksRequest,
  sink: Sink,
  faults: FaultList,
  beforeTrail?: number,
) {
  const { look, by, pass, kind } = request;
  const [file] = files;
  if (file === undefined) throw InputError.of("mark import", "file", "none", "a GeoJSON or COCO file");
  const { marked } = markedLook(opened, look, beforeTrail);
  const passes = readPasses(opened.database, {
    lookId: look,
    ...(beforeTrail === undefined ? {} : { beforeTrail }),
  });
  const counter: Counter = { marker: { type: "person", name: by }, pass };
  refuseFinished("mark import", passes, counter, isReview(counter));
  const read = marksIn(file, { file: file.name, lookId: look, size: marked.size, kind }, marked);
  const beside = read.marks.flatMap(({ where, content }) => placeFaults(where, content, marked));
  faults.add(beside);
  const marks = readMarks(opened.database, {
    lookId: look,
    ...(beforeTrail === undefined ? {} : { beforeTrail }),
  });
  const marker = { type: "person", name: by } as const;
  if (isReview({ marker, pass })) {
    if (beside.length > 0) return { summary: {}, warnings: [] };
    return readReview({ request, read, marks, picture: marked, fileSha256: file.sha256 }, sink, faults);
  }
  const before = marks.filter((m) => m.marker.type === "person" && m.marker.name === by && m.pass === pass);
  let added = 0;
  for (const [index, { where, content }] of read.marks.entries()) {
    const mark: Mark = {
      id: `${look}/${file.sha256.slice(0, 8)}-${pass}-${index + 1}`,
      lookId: look,
      ...content,
      marker,
      pass,
      replaces: [],
    };
    if (content.state === "proposed")
      faults.add([
        fault(where, "state", "proposed", "accepted, rejected, unsure or hidden: what a person says"),
      ]);
    else if (sink.add(marksTable, mark) === "new") added++;
    else if (sink.stored(marksTable, mark.id)?.["marker"] !== by)
      faults.add([fault(where, "--by", quoted(by), "who imported this very file to this pass before")]);
  }
  const known = new Set(marks.filter((m) => m.marker.type === "machine").map((m) => m.id));
  const named = read.marks.filter((m) => m.named !== null && known.has(m.named)).length;
  return {
    summary: { marks: added },
    warnings: [
      ...read.warnings,
      ...(before.length === 0 || added === 0
        ? []
        : [`${by} had ${before.length} marks in pass ${pass} before; the new ones are added to them`]),
      ...(named === 0 || added === 0
        ? []
        : [
            `${named} of the marks name one of the machine's: pass ${pass} takes them for a count from nothing; as a review of the machine's marks they are imported with --pass review`,
          ]),
    ],
  };
}

const fault = (where: string, field: string, found: string, allowed: string): Fault => ({
  where,
  field,
  found,
  allowed,
});

function marksIn(
  file: SourceFile,
  options: Parameters<typeof readMarksCoco>[1],
  marked: MarkedPicture,
): ReadMarks {
  // Before it is read as one text: what is larger by bytes is larger than any file of marks.
  const { size } = statSync(file.path);
  if (size > 3 * longestFile)
    throw InputError.of(file.name, "file", `${size} bytes`, `at most ${longestFile} characters`);
  const text = readFileSync(file.path, "utf8");
  return Object.hasOwn(jsonObject(text, file.name), "annotations")
    ? readMarksCoco(text, options, marked)
    : readMarksGeoJson(text, { ...options, inPixels: marked.place === null });
}
