import type { Answer } from "../contradiction.ts";
import { inFull, listed } from "../list-words.ts";
import type { Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";
import { nearestRank, rankOf } from "./nearest-source.ts";

/** One number passed on in other words: the words of the source nearest to it stand. */
export function wording(statements: readonly Statement[]): Answer {
  const figure = (s: Statement): number | null => s.best ?? s.low ?? s.high;
  const figures = statements.flatMap((s) => figure(s) ?? []);
  const nearest = statements.filter((s) => rankOf(s.page) === nearestRank(statements));
  const first = nearest.find((s) => figure(s) !== null);
  const value = first === undefined ? null : figure(first);
  const base = {
    falls: [] as string[],
    figures: { statements: statements.length },
    restsOn: restsOn(statements),
  };
  if (first === undefined || value === null || figures.some((f) => !roundsTo(value, f)))
    return {
      ...base,
      standing: "open",
      why: `The figures ${listed([...new Set(figures)].map(inFull))} are not one number rounded.`,
    };
  // A wording falls where it forbids what the source allows, or allows what the source forbids.
  const falls = statements
    .filter((s) => !nearest.includes(s))
    .filter((s) => openAbove(s) !== openAbove(first) || ceiling(s) !== ceiling(first));
  return {
    ...base,
    figures: { figure: value, statements: statements.length, "worded otherwise": falls.length },
    falls: falls.map((s) => s.statement),
    standing: "resolved",
    why: `One number, ${inFull(value)}${new Set(figures).size > 1 ? " and its rounding" : ""}; nearest to its source (${first.publisher}) it is ${
      openAbove(first) ? "a floor" : ceiling(first) ? "a ceiling" : "a figure without a bound"
    }, and ${falls.length} of ${statements.length - nearest.length} later wordings make something else of it.`,
  };
}

const openAbove = (s: Statement): boolean => s.floor;
const ceiling = (s: Statement): boolean => s.low === null && s.high !== null;

/** True when one is the other, or the other rounded to its own leading digits. */
function roundsTo(exact: number, said: number): boolean {
  if (exact === said) return true;
  for (let digits = 1; digits <= 4; digits++)
    if (Number(exact.toPrecision(digits)) === said || Number(said.toPrecision(digits)) === exact) return true;
  return false;
}
