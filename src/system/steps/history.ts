import { InputError, quoted } from "../../base/errors.ts";
import { overlaps, parseSpan, type TimeSpan } from "../../base/time/span.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Site } from "../../sites/counting/site.ts";
import { onsetsAfter, type Onset } from "../../sites/history/onset.ts";
import { outlineVersions } from "../../sites/history/outline-version.ts";
import { isTestable, type TestableSample } from "../../sites/history/testable.ts";
import { testRecord } from "../../sites/history/record.ts";
import type { RecordAnswer } from "../../sites/history/record-answer.ts";
import { samplesFor, type Sample } from "../../sites/history/sample.ts";
import type { Case } from "../files/case-folder.ts";
import { readEvents, readFigures, readPlaces } from "../store/reading.ts";

export interface HistoryQuestion {
  readonly site: string;
  readonly kind: Kind;
  /** A date at which the look under test was taken; the newest look when left out. */
  readonly at?: string | undefined;
  /** An area of the site; the site as its observer drew it when left out and such a look exists. */
  readonly area?: string | undefined;
  /** The look itself, where a date does not single it out. */
  readonly look?: string | undefined;
  /** An event after which the onset of a rise is sought. */
  readonly event?: string | undefined;
  readonly windowYears?: number | undefined;
}

export interface HistoryAnswer extends RecordAnswer {
  readonly site: string;
  readonly kind: Kind;
  readonly observer: string;
  readonly onsets?: readonly Onset[];
}

/** The history of a kind at a site, and the record test for one look of it. Reads the records and writes nothing. */
export function askHistory(opened: Case, question: HistoryQuestion): HistoryAnswer {
  const places = readPlaces(opened.database);
  const site = siteOf(places.sites, question.site);
  const samples = samplesFor(question.kind, readFigures(opened.database, site.id));
  const target = chooseTarget(question, samples, site.zoneMinutes);
  const outlineOf = outlineVersions(places.areas.filter((a) => a.siteId === site.id));
  const options = { outlineOf, zoneMinutes: site.zoneMinutes };
  const answer = testRecord(
    target,
    samples,
    question.windowYears === undefined ? options : { ...options, windowYears: question.windowYears },
  );
  const event = eventSpan(opened, question.event, site.zoneMinutes);
  return {
    site: site.id,
    kind: question.kind,
    observer: target.look.observer,
    ...answer,
    ...(event === null ? {} : { onsets: onsetsAfter(event, samples) }),
  };
}

/** @throws InputError that lists the sites when the name is none of them */
export function siteOf(sites: readonly Site[], name: string): Site {
  const site = sites.find((s) => s.id === name);
  if (site === undefined)
    throw InputError.of(
      "history",
      "site",
      quoted(name),
      `a site of the case: ${sites.map((s) => s.id).join(", ") || "none yet"}`,
    );
  return site;
}

function eventSpan(opened: Case, id: string | undefined, zoneMinutes: number): TimeSpan | null {
  if (id === undefined) return null;
  const events = readEvents(opened.database);
  const event = events.find((e) => e.event === id);
  if (event === undefined)
    throw InputError.of(
      "history",
      "--event",
      quoted(id),
      `an event of the case: ${events.map((e) => e.event).join(", ") || "none yet"}`,
    );
  const parsed = parseSpan(event.at, zoneMinutes);
  return parsed.ok ? parsed.span : null;
}

/** The one look that a question means. @throws InputError that lists the looks when it means none or several */
export function chooseTarget(
  question: HistoryQuestion,
  samples: readonly Sample[],
  zoneMinutes: number,
): TestableSample {
  const figures = samples.filter((s): s is TestableSample => s.kind === question.kind && isTestable(s));
  const listed = (some: readonly TestableSample[]): string =>
    some.length === 0
      ? "none"
      : some
          .slice(0, 12)
          .map((s) => `${s.look.id} (${s.look.takenAt.text}${s.areaId === null ? "" : `, ${s.areaId}`})`)
          .join(", ") + (some.length > 12 ? `, and ${some.length - 12} more` : "");
  const allowed = `looks of ${question.site} with a date and a figure for ${question.kind}: ${listed(figures)}`;
  const narrowed = figures
    .filter((s) => question.look === undefined || s.look.id === question.look)
    .filter((s) => question.area === undefined || s.areaId === question.area);
  if (narrowed.length === 0)
    throw InputError.of(
      "history",
      question.look === undefined ? "site, --kind or --area" : "--look",
      quoted(question.look ?? question.area ?? question.kind),
      allowed,
    );
  const found = question.at === undefined ? newest(narrowed) : at(question.at, narrowed, zoneMinutes);
  if (found.length === 0) throw InputError.of("history", "--at", quoted(question.at ?? ""), allowed);
  const whole = question.area === undefined ? found.filter((s) => s.areaId === null) : found;
  const chosen = whole.length > 0 ? whole : found;
  const [only, second] = chosen;
  if (only === undefined || second !== undefined)
    throw InputError.of(
      "history",
      "--at",
      `${chosen.length} looks`,
      `one look; name it with --look or --area: ${listed(chosen)}`,
    );
  return only;
}

function at(text: string, figures: readonly TestableSample[], zoneMinutes: number): TestableSample[] {
  const parsed = parseSpan(text, zoneMinutes);
  if (!parsed.ok) throw InputError.of("history", "--at", quoted(text), parsed.allowed);
  return figures.filter((s) => overlaps(s.look.takenAt, parsed.span));
}

function newest(figures: readonly TestableSample[]): TestableSample[] {
  const last = figures.reduce((most, s) => Math.max(most, s.look.takenAt.fromMs), -Infinity);
  return figures.filter((s) => s.look.takenAt.fromMs === last);
}
