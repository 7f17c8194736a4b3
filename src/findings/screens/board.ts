import { dayMs } from "../../base/time/calendar.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import { spanAtSite } from "../../base/time/words.ts";
import type { Interval } from "../../sites/counting/error-model.ts";
import { kindInWords, type Kind } from "../../sites/counting/kind.ts";
import type { ObservedFigure } from "../../sites/counting/look.ts";
import type { Area, Site } from "../../sites/counting/site.ts";
import { outlineVersions } from "../../sites/history/outline-version.ts";
import { testRecord } from "../../sites/history/record.ts";
import { samplesFor, type Sample } from "../../sites/history/sample.ts";
import { isTestable, type TestableSample } from "../../sites/history/testable.ts";
import { verdictInWords, type Verdict } from "../../sites/history/thresholds.ts";
import { exposuresOf, type Exposure } from "../../sites/pictures/exposures.ts";
import { dayStateOf, lookUsability } from "../../sites/pictures/look-usability.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { unitAfter } from "../report/figures.ts";
import type { CountedBy } from "./history-point.ts";
import { leadingKind } from "./leading-kind.ts";
import { needRank, type Need } from "./needs.ts";
import { needsOf } from "./needs-of-site.ts";
import { sparklineOf, type SparkPoint } from "./sparkline.ts";

/** A look that a row names. */
export interface LookOnBoard {
  readonly look: string;
  readonly date: string;
  readonly atMs: number;
  readonly endMs: number;
}

/** What the newest count of a site says, and against what. */
export interface NewestCount extends LookOnBoard {
  readonly area: string | null;
  readonly observer: string;
  readonly by: CountedBy;
  readonly count: Interval;
  /** "railcars", "m". */
  readonly things: string;
  readonly unit: string;
  readonly verdict: Verdict;
  readonly verdictWords: string;
  readonly why: string;
  readonly comparableLooks: number;
  readonly ratio: number | null;
  readonly before:
    | (Interval & { readonly look: string; readonly basis: "comparable-look" | "published-maximum" })
    | null;
}

/** A site on the board, without what depends on today. */
export interface SiteOnBoard {
  readonly site: string;
  readonly name: string;
  readonly country: string;
  /** Some of its pictures are simulated. */
  readonly simulated: boolean;
  readonly looks: number;
  readonly kind: Kind | null;
  readonly kindWords: string;
  readonly lastLook: LookOnBoard | null;
  readonly lastUsable: LookOnBoard | null;
  readonly newest: NewestCount | null;
  /** Why there is no newest count; empty where there is. */
  readonly noNewest: string;
  readonly spark: readonly SparkPoint[];
  readonly needs: readonly Need[];
}

export interface BoardRow extends SiteOnBoard {
  /** Whole days since the last usable look ended; null where there never was one. */
  readonly blindDays: number | null;
}

export interface Board {
  readonly rows: readonly BoardRow[];
  /** Sites that are not worked out yet: ask again. */
  readonly pending: number;
}

/** What is on record of a site, for its row. */
export interface BoardSiteInput {
  readonly site: Site;
  readonly areas: readonly Area[];
  readonly figures: readonly ObservedFigure[];
  readonly pictures: readonly PictureLook[];
  readonly byPeople: ReadonlySet<string>;
  /** Looks on which people have put marks. */
  readonly markedByPeople: ReadonlySet<string>;
  /** Findings of the site that no longer agree with the records, with how many figures drifted. */
  readonly drifted: readonly { readonly finding: string; readonly title: string; readonly figures: number }[];
}

/** The row of one site. The same records give the same row. */
export function siteOnBoard(input: BoardSiteInput): SiteOnBoard {
  const { site, figures, pictures } = input;
  const counted = leadingKind(figures);
  // A site with pictures alone is judged for what this program counts.
  const kind = counted ?? (pictures.length > 0 ? "railcar" : null);
  const samples = kind === null ? [] : samplesFor(kind, figures);
  const exposures = kind === null ? [] : exposuresOf(pictures, kind);
  const newest = kind === null ? null : newestOf(kind, samples);
  const { lastLook, looks } = lastOf(input);
  return {
    site: site.id,
    name: site.name,
    country: site.country,
    simulated: pictures.some((p) => p.picture?.simulated === true),
    looks,
    kind,
    kindWords: kind === null ? "" : kindInWords(kind, 2),
    lastLook,
    lastUsable: kind === null ? null : lastUsableOf(kind, samples, exposures, input),
    newest: newest === null ? null : newestCount(newest, samples, input),
    noNewest:
      newest !== null
        ? ""
        : looks === 0
          ? "no look yet"
          : counted === null && pictures.length > 0
            ? "nothing counted yet"
            : "no look gave a number that can be dated",
    spark: kind === null ? [] : sparklineOf(kind, samples, newest, site.zoneMinutes),
    needs: needsOf({ ...input, kind: kind ?? "railcar", samples, exposures, newest }),
  };
}

