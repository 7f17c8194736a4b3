import { bandInWords } from "../judgements/likelihood.ts";
import { plainText } from "../judgements/binding.ts";
import type { FindingRecord, JudgementRecord, Part, Question } from "../judgements/finding.ts";
import { holderOf, type HeldValue, type Reason } from "../judgements/held.ts";
import {
  namedRecords,
  recordKey,
  recordLink,
  type ChainContext,
  type RecordLink,
  type TrailLink,
} from "./evidence-chain.ts";
import { changesBetween, type SentenceChange } from "./finding-changes.ts";
import { restsOn, type RestingRecord, type RestsOn } from "./rests-on.ts";

/** Whether a finding, or a sentence of it, still says what the records say. */
export type FindingState = "holds" | "drifted" | "cannot-check";

export interface BoundPiece {
  /** "7.3": the third value of the seventh sentence; names the value in the address of a screen. */
  readonly key: string;
  readonly path: string;
  readonly printed: string;
  readonly now: string | null;
  readonly agrees: boolean;
  /** "95 to 99 %" where the value is a likelihood word. */
  readonly band: string | null;
  /** Why it does not agree, in words; empty while it does. */
  readonly why: string;
}

export type ScreenPiece = { readonly text: string } | { readonly bound: BoundPiece };

export interface ScreenSentence {
  /** From 1; 0 is the title. */
  readonly place: number;
  readonly part: Part | "title";
  readonly state: FindingState;
  readonly pieces: readonly ScreenPiece[];
}

/** How a value leads back to its evidence. */
export interface Chain {
  readonly how: string;
  readonly method: RestsOn["method"];
  readonly records: readonly { readonly key: string; readonly role: string }[];
  /** Records that the value rests on besides those listed. */
  readonly more: number;
}

export interface FindingVersion {
  readonly id: string;
  readonly madeAt: string;
}

export interface FindingScreen {
  readonly id: string;
  readonly title: string;
  readonly question: Question;
  readonly state: FindingState;
  /** Why the finding cannot be held against the records at all; null where it can. */
  readonly fault: string | null;
  /** Values that no longer agree. */
  readonly drifted: number;
  readonly sentences: readonly ScreenSentence[];
  readonly confidence: readonly { readonly of: string; readonly level: string; readonly why: string }[];
  readonly likelihoods: readonly { readonly word: string; readonly band: string }[];
  /** By path. */
  readonly chains: Readonly<Record<string, Chain>>;
  /** By key. */
  readonly records: Readonly<Record<string, RecordLink>>;
  readonly trails: readonly TrailLink[];
  readonly made: FindingVersion & { readonly program: string };
  /** All findings of the same question, oldest first. */
  readonly versions: readonly FindingVersion[];
  /** Against the version before; null for the first. */
  readonly changes: { readonly from: string; readonly sentences: readonly SentenceChange[] } | null;
  /** What came on record after the finding was drafted, newest first. */
  readonly since: readonly Pick<TrailLink, "id" | "step" | "madeAt" | "records">[];
}

export interface FindingScreenInput extends ChainContext {
  readonly finding: FindingRecord;
  readonly sentences: readonly JudgementRecord[];
  readonly fault: string | null;
  readonly made: FindingVersion & { readonly program: string };
  readonly versions: readonly FindingVersion[];
  readonly previous: { readonly id: string; readonly sentences: readonly JudgementRecord[] } | null;
  readonly since: FindingScreen["since"];
}

/** A value leads to this many records by name; a history of a thousand looks is a link to the history. */
export const mostRecords = 12;

/** All paths that a finding binds to, each once. */
export function pathsOf(
  finding: FindingRecord,
  sentences: readonly Pick<JudgementRecord, "text">[],
): string[] {
  const holder = holderOf({});
  const texts = [finding.title, ...sentences.map((s) => s.text)];
  return [
    ...new Set(
      texts.flatMap((text) => holder.sentence(text).flatMap((p) => ("value" in p ? [p.value.path] : []))),
    ),
  ];
}

/**
 * A finding as a screen shows it: every sentence readable, every value held against the records as they are now, and from every value
 * the way back to its evidence. Nothing is refused here: a finding that drifted is shown with what drifted.
 */
