import type { ReportCombined } from "../../findings/report/combined-counts-section.ts";
import type { Case } from "../files/case-folder.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readStandingCounts } from "../store/standing-counts.ts";
import type { CheckedFinding } from "./finding.ts";

/** The combined counts of a kind that stand at the finding's site, each with how it came about, worked out from the marks that went in. */
export async function combinedCountsFor(
  opened: Case,
  { records, model }: CheckedFinding,
): Promise<ReportCombined[]> {
  const { kind } = model;
  const counts = new Map(records.observations.map(({ count }) => [count.id, count]));
  const found: ReportCombined[] = [];
  for (const { look, picture } of readPictureLooks(opened.database, { siteId: records.site.id })) {
    const stands = readStandingCounts(opened.database, look.id, kind).filter(
      (c) => c.step === "mark combine",
    );
    // One trail entry makes the counts of the site and of all its areas.
    for (const [trail, together] of Map.groupBy(stands, (c) => c.trail)) {
      // Loaded late: a report without people's counts needs none of it.
      const { combinedParts } = await import("./combined-parts.ts");
      const { parts } = combinedParts(opened, { lookId: look.id, kind, beforeTrail: trail });
      for (const { id, areaId } of together) {
        const part = parts.find((p) => p.areaId === areaId);
        const count = counts.get(id);
        if (part === undefined || count === undefined) continue;
        const { low, best, high, reason } = count;
        if (best === null) continue;
        found.push({
          lookId: look.id,
          takenAt: look.takenAt,
          kind,
          areaId,
          simulated: picture?.simulated === true,
          count: { id, low, best, high },
          reason,
          look: part.look,
        });
      }
    }
  }
  return found;
}
