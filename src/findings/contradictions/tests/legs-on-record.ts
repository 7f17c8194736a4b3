import { spanInWords } from "../../../base/time/words.ts";
import { dayMs } from "../../../base/time/calendar.ts";
import type { Answer } from "../contradiction.ts";
import { listed } from "../list-words.ts";
import { spanIn, type ContradictionRecords, type Statement } from "../statement.ts";

/** Longest stretch of time that dates a leg for the order of legs. */
const datedWithinDays = 31;

/** Which way loads ran first: the earliest dated leg on record in each direction (the column `value`, as dunai>rajin). */
export function legsOnRecord(statements: readonly Statement[], { voyages }: ContradictionRecords): Answer {
  const directions = [...new Set(statements.map((s) => s.value))];
  const firsts = directions.flatMap((direction) => {
    const [from, to] = direction.split(">");
    const legs = voyages
      .flatMap((v) => {
        const left = spanIn(v.fromAt);
        return v.fromPlace === from &&
          v.toPlace === to &&
          left !== null &&
          left.toMs - left.fromMs <= datedWithinDays * dayMs
          ? [{ v, left }]
          : [];
      })
      .sort((a, b) => a.left.fromMs - b.left.fromMs);
    const first = legs[0];
    return first === undefined ? [] : [{ direction, first, legs: legs.length }];
  });
  firsts.sort((a, b) => a.first.left.fromMs - b.first.left.fromMs);
  const earliest = firsts[0];
  const base = {
    figures: Object.fromEntries(firsts.map((f) => [`dated legs ${f.direction}`, f.legs])),
    restsOn: firsts.map((f) => `voyages/${f.first.v.voyage}`),
  };
  if (earliest === undefined || firsts.length < directions.length)
    return {
      ...base,
      standing: "open",
      falls: [],
      why: "No dated leg is on record for one of the directions.",
    };
  const told = firsts.map((f) => `${f.direction.replace(">", " to ")} first ${spanInWords(f.first.left)}`);
  return {
    ...base,
    standing: "resolved",
    falls: statements.filter((s) => s.value !== earliest.direction).map((s) => s.statement),
    why: `On record: ${listed(told)}. To begin with ${directions
      .filter((d) => d !== earliest.direction)
      .map((d) => d.replace(">", " to "))
      .join(", ")} leaves out a leg.`,
  };
}
