import type { Fault } from "../../base/errors.ts";
import { typedAnew } from "../../base/table/typed-anew.ts";
import type { VesselFact } from "./vessel-fact.ts";
import { factOf, vesselsTable } from "./vessels-table.ts";

/**
 * A fact of a vessel with some of its columns typed anew, checked as a row of the table is. An empty cell takes a value away.
 * @param cells by the names of the table's columns
 * @returns null after adding to `faults`
 */
export function correctedFact(
  before: VesselFact,
  cells: Readonly<Record<string, string>>,
  where: string,
  faults: Fault[],
): VesselFact | null {
  const changes = typedAnew(vesselsTable, "fact", cells, where, faults);
  if (changes === null) return null;
  const { id, ...said } = before;
  return factOf({ fact: id, ...said, ...changes }, where, faults);
}
