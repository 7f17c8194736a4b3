import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { outward } from "../../../../base/probability/outward.ts";
import { parseSpan } from "../../../../base/time/span.ts";
import type { LonLatBox } from "../../../../movements/ais/fixes.ts";
import type { ExchangedForm } from "../../../../movements/analysis/exchanged-events.ts";
import { boxesMeet } from "../../../../movements/analysis/in-box.ts";
import { namedForm } from "../../../../movements/analysis/named-form.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import { checkEnding, writeExchanged } from "../../../../system/files/write-exchanged.ts";
import {
  analysePositions,
  type AnalysisSettings,
  type AnalysisWindow,
  type StoredAnalysis,
} from "../../../../system/steps/analyse-positions.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { boxOf } from "./box-option.ts";

const usualLimit = 40;

/** An identity and the latest name of its ship, in columns. */
export type ShipText = (mmsi: number) => string;

/** A part of an analysis as a command prints it: a table, JSON, a file. */
export interface Listing<T> {
  /** For the title of a file and the last line: "gap", "gaps". */
  readonly one: string;
  readonly many: string;
  /** What matters first: the limit cuts off the end. */
  readonly things: readonly T[];
  readonly shipsOf: (thing: T) => readonly number[];
  /** Where it is: in a box that is asked for when one of these is. */
  readonly boxesOf: (thing: T) => readonly LonLatBox[];
  readonly line: (thing: T, ship: ShipText) => string;
  readonly form: ExchangedForm<T>;
  /** Lines before the table. */
  readonly before?: readonly string[];
}

/** Analyses the reports with the settings of the call and prints a part of what came of it. */
export async function listAnalysis<T>(
  call: Call,
  where: string,
  settings: AnalysisSettings,
  listing: (analysis: StoredAnalysis, opened: Case) => Listing<T>,
): Promise<ExitCode> {
  const out = textOption(call, "out");
  if (out !== undefined) checkEnding(out, where);
  const limit = numberOption(call, "limit", where, { least: 0, whole: true }) ?? usualLimit;
  const ships = shipsOption(call, where);
  const window = windowOption(call, where);
  const boxText = textOption(call, "box");
  const box = boxText === undefined ? null : boxOf(boxText, where);
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const { signal, output } = call;
    const analysis = await analysePositions(opened, window, settings, {
      signal,
      onProgress: output.progress,
    });
    const { one, many, things, shipsOf, boxesOf, line, form, before = [] } = listing(analysis, opened);
    const asked = things.filter(
      (t) =>
        (ships === null || shipsOf(t).some((s) => ships.has(s))) &&
        (box === null || boxesOf(t).some((b) => boxesMeet(b, box))),
    );
    const names = analysis.names();
    const named = namedForm(form, names);
    if (out !== undefined)
      await writeExchanged(
        out,
        { title: many, columns: named.columns, things: mapped(asked, named.of) },
        signal,
      );
    const shown = limit === 0 ? asked : asked.slice(0, limit);
    output.result(
      {
        fromMs: analysis.summary.fromMs,
        toMs: analysis.summary.toMs,
        total: asked.length,
        [many.replaceAll(" ", "_")]: shown,
        names: Object.fromEntries(
          [...new Set(shown.flatMap(shipsOf))].flatMap((mmsi) => {
            const name = names.get(mmsi);
            return name === undefined ? [] : [[String(mmsi), name] as const];
          }),
        ),
        ...(out === undefined ? {} : { out }),
        ...notKeptValue(analysis),
      },
      () => [
        ...before,
        ...shown.map((thing) => line(thing, shipText(names))),
        `${counted(asked.length, one, many)}${shown.length < asked.length ? `, ${shown.length} shown (--limit 0 shows all)` : ""}${out === undefined ? "" : `; written to ${out}`}`,
        ...notKeptLines(analysis),
      ],
    );
    return 0;
  });
}

