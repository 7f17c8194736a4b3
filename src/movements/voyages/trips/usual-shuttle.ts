import type { VoyageRow } from "../voyages-table.ts";

/** The ports of the shuttle that a case's published legs tell of most: where most of them set out, and where those led. */
export function usualShuttle(
  voyages: readonly VoyageRow[],
  siteIds: readonly string[],
): { readonly load: readonly string[]; readonly land: readonly string[] } | null {
  const isSite = new Set(siteIds);
  const legs = voyages.filter(
    (v) => v.mode === "ship" && isSite.has(v.fromPlace) && isSite.has(v.toPlace) && v.fromPlace !== v.toPlace,
  );
  const tally = new Map<string, number>();
  for (const { fromPlace } of legs) tally.set(fromPlace, (tally.get(fromPlace) ?? 0) + 1);
  const [load] = [...tally].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (load === undefined) return null;
  const land = new Set(legs.filter((v) => v.fromPlace === load[0]).map((v) => v.toPlace));
  return { load: [load[0]], land: [...land].toSorted() };
}
