import { dayText } from "../../../base/time/words.ts";
import type { Answer } from "../contradiction.ts";
import { inFull, listed, numbered } from "../list-words.ts";
import type { ContradictionRecords, Statement } from "../statement.ts";

/**
 * Lower bounds do not contradict each other: the greatest of them holds for all, unless a statement by the same rule gives a ceiling below
 * it. Where the evidence on record bounds the number of trips, that is set beside it.
 */
export function floors(statements: readonly Statement[], { trips }: ContradictionRecords): Answer {
  const lows = statements.flatMap((s) => (s.bounds.low === null ? [] : [s.bounds.low]));
  if (lows.length === 0)
    return { standing: "open", why: "No statement has a figure.", falls: [], figures: {}, restsOn: [] };
  const greatest = Math.max(...lows);
  const below = statements.filter(
    (s) =>
      s.bounds.high !== null &&
      statements.some(
        (o) =>
          o.rule === s.rule &&
          o.bounds.low !== null &&
          o.bounds.low > (s.bounds.high ?? Infinity) &&
          contains(s, o),
      ),
  );
  const rules = new Set(statements.map((s) => s.rule));
  const figures: Record<string, number | string> = {
    greatest,
    statements: statements.length,
    rules: rules.size,
  };
  const evidence = trips === null ? "" : allowed(statements, trips, figures);
  if (below.length > 0)
    return {
      standing: "open",
      why: `By one rule ${listed(below.map((s) => inFull(s.bounds.high ?? 0)))} at most and ${inFull(greatest)} at least are both said.${evidence}`,
      falls: [],
      figures,
      restsOn: restsOn(statements),
    };
  return {
    standing: "compatible",
    why: `Lower bounds of ${listed([...new Set(lows)].sort((a, b) => a - b).map(inFull))}, ${
      rules.size === 1 ? "by one rule" : `by ${numbered(rules.size, "rule")} of counting`
    }: at least ${inFull(greatest)} satisfies them all.${evidence}`,
    falls: [],
    figures,
    restsOn: restsOn(statements),
  };
}

/** What the sightings on record allow of round trips by named ships in the time that the statements speak of. */
function allowed(
  statements: readonly Statement[],
  trips: NonNullable<ContradictionRecords["trips"]>,
  figures: Record<string, number | string>,
): string {
  const spans = statements.flatMap((s) => (s.overSpan === null ? [] : [s.overSpan]));
  if (spans.length === 0) return "";
  const from = dayText(Math.min(...spans.map((s) => s.fromMs)));
  const to = dayText(Math.max(...spans.map((s) => s.toMs)) - 1);
  const bounds = trips(from, to)?.bounds.find((b) => b.rule === "round-trip" && b.ships !== null);
  if (bounds === undefined) return "";
  figures["least round trips"] = bounds.least;
  if (bounds.most !== null) figures["most round trips"] = bounds.most;
  return ` What was seen by day takes ${bounds.least} round trips of named ships at least${bounds.most === null ? "" : ` and leaves room for ${inFull(bounds.most)}`}.`;
}

const contains = (outer: Statement, inner: Statement): boolean =>
  outer.overSpan === null ||
  inner.overSpan === null ||
  (outer.overSpan.fromMs <= inner.overSpan.fromMs && inner.overSpan.toMs <= outer.overSpan.toMs);

export const restsOn = (statements: readonly Statement[]): string[] => [
  ...new Set(statements.flatMap((s) => (s.record === "" ? [] : [s.record]))),
];
