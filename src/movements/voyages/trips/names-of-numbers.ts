import type { VesselFact } from "../../vessels/vessel-fact.ts";
import type { VoyageRow } from "../voyages-table.ts";

/** What a ship of the reports is called in trips: as the legs name it, else by its number. Never by the name that it sends: others may send the same. */
export const shipOfNumber = (mmsi: number, nameOf: (mmsi: number) => string): string =>
  nameOf(mmsi) || `MMSI ${mmsi}`;

/**
 * Names of ships by the number that their reports carry, as the published legs write them: through facts of a vessel that give both a number and
 * a name, or through the ship number that legs and facts share. A number that leads to several of these names leads to none.
 */
export function namesOfNumbers(
  facts: readonly VesselFact[],
  voyages: readonly VoyageRow[],
): (mmsi: number) => string {
  const ships = new Map(
    voyages.flatMap((v) => (v.vessel === "" ? [] : [[v.vessel.toLowerCase(), v.vessel] as const])),
  );
  const byImo = new Map(
    voyages.flatMap((v) => (v.vessel === "" || v.imo === "" ? [] : [[v.imo, v.vessel] as const])),
  );
  const found = new Map<number, Set<string>>();
  for (const [vessel, own] of Map.groupBy(facts, (f) => f.vessel)) {
    const values = (field: VesselFact["field"], prefix: string): string[] => [
      ...own.filter((f) => f.field === field).map((f) => f.value),
      ...(vessel.startsWith(prefix) ? [vessel.slice(prefix.length)] : []),
    ];
    const names = new Set([
      ...values("name", "name:").flatMap((name) => ships.get(name.toLowerCase()) ?? []),
      ...values("imo", "imo:").flatMap((imo) => byImo.get(imo) ?? []),
    ]);
    for (const mmsi of values("mmsi", "mmsi:"))
      found.set(Number(mmsi), new Set([...(found.get(Number(mmsi)) ?? []), ...names]));
  }
  return (mmsi) => {
    const [only, second] = [...(found.get(mmsi) ?? [])];
    return only !== undefined && second === undefined ? only : "";
  };
}
