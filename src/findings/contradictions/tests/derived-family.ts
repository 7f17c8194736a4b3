import type { Answer } from "../contradiction.ts";
import { inFull, listed, numbered } from "../list-words.ts";
import type { Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** Figures that are another figure times an assumed one: they are no evidence of their own, and count as one claim with what they come from. */
export function derivedFamily(statements: readonly Statement[]): Answer {
  const derived = statements.flatMap((s) => {
    const figure = s.best ?? s.high ?? s.low;
    return figure === null || s.base === null || s.base === 0 ? [] : [{ s, factor: figure / s.base }];
  });
  const factors = derived.map((d) => Math.round(d.factor)).sort((a, b) => a - b);
  const bases = new Set(derived.map((d) => d.s.base));
  const base = {
    falls: [],
    figures: {
      derived: derived.length,
      bases: bases.size,
      least: factors[0] ?? 0,
      most: factors.at(-1) ?? 0,
    },
    restsOn: restsOn(statements),
  };
  if (derived.length < statements.length)
    return {
      ...base,
      standing: "open",
      why: `Of ${numbered(statements.length - derived.length, "figure")} it is not on record what they were worked out from.`,
    };
  return {
    ...base,
    standing: "resolved",
    why: `${numbered(derived.length, "figure")}, each one of ${numbered(bases.size, "count")} times an assumed ${listed([...new Set(factors)].map(inFull))}: one family of claims, in which only the counts are evidence.`,
  };
}
