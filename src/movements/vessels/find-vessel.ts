import { nameLikeness, nameThresholds } from "./names/likeness.ts";
import type { KnownVessel } from "./registry.ts";

/** Vessels that a person may mean, likeliest first. */
export interface FoundVessel {
  readonly vessel: KnownVessel;
  readonly by: "key" | "imo" | "mmsi" | "name";
  readonly likeness: number;
}

/**
 * Finds vessels by key, ship number, maritime identity or name. A number finds those that bear it; a name all whose likeness is enough, and a former name counts as a
 * name.
 */
export function findVessels(query: string, vessels: readonly KnownVessel[]): FoundVessel[] {
  const text = query.trim();
  const number = /^(?:imo|mmsi)?[\s:]*(\d{7}|\d{9})$/i.exec(text)?.[1];
  if (number !== undefined)
    return vessels.flatMap((vessel): FoundVessel[] => {
      if (number.length === 7) return vessel.imo === number ? [{ vessel, by: "imo", likeness: 1 }] : [];
      return vessel.mmsis.includes(Number(number)) ? [{ vessel, by: "mmsi", likeness: 1 }] : [];
    });
  const exact = vessels.find((v) => v.key === text);
  if (exact !== undefined) return [{ vessel: exact, by: "key", likeness: 1 }];
  return vessels
    .map((vessel): FoundVessel => ({
      vessel,
      by: "name",
      likeness: Math.max(0, ...vessel.names.map((name) => nameLikeness(name, text))),
    }))
    .filter((f) => f.likeness >= nameThresholds.perhaps)
    .sort((a, b) => b.likeness - a.likeness || (a.vessel.key < b.vessel.key ? -1 : 1));
}

/** The one vessel that is meant, when the first is alike enough and no other comes near; null when a person must choose. */
export function meantVessel(found: readonly FoundVessel[]): KnownVessel | null {
  const [first, second] = found;
  if (first === undefined) return null;
  if (first.by !== "name") return second === undefined ? first.vessel : null;
  return first.likeness >= nameThresholds.alike &&
    (second === undefined || second.likeness < nameThresholds.alike)
    ? first.vessel
    : null;
}
