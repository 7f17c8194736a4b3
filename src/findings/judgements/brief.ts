import { plainText } from "./binding.ts";
import { bind } from "./binding.ts";
import type { FindingModel } from "./model.ts";

/** A finding in about a dozen labelled lines, for a terminal. */
export function briefOf(model: FindingModel): readonly { readonly label: string; readonly text: string }[] {
  const v = (path: string, format = ""): string => plainText(bind(model, path, format));
  const { record, target } = model;
  const lines: { label: string; text: string }[] = [];
  const add = (label: string, text: string): void => {
    lines.push({ label, text });
  };
  const range =
    record.count.low === null || record.count.high === null
      ? ""
      : ` (${record.count.low} to ${record.count.high})`;
  const covered = target.countIds.some((id) => model.counts[id]?.cover === "covered");
  add(
    "count",
    `${v("record/count/best", "0")}${range} ${v("kind", "many")}, ${v(`looks/${target.look.id}/takenAt`, "date")}, by ${target.look.observer}${covered ? "; the loads were covered" : ""}`,
  );
  const before = record.largestBefore;
  if (before === null) add("before", "nothing comparable on record");
  else
    add(
      "before",
      before.basis === "published-maximum"
        ? `at most ${v("record/largestBefore/best", "0")} in ${v(`looks/${before.look}/takenAt`, "date")}; ${before.looksBehindIt === null ? "number of looks not published" : `${before.looksBehindIt} looks`}`
        : `${v("record/largestBefore/best", "0")} on ${v(`looks/${before.look}/takenAt`, "date")}, the largest of ${record.comparableLooks} comparable looks`,
    );
  if (record.ratio !== null) add("ratio", v("record/ratio", "2"));
  add("verdict", `${record.verdictInWords}: ${record.why}`);
  const [contrary] = record.contrary;
  if (contrary !== undefined && contrary.firm) {
    const amount = contrary.metres === null ? "" : `${v("record/contrary/0/metres", "0")} m of train, `;
    add(
      "against it",
      `${v(`looks/${contrary.look}/takenAt`, "date")}, ${contrary.observer}: ${amount}${v("record/contrary/0/cars/best", "0")} cars (${contrary.cars.low ?? "?"} to ${contrary.cars.high ?? "?"}); above that maximum: ${v("record/contrary/0/probabilityAboveMaximum", "likelihood")}`,
    );
    add(
      "even so",
      `${v("record/contrary/0/ratio", "1")} times that look; more cars on this day than then: ${v("record/contrary/0/probabilityBelowTarget", "likelihood")}`,
    );
  }
  const [onset] = model.onsets;
  if (onset !== undefined) {
    add(
      "began",
      `${onset.area ?? "site"}: after ${v("onsets/0/interval/from", "day")}, by ${v("onsets/0/interval/to", "day")}; ${onset.daysAfterEvent.earliest} to ${onset.daysAfterEvent.latest} days after the event`,
    );
    const falling = model.onsets.find((o) => o.rise.steady === "contradicted") ?? onset;
    add(
      "then",
      falling.rise.steady === "contradicted"
        ? `no steady rise: ${falling.rise.looks.map((l) => `${l.best}${falling.measure === "length" ? " m" : ""} on ${l.takenAt}`).join(", ")}`
        : `steady rise: ${falling.rise.why}`,
    );
  }
  const later = model.later.find((l) => l.unlike !== null);
  if (later !== undefined)
    add(
      "not beside",
      `${later.best} on ${v(`looks/${later.look}/takenAt`, "date")}: ${later.mix ?? later.unlike ?? ""}`,
    );
  if (model.chain !== null)
    add(
      "the chain",
      `${v("chain/from")}, ${v("chain/through")}, ${v("chain/to")}: ${v("chain/held")}; weakest ${v("chain/weakestFrom")} to ${v("chain/weakestTo")}, ${v("chain/why", "phrase")}`,
    );
  if (model.contradictions !== null && model.contradictions.total > 0)
    add(
      "disagree",
      `${v("contradictions/total")} sets of statements: ${v("contradictions/resolved")} resolved by a stated test, ${v("contradictions/compatible")} can hold at once, ${v("contradictions/open")} stay open`,
    );
  add(
    "confidence",
    `in the count ${model.confidence.count.level}, in the comparison ${model.confidence.record.level}`,
  );
  add("cannot say", "what lay under covers, which way a train went, what stood there on days without a look");
  return lines;
}
