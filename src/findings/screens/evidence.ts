import type { EvidenceLink, TrailLink } from "./evidence-chain.ts";

/** A file of evidence: what it is, and what was made of it. */
export interface EvidenceScreen extends EvidenceLink {
  readonly addedAt: string;
  /** Steps that read it, oldest first. */
  readonly usedBy: readonly TrailLink[];
}

/** One row of a table: its cells as text, and the line of the file on which it begins. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A part of a table of evidence. */
export interface TablePart {
  readonly sha256: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** The place of the first row of the part among the table's rows, from 0. */
  readonly from: number;
  /** The line of the row that was asked for; null where none was, or none is there. */
  readonly found: number | null;
  /** True when rows come after the part. */
  readonly more: boolean;
}

/** Columns that name the record a row is, in the tables of docs/reference. */
const naming = ["observation", "publication", "event", "voyage", "look"] as const;

/** Whether a row is the one of a record, by the columns that name records. */
export function isRowOf(columns: readonly string[], cells: readonly string[], key: string): boolean {
  return naming.some((name) => {
    const at = columns.indexOf(name);
    return at >= 0 && cells[at]?.trim() === key;
  });
}
