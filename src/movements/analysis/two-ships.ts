import type { Statement } from "../ais/fixes.ts";

/**
 * Identities that say of themselves, in the same time, that they are two ships: different ship numbers, or both another name and another call sign.
 * Statements come in order of ship.
 */
export function saysTwoShips(statements: readonly Statement[]): ReadonlySet<number> {
  const found = new Set<number>();
  let from = 0;
  for (let i = 1; i <= statements.length; i++) {
    if (statements[i]?.mmsi === statements[from]?.mmsi) continue;
    const own = statements.slice(from, i);
    if (own.some((a, k) => own.slice(k + 1).some((b) => overlap(a, b) && areTwo(a, b))))
      found.add(own[0]?.mmsi ?? -1);
    from = i;
  }
  return found;
}

const overlap = (a: Statement, b: Statement): boolean => a.firstMs < b.lastMs && b.firstMs < a.lastMs;
const differ = (a: string, b: string): boolean => a !== "" && b !== "" && a !== b;

function areTwo(a: Statement, b: Statement): boolean {
  if (a.imo !== null && b.imo !== null) return a.imo !== b.imo;
  return differ(a.name, b.name) && differ(a.callSign, b.callSign);
}
