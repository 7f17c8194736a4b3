import { closeSync, openSync, readSync } from "node:fs";
import { InputError, quoted, type Fault } from "../../base/errors.ts";
import { parseSpan } from "../../base/time/span.ts";
import { cellToCome } from "../../base/time/to-come.ts";
import { keeping } from "../../base/xml/elements.ts";
import { XmlScanner, usualXmlBounds } from "../../base/xml/scanner.ts";
import { euCsv, isEuHeader } from "../../movements/vessels/lists/eu-csv.ts";
import { euXml } from "../../movements/vessels/lists/eu-xml.ts";
import { ofacAdvancedXml } from "../../movements/vessels/lists/ofac-advanced-xml.ts";
import {
  altWidth,
  commentsWidth,
  isEndOfFile,
  nameOfAltRow,
  numberOfRow,
  sdnWidth,
  vesselOfSdnRow,
  withNames,
} from "../../movements/vessels/lists/ofac-csv.ts";
import { ofacXml } from "../../movements/vessels/lists/ofac-xml.ts";
import { vesselOfWatchRow, watchTable, type WatchRow } from "../../movements/vessels/lists/own-table.ts";
import {
  dayIn,
  type ListedVessel,
  type ListForm,
  type ReadList,
} from "../../movements/vessels/lists/read-list.ts";
import { unXml } from "../../movements/vessels/lists/un-xml.ts";
import type { XmlListReader } from "../../movements/vessels/lists/xml-list.ts";
import type { Case } from "../files/case-folder.ts";
import { readCsv } from "../files/csv.ts";
import { watchEntries } from "../store/movement-tables.ts";
import { importFiles, type FaultList, type ImportResult, type Sink, type SourceFile } from "./import.ts";
import { readRows } from "./read-table.ts";

/** What is known of an edition beside its file. Names of lists are told apart by their very spelling. */
export interface WatchSettings {
  /** Name of the list; empty: by the form of the file. */
  readonly list: string;
  /** Day of the edition, as 2023-12-12; empty: by the file. */
  readonly published: string;
}

