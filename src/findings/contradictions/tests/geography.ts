import { distanceMetres } from "../../../base/geodesy/wgs84.ts";
import { chainSettings } from "../../../movements/chain/chain.ts";
import type { Answer } from "../contradiction.ts";
import { capital, inFull, listed } from "../list-words.ts";
import type { ContradictionRecords, Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/**
 * A place that was taken for another of the same name. From the site that the statement speaks of (`subject`) to the place that it means:
 * farther than it says (`high`, in km), or than a ship sails in the time that it gives?
 */
export function geography(statements: readonly Statement[], { sites }: ContradictionRecords): Answer {
  const knots = chainSettings.shipKnots.most;
  const judged = statements.flatMap((s) => {
    const site = sites.find((x) => x.id === s.subject);
    if (site === undefined || s.longitude === null || s.latitude === null) return [];
    const kilometres = distanceMetres(site.position, [s.longitude, s.latitude]) / 1000;
    const hours = s.overSpan === null ? null : (s.overSpan.toMs - s.overSpan.fromMs) / 3_600_000;
    const most = s.high ?? (hours === null ? Infinity : hours * knots * 1.852);
    const by =
      s.high === null
        ? `${inFull(most)} km that a ship of ${knots} kn makes in the time given`
        : `${inFull(s.high)} km that it says`;
    return [{ s, site, kilometres, fails: kilometres > most, by }];
  });
  const falls = judged.filter((j) => j.fails);
  return {
    standing: judged.length === 0 ? "open" : falls.length > 0 ? "resolved" : "compatible",
    why:
      judged.length === 0
        ? "The places are not on record."
        : capital(
            `${listed(
              judged.map(
                (j) =>
                  `${j.s.value} lies ${inFull(Math.round(j.kilometres))} km from ${j.site.name}${j.fails ? `, beyond the ${j.by}` : ""}`,
              ),
            )}.`,
          ),
    falls: falls.map((j) => j.s.statement),
    figures: Object.fromEntries(judged.map((j) => [j.s.value, Math.round(j.kilometres)])),
    restsOn: [...restsOn(statements), ...new Set(judged.map((j) => `sites/${j.site.id}`))],
  };
}
