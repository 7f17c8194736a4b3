import { readFileSync } from "node:fs";
import { InputError, quoted } from "../../base/errors.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import { readMarksCoco } from "../../sites/counting/marks/coco-marks.ts";
import { reviewPass } from "../../sites/counting/marks/counter.ts";
import { readMarksGeoJson } from "../../sites/counting/marks/geojson-marks.ts";
import { jsonObject } from "../../sites/counting/marks/marks-file.ts";
import type { Case } from "../files/case-folder.ts";
import { markedLook } from "../looks/mark-place.ts";
import { readMarks } from "../store/reading-marks.ts";
import { marks as marksTable } from "../store/tables.ts";
import { checkName } from "./edit-marks.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";

/** One person's count of a look, from a file. */
export interface ImportMarksRequest {
  readonly look: string;
  readonly by: string;
  readonly pass: string;
  /** Kind of marks whose file names none. */
  readonly kind: string;
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
  const { look, by, pass, kind } = request;
  checkName("--by", by);
  checkName("--pass", pass);
  if (pass.startsWith(reviewPass))
    throw InputError.of(
      "mark import",
      "--pass",
      quoted(pass),
      "1, 2 …; a review is made with mark set and mark correct",
    );
  return importFiles(opened, {
    step: "mark import",
    settings: { look, by, pass, kind },
    paths: [path],
    read: async (files, sink, faults) => readMarksFile(opened, files, request, sink, faults),
  });
}

/** Also run by `case verify`, against the records. */
export function readMarksFile(
  opened: Case,
  files: readonly SourceFile[],
  { look, by, pass, kind }: ImportMarksRequest,
  sink: Sink,
  faults: FaultList,
  beforeTrail?: number,
) {
  const [file] = files;
  if (file === undefined) throw InputError.of("mark import", "file", "none", "a GeoJSON or COCO file");
  const { marked } = markedLook(opened, look, beforeTrail);
  const text = readFileSync(file.path, "utf8");
  const options = { file: file.name, lookId: look, size: marked.size, kind };
  const read = Object.hasOwn(jsonObject(text, file.name), "annotations")
    ? readMarksCoco(text, options, marked)
    : readMarksGeoJson(text, { ...options, inPixels: marked.place === null });
  const marker = { type: "person", name: by } as const;
  const before = readMarks(opened.database, {
    lookId: look,
    ...(beforeTrail === undefined ? {} : { beforeTrail }),
  }).filter((m) => m.marker.type === "person" && m.marker.name === by && m.pass === pass);
  let added = 0;
  for (const [index, content] of read.marks.entries()) {
    const mark: Mark = {
      id: `${look}/${file.sha256.slice(0, 8)}-${pass}-${index + 1}`,
      lookId: look,
      ...content,
      marker,
      pass,
      replaces: [],
    };
    const where = `${file.name} mark ${index + 1}`;
    if (content.state === "proposed")
      faults.add([
        {
          where,
          field: "state",
          found: "proposed",
          allowed: "accepted, rejected, unsure or hidden: what a person says",
        },
      ]);
    else if (sink.add(marksTable, mark) === "new") added++;
    else if (sink.stored(marksTable, mark.id)?.["marker"] !== by)
      faults.add([
        {
          where,
          field: "--by",
          found: quoted(by),
          allowed: "who imported this very file to this pass before",
        },
      ]);
  }
  return {
    summary: { marks: added },
    warnings: [
      ...read.warnings,
      ...(before.length === 0 || added === 0
        ? []
        : [`${by} had ${before.length} marks in pass ${pass} before; the new ones are added to them`]),
    ],
  };
}