export interface ImportWatchOptions {
  /** Files beside OFAC's sdn.csv: alt.csv, sdn_comments.csv. */
  readonly beside?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

const usualNames: Readonly<Record<ListForm, string>> = {
  "ofac-csv": "OFAC SDN",
  "ofac-xml": "OFAC SDN",
  "ofac-advanced-xml": "OFAC SDN",
  "un-xml": "UN",
  "eu-xml": "EU",
  "eu-csv": "EU",
  "own-csv": "",
};

/** Imports the vessels of one edition of a list: all of them or none. Editions stand beside each other; none replaces another. */
export const importWatchList = (
  opened: Case,
  path: string,
  settings: WatchSettings,
  { beside = [], signal }: ImportWatchOptions = {},
): Promise<ImportResult> =>
  importFiles(opened, {
    step: "watch import",
    settings: { ...settings },
    paths: [path, ...beside],
    signal,
    read: (files, sink, faults) => readWatchList(files, settings, sink, faults, signal),
  });

/** Also run by `case verify`, against the records. */
export async function readWatchList(
  files: readonly SourceFile[],
  settings: WatchSettings,
  sink: Sink,
  faults: FaultList,
  signal?: AbortSignal,
) {
  const [file, ...beside] = files;
  if (file === undefined) throw InputError.of("watch import", "file", "none", "a list");
  const form = formOf(file);
  if (beside.length > 0 && form !== "ofac-csv")
    throw InputError.of(
      "watch import",
      "--alternates, --comments",
      `a file beside ${form}`,
      "only beside OFAC's sdn.csv",
    );
  const read = await readForm(form, file, beside, faults, signal, sink.latestMs !== null);
  faults.throwIfAny();
  const list = settings.list === "" ? usualNames[form] : settings.list;
  if (list === "") throw InputError.of("watch import", "--list", "nothing", "the name of the list");
  const published = publishedOf(settings, read, file);
  faults.add(
    cellToCome("--published", published, sink.latestMs).map((fault) => ({ where: file.name, ...fault })),
  );
  faults.throwIfAny();
  if (read.vessels.length === 0)
    throw InputError.of(
      file.name,
      "file",
      `no vessel among ${read.others} entries`,
      "a list with vessels: an edition without any leaves nothing to record",
    );
  const summary = { vessels: 0, onRecord: 0, others: read.others };
  for (const vessel of read.vessels) {
    const { number, ...said } = vessel;
    const id = `${list}/${number}/${published}`;
    const added = sink.add(watchEntries, { id, list, published, ...said });
    if (added === "new") summary.vessels++;
    else if (added === "same") summary.onRecord++;
    else
      faults.add([
        {
          where: file.name,
          field: `entry ${quoted(number)}`,
          found: `${quoted(vessel.name)} with other content than on record for the edition of ${published}`,
          allowed: "each entry of an edition once; another edition has another --published",
        },
      ]);
  }
  const bare = read.vessels.filter((v) => v.imo === "").length;
  return {
    summary,
    warnings: [
      ...read.warnings,
      ...(bare === 0
        ? []
        : [`${bare} of its vessels have no ship number: they are only ever candidates, by likeness`]),
    ],
  };
}

function publishedOf({ published }: WatchSettings, read: ReadList, file: SourceFile): string {
  if (published !== "" && (dayIn(published, "month-first") !== published || !parseSpan(published, 0).ok))
    throw InputError.of("watch import", "--published", quoted(published), "a day such as 2023-12-12");
  if (published === "" && read.published === null)
    throw InputError.of(
      "watch import",
      "--published",
      `nothing, and ${file.name} does not say`,
      "the day of the edition",
    );
  if (published !== "" && read.published !== null && published !== read.published)
    throw InputError.of(
      "watch import",
      "--published",
      published,
      `${read.published}, which the file itself says; or leave it out`,
    );
  return published === "" ? (read.published ?? "") : published;
}

/** XML forms by the name of their root. */
const xmlForms: Readonly<Record<string, () => XmlListReader>> = {
  sdnList: ofacXml,
  Sanctions: ofacAdvancedXml,
  CONSOLIDATED_LIST: unXml,
  export: euXml,
};

function headOf(path: string): string {
  const head = new Uint8Array(65_536);
  const file = openSync(path, "r");
  try {
    return new TextDecoder().decode(head.subarray(0, readSync(file, head, 0, head.length, 0)));
  } finally {
    closeSync(file);
  }
}

function rootOf(head: string): string | null {
  return /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/.exec(head)?.[1] ?? null;
}

function formOf(file: SourceFile): ListForm {
  const head = headOf(file.path);
  if (/^\ufeff?\s*</.test(head)) {
    const root = rootOf(head.replaceAll(/<!--[\s\S]*?-->/g, ""));
    const form =
      root === null ? undefined : Object.hasOwn(xmlForms, root) ? xmlForms[root]?.().form : undefined;
    if (form !== undefined) return form;
    throw InputError.of(
      file.name,
      "root element",
      quoted(root ?? ""),
      `${Object.keys(xmlForms).join(", ")}: the lists of OFAC, the UN and the EU`,
    );
  }
  const [first = ""] = head.replace(/^\ufeff/, "").split(/\r?\n/);
  if (isEuHeader(first.split(";").map(unquoted))) return "eu-csv";
  return /^\s*"?\d+"?\s*,/.test(first) ? "ofac-csv" : "own-csv";
}

const unquoted = (cell: string): string => cell.trim().replace(/^"|"$/g, "");

function readForm(
  form: ListForm,
  file: SourceFile,
  beside: readonly SourceFile[],
  faults: FaultList,
  signal: AbortSignal | undefined,
  isNew: boolean,
): Promise<ReadList> {
  if (form === "ofac-csv") return readOfacCsv(file, beside, signal);
  if (form === "eu-csv") return readEuCsv(file, signal);
  if (form === "own-csv") return readOwn(file, faults, signal, isNew);
  return readXml(file, signal);
}

async function readXml(file: SourceFile, signal: AbortSignal | undefined): Promise<ReadList> {
  const head = headOf(file.path);
  const root = rootOf(head.replaceAll(/<!--[\s\S]*?-->/g, "")) ?? "";
  const reader = xmlForms[root]?.();
  if (reader === undefined) throw InputError.of(file.name, "root element", quoted(root), "a list");
  const scanner = new XmlScanner(
    file.name,
    keeping(file.name, reader.wanted, (_name, attributes) => reader.root(attributes), reader.take),
    usualXmlBounds,
  );
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const buffer = new Uint8Array(256 * 1024);
  const opened = openSync(file.path, "r");
  try {
    for (;;) {
      signal?.throwIfAborted();
      const read = readSync(opened, buffer, 0, buffer.length, null);
      let text: string;
      try {
        text = decoder.decode(buffer.subarray(0, read), { stream: read > 0 });
      } catch {
        throw InputError.of(file.name, "encoding", "bytes that are not UTF-8", "UTF-8");
      }
      scanner.feed(text);
      if (read === 0) break;
      // Another task may want its turn between pieces of a long file.
      await Promise.resolve();
    }
  } finally {
    closeSync(opened);
  }
  scanner.end();
  return reader.done();
}

async function readOfacCsv(
  file: SourceFile,
  beside: readonly SourceFile[],
  signal: AbortSignal | undefined,
): Promise<ReadList> {
  const further = { names: new Map<string, string[]>(), remarks: new Map<string, string>() };
  for (const other of beside) await readBeside(other, further, signal);
  const vessels: ListedVessel[] = [];
  let others = 0;
  for await (const { line, cells } of rowsOf(file, signal)) {
    if (cells.length !== sdnWidth)
      throw InputError.of(
        `${file.name} line ${line}`,
        "row",
        `${cells.length} cells`,
        `${sdnWidth}, as sdn.csv has`,
      );
    const vessel = vesselOfSdnRow(cells, further.remarks);
    if (vessel === null) others++;
    else vessels.push(vessel);
  }
  return {
    published: null,
    vessels: withNames(vessels, further.names),
    others,
    warnings:
      further.names.size === 0 ? ["without alt.csv (--alternates) the vessels have no further names"] : [],
  };
}

/** Reads a file beside sdn.csv, known by its width: alt.csv with further names, or sdn_comments.csv with what remarks do not hold. */
async function readBeside(
  file: SourceFile,
  { names, remarks }: { readonly names: Map<string, string[]>; readonly remarks: Map<string, string> },
  signal: AbortSignal | undefined,
): Promise<void> {
  for await (const { line, cells } of rowsOf(file, signal)) {
    const number = numberOfRow(cells);
    if (cells.length === altWidth) names.set(number, [...(names.get(number) ?? []), nameOfAltRow(cells)]);
    else if (cells.length === commentsWidth)
      remarks.set(number, `${remarks.get(number) ?? ""} ${cells[1] ?? ""}`.trim());
    else
      throw InputError.of(
        `${file.name} line ${line}`,
        "row",
        `${cells.length} cells`,
        `${altWidth} as alt.csv has, or ${commentsWidth} as sdn_comments.csv`,
      );
  }
}

async function* rowsOf(file: SourceFile, signal: AbortSignal | undefined) {
  for await (const records of readCsv(file.path, file.name, signal))
    for (const record of records) if (!isEndOfFile(record.cells)) yield record;
}

async function readEuCsv(file: SourceFile, signal: AbortSignal | undefined): Promise<ReadList> {
  let reader: ReturnType<typeof euCsv> | null = null;
  for await (const records of readCsv(file.path, file.name, signal, ";"))
    for (const { cells } of records)
      if (reader === null)
        reader = euCsv(
          file.name,
          cells.map((c) => c.trim()),
        );
      else reader.take(cells);
  if (reader === null) throw InputError.of(file.name, "file", "no header line", "the EU's CSV form 1.1");
  return reader.done();
}

async function readOwn(
  file: SourceFile,
  faults: FaultList,
  signal: AbortSignal | undefined,
  isNew: boolean,
): Promise<ReadList> {
  const vessels: ListedVessel[] = [];
  const take = (row: WatchRow, where: string, found: Fault[]): void => {
    if (isNew && isEndedBefore(row))
      found.push({
        where,
        field: "listed_to",
        found: row.listedTo,
        allowed: `not before listed_from, which is ${row.listedFrom}`,
      });
    vessels.push(vesselOfWatchRow(row));
  };
  await readRows(watchTable, file, faults, take, { signal });
  return { published: null, vessels, others: 0, warnings: [] };
}

function isEndedBefore({ listedFrom, listedTo }: WatchRow): boolean {
  if (listedFrom === "" || listedTo === "") return false;
  const [from, to] = [parseSpan(listedFrom, 0), parseSpan(listedTo, 0)];
  return from.ok && to.ok && to.span.toMs <= from.span.fromMs;
}
