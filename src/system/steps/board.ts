import { canonical } from "../../base/canonical.ts";
import { plainText } from "../../findings/judgements/binding.ts";
import { holderOf } from "../../findings/judgements/held.ts";
import { buildModel } from "../../findings/judgements/model.ts";
import { siteOnBoard, type SiteOnBoard } from "../../findings/screens/board.ts";
import type { Case } from "../files/case-folder.ts";
import { translated } from "../store/database.ts";
import { readPeopleCounts } from "../store/people-counts.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readFigures, readFindings, readPlaces } from "../store/reading.ts";
import { readFindingRecords } from "./finding.ts";
import { siteOf } from "./history.ts";

/** The row of a site on the board. Reads the records and writes nothing. @throws InputError for a site that the case does not hold */
export function readSiteOnBoard(opened: Case, siteId: string): SiteOnBoard {
  const { database } = opened;
  const places = readPlaces(database);
  const site = siteOf(places.sites, siteId);
  return siteOnBoard({
    site,
    areas: places.areas.filter((a) => a.siteId === siteId),
    figures: readFigures(database, siteId),
    pictures: readPictureLooks(database, { siteId }),
    byPeople: readPeopleCounts(database, siteId),
    markedByPeople: looksMarkedByPeople(opened, siteId),
    drifted: driftedFindings(opened, siteId),
  });
}

/** Looks in which people have marks, or finished a pass without one, which is a count of zero. */
function looksMarkedByPeople({ database }: Case, siteId: string): ReadonlySet<string> {
  const rows = translated("records.sqlite", () =>
    database
      .prepare(
        `SELECT m.look FROM marks m JOIN looks l ON l.id = m.look WHERE l.site = ? AND m.marker_type = 'person'
         UNION SELECT p.look FROM passes p JOIN looks l ON l.id = p.look WHERE l.site = ? AND p.event = 'finished'`,
      )
      .all(siteId, siteId),
  );
  return new Set(rows.map((r) => String(r["look"])));
}

/** The newest finding of each question at a site whose sentences no longer agree with the records. */
function driftedFindings(
  opened: Case,
  siteId: string,
): { readonly finding: string; readonly title: string; readonly figures: number }[] {
  const newest = new Map(
    readFindings(opened.database)
      .filter((f) => f.finding.question.siteId === siteId)
      .map((f) => [canonical({ ...f.finding.question }), f]),
  );
  if (newest.size === 0) return [];
  const records = readFindingRecords(opened, siteId);
  return [...newest.values()].flatMap(({ finding, sentences }) => {
    const { drift } = holderOf(buildModel(finding.question, records));
    const figures = [finding.title, ...sentences.map((s) => s.text)].flatMap(drift).length;
    return figures === 0 ? [] : [{ finding: finding.id, title: plainText(finding.title), figures }];
  });
}
