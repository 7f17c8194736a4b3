import type { Answer } from "../contradiction.ts";
import { listed, numbered } from "../list-words.ts";
import type { ContradictionRecords, Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** Names of parts of a site (the column `value`; `subject` is the site) against the names of its areas on record. */
export function gazetteer(statements: readonly Statement[], { areas }: ContradictionRecords): Answer {
  const matched = statements.map((s) => ({
    s,
    areas: areas.filter(
      (a) => a.siteId === s.subject && `${a.name} ${a.id}`.toLowerCase().includes(s.value.toLowerCase()),
    ),
  }));
  const one = matched.filter((m) => m.areas.length === 1);
  const lost = matched.filter((m) => m.areas.length !== 1);
  const base = {
    falls: [],
    figures: { names: statements.length, placed: one.length },
    restsOn: [...restsOn(statements), ...one.flatMap((m) => m.areas.map((a) => `areas/${a.siteId}/${a.id}`))],
  };
  return lost.length === 0
    ? {
        ...base,
        standing: "resolved",
        why: `Each of ${numbered(statements.length, "name")} leads to one area on record.`,
      }
    : {
        ...base,
        standing: "open",
        why: `${one.length} of ${numbered(statements.length, "name")} lead to one area on record; ${listed(lost.map((m) => `“${m.s.value}”`))} ${lost.length === 1 ? "does" : "do"} not.`,
      };
}
