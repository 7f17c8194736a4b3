import type { WorkedOutLeg } from "../../movements/chain/chain-records.ts";
import { foundLegs } from "../../movements/trains/found-legs.ts";
import { runSettings } from "../../movements/trains/run.ts";
import { timedSearch } from "../../movements/trains/timed-search.ts";
import { fewestCars, searchPrints } from "../../sites/tracks/turnover/search-looks.ts";
import type { Case } from "../files/case-folder.ts";
import { readCountedLooks } from "./read-counts.ts";
import { publishedLengths, readMarkedLooks, readTrainLooks } from "./train-places.ts";

/**
 * Trains of some looks that are found again, by the order of their cars, in looks of other sites, as legs of a chain.
 * @throws InputError for a look without cars that were counted or marked
 */
export function foundLegsOf(opened: Case, lookIds: readonly string[]): WorkedOutLeg[] {
  const all = [...new Set([...lookIds, ...readCountedLooks(opened), ...readMarkedLooks(opened)])];
  const looks = readTrainLooks(opened, all, "chain show");
  const lengths = publishedLengths(opened);
  return looks
    .filter((own) => lookIds.includes(own.place.lookId))
    .flatMap((own) => {
      const away = looks.filter((l) => l.place.siteId !== own.place.siteId);
      const places = new Map(away.map((l) => [l.place.lookId, l.place]));
      if (away.length === 0) return [];
      return own.prints.prints
        .filter((p) => p.cars.length >= fewestCars)
        .flatMap(({ trackId, number }) => {
          const search = searchPrints(
            own.prints,
            { trackId, number },
            away.map((l) => l.prints),
          );
          return search === null
            ? []
            : foundLegs(timedSearch(search, own.place, places, runSettings, lengths), own.place, places);
        });
    });
}
