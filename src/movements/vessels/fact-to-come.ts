import { cellToCome, type TimeToCome } from "../../base/time/to-come.ts";
import type { VesselFact } from "./vessel-fact.ts";
import { rangeOf } from "./vessels-table.ts";

/**
 * What of a fact lies after the last time allowed: the day from which it holds, and the year of building. Until when it holds may be said
 * ahead, as of a flag or a licence.
 */
export function factToCome(
  { field, value, from }: Pick<VesselFact, "field" | "value" | "from">,
  latestMs: number | null,
): TimeToCome[] {
  const built = field === "built" ? rangeOf(value) : null;
  return [
    ...cellToCome("from", from, latestMs),
    ...(built === null ? [] : cellToCome("value", String(Math.floor(built[0])), latestMs)),
  ];
}
