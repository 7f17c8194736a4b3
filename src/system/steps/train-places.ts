import { InputError, quoted } from "../../base/errors.ts";
import { wayBetween } from "../../movements/chain/way.ts";
import { chainSettings } from "../../movements/chain/chain.ts";
import { printsOfMarks } from "../../movements/trains/prints-of-marks.ts";
import type { PublishedLength, TrainPlace } from "../../movements/trains/run.ts";
import { countersOf } from "../../sites/counting/marks/counter.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import { printsIn, type LookPrints } from "../../sites/tracks/turnover/search-looks.ts";
import type { Case } from "../files/case-folder.ts";
import { readConnections } from "../store/reading-chain.ts";
import { readMarks, readReadings } from "../store/reading-marks.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readPlaces } from "../store/reading.ts";
import { readStoredCounts } from "./read-counts.ts";

/** The strings of a look, where and when it was taken, and who found its cars. */
export interface TrainLook {
  readonly prints: LookPrints;
  readonly place: TrainPlace;
  readonly by: string;
}

/** Looks in which a person marked cars, in the order in which they came on record. */
export const readMarkedLooks = (opened: Case): string[] =>
  opened.database
    .prepare(
      "SELECT look, min(rowid) AS first FROM marks WHERE marker_type = 'person' GROUP BY look ORDER BY first",
    )
    .all()
    .map((r) => String(r["look"]));

/**
 * Reads looks for a search of trains: by the machine's newest count, else by the newest pass of a person.
 * @param marks people's marks are taken first where a look has them
 * @throws InputError for a look without either
 */
export function readTrainLooks(
  opened: Case,
  lookIds: readonly string[],
  where: string,
  { marks = false }: { readonly marks?: boolean } = {},
): TrainLook[] {
  const sites = new Map(readPlaces(opened.database).sites.map((s) => [s.id, s]));
  return lookIds.map((lookId): TrainLook => {
    const [look] = readPictureLooks(opened.database, { lookId });
    const site = look === undefined ? undefined : sites.get(look.look.siteId);
    if (look === undefined || site === undefined)
      throw InputError.of(
        where,
        "look",
        quoted(lookId),
        "a look of the case that rests on a picture; look list prints them",
      );
    const place: TrainPlace = {
      lookId,
      siteId: site.id,
      country: site.country,
      position: site.position,
      at: look.look.takenAt,
    };
    const all = readMarks(opened.database, { lookId });
    const person = countersOf(all).findLast((c) => c.marker.type === "person");
    const isCounted = readReadings(opened.database, { lookId }).length > 0;
    if (person !== undefined && (marks || !isCounted))
      return {
        place,
        by: person.marker.name,
        prints: {
          lookId,
          prints: printsOfMarks(currentMarks(all, person), look.look.sampleDistanceMetres),
        },
      };
    if (!isCounted)
      throw InputError.of(
        where,
        "look",
        quoted(lookId),
        "a look that was counted by the machine (count does it) or in which somebody marked cars",
      );
    const [stored] = readStoredCounts(opened, [lookId], where);
    return {
      place,
      by: "machine",
      prints: { lookId, prints: stored === undefined ? [] : printsIn(stored) },
    };
  });
}

/** Lengths of railway lines between sites that the case has on record. */
export function publishedLengths(opened: Case): PublishedLength {
  const rows = readConnections(opened.database).filter((c) => c.mode === "rail");
  return (from, to) => {
    const row = rows.find((c) => c.fromPlace === from && c.toPlace === to);
    if (row === undefined || (row.lengthKmLow === null && row.lengthKmHigh === null)) return null;
    const unknown = (id: string) => ({ id, name: id, site: true, position: null });
    const way = wayBetween(unknown(from), unknown(to), "rail", row, chainSettings);
    return way === null ? null : { lowMetres: way.lowMetres, highMetres: way.highMetres };
  };
}
