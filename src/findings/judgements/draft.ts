import { familyOf } from "../../sites/counting/kind.ts";
import { qualifierMeaning } from "../../sites/counting/qualifier.ts";
import { bind } from "./binding.ts";
import { caveats } from "./caveats.ts";
import type { Part } from "./finding.ts";
import type { FindingModel } from "./model.ts";

export interface DraftSentence {
  readonly part: Part;
  readonly text: string;
}

/** Drafts a finding from its model: what was seen, what can be judged from it, how far to trust it, what it cannot say. */
export function draftFinding(model: FindingModel): DraftSentence[] {
  const b = (path: string, format = ""): string => bind(model, path, format);
  return [
    ...observed(model, b).map((text) => ({ part: "observation" as const, text })),
    ...judged(model, b).map((text) => ({ part: "judgement" as const, text })),
    ...confident(b).map((text) => ({ part: "confidence" as const, text })),
    ...caveats(model, b).map((text) => ({ part: "caveat" as const, text })),
    ...context(model, b).map((text) => ({ part: "context" as const, text })),
  ];
}

/** The title of a finding: the place, what was counted, and when. */
export function titleOf(model: FindingModel): string {
  const date = bind(model, `looks/${model.target.look.id}/takenAt`, "date");
  const kind = bind(model, "kind", "many");
  return `${model.site.name}: ${kind} on ${date}`;
}

export type Bind = (path: string, format?: string) => string;

const lookDate = (b: Bind, look: string): string => b(`looks/${look}/takenAt`, "date");

/** The figure of the target: bound to its count, or to the sum where the look counted parts. */
function figure(model: FindingModel, b: Bind): string {
  const [only, ...more] = model.target.countIds;
  return only !== undefined && more.length === 0 && model.counts[only]?.best !== null
    ? b(`counts/${only}/best`)
    : b("record/count/best", "0");
}

/** Who counted: the observer, or for a count of this program the people and the model behind it, as the count itself names them. */
function counter({ target, looks, counts }: FindingModel, b: Bind): string {
  const [only, ...more] = target.countIds;
  const { id } = target.look;
  const own =
    looks[id]?.observer === "Yardwatch" &&
    only !== undefined &&
    more.length === 0 &&
    (counts[only]?.publisher ?? "").startsWith("Yardwatch, ");
  return own ? b(`counts/${only}/publisher`) : b(`looks/${id}/observer`);
}

function observed(model: FindingModel, b: Bind): string[] {
  const { target, record, published } = model;
  const [first] = target.countIds;
  const rough =
    qualifierMeaning(first === undefined ? "" : (model.counts[first]?.qualifier ?? ""))?.rough ?? false;
  const range =
    record.count.low !== null && record.count.high !== null
      ? `, read as ${b("record/count/low")} to ${b("record/count/high")} (central ${b("constants/coverage")} %)`
      : "";
  const sentences = [
    `On ${lookDate(b, target.look.id)} ${rough ? "about " : ""}${figure(model, b)} ${b("kind", "many")} stood at ${b("site/name")}, as counted by ${counter(model, b)}${range}.`,
  ];
  if (published.pages > 1)
    sentences.push(
      `The record holds ${b("published/pages")} publications of this one observation, with ${b("published/ways")} kinds of qualifier (${b("published/words")}); it remains one observation.`,
    );
  return sentences;
}

function judged(model: FindingModel, b: Bind): string[] {
  return [...verdict(model, b), ...against(model, b), ...started(model, b)];
}

