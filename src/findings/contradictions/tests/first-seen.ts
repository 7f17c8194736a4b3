import { dayMs } from "../../../base/time/calendar.ts";
import { spanInWords } from "../../../base/time/words.ts";
import type { Answer } from "../contradiction.ts";
import { listed } from "../list-words.ts";
import { spanIn, type ContradictionRecords, type Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** First sightings by observers with different pictures: each bounds the coming from above, and the earliest bounds it best. */
export function firstSeen(statements: readonly Statement[], { voyages }: ContradictionRecords): Answer {
  const dated = statements
    .flatMap((s) => (s.overSpan === null ? [] : [{ s, at: s.overSpan }]))
    .sort((a, b) => a.at.fromMs - b.at.fromMs);
  const first = dated[0];
  const last = dated.at(-1);
  const base = { falls: [], figures: {}, restsOn: restsOn(statements) };
  if (first === undefined || last === undefined)
    return { ...base, standing: "open", why: "No statement is dated." };
  const legs = voyages.filter((v) => {
    const [came, left] = [spanIn(v.toAt), spanIn(v.fromAt)];
    const at = (span: typeof came, place: string): boolean =>
      span !== null && place === first.s.subject && span.fromMs < last.at.toMs && first.at.fromMs < span.toMs;
    return at(came, v.toPlace) || at(left, v.fromPlace);
  });
  const days = Math.round((last.at.fromMs - first.at.fromMs) / dayMs);
  return {
    ...base,
    figures: { "days apart": days, "legs on record": legs.length },
    restsOn: [...base.restsOn, ...legs.map((v) => `voyages/${v.voyage}`)],
    standing: "compatible",
    why: `Seen first on ${spanInWords(first.at)} by ${first.s.publisher} and ${days} days later by ${last.s.publisher}, in other pictures: the earlier bounds the arrival.${
      legs.length === 0
        ? ""
        : ` On record for these days: ${listed([...new Set(legs.map((v) => (v.vessel === "" ? "an unnamed ship" : v.vessel)))])}.`
    }`,
  };
}
