import { withoutReplaced } from "../../../sites/counting/standing-counts.ts";
import type { Answer } from "../contradiction.ts";
import { inFull, listed } from "../list-words.ts";
import type { ContradictionRecords, Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** A figure of ships against the ships that are named on record, and against the same figure on record in another unit. */
export function unit(
  statements: readonly Statement[],
  { voyages, observations }: ContradictionRecords,
): Answer {
  const ships = [
    ...new Set(voyages.filter((v) => v.vessel !== "" && v.transponder === "off").map((v) => v.vessel)),
  ].sort((a, b) => (a < b ? -1 : 1));
  const hulls = statements.filter((s) => s.unit === "ships");
  const visits = statements.filter((s) => s.unit !== "ships");
  const same = withoutReplaced(observations).filter(
    ({ count }) =>
      (count.kind === "ship-call" || count.kind === "sea-trip") &&
      hulls.some((s) => (s.best ?? s.low) === (count.best ?? count.low)),
  );
  const said = (s: Statement): number | null => s.best ?? s.low;
  // The largest is the one that has to be explained, whichever was said first.
  const figure = hulls
    .map(said)
    .reduce((most, n) => (n !== null && (most === null || n > most) ? n : most), null);
  const base = {
    figures: {
      "ships named": ships.length,
      ...(figure === null ? {} : { said: figure }),
      "same figure of calls": same.length,
    },
    restsOn: [...restsOn(statements), ...same.map(({ count }) => `counts/${count.id}`)],
  };
  if (figure === null)
    return { ...base, standing: "open", falls: [], why: "No statement says how many ships it were." };
  if (figure <= ships.length)
    return { ...base, standing: "compatible", falls: [], why: "The ships on record are as many." };
  return same.length > 0 || visits.length > 0
    ? {
        ...base,
        standing: "resolved",
        falls: hulls.filter((s) => (said(s) ?? 0) > ships.length).map((s) => s.statement),
        why: `${inFull(figure)} as ships would be ${figure - ships.length} more than the ${ships.length} named on record with the transponder off (${listed(ships)}); the same ${inFull(figure)} is on record as calls.`,
      }
    : {
        ...base,
        standing: "open",
        falls: [],
        why: `${inFull(figure)} ships are said and ${ships.length} are named on record; nothing says what else was counted.`,
      };
}
