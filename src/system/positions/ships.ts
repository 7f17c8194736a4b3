import type { PositionQuery, PositionSource } from "../../movements/ais/fixes.ts";

/** A ship as its reports in a stretch of time show it. */
export interface Ship {
  readonly mmsi: number;
  readonly reports: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** Names that it gave itself, in order of time. */
  readonly names: readonly string[];
  readonly imo: number | null;
}

/** The ships of a query, those with the most reports first. */
export async function shipsOf(
  source: PositionSource,
  query: PositionQuery,
  signal?: AbortSignal,
): Promise<Ship[]> {
  const found = new Map<number, { reports: number; firstMs: number; lastMs: number }>();
  for await (const fixes of source.fixes(query)) {
    signal?.throwIfAborted();
    for (let i = 0; i < fixes.length; i++) {
      const [mmsi, at] = [fixes.mmsi[i] ?? 0, fixes.at[i] ?? 0];
      const ship = found.get(mmsi);
      if (ship === undefined) found.set(mmsi, { reports: 1, firstMs: at, lastMs: at });
      else {
        ship.reports++;
        ship.lastMs = at;
      }
    }
  }
  const names = new Map<number, Set<string>>();
  const imos = new Map<number, number>();
  for (const { mmsi, name, imo } of await source.statements(query)) {
    if (name !== "") names.set(mmsi, (names.get(mmsi) ?? new Set()).add(name));
    if (imo !== null) imos.set(mmsi, imo);
  }
  return [...found]
    .map(([mmsi, ship]) => ({
      mmsi,
      ...ship,
      names: [...(names.get(mmsi) ?? [])],
      imo: imos.get(mmsi) ?? null,
    }))
    .toSorted((a, b) => b.reports - a.reports || a.mmsi - b.mmsi);
}