/** Rows in the order in which they need a person: by their first need, then the longer blind, then by name. */
export function boardRows(sites: readonly SiteOnBoard[], nowMs: number): BoardRow[] {
  return sites
    .map((site): BoardRow => ({ ...site, blindDays: blindDaysOf(site.lastUsable, nowMs) }))
    .sort(
      (a, b) =>
        needRank(a.needs) - needRank(b.needs) ||
        (b.blindDays ?? Infinity) - (a.blindDays ?? Infinity) ||
        (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    );
}

/** A look that is dated ahead of the clock leaves nothing blind. */
function blindDaysOf(last: LookOnBoard | null, nowMs: number): number | null {
  return last === null ? null : Math.max(0, Math.floor((nowMs - last.endMs) / dayMs));
}

const onBoard = (look: string, at: TimeSpan, zoneMinutes: number): LookOnBoard => ({
  look,
  date: spanAtSite(at, zoneMinutes),
  atMs: at.fromMs,
  endMs: at.toMs,
});

/** The last single look of any kind: one published as many is a review of a period. */
function lastOf({ figures, pictures, site }: BoardSiteInput): {
  readonly lastLook: LookOnBoard | null;
  readonly looks: number;
} {
  const seen = new Set<string>();
  let last: { id: string; takenAt: TimeSpan } | null = null;
  const see = (id: string, takenAt: TimeSpan | null, single: boolean): void => {
    seen.add(id);
    if (single && takenAt !== null && (last === null || takenAt.fromMs > last.takenAt.fromMs))
      last = { id, takenAt };
  };
  for (const { look } of figures) see(look.id, look.takenAt, look.looksSummed === 1);
  for (const { look } of pictures) see(look.id, look.takenAt, true);
  const found = last as { id: string; takenAt: TimeSpan } | null;
  return {
    lastLook: found === null ? null : onBoard(found.id, found.takenAt, site.zoneMinutes),
    looks: seen.size,
  };
}

/** Usable: a picture that the rule calls so for the kind, or a look in which somebody counted it. */
function lastUsableOf(
  kind: Kind,
  samples: readonly Sample[],
  exposures: readonly Exposure[],
  { site }: BoardSiteInput,
): LookOnBoard | null {
  let last: { id: string; at: TimeSpan } | null = null;
  const see = (id: string, at: TimeSpan | null): void => {
    if (at !== null && (last === null || at.toMs > last.at.toMs)) last = { id, at };
  };
  for (const { counted } of exposures)
    if (dayStateOf(lookUsability(counted, kind)) === "usable") see(counted.look.id, counted.look.takenAt);
  for (const s of samples)
    if (s.kind === kind && s.outcome === "counted" && isTestable(s) && s.measure !== "presence")
      see(s.look.id, s.look.takenAt);
  const found = last as { id: string; at: TimeSpan } | null;
  return found === null ? null : onBoard(found.id, found.at, site.zoneMinutes);
}

/** The newest figure: of several at one time that of the whole site, then the first by name. */
function newestOf(kind: Kind, samples: readonly Sample[]): TestableSample | null {
  let newest: TestableSample | null = null;
  for (const s of samples)
    if (
      s.kind === kind &&
      isTestable(s) &&
      s.measure === "count" &&
      (newest === null || goesBefore(s, newest))
    )
      newest = s;
  return newest;
}

function goesBefore(a: TestableSample, b: TestableSample): boolean {
  const [one, other] = [a.look.takenAt.fromMs, b.look.takenAt.fromMs];
  if (one !== other) return one > other;
  const [whole, otherWhole] = [a.areaId === null, b.areaId === null];
  if (whole !== otherWhole) return whole;
  return (a.countIds[0] ?? "") < (b.countIds[0] ?? "");
}

function newestCount(
  target: TestableSample,
  samples: readonly Sample[],
  { site, areas, byPeople }: BoardSiteInput,
): NewestCount {
  const record = testRecord(target, samples, {
    outlineOf: outlineVersions(areas),
    zoneMinutes: site.zoneMinutes,
  });
  const before = record.largestBefore;
  return {
    ...onBoard(target.look.id, target.look.takenAt, site.zoneMinutes),
    area: target.areaId,
    observer: target.look.observer,
    by:
      target.byMachine !== null
        ? "machine"
        : target.countIds.some((id) => byPeople.has(id))
          ? "people"
          : "published",
    count: record.count,
    things: kindInWords(target.kind, record.count.best),
    unit: unitAfter(target.measure).trim(),
    verdict: record.verdict,
    verdictWords: verdictInWords[record.verdict],
    why: record.why,
    comparableLooks: record.comparableLooks,
    ratio: record.ratio,
    before:
      before === null
        ? null
        : {
            low: before.low,
            best: before.best,
            high: before.high,
            look: before.look,
            basis: before.basis,
          },
  };
}
