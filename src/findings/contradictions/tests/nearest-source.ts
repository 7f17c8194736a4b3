import type { Page } from "../../../sites/counting/look.ts";
import type { Answer } from "../contradiction.ts";
import { listed } from "../list-words.ts";
import type { ContradictionRecords, Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

const ranks: Readonly<Record<Page, number>> = {
  primary: 0,
  official: 0,
  mirror: 1,
  quoting: 2,
  aggregator: 3,
};
const inWords = [
  "the observer's own page",
  "a copy of the observer's own text",
  "a page that quotes",
  "an aggregator",
];

export const rankOf = (page: Page): number => ranks[page];
export const nearestRank = (statements: readonly Statement[]): number =>
  Math.min(...statements.map((s) => rankOf(s.page)));

/** What the sources nearest to the thing say, where they agree and all others are farther; and what is on record of the ship, where it is one. */
export function nearestSource(
  statements: readonly Statement[],
  { vesselFacts, voyages }: ContradictionRecords,
): Answer {
  const rank = nearestRank(statements);
  const nearest = statements.filter((s) => rankOf(s.page) === rank);
  const values = [...new Set(nearest.map((s) => s.value))];
  const [value] = values;
  const differ = new Set(statements.map((s) => s.value)).size > 1;
  const subject = nearest[0]?.subject ?? "";
  const field = nearest[0]?.rule ?? "";
  const imo = voyages.find((v) => v.vessel === subject && v.imo !== "")?.imo;
  const facts = vesselFacts.filter(
    (f) => f.field === field && imo !== undefined && f.vessel === `imo:${imo}`,
  );
  const agreeing = facts.filter((f) => f.value.toLowerCase() === value?.toLowerCase());
  const beside =
    facts.length === 0
      ? ""
      : ` Of ${facts.length} facts on record of ${subject}'s ${field}, ${agreeing.length} say the same.`;
  const base = {
    figures: { nearest: nearest.length, statements: statements.length, facts: facts.length },
    restsOn: [...restsOn(statements), ...agreeing.map((f) => `vessel_facts/${f.id}`)],
  };
  if (!differ)
    return { ...base, standing: "compatible", falls: [], why: `All say ${value ?? "the same"}.${beside}` };
  if (values.length === 1 && nearest.length < statements.length)
    return {
      ...base,
      standing: "resolved",
      falls: statements.filter((s) => s.value !== value).map((s) => s.statement),
      why: `${inWords[rank]?.replace(/^./, (c) => c.toUpperCase()) ?? ""} (${listed(nearest.map((s) => s.publisher))}) has ${value ?? ""}; what differs comes from farther away.${beside}`,
    };
  return {
    ...base,
    standing: "open",
    falls: [],
    why: `The nearest sources on record (${inWords[rank] ?? ""} each) differ: ${listed(nearest.map((s) => `${s.value} by ${s.publisher}`))}.${beside}`,
  };
}
