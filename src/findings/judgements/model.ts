import { InputError } from "../../base/errors.ts";
import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import type { ChainModel, Bounds } from "../../movements/chain/chain.ts";
import { strengthInWords } from "../../movements/chain/words.ts";
import type { VoyageRow } from "../../movements/voyages/voyages-table.ts";
import { intervalOf, trueValue, type Interval } from "../../sites/counting/error-model.ts";
import { isKind, type Kind } from "../../sites/counting/kind.ts";
import type { Count, Look, Observation } from "../../sites/counting/look.ts";
import type { Area, Site } from "../../sites/counting/site.ts";
import { difference, mixInWords, type OutlineOf } from "../../sites/history/comparable.ts";
import type { EventRow } from "../../sites/history/event.ts";
import { onsetsAfter, type Onset } from "../../sites/history/onset.ts";
import { outlineVersions } from "../../sites/history/outline-version.ts";
import { isTestable, type TestableSample } from "../../sites/history/testable.ts";
import { testRecord } from "../../sites/history/record.ts";
import type { RecordAnswer } from "../../sites/history/record-answer.ts";
import { samplesFor, type Sample } from "../../sites/history/sample.ts";
import { thresholds, verdictInWords } from "../../sites/history/thresholds.ts";
import { weekdaySlip, type Publication } from "../claims/publications-table.ts";
import { confidenceIn, type Confidence } from "./confidence.ts";
import type { Question } from "./finding.ts";

/** The records of a case that a finding rests on. */
export interface FindingRecords {
  readonly site: Site;
  readonly areas: readonly Area[];
  readonly observations: readonly Observation[];
  readonly publications: readonly Publication[];
  readonly events: readonly EventRow[];
  readonly voyages: readonly VoyageRow[];
  /** What becomes of loads, where a leg bears on the site; left out or null where none does. */
  readonly chain?: ChainModel | null;
  /** Contradictions between statements, by standing; left out or null for none. */
  readonly contradictions?: ContradictionTally | null;
}

export interface ContradictionTally {
  readonly total: number;
  readonly resolved: number;
  readonly compatible: number;
  readonly open: number;
}

/** The way of more than one leg that is held best. */
export interface BestWay {
  readonly from: string;
  readonly to: string;
  readonly through: string;
  readonly held: string;
  readonly weakestFrom: string;
  readonly weakestTo: string;
  readonly why: string;
  readonly firstLoad: Bounds;
  readonly lastLoad: Bounds;
  /** Other ways of more than one leg to the same end. */
  readonly others: number;
}

/** A later look of the same kind whose figure is above the one under test. */
export interface LaterLarger {
  readonly look: string;
  readonly counts: readonly string[];
  readonly best: number;
  /** Why it is not like with like; null when it is. */
  readonly unlike: string | null;
  readonly mix: string | null;
}

/**
 * Everything that sentences may bind to, worked out from the records alone: building it twice from the same records gives the same.
 * Keys of `counts`, `looks` and `events` are the ids of records.
 */
export interface FindingModel {
  readonly question: Question;
  readonly site: Site;
  readonly kind: Kind;
  readonly target: TestableSample;
  readonly samples: readonly Sample[];
  readonly counts: Readonly<Record<string, Count & { readonly interval: Interval | null }>>;
  readonly looks: Readonly<Record<string, Look>>;
  readonly events: Readonly<Record<string, EventRow & { readonly span: TimeSpan | null }>>;
  readonly record: RecordAnswer & { readonly verdictInWords: string };
  readonly onsets: readonly Onset[];
  readonly published: {
    readonly pages: number;
    readonly ways: number;
    readonly words: string;
    readonly slips: number;
  };
  readonly later: readonly LaterLarger[];
  readonly areas: { readonly total: number; readonly approximate: number };
  readonly undated: number;
  readonly voyages: {
    readonly total: number;
    readonly off: number;
    /** Legs of ships, not of trains, of which no source names the ship. */
    readonly unnamed: number;
    readonly inferred: number;
  };
  /** null where no way of more than one leg is told. */
  readonly chain: BestWay | null;
  readonly contradictions: ContradictionTally | null;
  readonly confidence: { readonly count: Confidence; readonly record: Confidence };
  /** Firm looks that speak against the published maximum, besides the strongest. */
  readonly contraryFirmOthers: number;
  readonly constants: { readonly coverage: number; readonly fewestLooks: number };
}

