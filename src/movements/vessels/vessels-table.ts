import {
  addressColumn,
  idColumn,
  oneOf,
  optional,
  textColumn,
  type Column,
} from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { quoted, type Fault } from "../../base/errors.ts";
import { parseSpan, spanForms } from "../../base/time/span.ts";
import { freeText } from "../../sites/counting/looks-table.ts";
import type { Position } from "../../sites/counting/site.ts";
import { knownDigits } from "./flag-digits.ts";
import { isImoNumber } from "./imo.ts";
import { colourWords, contradictingWords, layoutWords } from "./layout.ts";
import { bases, vesselFields, type VesselFact, type VesselField } from "./vessel-fact.ts";

/** One fact as written in a table. */
export interface VesselFactRow {
  readonly fact: string;
  readonly vessel: string;
  readonly field: VesselField;
  readonly value: string;
  readonly from: string;
  readonly to: string;
  readonly basis: VesselFact["basis"];
  readonly publisher: string;
  readonly address: string;
  readonly note: string;
}

const keyWords =
  "imo: and seven digits with a right check digit, mmsi: and nine digits, or name: and a name where neither number is known";

/** True for a key of a vessel as facts name one. */
export function isVesselKey(text: string): boolean {
  const [kind, value] = [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1)];
  if (kind === "imo") return isImoNumber(value);
  if (kind === "mmsi") return /^\d{9}$/.test(value);
  return kind === "name" && value.trim() !== "" && value.length <= 80;
}

const dayColumn = (name: string, meaning: string): Column<string> => ({
  name,
  meaning,
  allowed: `${spanForms}; or empty when not said`,
  needed: false,
  read: (text) => {
    const parsed = text === "" ? null : parseSpan(text, 0);
    return parsed === null || parsed.ok ? { ok: true, value: text } : parsed;
  },
});

export const vesselsTable: Table<VesselFactRow> = {
  name: "vessels",
  oneRow:
    "One thing that is said of one vessel, and over which time it held. Facts that contradict each other all stand.",
  columns: {
    fact: idColumn({ name: "fact", meaning: "Names the fact." }),
    vessel: {
      name: "vessel",
      meaning: "Whose.",
      allowed: keyWords,
      needed: true,
      read: (text) => (isVesselKey(text) ? { ok: true, value: text } : { ok: false, allowed: keyWords }),
    },
    field: oneOf({ name: "field", meaning: "What is said." }, vesselFields),
    value: textColumn(
      {
        name: "value",
        meaning:
          "Its value: lengths and widths in metres (138, or 100..110), flags by two letters of ISO 3166-1, layouts and colours by the words of docs/reference/sightings.md, lists by their name, a place where it lay as longitude,latitude,metres and a name, the metres being its 1-sigma error.",
      },
      400,
    ),
    from: dayColumn("from", "First day on which it is said to hold."),
    to: dayColumn("to", "Last day on which it is said to hold."),
    basis: optional(
      oneOf(
        {
          name: "basis",
          meaning:
            "Whether a page says it of this vessel, it is from general knowledge and no page was seen, or it was put together from what pages say of something else.",
        },
        bases,
      ),
      "published",
      "empty: published",
    ),
    publisher: textColumn({ name: "publisher", meaning: "Who says so." }, 200),
    address: optional(addressColumn({ name: "address", meaning: "Where the page is." }), ""),
    note: freeText("note", "What limits it.", 600),
  },
};

const countries = new Set(knownDigits.values());

/** A number, or two ends of a range, as "138" or "100..110"; null for neither. */
export function rangeOf(value: string): readonly [low: number, high: number] | null {
  const match = /^(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?$/.exec(value);
  if (match === null) return null;
  const [low, high] = [Number(match[1]), Number(match[2] ?? match[1])];
  return low <= high ? [low, high] : null;
}

/** A place of a fact: position, 1-sigma error in metres, and its name; null for what is none. */
export function placeOf(
  value: string,
): { readonly position: Position; readonly errorMetres: number; readonly name: string } | null {
  const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?) (.+)$/.exec(value);
  if (match === null) return null;
  const [longitude, latitude, errorMetres] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && errorMetres > 0
    ? { position: [longitude, latitude], errorMetres, name: match[4] ?? "" }
    : null;
}

const within = (value: string, from: number, to: number): boolean => {
  const range = rangeOf(value);
  return range !== null && range[0] >= from && range[1] <= to;
};

const words = (value: string, known: readonly string[]): boolean =>
  value.split(/\s+/).every((w) => known.includes(w)) && contradictingWords(value.split(/\s+/)) === null;

/** What a value of each field must be; fields that are not here hold plain text. */
const checks: Partial<
  Readonly<Record<VesselField, { readonly is: (v: string) => boolean; readonly allowed: string }>>
> = {
  flag: {
    is: (v) => countries.has(v),
    allowed: "two letters of ISO 3166-1 that have maritime identification digits",
  },
  imo: { is: isImoNumber, allowed: "seven digits of which the last is the check digit" },
  mmsi: { is: (v) => /^[2-7]\d{8}$/.test(v), allowed: "nine digits that begin with 2 to 7" },
  "call-sign": { is: (v) => /^[A-Z0-9]{3,8}$/.test(v), allowed: "3 to 8 capital letters and digits" },
  length: { is: (v) => within(v, 2, 500), allowed: "metres from 2 to 500, as 138 or 100..110" },
  width: { is: (v) => within(v, 0.5, 130), allowed: "metres from 0.5 to 130, as 21 or 20..22" },
  built: { is: (v) => within(v, 1850, 2200), allowed: "a year" },
  "gross-tonnage": { is: (v) => within(v, 1, 400_000), allowed: "a number from 1 to 400000" },
  "containers-most": { is: (v) => within(v, 0, 30_000), allowed: "a number from 0 to 30000" },
  place: {
    is: (v) => placeOf(v) !== null,
    allowed: "longitude,latitude,metres and a name: 122.2,29.9,20000 shipyard",
  },
  layout: {
    is: (v) => words(v, layoutWords),
    allowed: "words of the list of layouts, one for each part of the ship",
  },
  colours: {
    is: (v) => v.split(/\s+/).every((w) => colourWords.includes(w)),
    allowed: "words of the list of colours",
  },
};

/** Makes a fact of a row; null after adding to `faults`. */
export function factOf(row: VesselFactRow, where: string, faults: Fault[]): VesselFact | null {
  const before = faults.length;
  const check = checks[row.field];
  if (check !== undefined && !check.is(row.value))
    faults.push({
      where,
      field: "value",
      found: `${quoted(row.value)} for ${row.field}`,
      allowed: check.allowed,
    });
  const [kind, number] = row.vessel.split(":");
  if (row.field === kind && (kind === "imo" || kind === "mmsi") && row.value !== number)
    faults.push({
      where,
      field: "value",
      found: `${row.value} for the ${kind} of ${row.vessel}`,
      allowed: "its own number; another number is a fact of another vessel",
    });
  const [from, to] = [row.from, row.to].map((text) => (text === "" ? null : parseSpan(text, 0)));
  if (from?.ok === true && to?.ok === true && to.span.toMs <= from.span.fromMs)
    faults.push({ where, field: "to", found: row.to, allowed: `not before from, which is ${row.from}` });
  if (faults.length > before) return null;
  return {
    id: row.fact,
    vessel: row.vessel,
    field: row.field,
    value: row.value,
    from: row.from,
    to: row.to,
    basis: row.basis,
    publisher: row.publisher,
    address: row.address,
    note: row.note,
  };
}
