import { quoted, type Fault } from "../../base/errors.ts";
import {
  addressColumn,
  idColumn,
  numberColumn,
  oneOf,
  optional,
  textColumn,
  type Column,
} from "../../base/table/column.ts";
import type { Table } from "../../base/table/table.ts";
import { offsetMinutes, weekdays, weekdayOf, type Weekday } from "../../base/time/calendar.ts";
import { parseSpan, spanForms, type TimeSpan } from "../../base/time/span.ts";
import { dayText } from "../../base/time/words.ts";
import { kinds, type Kind } from "./kind.ts";
import { covers, pages, type Cover, type Page } from "./look.ts";
import { largestFigure, measures, statistics, type Measure, type Statistic } from "./measure.ts";
import { outcomes, type Outcome } from "./outcome.ts";
import { qualifierMeaning, qualifierWords } from "./qualifier.ts";

/** One row of a table of published looks, as written: one observation. */
export interface LookRow {
  readonly observation: string;
  readonly look: string | null;
  readonly site: string;
  readonly area: string | null;
  readonly kind: Kind;
  readonly measure: Measure;
  readonly statistic: Statistic;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly qualifier: string;
  readonly cover: Cover;
  readonly takenAt: string;
  readonly takenZone: string;
  readonly takenWeekday: Weekday | null;
  readonly publishedAt: string;
  readonly observer: string;
  readonly publisher: string;
  readonly address: string;
  readonly page: Page;
  readonly provider: string;
  readonly sampleDistanceMetres: number | null;
  readonly looksSummed: number | "unknown";
  readonly outcome: Outcome;
  readonly reason: string;
  readonly caveats: string;
  readonly corrects: string | null;
}

const figure = (name: string, meaning: string): Column<number | null> =>
  optional(
    numberColumn({ name, meaning }, { from: 0, to: 1_000_000 }),
    null,
    "empty when the source gives none",
  );

/** A text cell that may be empty. */
export const freeText = (name: string, meaning: string, longest = 400): Column<string> =>
  optional(textColumn({ name, meaning }, longest), "");

export const qualifierColumn: Column<string> = {
  name: "qualifier",
  meaning: "How sure the source says it is, in its own words; several are parted by commas.",
  allowed: `${qualifierWords.join(", ")}; or empty`,
  needed: false,
  read: (text) =>
    qualifierMeaning(text) === null
      ? { ok: false, allowed: `${qualifierWords.join(", ")}; several parted by commas` }
      : { ok: true, value: text },
};

/** A calendar date of publication, which may be a month or a year. */
export const publishedColumn: Column<string> = {
  name: "published_at",
  meaning: "When the page was published, by its own words; never the day the picture was taken.",
  allowed: "2023-10-06, 2023-10 or 2023; or empty when not known",
  needed: false,
  read: (text) => {
    if (text === "") return { ok: true, value: "" };
    const parsed = parseSpan(text, 0);
    if (!parsed.ok) return parsed;
    const { precision } = parsed.span;
    const dated = precision === "day" || precision === "month" || precision === "year";
    return dated ? { ok: true, value: text } : { ok: false, allowed: "2023-10-06, 2023-10 or 2023" };
  },
};

const looksSummedWords = "1, a larger whole number, or unknown";

