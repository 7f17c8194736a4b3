import { familyOf } from "../../sites/counting/kind.ts";
import type { Bind } from "./draft.ts";
import type { FindingModel } from "./model.ts";

/**
 * Drafts the caveats that the data call for: each rule looks at the records and speaks only when they give it reason to. What a picture
 * cannot show (what lies under a cover, which way a train goes) is said for every finding that it bears on.
 */
export function caveats(model: FindingModel, b: Bind): string[] {
  const { target, record } = model;
  const date = b(`looks/${target.look.id}/takenAt`, "date");
  const covered = target.countIds.some((id) => model.counts[id]?.cover === "covered");
  const unstated = target.countIds.every((id) => model.counts[id]?.cover === "not-stated");
  const rail = familyOf(model.kind) === "rail";
  const blind = record.tally["not-seen"] + record.tally.failed;
  const [first] = target.countIds;
  const published = first === undefined ? null : model.counts[first];
  // What was counted here was counted along outlines that the case holds.
  const madeHere = (published?.publisher ?? "").startsWith("Yardwatch, ");
  const sentences: string[] = [];
  const say = (when: boolean, sentence: () => string): void => {
    if (when) sentences.push(sentence());
  };
  say(
    covered,
    () =>
      `The loads were covered on ${date}: what they were cannot be told from a picture, and nothing is said of it here.`,
  );
  say(
    unstated && rail,
    () => `Whether the loads lay open on ${date} is not on record; nothing is said of what they were.`,
  );
  say(
    rail,
    () =>
      "A picture does not show which way a train goes: no direction is stated, whatever was written elsewhere.",
  );
  say(
    target.areaId === null && !madeHere,
    () =>
      `The outline that ${b(`looks/${target.look.id}/observer`)} counted in was not published, so looks by others cannot be set beside it.`,
  );
  say(
    published !== undefined && published !== null && published.low === null && published.high === null,
    () =>
      "The source gives no interval; the one here is what hand counts of many things in a picture are known to differ by.",
  );
  say(
    record.verdict === "cannot-tell",
    () =>
      `Comparable looks on record before this day: ${b("record/comparableLooks")}; the test says nothing with fewer than ${b("constants/fewestLooks")}.`,
  );
  say(
    blind > 0,
    () =>
      `Looks in the window that could not see the area: ${b("record/tally/not-seen")} not seen and ${b("record/tally/failed")} failed; they say neither that anything stood there nor that nothing did.`,
  );
  say(
    blind === 0,
    () =>
      "No observer published the days on which cloud hid the place or no picture was taken: a day without a look on record is not a day without trains.",
  );
  say(model.undated > 0, () => `Observations without a date: ${b("undated")}; they enter no comparison.`);
  say(
    model.areas.approximate > 0,
    () =>
      `Outlines of ${b("areas/approximate")} of ${b("areas/total")} areas of this site are approximate, placed from words and distances, since nobody published one.`,
  );
  say(
    model.published.slips > 0,
    () =>
      `Publications of this observation with a weekday that does not fit their date: ${b("published/slips")}.`,
  );
  return sentences;
}
