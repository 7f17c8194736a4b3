import { dayText } from "../../../base/time/words.ts";
import { spanInWords } from "../../../base/time/words.ts";
import type { Answer } from "../contradiction.ts";
import { capital, inFull, listed, numbered } from "../list-words.ts";
import type { Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/**
 * Totals over stretches of time: is there any course of events by which all of them hold? The number up to each boundary may only rise;
 * each total bounds the difference of two of them, and a system of such bounds can be met exactly when no circle of them is negative
 * (Bellman 1958; difference constraints). First as if all counted by one rule, then each rule by itself.
 */
export function totalsOverTime(statements: readonly Statement[]): Answer {
  const usable = statements.filter(
    (s) => s.overSpan !== null && (s.bounds.low !== null || s.bounds.high !== null),
  );
  const figures: Record<string, number | string> = { statements: usable.length };
  const base = { falls: [], figures, restsOn: restsOn(statements) };
  if (usable.length < 2)
    return { ...base, standing: "open", why: "Fewer than two of them have a figure and a stretch of time." };
  const together = bounded(usable);
  if (together !== null)
    return {
      ...base,
      standing: "compatible",
      why: `${usable.length === 2 ? "Both" : `All ${usable.length}`} can hold, also if they count by one rule.${implied(together, figures)}`,
    };
  const byRule = [...Map.groupBy(usable, (s) => s.rule)].sort(([a], [b]) => (a < b ? -1 : 1));
  const broken = byRule.filter(([, of]) => of.length > 1 && bounded(of) === null);
  const pair = clash(broken[0]?.[1] ?? usable);
  const clashing =
    pair === null
      ? ""
      : ` ${capital(total(pair[0]))} leaves no room for ${total(pair[1])}${pair[2] === null ? "" : `: they are ${inFull(pair[2])} apart`}.`;
  if (pair !== null && pair[2] !== null) figures["apart by"] = Math.round(pair[2]);
  if (broken.length > 0)
    return { ...base, standing: "open", why: `They cannot all hold by one rule of counting.${clashing}` };
  const wide = byRule.find(([, of]) => of.length > 1);
  const inside = wide === undefined ? null : bounded(wide[1]);
  return {
    ...base,
    standing: "open",
    why: `By one rule of counting they cannot all hold.${clashing} Each rule by itself can (${listed(
      byRule.map(
        ([rule, of]) => `${rule === "" ? "rule not published" : rule}: ${numbered(of.length, "total")}`,
      ),
    )}); what each counts is not published.${inside === null ? "" : implied(inside, figures)}`,
  };
}

const total = (s: Statement): string => {
  const { low, high } = s.bounds;
  const figure =
    low !== null && high !== null
      ? Math.round(low) === Math.round(high)
        ? inFull(low)
        : `${inFull(low)} to ${inFull(high)}`
      : high === null
        ? `${inFull(low ?? 0)} or more`
        : `${inFull(high)} or fewer`;
  return `${figure} in ${spanInWords(s.overSpan)}`;
};

interface Bounded {
  readonly boundaries: readonly number[];
  /** Greatest difference from boundary i to boundary j. */
  readonly most: readonly (readonly number[])[];
}

/** Tightens all bounds by each other; null where they cannot all be met. */
function bounded(statements: readonly Statement[]): Bounded | null {
  const boundaries = [
    ...new Set(
      statements.flatMap(({ overSpan }) => (overSpan === null ? [] : [overSpan.fromMs, overSpan.toMs])),
    ),
  ].sort((a, b) => a - b);
  const most = boundaries.map((_, i) => boundaries.map((__, j) => (j <= i ? 0 : Infinity)));
  const tighten = (i: number, j: number, value: number): void => {
    const row = most[i];
    if (row !== undefined) row[j] = Math.min(row[j] ?? Infinity, value);
  };
  for (const { overSpan, bounds } of statements) {
    if (overSpan === null) continue;
    const i = boundaries.indexOf(overSpan.fromMs);
    const j = boundaries.indexOf(overSpan.toMs);
    if (bounds.high !== null) tighten(i, j, bounds.high);
    if (bounds.low !== null) tighten(j, i, -bounds.low);
  }
  const n = boundaries.length;
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) tighten(i, j, (most[i]?.[k] ?? Infinity) + (most[k]?.[j] ?? Infinity));
  return most.some((row, i) => (row[i] ?? 0) < -1e-9) ? null : { boundaries, most };
}

/** What follows for the first stretch, where it is bounded on both sides. */
function implied({ boundaries, most }: Bounded, figures: Record<string, number | string>): string {
  for (let j = 1; j < boundaries.length; j++) {
    const high = most[0]?.[j] ?? Infinity;
    const low = Math.max(0, -(most[j]?.[0] ?? -Infinity));
    const to = boundaries[j];
    const from = boundaries[0];
    if (to === undefined || from === undefined || !Number.isFinite(high) || high === low) continue;
    figures["implied at least"] = Math.ceil(low);
    figures["implied at most"] = Math.floor(high);
    return ` Then ${inFull(Math.ceil(low))} to ${inFull(Math.floor(high))} of them fell between ${day(from)} and ${day(to)}.`;
  }
  return "";
}

const day = (ms: number): string =>
  spanInWords({ fromMs: ms, toMs: ms, precision: "day", text: dayText(ms) });

/** Two statements that cannot both hold, and by how much, where two alone suffice. */
function clash(statements: readonly Statement[]): readonly [Statement, Statement, number | null] | null {
  for (const [i, a] of statements.entries())
    for (const b of statements.slice(i + 1)) {
      if (bounded([a, b]) !== null) continue;
      const gap = Math.max(
        (a.bounds.low ?? -Infinity) - (b.bounds.high ?? Infinity),
        (b.bounds.low ?? -Infinity) - (a.bounds.high ?? Infinity),
      );
      return [a, b, Number.isFinite(gap) && gap > 0 ? gap : null];
    }
  return null;
}
