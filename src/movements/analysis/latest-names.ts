import type { Statement } from "../ais/fixes.ts";

/** The name that each ship gave itself last, by number; ships that gave none are left out. */
export function latestNames(statements: readonly Statement[]): Map<number, string> {
  const found = new Map<number, Statement>();
  for (const statement of statements) {
    const { mmsi, name, lastMs } = statement;
    if (name.trim() !== "" && lastMs >= (found.get(mmsi)?.lastMs ?? Number.NEGATIVE_INFINITY))
      found.set(mmsi, statement);
  }
  return new Map([...found].map(([mmsi, { name }]) => [mmsi, name.trim()]));
}
