import { createReadStream, existsSync, type ReadStream } from "node:fs";
import { DamageError, InputError, quoted } from "../../base/errors.ts";
import { spanInWords } from "../../base/time/words.ts";
import {
  isRowOf,
  type EvidenceScreen,
  type TablePart,
  type TableRow,
} from "../../findings/screens/evidence.ts";
import type { EvidenceLink } from "../../findings/screens/evidence-chain.ts";
import { countersOf, counterInWords, isReview } from "../../sites/counting/marks/counter.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import type { Case } from "../files/case-folder.ts";
import { readCsv } from "../files/csv.ts";
import { sha256OfFile } from "../hash.ts";
import { readEvidence, readTrails } from "../store/reading-origins.ts";
import { readMarks } from "../store/reading-marks.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";

/** A file of the case's evidence. @throws InputError when no file of that hash is on record */
function evidenceOf(opened: Case, sha256: string): EvidenceLink {
  const found = readEvidence(opened.database).get(sha256);
  if (found === undefined)
    throw InputError.of("evidence", "sha256", quoted(sha256), "the hash of a file of evidence in this case");
  return found;
}

/** The path of a file of evidence that is, byte for byte, what came on record. @throws DamageError when it is not */
async function soundPath(
  opened: Case,
  { sha256, name }: EvidenceLink,
  signal?: AbortSignal,
): Promise<string> {
  const path = opened.evidencePath(sha256);
  const there = existsSync(path);
  if (!there || (await sha256OfFile(path, signal)) !== sha256)
    throw new DamageError(`${name} is not what came on record, and is not shown`, [
      `evidence ${name} (${sha256.slice(0, 12)}…): ${there ? "altered" : "missing"}; case verify says more`,
    ]);
  return path;
}

/** What a file of evidence is, and which steps read it. */
export function showEvidence(opened: Case, sha256: string): EvidenceScreen {
  const evidence = readEvidence(opened.database);
  const link = evidenceOf(opened, sha256);
  const row = opened.database.prepare("SELECT added_at FROM evidence WHERE sha256 = ?").get(sha256);
  const ids = opened.database
    .prepare("SELECT id FROM trail WHERE instr(inputs, ?) > 0 ORDER BY id LIMIT 50")
    .all(sha256)
    .map((r) => Number(r["id"]));
  return {
    ...link,
    addedAt: String(row?.["added_at"] ?? ""),
    usedBy: [...readTrails(opened.database, ids, evidence).values()],
  };
}

export interface TableWishes {
  /** The record whose row is sought; the part then lies around it. */
  readonly key?: string | undefined;
  /** The first row of the part, from 0. */
  readonly from?: number | undefined;
}

/** Rows of one part, and how many of them before the one that was sought. */
const part = { rows: 60, before: 6 } as const;
/** Characters of a cell that are shown; a cell may hold a whole page, and the download has all of it. */
const longestCell = 4000;
const shown = (cells: readonly string[]): string[] =>
  cells.map((c) => (c.length > longestCell ? `${c.slice(0, longestCell)}…` : c));

/**
 * Reads a part of a table of evidence as text: cells and line numbers, nothing that could be taken for a page.
 * @throws InputError when the file is no table; DamageError when it is not what came on record
 */
export async function readEvidenceTable(
  opened: Case,
  sha256: string,
  { key, from = 0 }: TableWishes,
  signal?: AbortSignal,
): Promise<TablePart> {
  const link = evidenceOf(opened, sha256);
  if (link.view !== "table")
    throw InputError.of(
      "evidence",
      "file",
      link.name,
      "a table of comma-separated values; others can be downloaded",
    );
  const path = await soundPath(opened, link, signal);
  let columns: readonly string[] | null = null;
  let rows: TableRow[] = [];
  let [read, first] = [0, 0];
  let found: number | null = null;
  let more = false;
  reading: for await (const records of readCsv(path, link.name, signal)) {
    for (const { line, cells } of records) {
      if (columns === null) {
        columns = cells.map((c) => c.trim());
        continue;
      }
      const at = read++;
      if (key !== undefined && found === null) {
        if (isRowOf(columns, cells, key)) found = line;
        rows.push({ line, cells: shown(cells) });
        // Until it is found, only as many rows are kept as stand before it.
        if (found === null && rows.length > part.before) rows.shift();
        first = read - rows.length;
        continue;
      }
      if (key === undefined && at < from) continue;
      if (rows.length >= part.rows) {
        more = true;
        break reading;
      }
      if (rows.length === 0) first = at;
      rows.push({ line, cells: shown(cells) });
    }
  }
  if (key !== undefined && found === null) rows = [];
  return { sha256, name: link.name, columns: columns ?? [], rows, from: first, found, more };
}

/** A file of evidence to hand out as it is. @throws DamageError when it is not what came on record */
export async function evidenceFile(
  opened: Case,
  sha256: string,
  signal?: AbortSignal,
): Promise<{ readonly link: EvidenceLink; readonly stream: ReadStream }> {
  const link = evidenceOf(opened, sha256);
  return { link, stream: createReadStream(await soundPath(opened, link, signal)) };
}

/**
 * The picture of a look, drawn anew as PNG: with its numbered marks where it has some, otherwise its ground with the outlines of the
 * areas. The marks are those of the newest review, else of the machine, else of whoever counted last.
 * @throws InputError when the look rests on no picture; DamageError when the picture is not what came on record
 */
export async function lookPicture(opened: Case, lookId: string): Promise<Uint8Array> {
  const [look] = readPictureLooks(opened.database, { lookId });
  if (look?.picture === undefined || look.picture === null)
    throw InputError.of("evidence", "look", quoted(lookId), "a look of the case that rests on a picture");
  const all = readMarks(opened.database, { lookId });
  const counters = countersOf(all);
  const counter =
    counters.findLast((c) => isReview(c)) ??
    counters.findLast((c) => c.marker.type === "machine") ??
    counters.at(-1);
  if (counter === undefined) {
    const { lookThumbnail } = await import("./look-thumbnail.ts");
    const png = await lookThumbnail(opened, look, { longestSide: 1600, outlines: true });
    if (png === null)
      throw InputError.of("evidence", "look", quoted(lookId), "a picture with pixels over its site");
    return png;
  }
  // Loaded late, as the thumbnail is: who reads tables needs no decoder.
  const { markPicture } = await import("./mark-picture.ts");
  const marks = currentMarks(all, counter);
  return markPicture(opened, {
    look: lookId,
    marks,
    lines: [
      `${marks.length} marks by ${counterInWords(counter)}`,
      `${lookId}, taken ${spanInWords(look.look.takenAt)}`,
      look.supply.attribution,
    ].filter((line) => line !== ""),
  });
}
