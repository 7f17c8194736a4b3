import { carMixOf } from "./car-mix.ts";
import { findAgain, type TrainSearch } from "./find-again.ts";
import { printsOf } from "./prints-of.ts";
import type { StoredCount } from "./stored-count.ts";
import type { TrainPrint } from "./train-print.ts";

/** Strings of fewer cars have no order that could be known again. */
export const fewestCars = 3;

/** The strings of one look, whoever found its cars. */
export interface LookPrints {
  readonly lookId: string;
  readonly prints: readonly TrainPrint[];
}

/** All strings that a look shows, in order of its tracks. */
export function printsIn({ counted, colours }: StoredCount): TrainPrint[] {
  return counted.tracks.flatMap((track) =>
    printsOf(track, colours[track.trackId] ?? track.cars.map(() => null)),
  );
}

export interface LooksSearch {
  readonly print: TrainPrint;
  /** One search a look: a train stands at most once in a picture, and can stand in several pictures. */
  readonly looks: readonly { readonly lookId: string; readonly search: TrainSearch }[];
  /** Cars and types of the mix that chance likeness was judged by. */
  readonly mix: { readonly cars: number; readonly types: number };
}

/**
 * Looks for one string of a look in other looks, of this site or of others. The mix of cars is that of all of these looks.
 * @returns null when the look has no such string
 */
export function searchLooks(
  own: StoredCount,
  which: { readonly trackId: string; readonly number: number },
  among: readonly StoredCount[],
): LooksSearch | null {
  const printsOfLook = (look: StoredCount): LookPrints => ({ lookId: look.lookId, prints: printsIn(look) });
  return searchPrints(printsOfLook(own), which, among.map(printsOfLook));
}

/** The same search by the strings of each look: those that a machine found, or that people marked. */
export function searchPrints(
  own: LookPrints,
  which: { readonly trackId: string; readonly number: number },
  among: readonly LookPrints[],
): LooksSearch | null {
  const print = own.prints.find((p) => p.trackId === which.trackId && p.number === which.number);
  const cars = [own, ...among].flatMap((look) => look.prints.flatMap((p) => p.cars));
  if (print === undefined || cars.length === 0) return null;
  const mix = carMixOf(cars);
  return {
    print,
    looks: among.map((look) => ({
      lookId: look.lookId,
      search: findAgain(
        print,
        look.prints
          .filter((p) => p.cars.length >= fewestCars)
          .map((p) => ({ id: `${look.lookId} track ${p.trackId} string ${p.number}`, print: p })),
        mix,
      ),
    })),
    mix: { cars: mix.cars, types: mix.types.length },
  };
}