export function findingScreen(input: FindingScreenInput): FindingScreen {
  const { finding, sentences, model, fault } = input;
  const chains: Record<string, Chain> = {};
  const records: Record<string, RecordLink> = {};
  const rested = pathsOf(finding, sentences).map((path) => ({ path, rests: restsOn(model, path) }));
  const named = namedRecords(
    input.records,
    rested.flatMap(({ rests }) => rests.records.slice(0, mostRecords)),
  );
  for (const { path, rests } of rested) {
    const listed = withCorrections(rests.records.slice(0, mostRecords), named.correctedBy);
    chains[path] = {
      how: rests.how,
      method: rests.method,
      records: listed.map((r) => ({ key: recordKey(r), role: r.role })),
      more: Math.max(0, rests.records.length - mostRecords),
    };
    for (const resting of listed) records[recordKey(resting)] ??= recordLink(resting, input, named);
  }
  const why = (value: HeldValue): string =>
    value.reason === null ? "" : reasonInWords(value, value.reason, chains[value.path], records, input);
  const holder = holderOf(model ?? {});
  const shown = [
    { place: 0, part: "title" as const, text: finding.title },
    ...sentences.map(({ place, part, text }) => ({ place, part, text })),
  ].map(({ place, part, text }): ScreenSentence => {
    let values = 0;
    const pieces = holder
      .sentence(text)
      .map((piece): ScreenPiece =>
        "text" in piece
          ? piece
          : { bound: boundPiece(`${place}.${++values}`, piece.value, model === null, why) },
      );
    const drifted = pieces.some((p) => "bound" in p && !p.bound.agrees);
    return { place, part, pieces, state: model === null ? "cannot-check" : drifted ? "drifted" : "holds" };
  });
  const bound = shown.flatMap((s) => s.pieces.flatMap((p) => ("bound" in p ? [p.bound] : [])));
  const drifted = model === null ? 0 : bound.filter((b) => !b.agrees).length;
  const used = new Set(Object.values(records).map((r) => r.trail));
  return {
    id: finding.id,
    title: plainText(finding.title),
    question: finding.question,
    state: model === null ? "cannot-check" : drifted > 0 ? "drifted" : "holds",
    fault,
    drifted,
    sentences: shown,
    confidence:
      model === null
        ? []
        : [
            { of: "the count", ...model.confidence.count },
            { of: "the comparison", ...model.confidence.record },
          ],
    likelihoods: [
      ...new Map(bound.flatMap(({ printed, band }) => (band === null ? [] : [[printed, band] as const]))),
    ].map(([word, band]) => ({ word, band })),
    chains,
    records,
    trails: [...input.trails.values()].filter((t) => used.has(t.id)),
    made: input.made,
    versions: input.versions,
    changes:
      input.previous === null
        ? null
        : { from: input.previous.id, sentences: changesBetween(input.previous.sentences, sentences) },
    since: input.since,
  };
}

/** After each corrected count, the one that stands in its place. */
function withCorrections(
  resting: readonly RestingRecord[],
  correctedBy: ReadonlyMap<string, string>,
): RestingRecord[] {
  return resting.flatMap((record): RestingRecord[] => {
    if (record.table !== "counts") return [record];
    const by = correctedBy.get(record.id);
    return by === undefined || resting.some((r) => r.table === "counts" && r.id === by)
      ? [record]
      : [record, { table: "counts", id: by, role: "stands in its place" }];
  });
}

function boundPiece(
  key: string,
  value: HeldValue,
  unchecked: boolean,
  why: (value: HeldValue) => string,
): BoundPiece {
  const { path, printed, format } = value;
  return {
    key,
    path,
    printed,
    now: unchecked ? null : value.now,
    agrees: !unchecked && value.agrees,
    band: format === "likelihood" ? bandInWords(printed) : null,
    why: unchecked ? "" : why(value),
  };
}

function reasonInWords(
  { printed, now, correctedBy }: HeldValue,
  reason: Reason,
  chain: Chain | undefined,
  records: Readonly<Record<string, RecordLink>>,
  { since, made }: FindingScreenInput,
): string {
  if (reason === "corrected")
    return `count ${correctedBy ?? ""} corrects the one that was printed: ${now ?? "no value"} stands in place of ${printed}`;
  const altered = (chain?.records ?? []).filter(({ key }) => records[key]?.altered);
  if (altered.length > 0)
    return `${altered.map((r) => r.key.replace(" ", " record ").replace(/^counts/, "count")).join(", ")} was altered outside of the program: it no longer fits its hash`;
  const corrected = (chain?.records ?? []).flatMap(({ key }) => records[key]?.correctedBy ?? []);
  if (corrected.length > 0)
    return `worked out anew, since ${corrected.join(" and ")} corrects a count behind it`;
  if (reason === "gone") return "nothing on record leads to it any more";
  const [latest] = since;
  return latest === undefined
    ? `this program works it out otherwise than ${made.program} did`
    : `worked out anew from records that came since the draft, last by ${latest.step}`;
}
