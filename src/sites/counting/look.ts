import type { TimeSpan } from "../../base/time/span.ts";
import type { Kind } from "./kind.ts";
import type { MachineMeans } from "./means.ts";
import type { Measure, Statistic } from "./measure.ts";
import type { Outcome } from "./outcome.ts";

/** One attempt of one observer to see one site at one time. A cloudy day is a look. */
export interface Look {
  readonly id: string;
  readonly siteId: string;
  /** null: the source gives no date. */
  readonly takenAt: TimeSpan | null;
  /** Who looked. */
  readonly observer: string;
  /** Who took the picture; empty when the source does not say. */
  readonly provider: string;
  /** Ground sample distance in metres per pixel; null when not stated. */
  readonly sampleDistanceMetres: number | null;
  /** How many single looks this one sums up: 1, more for a published total or maximum, null when the source does not say. */
  readonly looksSummed: number | null;
}

/** How near a page is to who made the observation. */
export const pages = ["primary", "official", "quoting", "mirror", "aggregator"] as const;
export type Page = (typeof pages)[number];

export const covers = ["open", "covered", "cannot-tell", "not-stated"] as const;
export type Cover = (typeof covers)[number];

/** How many of a kind in an area at a look, as the source gives it. Figures that the source does not give are null. */
export interface Count {
  readonly id: string;
  readonly lookId: string;
  /** null: the site as its observer drew it, with no published outline. */
  readonly areaId: string | null;
  readonly kind: Kind;
  readonly measure: Measure;
  readonly statistic: Statistic;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  /** The source's own words for how sure the figure is, from the words of `qualifier.ts`. */
  readonly qualifier: string;
  readonly cover: Cover;
  readonly outcome: Outcome;
  /** Why the outcome is not `counted`; empty when it is. */
  readonly reason: string;
  readonly caveats: string;
  /** The page that the figure was taken from: who published it, where, when, and how near it is to the observer. */
  readonly publisher: string;
  readonly address: string;
  readonly page: Page;
  readonly publishedAt: string;
  /** The count that this one replaces; it stays on record and no longer enters any answer. */
  readonly corrects: string | null;
}

/** A count together with its look: what a history is made of. */
export interface Observation {
  readonly look: Look;
  readonly count: Count;
  /** How the machine counted; left out where people did, by themselves or with it. */
  readonly byMachine?: MachineMeans;
  /** Names the outline of its area that the count was made in; left out where the day of the look tells. */
  readonly outline?: string;
}

/** What a history needs of an observation: the figure and what makes it comparable, without what is only printed. */
export interface ObservedFigure {
  readonly look: Omit<Look, "provider">;
  readonly count: Omit<Count, "cover" | "caveats" | "publisher" | "address" | "page" | "publishedAt">;
  readonly byMachine?: MachineMeans;
  /** Names the outline of its area that the count was made in; left out where the day of the look tells. */
  readonly outline?: string;
}