function verdict(model: FindingModel, b: Bind): string[] {
  const { record } = model;
  const sentences: string[] = [];
  const before = record.largestBefore;
  if (before !== null && record.ratio !== null) {
    const times = `${b("record/ratio", "2")} times the ${b("record/largestBefore/best", "0")}`;
    sentences.push(
      before.basis === "published-maximum"
        ? `That is ${times} that ${b(`looks/${before.look}/observer`)} gave as the most at one look in ${lookDate(b, before.look)}.`
        : `That is ${times} of the largest comparable look before it, ${lookDate(b, before.look)}.`,
    );
  }
  sentences.push(
    record.verdict === "cannot-tell"
      ? `Whether it is unprecedented the record test cannot tell: ${b("record/why")}.`
      : `By the record test it is ${b("record/verdictInWords")}: ${b("record/why")}.`,
  );
  if (record.probabilityExceeds !== null && before !== null)
    sentences.push(
      before.basis === "published-maximum"
        ? `If that maximum holds for the same ground, it is ${b("record/probabilityExceeds", "likelihood")} that more stood there on this day than at any look behind it.`
        : `It is ${b("record/probabilityExceeds", "likelihood")} that more stood there on this day than at any comparable look before it.`,
    );
  if (record.chanceOfRecord !== null)
    sentences.push(
      `Were this look nothing special, it would top all ${b("record/comparableLooks")} before it with a chance of ${b("record/chanceOfRecord", "%")}.`,
    );
  else if (before !== null)
    sentences.push(
      `The chance that a look tops all before it by accident cannot be given: ${b("record/unknown/chanceOfRecord")}.`,
    );
  return sentences;
}

/** What speaks against the published maximum, and whether the figure stands against that too. */
function against(model: FindingModel, b: Bind): string[] {
  const { contrary } = model.record;
  const [strongest] = contrary;
  if (strongest === undefined || !strongest.firm) return [];
  const at = "record/contrary/0";
  const measured =
    strongest.metres === null
      ? `${b(`${at}/cars/best`, "0")} ${b("kind", "many")}`
      : `${strongest.counts.map((id) => `${b(`counts/${id}/best`, "0")} m`).join(" and ")} of train, which is ${b(`${at}/cars/best`, "0")} cars (${b(`${at}/cars/low`)} to ${b(`${at}/cars/high`)})`;
  const others = contrary.filter((c) => c.firm).length - 1;
  const more =
    others < 1
      ? ""
      : `, and ${b("contraryFirmOthers")} more ${others === 1 ? "look speaks" : "looks speak"} the same way`;
  return [
    `The maximum itself is contested: on ${lookDate(b, strongest.look)} ${b(`looks/${strongest.look}/observer`)} published ${measured}; it is ${b(`${at}/probabilityAboveMaximum`, "likelihood")} that this was above the maximum, unless it lay outside the ground that the maximum is for${more}.`,
    `Against that look, the strongest that speaks against the maximum, the figure of ${lookDate(b, model.target.look.id)} is still ${b(`${at}/ratio`, "1")} times as large, and it is ${b(`${at}/probabilityBelowTarget`, "likelihood")} that more cars stood there than then.`,
  ];
}

function started(model: FindingModel, b: Bind): string[] {
  const [onset] = model.onsets;
  const { eventId } = model.question;
  if (onset === undefined || eventId === null) return [];
  const place = onset.area === null ? "site" : onset.area;
  const days = `${b("onsets/0/daysAfterEvent/earliest")} to ${b("onsets/0/daysAfterEvent/latest")} days after ${b(`events/${eventId}/at`, "day")} (${b(`events/${eventId}/what`, "phrase")})`;
  const sentences = [
    `At the ${place} it began after ${b("onsets/0/interval/from", "day")} and not later than ${b("onsets/0/interval/to", "day")}, ${days}: ${b(`looks/${onset.firstRaised}/observer`)} saw it empty on the first day and in use on the second.`,
  ];
  // Lengths tell more than a handful of cars: of the series that fall, the one with the largest figures is shown.
  const peak = (o: (typeof model.onsets)[number]): number => Math.max(...o.rise.looks.map((l) => l.best));
  const fallen = model.onsets
    .filter((o) => o.rise.steady === "contradicted")
    .sort((a, b2) => peak(b2) - peak(a))[0];
  const falling = fallen === undefined ? -1 : model.onsets.indexOf(fallen);
  if (falling >= 0) {
    const rise = `onsets/${falling}/rise`;
    const looks = model.onsets[falling]?.rise.looks ?? [];
    const unit = model.onsets[falling]?.measure === "length" ? " m" : "";
    const steps = looks
      .map((_, i) => `${b(`${rise}/looks/${i}/best`)}${unit} on ${b(`${rise}/looks/${i}/takenAt`, "day")}`)
      .join(", then ");
    sentences.push(
      `A steady rise after it is not borne out by the looks that have figures: ${steps} (${b(`onsets/${falling}/kind`, "many")}, ${b(`onsets/${falling}/observer`)}).`,
    );
  } else sentences.push(`Whether the rise was steady cannot be told: ${b("onsets/0/rise/why")}.`);
  return sentences;
}