export const looksTable: Table<LookRow> = {
  name: "looks",
  oneRow:
    "One observation: a figure (or the lack of one) by one observer, for one kind, in one area, at one look.",
  columns: {
    observation: idColumn({
      name: "observation",
      meaning: "Names the observation; the same name twice in a case means the same observation.",
    }),
    look: optional(
      idColumn({
        name: "look",
        meaning: "Names the look; rows of one look share site, time, observer and picture.",
      }),
      null,
      "empty: the observation's own name",
    ),
    site: idColumn({ name: "site", meaning: "A site of the case." }),
    area: optional(
      idColumn({ name: "area", meaning: "An area of that site." }),
      null,
      "empty: the site as its observer drew it, outline not published",
    ),
    kind: oneOf({ name: "kind", meaning: "What was counted or measured." }, kinds),
    measure: oneOf(
      {
        name: "measure",
        meaning:
          "A number of things, metres, percent of the area, a number per month, or presence (1 seen, 0 seen to be absent).",
      },
      measures,
    ),
    statistic: optional(
      oneOf(
        {
          name: "statistic",
          meaning:
            "The value at one look, the largest over all looks of the period, or the sum over the period.",
        },
        statistics,
      ),
      "at-look",
      "empty: at-look",
    ),
    low: figure("low", "Lowest value that the source allows."),
    best: figure("best", "The figure that the source names."),
    high: figure("high", "Highest value that the source allows."),
    qualifier: qualifierColumn,
    cover: optional(
      oneOf({ name: "cover", meaning: "Whether the loads lay open." }, covers),
      "not-stated",
      "empty: not stated",
    ),
    takenAt: {
      name: "taken_at",
      meaning: "When the picture was taken: an interval with the precision of the source.",
      allowed: `${spanForms}; or empty when not known`,
      needed: true,
      // Read in full by `checkRow`, which knows the zone.
      read: (text) => ({ ok: true, value: text }),
    },
    takenZone: {
      name: "taken_zone",
      meaning: "The zone of taken_at when the source states one.",
      allowed: "Z or an offset such as +09:00; or empty: the civil time of the site",
      needed: false,
      read: (text) =>
        text === "" || offsetMinutes(text) !== null
          ? { ok: true, value: text }
          : { ok: false, allowed: "Z or an offset such as +09:00" },
    },
    takenWeekday: optional(
      oneOf(
        { name: "taken_weekday", meaning: "The weekday that the source names; must be that of taken_at." },
        weekdays,
      ),
      null,
    ),
    publishedAt: publishedColumn,
    observer: textColumn({ name: "observer", meaning: "Who looked at the picture and counted." }, 120),
    publisher: textColumn({ name: "publisher", meaning: "Who published the page." }, 120),
    address: optional(
      addressColumn({ name: "address", meaning: "Where the page is." }),
      "",
      "empty: no public address",
    ),
    page: oneOf({ name: "page", meaning: "How near the page is to the observer." }, pages),
    provider: freeText("provider", "Who took the picture.", 120),
    sampleDistanceMetres: optional(
      numberColumn(
        { name: "sample_distance_m", meaning: "Ground sample distance of the picture, metres per pixel." },
        { from: 0.01, to: 1000 },
      ),
      null,
      "empty when not stated",
    ),
    looksSummed: {
      name: "looks",
      meaning: "How many single looks the row sums up.",
      allowed: `${looksSummedWords}; empty: 1`,
      needed: false,
      read: (text) => {
        if (text === "" || text === "1") return { ok: true, value: 1 };
        if (text === "unknown") return { ok: true, value: "unknown" };
        return /^[1-9]\d{0,6}$/.test(text)
          ? { ok: true, value: Number(text) }
          : { ok: false, allowed: looksSummedWords };
      },
    },
    outcome: oneOf({ name: "outcome", meaning: "How the look ended." }, outcomes),
    reason: freeText("reason", "Why the outcome is not counted; needed when it is not."),
    caveats: freeText("caveats", "What limits the figure.", 600),
    corrects: optional(
      idColumn({
        name: "corrects",
        meaning: "An observation that this one replaces; the old one stays on record and enters no answer.",
      }),
      null,
    ),
  },
};

/** What a row must be checked against. */
export interface KnownPlaces {
  /** Minutes east of Greenwich of a site's civil time; undefined when the site is not in the case. */
  readonly zoneOf: (siteId: string) => number | undefined;
  readonly siteIds: () => readonly string[];
  readonly areaIds: (siteId: string) => readonly string[];
  /** The stretches in which an area of the site has an outline, in milliseconds since 1970; open ends are infinite. */
  readonly validity: (
    siteId: string,
    areaId: string,
  ) => readonly { readonly fromMs: number; readonly toMs: number }[];
}

/**
 * Checks what no single cell shows: that the time is one, that figures are ordered and fit the outcome, that places exist.
 * @returns when the picture was taken (null: not known), or undefined after adding to `faults`.
 */