/** Builds the model of a finding. @throws InputError when the question names something that the records do not hold */
export function buildModel(question: Question, records: FindingRecords): FindingModel {
  const { kind } = question;
  if (!isKind(kind)) throw InputError.of("finding", "kind", kind, "a kind that can be counted");
  const samples = samplesFor(kind, records.observations);
  const outlineOf = outlineVersions(records.areas);
  const target = samples.find(
    (s): s is TestableSample =>
      s.look.id === question.lookId && s.areaId === question.areaId && s.kind === kind && isTestable(s),
  );
  if (target === undefined)
    throw InputError.of(
      "finding",
      "look",
      question.lookId,
      `a look of ${question.siteId} with a date and a figure for ${kind}`,
    );
  const events = Object.fromEntries(
    records.events.map((e) => [e.event, { ...e, span: spanOf(e.at, records.site.zoneMinutes) }]),
  );
  const event = question.eventId === null ? null : events[question.eventId];
  if (event === undefined)
    throw InputError.of(
      "finding",
      "event",
      question.eventId ?? "",
      `an event of the case: ${Object.keys(events).join(", ")}`,
    );
  const record = testRecord(target, samples, { outlineOf, zoneMinutes: records.site.zoneMinutes });
  const targetPages = records.publications.filter((p) => target.countIds.includes(p.observation));
  const ways = new Set(targetPages.map((p) => p.qualifier || "no qualifier"));
  return {
    question,
    site: records.site,
    kind,
    target,
    samples,
    counts: Object.fromEntries(
      records.observations.map(({ count }) => [count.id, { ...count, interval: intervalFor(count) }]),
    ),
    looks: Object.fromEntries(records.observations.map(({ look }) => [look.id, look])),
    events,
    record: { ...record, verdictInWords: verdictInWords[record.verdict] },
    onsets: event?.span ? onsetsAfter(event.span, samples) : [],
    published: {
      pages: targetPages.length,
      ways: ways.size,
      words: [...ways].sort().join("; "),
      slips: targetPages.filter((p) => weekdaySlip(p) !== null).length,
    },
    later: laterLarger(target, samples, outlineOf),
    areas: { total: records.areas.length, approximate: records.areas.filter((a) => a.approximate).length },
    undated: samples.filter((s) => s.look.takenAt === null).length,
    voyages: {
      total: records.voyages.length,
      off: records.voyages.filter((v) => v.transponder === "off").length,
      unnamed: records.voyages.filter((v) => v.mode === "ship" && v.vessel === "").length,
      inferred: records.voyages.filter((v) => v.identifiedBy !== "named").length,
    },
    chain: bestWay(records.chain ?? null),
    contradictions: records.contradictions ?? null,
    confidence: confidenceIn(target, record, targetPages),
    contraryFirmOthers: Math.max(0, record.contrary.filter((c) => c.firm).length - 1),
    constants: { coverage: 90, fewestLooks: thresholds.fewestLooks },
  };
}

function bestWay(chain: ChainModel | null): BestWay | null {
  const path = chain?.paths.find((p) => p.holds && p.links.length > 1);
  if (chain === null || path === undefined) return null;
  const nameOf = (id: string | undefined): string => chain.places.find((p) => p.id === id)?.name ?? id ?? "";
  const weak = chain.links.find((l) => l.id === path.weakest.link);
  const none: Bounds = { low: null, high: null };
  return {
    from: nameOf(path.places[0]),
    to: nameOf(path.places.at(-1)),
    through: path.places.slice(1, -1).map(nameOf).join(" and "),
    held: strengthInWords[path.strength],
    weakestFrom: nameOf(weak?.from),
    weakestTo: nameOf(weak?.to),
    why: path.weakest.why[0] ?? "",
    firstLoad: path.carried[0] ?? none,
    lastLoad: path.carried.at(-1) ?? none,
    others: chain.paths.filter(
      (p) => p !== path && p.links.length > 1 && p.places.at(-1) === path.places.at(-1),
    ).length,
  };
}

const intervalFor = (count: Count): Interval | null => {
  const value = trueValue(count);
  return value === null ? null : intervalOf(value);
};

function spanOf(text: string, zoneMinutes: number): TimeSpan | null {
  const parsed = parseSpan(text, zoneMinutes);
  return parsed.ok ? parsed.span : null;
}

function laterLarger(
  target: TestableSample,
  samples: readonly Sample[],
  outlineOf: OutlineOf,
): LaterLarger[] {
  return samples
    .filter(
      (s): s is TestableSample => isTestable(s) && s.kind === target.kind && s.measure === target.measure,
    )
    .filter((s) => s.look.takenAt.fromMs >= target.look.takenAt.toMs && s.value.best > target.value.best)
    .sort((a, b) => a.look.takenAt.fromMs - b.look.takenAt.fromMs || (a.look.id < b.look.id ? -1 : 1))
    .map((s) => ({
      look: s.look.id,
      counts: s.countIds,
      best: s.value.best,
      unlike: difference(target, s, outlineOf),
      mix: s.mix === null ? null : mixInWords(s.mix),
    }));
}
