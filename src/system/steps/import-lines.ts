import { readFileSync, statSync } from "node:fs";
import { InputError, type Fault } from "../../base/errors.ts";
import { linesOfGeoJson } from "../../findings/distances/lines-geojson.ts";
import { findJsonFault } from "../../sites/outlines/json-fault.ts";
import type { Case } from "../files/case-folder.ts";
import { referenceLines } from "../store/chain-tables.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";

const longestFile = 64 * 1024 * 1024;

/** Imports lines that distances are given to (borders, coasts, fronts) from a GeoJSON file: all of them or none. */
export const importLines = (opened: Case, path: string, signal?: AbortSignal): Promise<ImportResult> =>
  importFiles(opened, {
    step: "line import",
    settings: {},
    paths: [path],
    signal,
    read: async (files, sink, faults) => readLines(files, sink, faults),
  });

/** Also run by `case verify`, against the records. */
export function readLines(files: readonly SourceFile[], sink: Sink, faults: FaultList) {
  const [file] = files;
  if (file === undefined) throw InputError.of("line import", "file", "none", "a GeoJSON file");
  const { size } = statSync(file.path);
  if (size > longestFile)
    throw InputError.of(file.name, "file", `${size} bytes`, `at most ${longestFile} bytes`);
  const found: Fault[] = [];
  const lines = linesOfGeoJson(parsed(readFileSync(file.path, "utf8"), file.name), file.name, found);
  const summary = { lines: lines.length, new: 0, onRecord: 0 };
  for (const line of lines) {
    const added = sink.add(referenceLines, line);
    if (added === "new") summary.new++;
    else if (added === "same") summary.onRecord++;
    else
      found.push({
        where: file.name,
        field: `line ${line.id}`,
        found: "other content than on record",
        allowed: "what is on record under this name, or a new name",
      });
  }
  faults.add(found);
  return { summary, warnings: [] };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch {
    const fault = findJsonFault(text);
    throw InputError.of(
      fault === null ? file : `${file} line ${fault.line}`,
      "JSON",
      fault?.found ?? "the end of the file",
      fault?.allowed ?? "a JSON document",
    );
  }
}
