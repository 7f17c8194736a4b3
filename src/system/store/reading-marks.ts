import type { DatabaseSync } from "node:sqlite";
import { DamageError, messageOf } from "../../base/errors.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import { isKind } from "../../sites/counting/kind.ts";
import type { PassFact } from "../../sites/counting/marks/pass-fact.ts";
import type { MachineReading } from "../../sites/counting/marks/machine-reading.ts";
import { translated } from "./database.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

/** Which marks or readings to read. */
export interface MarkChoice {
  readonly lookId: string;
  /** Only what trail entries before this one made. */
  readonly beforeTrail?: number;
}

const rowsOf = (database: DatabaseSync, table: string, { lookId, beforeTrail }: MarkChoice): Row[] =>
  translated(
    "records.sqlite",
    () =>
      database
        .prepare(
          `SELECT t.*, made_at FROM ${table} t JOIN trail ON trail.id = t.trail WHERE t.look = ? AND t.trail < ? ORDER BY t.rowid`,
        )
        .all(lookId, beforeTrail ?? Number.MAX_SAFE_INTEGER) as Row[],
  );

/** When a mark came on record, and the trail entry that put it there. */
export interface OnRecord {
  readonly at: string;
  readonly trail: number;
}

/**
 * Reads the marks of a look, replaced ones too, in the order in which they came on record.
 * @throws DamageError when a row cannot be read
 */
export const readMarks = (database: DatabaseSync, choice: MarkChoice): (Mark & OnRecord)[] =>
  rowsOf(database, "marks", choice).map(markFrom);

/**
 * Reads marks as `readMarks` does, each look once: for who reads what stood before each of many trail entries while nothing is written.
 */
export function keptMarks(database: DatabaseSync): (choice: MarkChoice) => (Mark & OnRecord)[] {
  const looks = new Map<string, (Mark & OnRecord)[]>();
  return ({ lookId, beforeTrail = Number.MAX_SAFE_INTEGER }) => {
    const all = looks.get(lookId) ?? readMarks(database, { lookId });
    looks.set(lookId, all);
    // Marks come on record in the order of their trail entries.
    const end = all.findIndex((m) => m.trail >= beforeTrail);
    return all.slice(0, end === -1 ? all.length : end);
  };
}

/** Reads what is on record of the passes over a look, in the order in which it came there. */
export const readPasses = (database: DatabaseSync, choice: MarkChoice): (PassFact & OnRecord)[] =>
  rowsOf(database, "passes", choice).map(passFrom);

/** Reads one mark by its id; null for none. */
export function readMark(database: DatabaseSync, id: string): Mark | null {
  const row = translated("records.sqlite", () =>
    database
      .prepare("SELECT t.*, made_at FROM marks t JOIN trail ON trail.id = t.trail WHERE t.id = ?")
      .get(id),
  );
  return row === undefined ? null : markFrom(row as Row);
}

/**
 * Reads the machine's counts of a look, oldest first. `at` is when each came on record.
 * @throws DamageError when a row cannot be read
 */
export const readReadings = (
  database: DatabaseSync,
  choice: MarkChoice,
): (MachineReading & { readonly at: string })[] => rowsOf(database, "readings", choice).map(readingFrom);

const text = (row: Row, column: string): string => String(row[column] ?? "");
const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column);

function json(row: Row, column: string): unknown {
  try {
    return JSON.parse(text(row, column));
  } catch (error) {
    throw new DamageError("the records of marks cannot be read", [
      `${text(row, "id")}: ${column}: ${messageOf(error)}`,
    ]);
  }
}

const passFrom = (r: Row): PassFact & OnRecord => {
  const kind = text(r, "kind");
  if (!isKind(kind))
    throw new DamageError("the records of passes cannot be read", [`${text(r, "id")}: kind: ${kind}`]);
  return {
    id: text(r, "id"),
    lookId: text(r, "look"),
    by: text(r, "by_whom"),
    pass: text(r, "pass"),
    kind,
    event: text(r, "event") as PassFact["event"],
    marks: Number(r["marks"]),
    sha256: text(r, "sha256"),
    at: text(r, "made_at"),
    trail: Number(r["trail"]),
  };
};

const markFrom = (r: Row): Mark & OnRecord => ({
  id: text(r, "id"),
  lookId: text(r, "look"),
  areaId: textOrNull(r, "area"),
  trackId: textOrNull(r, "track"),
  kind: text(r, "kind"),
  cover: text(r, "cover"),
  outline: json(r, "outline") as Mark["outline"],
  inPixels: r["in_pixels"] === 1,
  number: Number(r["number"]),
  probability: Number(r["probability"]),
  marker: { type: text(r, "marker_type") as Mark["marker"]["type"], name: text(r, "marker") },
  pass: text(r, "pass"),
  state: text(r, "state") as Mark["state"],
  replaces: json(r, "replaces") as Mark["replaces"],
  note: text(r, "note"),
  at: text(r, "made_at"),
  trail: Number(r["trail"]),
});

const readingFrom = (r: Row): MachineReading & { readonly at: string } => ({
  id: text(r, "id"),
  lookId: text(r, "look"),
  model: text(r, "model"),
  rule: text(r, "rule"),
  evidence: text(r, "evidence"),
  settings: text(r, "settings"),
  outcome: text(r, "outcome") as MachineReading["outcome"],
  reasons: json(r, "reasons") as MachineReading["reasons"],
  total:
    typeof r["low"] === "number" && typeof r["best"] === "number" && typeof r["high"] === "number"
      ? { low: r["low"], best: r["best"], high: r["high"] }
      : null,
  way: text(r, "way") as MachineReading["way"],
  at: text(r, "made_at"),
});
