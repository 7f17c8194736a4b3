import { withoutReplaced } from "../../../sites/counting/standing-counts.ts";
import type { Answer } from "../contradiction.ts";
import { inFull, listed } from "../list-words.ts";
import type { ContradictionRecords, Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** A length read from a picture of about 3 m a pixel is off by up to this much, in metres (physical facts of the case: 5 to 10 m). */
export const lengthErrorMetres = 10;

/**
 * Lengths of ships. Statements on several ships (the column `subject`) differ because the ships do: which lengths measured on record fit
 * which ship? Statements that give one ship several names (the column `value`) stay open unless lengths tell the names apart.
 */
export function lengths(statements: readonly Statement[], records: ContradictionRecords): Answer {
  const names = new Set(statements.map((s) => s.value).filter((v) => v !== ""));
  const known = knownLengths(statements, records);
  if (names.size > 1)
    return oneShipManyNames(
      statements,
      [...names].sort((a, b) => (a < b ? -1 : 1)),
      known,
    );
  const measured = withoutReplaced(records.observations).filter(
    ({ count }) => count.kind === "ship" && count.measure === "length" && count.best !== null,
  );
  const fits = measured.map(({ count }) =>
    [...known]
      .filter(([, metres]) => Math.abs(metres - (count.best ?? 0)) <= lengthErrorMetres)
      .map(([ship]) => ship),
  );
  const perShip = [...known].map(
    ([ship, metres]) => `${ship} (${inFull(metres)} m) ${fits.filter((f) => f.includes(ship)).length}`,
  );
  const [shortest, longest] = [Math.min(...known.values()), Math.max(...known.values())];
  return {
    standing: "compatible",
    why: `The lengths are of different ships. Of ${measured.length} lengths measured on record, read to ${lengthErrorMetres} m, these fit: ${listed(perShip)}; ${fits.filter((f) => f.length > 1).length} fit more than one and ${fits.filter((f) => f.length === 0).length} fit none with a known length. Length alone names no ship.`,
    falls: [],
    figures: {
      measured: measured.length,
      "known lengths": known.size,
      "fit several": fits.filter((f) => f.length > 1).length,
      "fit none": fits.filter((f) => f.length === 0).length,
      apart: longest - shortest,
    },
    restsOn: [...restsOn(statements), ...measured.map(({ count }) => `counts/${count.id}`)],
  };
}

function oneShipManyNames(
  statements: readonly Statement[],
  names: readonly string[],
  known: ReadonlyMap<string, number>,
): Answer {
  const untold = names.filter((n) => !known.has(n));
  const told = names.flatMap((n) => known.get(n) ?? []);
  const apart = told.length < 2 ? null : Math.max(...told) - Math.min(...told);
  const separable = untold.length === 0 && apart !== null && apart > 2 * lengthErrorMetres;
  return {
    standing: "open",
    why: `${listed(names)} all stay candidates: ${
      untold.length > 0
        ? `no length of ${listed(untold)} is on record`
        : `their lengths lie ${inFull(apart ?? 0)} m apart${separable ? ", which a length measured in this picture would tell" : ", within the error of reading"}`
    }, and the layout that was seen is shared.`,
    falls: [],
    figures: { candidates: names.length },
    restsOn: restsOn(statements),
  };
}

/** Length by ship: of statements on a ship, else of facts on record. */
function knownLengths(
  statements: readonly Statement[],
  { vesselFacts, voyages }: ContradictionRecords,
): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  const imos = new Map<string, string>(
    voyages.flatMap((v) => (v.imo === "" ? [] : [[`imo:${v.imo}`, v.vessel] as const])),
  );
  for (const fact of vesselFacts) {
    const ship = imos.get(fact.vessel);
    const metres = Number.parseFloat(fact.value);
    if (fact.field === "length" && fact.basis !== "derived" && ship !== undefined && Number.isFinite(metres))
      known.set(ship, metres);
  }
  for (const s of statements) if (s.subject !== "" && s.best !== null) known.set(s.subject, s.best);
  return new Map([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
}
