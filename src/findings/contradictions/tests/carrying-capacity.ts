import { withoutReplaced } from "../../../sites/counting/standing-counts.ts";
import { spanInWords } from "../../../base/time/words.ts";
import type { Answer } from "../contradiction.ts";
import { containersOf } from "../../../movements/chain/quantity.ts";
import { capital, inFull, listed } from "../list-words.ts";
import { spanIn, type ContradictionRecords, type Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** A load in a stretch of time against the calls on record in it: how many full calls would it take, at the most that one trip is said to carry? */
export function carryingCapacity(
  statements: readonly Statement[],
  { observations, voyages }: ContradictionRecords,
): Answer {
  const single = voyages.flatMap((v) => {
    const grouped = v.fromAt === v.toAt && v.fromAt.includes("/");
    const { high } = containersOf({
      low: v.containersLow,
      best: v.containersBest,
      high: v.containersHigh,
      words: "",
    });
    return grouped || high === null ? [] : [{ id: v.voyage, high }];
  });
  const largest = single.reduce<{ id: string; high: number } | null>(
    (most, v) => (most === null || v.high > most.high ? v : most),
    null,
  );
  const base = { falls: [] as string[], figures: {}, restsOn: restsOn(statements) };
  if (largest === null)
    return { ...base, standing: "open", why: "No trip on record has a load to reckon with." };
  const judged = statements.flatMap((s) => {
    const { overSpan } = s;
    const load = s.bounds.low ?? s.best;
    if (overSpan === null || load === null) return [];
    const calls = withoutReplaced(observations)
      .filter(({ count, look }) => {
        // By the days as written: a day of the site's clock and one of Greenwich are the same day here.
        const at = spanIn(look.takenAt?.text ?? "");
        return (
          (count.kind === "ship-call" || count.kind === "sea-trip") &&
          count.statistic === "total" &&
          at !== null &&
          overSpan.fromMs <= at.fromMs &&
          at.toMs <= overSpan.toMs
        );
      })
      .map(({ count }) => ({ id: count.id, most: count.high ?? count.best ?? count.low ?? 0 }))
      .reduce((most, c) => (c.most > most.most ? c : most), { id: "", most: 0 });
    const needed = Math.ceil(load / largest.high);
    return [{ s, needed, calls, fits: needed <= calls.most }];
  });
  const falls = judged.filter((j) => !j.fits && j.calls.id !== "");
  const fitting = judged.filter((j) => j.fits);
  const told = judged.map(
    ({ s, needed, calls }) =>
      `${spanInWords(s.overSpan)} takes ${needed} full calls of ${inFull(largest.high)}, where ${calls.id === "" ? "none is on record" : `at most ${calls.most} are on record`}`,
  );
  return {
    falls: fitting.length > 0 ? falls.map((j) => j.s.statement) : [],
    figures: {
      "most on one trip": largest.high,
      ...Object.fromEntries(judged.map((j, i) => [`calls needed ${i + 1}`, j.needed])),
      ...Object.fromEntries(judged.map((j, i) => [`calls seen ${i + 1}`, j.calls.most])),
    },
    restsOn: [
      ...base.restsOn,
      `voyages/${largest.id}`,
      ...judged.flatMap((j) => (j.calls.id === "" ? [] : [`counts/${j.calls.id}`])),
    ],
    standing:
      falls.length > 0 && fitting.length > 0
        ? "resolved"
        : fitting.length === judged.length
          ? "compatible"
          : "open",
    why: `${capital(listed(told))}. Calls seen are a floor: days without a picture are not in them.`,
  };
}