/** Whether the next question will have to wait again, for machines and for people. */
export const notKeptValue = ({ notKept }: StoredAnalysis): { readonly notKept?: string } =>
  notKept === null ? {} : { notKept };
export const notKeptLines = ({ notKept }: StoredAnalysis): readonly string[] =>
  notKept === null ? [] : [notKept];

/** AIS gives a name 20 letters; feeds may bring longer ones. */
const mostLetters = 20;

const shipText =
  (names: ReadonlyMap<number, string>): ShipText =>
  (mmsi) => {
    const letters = Array.from((names.get(mmsi) ?? "").replaceAll(/\s+/g, " "));
    const name = letters.length > mostLetters ? [...letters.slice(0, mostLetters - 1), "…"] : letters;
    return `${String(mmsi).padStart(9)} ${name.join("").padEnd(mostLetters)}`;
  };

function* mapped<T, U>(things: Iterable<T>, of: (thing: T) => U): Generator<U> {
  for (const thing of things) yield of(thing);
}

export function textOption({ options }: Call, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** An option that must be a number, or nothing. @param name in camel case */
export function numberOption(
  call: Call,
  name: string,
  where: string,
  {
    least,
    most = 1e9,
    whole = false,
  }: { readonly least: number; readonly most?: number; readonly whole?: boolean },
): number | undefined {
  const text = textOption(call, name);
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw InputError.of(
      where,
      `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
      quoted(text),
      `a ${whole ? "whole " : ""}number from ${least} to ${most}`,
    );
  return value;
}

export function windowOption(call: Call, where: string): AnalysisWindow | null {
  const [from, to] = [momentOption(call, "from", where), momentOption(call, "to", where)];
  if (from === undefined && to === undefined) return null;
  const window = { fromMs: from ?? -8.64e15, toMs: to ?? 8.64e15 };
  if (window.fromMs >= window.toMs)
    throw InputError.of(where, "--to", quoted(textOption(call, "to") ?? ""), "a time after --from");
  return window;
}

export function momentOption(call: Call, name: string, where: string): number | undefined {
  const text = textOption(call, name);
  if (text === undefined) return undefined;
  const parsed = parseSpan(text, 0);
  if (!parsed.ok) throw InputError.of(where, `--${name}`, quoted(text), parsed.allowed);
  return parsed.span.fromMs;
}

function shipsOption(call: Call, where: string): ReadonlySet<number> | null {
  const text = textOption(call, "mmsi");
  if (text === undefined) return null;
  return new Set(
    text.split(",").map((part) => {
      if (!/^\s*\d{1,10}\s*$/.test(part))
        throw InputError.of(where, "--mmsi", quoted(part), "numbers of nine digits, parted by commas");
      return Number(part);
    }),
  );
}

/** Only settings that were given. */
export const given = <T extends object>(settings: {
  readonly [K in keyof T]: T[K] | undefined;
}): Partial<T> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Partial<T>;

export const minuteText = (ms: number | null): string =>
  ms === null ? "                 " : `${new Date(ms).toISOString().slice(0, 16)}Z`;
export const placeText = ([longitude, latitude]: readonly [number, number]): string =>
  `${longitude.toFixed(4).padStart(9)} ${latitude.toFixed(4).padStart(8)}`;
export const hoursText = (fromMs: number, toMs: number): string =>
  `${((toMs - fromMs) / 3_600_000).toFixed(1).padStart(6)} h`;
/** A probability in a column: near the ends no more is claimed than the tenth of a per cent shows. */
export function percentText(p: number | null): string {
  if (p === null) return "   ?";
  const tenths = (100 * p).toFixed(1);
  if (tenths === "100.0") return ">99.9 %";
  return tenths === "0.0" ? " <0.1 %" : `${tenths.padStart(5)} %`;
}
/** An interval of a probability, never narrower than it is. */
export function percentRangeText(low: number, high: number): string {
  const [from, to] = outward(low, high, 1000).map((p) => (100 * p).toFixed(1).padStart(5));
  return `${from} % to ${to} %`;
}
