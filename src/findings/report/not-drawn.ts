import type { Observation } from "../../sites/counting/look.ts";
import { isPartOf, kindInWords, type Kind } from "../../sites/counting/kind.ts";
import type { FindingRecords } from "../judgements/model.ts";

export interface NotDrawn {
  readonly why: string;
  readonly number: number;
  /** The kinds among them, each with its number. */
  readonly kinds: readonly { readonly kind: string; readonly number: number }[];
}

/** The observations that a chart of one kind leaves out, by the reason. */
export function notDrawn(kind: Kind, records: FindingRecords, drawn: ReadonlySet<string>): NotDrawn[] {
  const corrected = new Set(
    records.observations.flatMap(({ count }) => (count.corrects === null ? [] : [count.corrects])),
  );
  const groups = new Map<string, Map<string, number>>();
  for (const observation of records.observations) {
    if (drawn.has(observation.count.id)) continue;
    const why = corrected.has(observation.count.id)
      ? "replaced by a correction"
      : reasonFor(kind, observation);
    const kinds = groups.get(why) ?? new Map<string, number>();
    const name = kindInWords(observation.count.kind, 2);
    kinds.set(name, (kinds.get(name) ?? 0) + 1);
    groups.set(why, kinds);
  }
  return [...groups]
    .map(([why, kinds]) => ({
      why,
      number: [...kinds.values()].reduce((sum, n) => sum + n, 0),
      kinds: [...kinds]
        .map(([k, number]) => ({ kind: k, number }))
        .sort((a, b) => b.number - a.number || (a.kind < b.kind ? -1 : 1)),
    }))
    .sort((a, b) => b.number - a.number || (a.why < b.why ? -1 : 1));
}

function reasonFor(kind: Kind, { look, count }: Observation): string {
  if (look.takenAt === null) return "no date";
  if (count.measure === "presence") return "seen or seen to be absent, without a number";
  if (count.statistic === "total" || count.measure === "monthly") return "totals over a period";
  if (count.measure === "share") return "shares of an area";
  if (count.statistic === "maximum" && count.measure === "length") return "the longest of a period";
  if (count.kind === "train") return "whole trains, the number of cars not told";
  if (isPartOf(count.kind, kind)) return `one sort of ${kindInWords(kind, 2)} alone`;
  return `other things than ${kindInWords(kind, 2)}`;
}
