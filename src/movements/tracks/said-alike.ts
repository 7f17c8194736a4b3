import type { Statement } from "../ais/fixes.ts";

export type Said = readonly Statement[];

export function statementsByShip(statements: readonly Statement[]): ReadonlyMap<number, Said> {
  const found = new Map<number, Statement[]>();
  for (const s of statements) {
    const known = found.get(s.mmsi);
    if (known === undefined) found.set(s.mmsi, [s]);
    else known.push(s);
  }
  return found;
}

/** What two identities say of themselves that one ship would say too; what only one says is no evidence. */
export function wordsEvidence(before: Said | undefined, after: Said | undefined): Record<string, number> {
  const evidence: Record<string, number> = {};
  if (before === undefined || after === undefined) return evidence;
  const compare = (
    name: string,
    of: (s: Statement) => string | null,
    whenSame: number,
    whenOther: number,
  ): void => {
    const [a, b] = [before, after].map(
      (list) => new Set(list.map(of).filter((v): v is string => v !== null && v !== "")),
    );
    if (a === undefined || b === undefined || a.size === 0 || b.size === 0) return;
    evidence[name] = [...a].some((v) => b.has(v)) ? whenSame : whenOther;
  };
  compare("number", (s) => (s.imo === null ? null : String(s.imo)), 8, -5);
  compare("call sign", (s) => s.callSign, 6, -1);
  compare("name", (s) => s.name, 5, -1);
  compare(
    "size",
    (s) => (s.lengthMetres === null || s.widthMetres === null ? null : `${s.lengthMetres}x${s.widthMetres}`),
    3,
    -2,
  );
  return evidence;
}