export function checkRow(
  row: LookRow,
  where: string,
  places: KnownPlaces,
  faults: Fault[],
): TimeSpan | null | undefined {
  const before = faults.length;
  const fault = (field: string, found: string, allowed: string): void => {
    faults.push({ where, field, found, allowed });
  };
  const zone = places.zoneOf(row.site);
  if (zone === undefined)
    fault(
      "site",
      quoted(row.site),
      `a site of the case: ${places.siteIds().join(", ") || "none is there yet; add one with site add"}`,
    );
  else if (row.area !== null && !places.areaIds(row.site).includes(row.area))
    fault(
      "area",
      quoted(row.area),
      `an area of ${row.site}: ${places.areaIds(row.site).join(", ") || "it has none"}; or empty`,
    );
  checkFigures(row, fault);
  const takenAt = checkTime(row, zone ?? 0, fault);
  if (faults.length === before && row.area !== null && takenAt !== null) {
    const stretches = places.validity(row.site, row.area);
    if (!stretches.some(({ fromMs, toMs }) => takenAt.fromMs < toMs && takenAt.toMs > fromMs))
      fault(
        "area",
        `${row.area} at ${row.takenAt}`,
        `a time at which the area has an outline: ${stretches.map(stretchInWords).join(", ")}`,
      );
  }
  return faults.length > before ? undefined : takenAt;
}

const stretchInWords = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): string =>
  `${Number.isFinite(fromMs) ? dayText(fromMs) : "ever"} to ${Number.isFinite(toMs) ? dayText(toMs) : "now"}`;

type Report = (field: string, found: string, allowed: string) => void;

function checkFigures(row: LookRow, fault: Report): void {
  const { low, best, high, measure, outcome } = row;
  const largest = largestFigure[measure];
  for (const [field, value] of [
    ["low", low],
    ["best", best],
    ["high", high],
  ] as const)
    if (value !== null && value > largest) fault(field, String(value), `at most ${largest} for ${measure}`);
  if (low !== null && best !== null && low > best)
    fault("low", String(low), `at most best, which is ${best}`);
  if (best !== null && high !== null && best > high)
    fault("high", String(high), `at least best, which is ${best}`);
  if (low !== null && high !== null && low > high)
    fault("high", String(high), `at least low, which is ${low}`);
  const none = low === null && best === null && high === null;
  if (outcome === "counted" && none)
    fault(
      "outcome",
      "counted without low, best or high",
      "a figure, or partial, not-seen or failed with a reason",
    );
  if ((outcome === "not-seen" || outcome === "failed") && !none)
    fault("outcome", `${outcome} with a figure`, "no figure; zero is a count, and its outcome is counted");
  if (outcome !== "counted" && row.reason === "") fault("reason", "nothing", `why the outcome is ${outcome}`);
}

const monthsInProse = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;

function checkTime(row: LookRow, siteZone: number, fault: Report): TimeSpan | null {
  if (row.takenAt === "") {
    if (row.takenWeekday !== null) fault("taken_weekday", row.takenWeekday, "empty when taken_at is empty");
    return null;
  }
  const zoneStated = row.takenZone !== "";
  const parsed = parseSpan(
    row.takenAt,
    zoneStated ? (offsetMinutes(row.takenZone) ?? siteZone) : siteZone,
    zoneStated,
  );
  if (!parsed.ok) {
    const hint = monthsInProse.test(row.takenAt)
      ? "; write the date in figures and the weekday in taken_weekday"
      : "";
    fault("taken_at", quoted(row.takenAt), parsed.allowed + hint);
    return null;
  }
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(row.takenAt);
  if (row.takenWeekday !== null) {
    if (day === null || row.takenAt.includes("/"))
      fault("taken_weekday", row.takenWeekday, "empty unless taken_at is one day");
    else {
      const actual = weekdayOf(Number(day[1]), Number(day[2]), Number(day[3]));
      if (actual !== row.takenWeekday)
        fault("taken_weekday", row.takenWeekday, `${actual}, which ${day[0]} was; or another date`);
    }
  }
  if (row.publishedAt !== "") {
    const published = parseSpan(row.publishedAt, siteZone);
    // A page may be dated by a clock up to a day behind that of the site.
    if (published.ok && published.span.toMs + 86_400_000 <= parsed.span.fromMs)
      fault(
        "taken_at",
        `${quoted(row.takenAt)}, published ${row.publishedAt}`,
        "a time before the page was published",
      );
  }
  return parsed.span;
}
