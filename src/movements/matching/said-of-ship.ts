import type { Statement } from "../ais/fixes.ts";

/** What a ship said of itself about a time: each field as it said it nearest to then, as statements come in parts. */
export interface SaidOfShip {
  readonly name: string;
  readonly shipType: number | null;
  readonly lengthMetres: number | null;
  readonly widthMetres: number | null;
  readonly toBowMetres: number | null;
}

export function saidOfShip(statements: readonly Statement[], at: number): SaidOfShip {
  const away = ({ firstMs, lastMs }: Statement): number => Math.max(firstMs - at, at - lastMs, 0);
  const nearest = statements.toSorted((a, b) => away(a) - away(b) || b.reports - a.reports);
  const first = <T>(of: (s: Statement) => T | null): T | null => {
    for (const statement of nearest) {
      const value = of(statement);
      if (value !== null) return value;
    }
    return null;
  };
  const length = (metres: number | null): number | null => (metres !== null && metres > 0 ? metres : null);
  // Dimensions belong together: bow and length of different statements would put the antenna anywhere.
  const sized = nearest.find((s) => length(s.lengthMetres) !== null);
  return {
    name: first((s) => (s.name === "" ? null : s.name)) ?? "",
    shipType: first((s) => s.shipType),
    lengthMetres: sized?.lengthMetres ?? null,
    widthMetres: length(sized?.widthMetres ?? null),
    toBowMetres: sized?.toBowMetres ?? null,
  };
}

/**
 * What is known of each of two ships that send under one number: what both say. Which of them a statement is of is not known, so names are given
 * together and the rest stays open where they differ.
 */
export function saidOfTwoShips(statements: readonly Statement[], at: number): SaidOfShip {
  const said = saidOfShip(statements, at);
  const agree = (of: (s: Statement) => number | null): boolean =>
    new Set(statements.map(of).filter((v) => v !== null && v > 0)).size <= 1;
  const names = [...new Set(statements.map((s) => s.name).filter((name) => name !== ""))].sort();
  const sized = agree((s) => s.lengthMetres) && agree((s) => s.widthMetres) && agree((s) => s.toBowMetres);
  return {
    name: names.slice(0, 2).join(" or "),
    shipType: agree((s) => s.shipType) ? said.shipType : null,
    lengthMetres: sized ? said.lengthMetres : null,
    widthMetres: sized ? said.widthMetres : null,
    toBowMetres: sized ? said.toBowMetres : null,
  };
}
