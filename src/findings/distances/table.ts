import type { Site } from "../../sites/counting/site.ts";
import type { Statement } from "../contradictions/statement.ts";
import {
  distanceUnits,
  fitsOf,
  isDistanceUnit,
  measureLines,
  type Fit,
  type MeasuredDistance,
} from "./fit.ts";
import type { ReferenceLine } from "./reference-line.ts";

/** A published distance of a site, and which lines on record it fits. */
export interface HeldDistance {
  readonly statement: Statement;
  readonly fits: readonly Fit[];
}

/** How far a site lies from every line on record, and the published figures held against that. */
export interface SiteDistances {
  readonly site: Pick<Site, "id" | "name" | "position">;
  readonly measured: readonly MeasuredDistance[];
  readonly held: readonly HeldDistance[];
}

/** For each site of which a distance is published: what it is from each line, and what each figure fits. */
export function siteDistances(
  sites: readonly Site[],
  lines: readonly ReferenceLine[],
  statements: readonly Statement[],
): SiteDistances[] {
  const told = statements.filter(
    (s) => s.test === "reference-distance" && s.best !== null && isDistanceUnit(s.unit),
  );
  return sites.flatMap((site) => {
    const of = told.filter((s) => s.subject === site.id);
    if (of.length === 0) return [];
    const measured = measureLines(site.position, lines).sort((a, b) => a.metres - b.metres);
    return [
      {
        site,
        measured,
        held: of.map((statement) => ({
          statement,
          fits:
            statement.best === null || !isDistanceUnit(statement.unit)
              ? []
              : fitsOf(statement.best, statement.unit, measured),
        })),
      },
    ];
  });
}

/** The figure of a published distance in kilometres, in the first meaning of its unit. */
export const inKilometres = ({ best, unit }: Statement): number | null =>
  best === null || !isDistanceUnit(unit) ? null : (best * distanceUnits[unit][0].metres) / 1000;
