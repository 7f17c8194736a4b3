import { InputError, quoted } from "../../../../base/errors.ts";
import {
  fewestCars,
  searchPrints,
  type LookPrints,
  type LooksSearch,
} from "../../../../sites/tracks/turnover/search-looks.ts";

/**
 * Looks for a string of one look in others.
 * @throws InputError when the look has no such string, or it has too few cars to be known again
 */
export function searchFor(
  own: LookPrints,
  which: { readonly trackId: string; readonly number: number },
  among: readonly LookPrints[],
): LooksSearch {
  const search = searchPrints(own, which, among);
  const allowed = own.prints
    .filter((p) => p.cars.length >= fewestCars)
    .map((p) => `track ${p.trackId} string ${p.number} (${p.cars.length} cars)`);
  if (search === null || search.print.cars.length < fewestCars)
    throw InputError.of(
      "train find",
      "--track, --string",
      `track ${quoted(which.trackId)} string ${which.number}${search === null ? "" : `, which has ${search.print.cars.length} cars`}`,
      allowed.length === 0
        ? `a look with a string of at least ${fewestCars} cars`
        : `one of: ${allowed.slice(0, 40).join(", ")}${allowed.length > 40 ? " …" : ""}`,
    );
  return search;
}
