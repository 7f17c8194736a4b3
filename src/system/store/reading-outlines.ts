import type { DatabaseSync } from "node:sqlite";
import { DamageError, messageOf } from "../../base/errors.ts";
import { areasAt } from "../../sites/counting/site-window.ts";
import type { Area, Outline, Position, Role } from "../../sites/counting/site.ts";
import type { Amendment, AmendmentWhat, CorrectedArea } from "../../sites/outlines/amendment.ts";
import { areaKey } from "../../sites/outlines/outline-key.ts";
import { outlineStates, versionOf, type OutlineState } from "../../sites/outlines/outline-state.ts";
import type { ProposalDecision } from "../../sites/outlines/proposal-decision.ts";
import { translated } from "./database.ts";

// Rows were checked when they were written, and `case verify` finds what was altered since: types are asserted where they enter.
type Row = Record<string, string | number | null>;

const text = (row: Row, column: string): string => String(row[column] ?? "");
const orNull = (row: Row, column: string): string | null => (row[column] === null ? null : text(row, column));
const number = (row: Row, column: string): number | null => {
  const value = row[column];
  return typeof value === "number" ? value : null;
};

/** A record with the trail entry that put it there. */
export interface Entered<T> {
  readonly record: T;
  readonly trail: number;
}

/** All that was ever drawn, and all that was said of it afterwards, in the order in which it came on record. */
export interface OutlineRecords {
  readonly areas: readonly Entered<Area>[];
  readonly amendments: readonly Entered<Amendment>[];
}

/** Which outlines to read. */
export interface OutlineChoice {
  readonly siteId?: string;
  /** Only what trail entries before this one made. */
  readonly beforeTrail?: number;
}

/** @throws DamageError when a row cannot be read */
export function readOutlineRecords(
  database: DatabaseSync,
  { siteId, beforeTrail = Number.MAX_SAFE_INTEGER }: OutlineChoice = {},
): OutlineRecords {
  return translated("records.sqlite", () => {
    const rows = (table: string): Row[] =>
      database
        .prepare(
          `SELECT * FROM ${table} WHERE trail < ?${siteId === undefined ? "" : " AND site = ?"} ORDER BY rowid`,
        )
        .all(beforeTrail, ...(siteId === undefined ? [] : [siteId])) as Row[];
    const entered = <T>(table: string, from: (row: Row) => T): Entered<T>[] =>
      rows(table).map((row) => ({ record: from(row), trail: Number(row["trail"]) }));
    return { areas: entered("areas", areaFrom), amendments: entered("amendments", amendmentFrom) };
  });
}

/** The outlines of records as their amendments made them, by site, area and first day. */
export const statesOf = ({ areas, amendments }: OutlineRecords): OutlineState[] =>
  outlineStates(
    areas.map((a) => a.record),
    amendments.map((a) => a.record),
  );

/** Answers which outlines of a site were on record before a trail entry; each state of the record is worked out once. */
export interface OutlineHistory {
  readonly statesBefore: (trail: number) => readonly OutlineState[];
  /** True when no outline was ever amended and no area got another outline in a later entry: then days alone tell which outline a count is of. */
  readonly isPlain: boolean;
}

export function outlineHistory(records: OutlineRecords): OutlineHistory {
  const trails = [...new Set([...records.areas, ...records.amendments].map((r) => r.trail))].sort(
    (a, b) => a - b,
  );
  const kept = new Map<number, readonly OutlineState[]>();
  const firstTrail = new Map<string, number>();
  let isPlain = records.amendments.length === 0;
  for (const { record, trail } of records.areas) {
    const area = `${record.siteId}/${record.id}`;
    if ((firstTrail.get(area) ?? trail) !== trail) isPlain = false;
    firstTrail.set(area, trail);
  }
  return {
    isPlain,
    statesBefore: (trail) => {
      const entries = trails.filter((t) => t < trail).length;
      const known = kept.get(entries);
      if (known !== undefined) return known;
      const states = statesOf({
        areas: records.areas.filter((r) => r.trail < trail),
        amendments: records.amendments.filter((r) => r.trail < trail),
      });
      kept.set(entries, states);
      return states;
    },
  };
}

/**
 * The outline of an area that a count was made in, named by `versionOf`: the one that was on record for the day of the look when the count came on record. "none" where there
 * was none.
 */
export function versionCountedIn(
  history: OutlineHistory,
  areaId: string,
  takenAt: { readonly fromMs: number } | null,
  trail: number,
  zoneMinutes: number,
): string {
  const own = history.statesBefore(trail).filter((s) => s.held && s.area.id === areaId);
  const [held] = areasAt(
    own.map((s) => ({ ...s.area, version: versionOf(s) })),
    takenAt,
    zoneMinutes,
  );
  return held?.version ?? "none";
}

export function areaFrom(r: Row): Area {
  return {
    siteId: text(r, "site"),
    id: text(r, "id"),
    name: text(r, "name"),
    role: text(r, "role") as Role,
    outline: json(r, "outline", areaKeyOf(r)) as Outline,
    validFrom: orNull(r, "valid_from"),
    validTo: orNull(r, "valid_to"),
    approximate: r["approximate"] === 1,
    uncertaintyMetres: number(r, "uncertainty_m"),
    basis: text(r, "basis"),
    source: text(r, "source"),
  };
}

const areaKeyOf = (r: Row): string =>
  areaKey({ siteId: text(r, "site"), id: text(r, "id"), validFrom: orNull(r, "valid_from") });

function amendmentFrom(r: Row): Amendment {
  return {
    outline: text(r, "outline"),
    siteId: text(r, "site"),
    areaId: text(r, "area"),
    number: number(r, "number") ?? 0,
    what: whatFrom(r),
    reason: text(r, "reason"),
    by: text(r, "by_whom"),
  };
}

function whatFrom(r: Row): AmendmentWhat {
  const what = text(r, "what");
  switch (what) {
    case "corrected":
      return { type: what, area: json(r, "corrected", text(r, "id")) as CorrectedArea };
    case "ended":
      return { type: what, day: orNull(r, "day") };
    case "withdrawn":
      return { type: what };
    case "undone":
      return { type: what, number: number(r, "undoes") ?? 0 };
    default:
      throw new DamageError("the outlines cannot be read", [
        `amendment ${text(r, "id")}: ${what} is nothing that can be said of an outline`,
      ]);
  }
}

/** What people said of proposed tracks, in the order in which they said it. */
export function readProposalDecisions(
  database: DatabaseSync,
  siteId: string,
  beforeTrail: number = Number.MAX_SAFE_INTEGER,
): ProposalDecision[] {
  return translated("records.sqlite", () =>
    (
      database
        .prepare("SELECT * FROM proposals WHERE site = ? AND trail < ? ORDER BY rowid")
        .all(siteId, beforeTrail) as Row[]
    ).map((r): ProposalDecision => ({
      id: text(r, "id"),
      siteId: text(r, "site"),
      picture: text(r, "picture"),
      line: json(r, "line", text(r, "id")) as Position[],
      quality: number(r, "quality"),
      decision: text(r, "decision") as ProposalDecision["decision"],
      outline: orNull(r, "outline"),
      reason: text(r, "reason"),
      by: text(r, "by_whom"),
    })),
  );
}

function json(row: Row, column: string, key: string): unknown {
  try {
    return JSON.parse(text(row, column));
  } catch (error) {
    throw new DamageError("the outlines cannot be read", [`${key}: ${column}: ${messageOf(error)}`]);
  }
}