function confident(b: Bind): string[] {
  return [
    `Confidence in the count is ${b("confidence/count/level")}: ${b("confidence/count/why")}.`,
    `Confidence in the comparison is ${b("confidence/record/level")}: ${b("confidence/record/why")}.`,
  ];
}

function context(model: FindingModel, b: Bind): string[] {
  const sentences = model.later.map((later, i) => {
    const unlike =
      later.unlike === null
        ? `like with like by its labels; on record with it: ${laterCaveats(model, b, later.counts)}`
        : `not set beside the figure above: ${b(`later/${i}/unlike`)}`;
    return `Later, on ${lookDate(b, later.look)}, ${b(`later/${i}/best`, "0")} ${b("kind", "many")} are on record (${b(`looks/${later.look}/observer`)}), ${unlike}.`;
  });
  const cargo = model.record.contrary.findIndex((c) => !c.firm && c.metres !== null);
  if (cargo >= 0) {
    const at = `record/contrary/${cargo}`;
    const look = model.record.contrary[cargo]?.look ?? "";
    sentences.push(
      `${b(`${at}/metres`, "0")} m of cargo lines on the tracks on ${lookDate(b, look)} would be ${b(`${at}/cars/best`, "0")} cars if all of it stood on cars, which its source does not say.`,
    );
  }
  if (familyOf(model.kind) === "rail" && model.voyages.total > 0)
    sentences.push(
      `Onward from the port nearby, ${b("voyages/total")} published legs are on record, ${b("voyages/off")} with the transponder off by their sources and ${b("voyages/unnamed")} whose ship was not named; nothing of that rests on position reports.`,
    );
  if (model.chain !== null) sentences.push(...chainTold(model.chain, b));
  if (model.contradictions !== null && model.contradictions.total > 0)
    sentences.push(
      `Published statements that contradict each other: ${b("contradictions/total")} sets are on record, of which ${b("contradictions/resolved")} are resolved by a stated test, ${b("contradictions/compatible")} can hold at once and ${b("contradictions/open")} stay open.`,
    );
  return sentences;
}

function chainTold({ firstLoad, lastLoad, others }: NonNullable<FindingModel["chain"]>, b: Bind): string[] {
  const sentences = [
    `From ${b("chain/from")} the way that is held best runs through ${b("chain/through")} to ${b("chain/to")}; it is ${b("chain/held")}, by its weakest link, ${b("chain/weakestFrom")} to ${b("chain/weakestTo")}: ${b("chain/why", "phrase")}.`,
  ];
  if (firstLoad.low !== null && firstLoad.high !== null && lastLoad.low !== null && lastLoad.high !== null)
    sentences.push(
      `Of a first load of ${b("chain/firstLoad/low")} to ${b("chain/firstLoad/high")} containers between ${b("chain/lastLoad/low")} and ${b("chain/lastLoad/high")} can have come to its end, as far as the record tells.`,
    );
  if (others > 0)
    sentences.push(
      `Other ways to the same end that are open and of which no load is on record: ${b("chain/others")}.`,
    );
  return sentences;
}

function laterCaveats(model: FindingModel, b: Bind, counts: readonly string[]): string {
  const [first] = counts;
  return first !== undefined && (model.counts[first]?.caveats ?? "") !== ""
    ? b(`counts/${first}/caveats`, "phrase")
    : "no caveat";
}
