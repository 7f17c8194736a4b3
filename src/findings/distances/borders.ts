import { isWithin } from "../../base/geometry/within.ts";
import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import type { Position } from "../../sites/counting/site.ts";
import { arcIndex, arcPositions, ringPositions, type CountryTopology } from "./topology.ts";

export interface BorderQuestion {
  /** Number of ISO 3166-1 or name of the country whose border is meant. */
  readonly of: string;
  /** The country on the other side of its land border. */
  readonly facing: string;
  /** Positions in ground that this variant gives to the first country, whoever holds it in the data. */
  readonly claimed: readonly Position[];
  /** Only what comes within so many metres of a position is kept. */
  readonly near: Position;
  readonly withinMetres: number;
}

export interface BorderLines {
  /** Where the two countries touch. */
  readonly land: readonly (readonly Position[])[];
  /** Where the first country ends and no other begins. */
  readonly coast: readonly (readonly Position[])[];
  /** The coast of the claimed ground alone. */
  readonly claimedCoast: readonly (readonly Position[])[];
}

type Owner = "of" | "claimed" | "facing" | "other";

/**
 * The lines of a country's border in a topology of countries, in one variant of whose ground is whose: ground of a polygon that holds a
 * claimed position counts as the country's own, and the line between the two falls away.
 * @returns null where the data has no such country
 */
export function borderLines(topology: CountryTopology, question: BorderQuestion): BorderLines | null {
  const { of, facing, claimed, near, withinMetres } = question;
  const is = (wanted: string) => (c: { readonly id: string; readonly name: string }) =>
    c.id === wanted || c.name.toLowerCase() === wanted.toLowerCase();
  if (!topology.countries.some(is(of)) || !topology.countries.some(is(facing))) return null;
  const owners = new Map<number, Owner[]>();
  for (const country of topology.countries) {
    const mine: Owner = is(of)(country) ? "of" : is(facing)(country) ? "facing" : "other";
    for (const polygon of country.polygons) {
      const outer = polygon[0];
      if (outer === undefined) continue;
      const ring = ringPositions(topology, outer);
      const owner = mine !== "of" && claimed.some((p) => isWithin(p, [ring])) ? "claimed" : mine;
      for (const arc of polygon.flat()) {
        const known = owners.get(arcIndex(arc));
        if (known === undefined) owners.set(arcIndex(arc), [owner]);
        else known.push(owner);
      }
    }
  }
  const chosen = (wanted: (owners: readonly Owner[]) => boolean): Position[][] =>
    [...owners]
      .filter(([, owners2]) => wanted(owners2))
      .sort(([a], [b]) => a - b)
      .flatMap(([arc]) => stretchesNear(arcPositions(topology, arc), near, withinMetres));
  const own = (o: Owner | undefined): boolean => o === "of" || o === "claimed";
  return {
    land: chosen(([a, b]) => (own(a) && b === "facing") || (a === "facing" && own(b))),
    coast: chosen((o) => o.length === 1 && own(o[0])),
    claimedCoast: chosen((o) => o.length === 1 && o[0] === "claimed"),
  };
}

/** The stretches of a line with a position near enough, each with the positions beside them. */
function stretchesNear(line: readonly Position[], near: Position, withinMetres: number): Position[][] {
  const kept = line.map((p) => distanceMetres(p, near) <= withinMetres);
  const parts: Position[][] = [];
  let part: Position[] = [];
  for (const [i, position] of line.entries()) {
    if (kept.slice(Math.max(0, i - 1), i + 2).includes(true)) part.push(position);
    else if (part.length > 0) {
      parts.push(part);
      part = [];
    }
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
