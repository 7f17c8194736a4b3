import { outcomes } from "../../sites/counting/outcome.ts";
import { counters, readings, standings, type HistoryPoint } from "./history-point.ts";

/** A column of few different texts: each once, and for every row which of them. */
export interface WordColumn {
  readonly words: readonly string[];
  readonly at: readonly number[];
}

/** The points of a history column by column: a hundred thousand of them as objects would be forty megabytes on the wire. */
export interface PointColumns {
  readonly rows: number;
  readonly look: readonly string[];
  /** One id, or several on lines of their own. */
  readonly counts: readonly string[];
  readonly fromMs: readonly number[];
  readonly toMs: readonly number[];
  readonly low: readonly (number | null)[];
  readonly best: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly metres: readonly (number | null)[];
  readonly looks: readonly number[];
  readonly date: WordColumn;
  readonly observer: WordColumn;
  /** Empty for the site as its observer drew it. */
  readonly area: WordColumn;
  readonly outcome: WordColumn;
  readonly reason: WordColumn;
  readonly readAs: WordColumn;
  readonly by: WordColumn;
  readonly byWhom: WordColumn;
  readonly standing: WordColumn;
  readonly why: WordColumn;
  readonly mix: WordColumn;
  readonly simulated: readonly boolean[];
}

function wordsOf(points: readonly HistoryPoint[], of: (point: HistoryPoint) => string): WordColumn {
  const places = new Map<string, number>();
  const at = points.map((point) => {
    const word = of(point);
    const known = places.get(word);
    if (known !== undefined) return known;
    places.set(word, places.size);
    return places.size - 1;
  });
  return { words: [...places.keys()], at };
}

export function columnsOfPoints(points: readonly HistoryPoint[]): PointColumns {
  const words = (of: (point: HistoryPoint) => string): WordColumn => wordsOf(points, of);
  return {
    rows: points.length,
    look: points.map((p) => p.look),
    counts: points.map((p) => p.counts.join("\n")),
    fromMs: points.map((p) => p.fromMs),
    toMs: points.map((p) => p.toMs),
    low: points.map((p) => p.low),
    best: points.map((p) => p.best),
    high: points.map((p) => p.high),
    metres: points.map((p) => p.metres),
    looks: points.map((p) => p.looks),
    date: words((p) => p.date),
    observer: words((p) => p.observer),
    area: words((p) => p.area ?? ""),
    outcome: words((p) => p.outcome),
    reason: words((p) => p.reason),
    readAs: words((p) => p.readAs),
    by: words((p) => p.by),
    byWhom: words((p) => p.byWhom),
    standing: words((p) => p.standing),
    why: words((p) => p.why),
    mix: words((p) => p.mix),
    simulated: points.map((p) => p.simulated),
  };
}

const wordAt = (column: WordColumn, row: number): string => column.words[column.at[row] ?? -1] ?? "";

/** One of a list of words; the first where the text is none of them, which only a newer server could send. */
function oneOf<T extends string>(all: readonly [T, ...T[]], text: string): T {
  return all.find((word) => word === text) ?? all[0];
}

export function pointsOfColumns(columns: PointColumns): HistoryPoint[] {
  return Array.from({ length: columns.rows }, (_, row): HistoryPoint => {
    const area = wordAt(columns.area, row);
    return {
      look: columns.look[row] ?? "",
      counts: (columns.counts[row] ?? "").split("\n"),
      fromMs: columns.fromMs[row] ?? 0,
      toMs: columns.toMs[row] ?? 0,
      date: wordAt(columns.date, row),
      observer: wordAt(columns.observer, row),
      area: area === "" ? null : area,
      outcome: oneOf(outcomes, wordAt(columns.outcome, row)),
      reason: wordAt(columns.reason, row),
      low: columns.low[row] ?? null,
      best: columns.best[row] ?? null,
      high: columns.high[row] ?? null,
      readAs: oneOf(readings, wordAt(columns.readAs, row)),
      metres: columns.metres[row] ?? null,
      by: oneOf(counters, wordAt(columns.by, row)),
      byWhom: wordAt(columns.byWhom, row),
      standing: oneOf(standings, wordAt(columns.standing, row)),
      why: wordAt(columns.why, row),
      mix: wordAt(columns.mix, row),
      looks: columns.looks[row] ?? 1,
      simulated: columns.simulated[row] ?? false,
    };
  });
}
