import { InputError, quoted } from "../../../../base/errors.ts";
import { parseSpan } from "../../../../base/time/span.ts";
import type { ExchangedForm } from "../../../../movements/analysis/exchanged-events.ts";
import { checkEnding, writeExchanged } from "../../../../system/files/write-exchanged.ts";
import {
  analysePositions,
  type AnalysisSettings,
  type AnalysisWindow,
  type StoredAnalysis,
} from "../../../../system/steps/analyse-positions.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

const usualLimit = 40;

/** A part of an analysis as a command prints it: a table, JSON, a file. */
export interface Listing<T> {
  /** For the title of a file and the last line: "gaps". */
  readonly many: string;
  readonly things: readonly T[];
  readonly shipsOf: (thing: T) => readonly number[];
  readonly line: (thing: T) => string;
  readonly form: ExchangedForm<T>;
  /** Lines before the table. */
  readonly before?: readonly string[];
}

/** Analyses the reports with the settings of the call and prints a part of what came of it. */
export async function listAnalysis<T>(
  call: Call,
  where: string,
  settings: AnalysisSettings,
  listing: (analysis: StoredAnalysis) => Listing<T>,
): Promise<ExitCode> {
  const out = textOption(call, "out");
  if (out !== undefined) checkEnding(out, where);
  const limit = numberOption(call, "limit", where, { least: 0, whole: true }) ?? usualLimit;
  const ships = shipsOption(call, where);
  const window = windowOption(call, where);
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const { signal, output } = call;
    const analysis = await analysePositions(opened, window, settings, {
      signal,
      onProgress: output.progress,
    });
    const { many, things, shipsOf, line, form, before = [] } = listing(analysis);
    const asked = ships === null ? things : things.filter((t) => shipsOf(t).some((s) => ships.has(s)));
    if (out !== undefined)
      await writeExchanged(
        out,
        { title: many, columns: form.columns, things: mapped(asked, form.of) },
        signal,
      );
    const shown = limit === 0 ? asked : asked.slice(0, limit);
    output.result(
      {
        fromMs: analysis.summary.fromMs,
        toMs: analysis.summary.toMs,
        total: asked.length,
        [many.replaceAll(" ", "_")]: shown,
        ...(out === undefined ? {} : { out }),
      },
      () => [
        ...before,
        ...shown.map(line),
        `${asked.length} ${many}${shown.length < asked.length ? `, ${shown.length} shown (--limit 0 shows all)` : ""}${out === undefined ? "" : `; written to ${out}`}`,
      ],
    );
    return 0;
  });
}

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
  const parsed = parseSpan(text, 0, true);
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
export const percentText = (p: number | null): string =>
  p === null ? "   ?" : `${(100 * p).toFixed(1).padStart(5)} %`;
