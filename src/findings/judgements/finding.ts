/** What a finding answers. */
export interface Question {
  readonly siteId: string;
  readonly kind: string;
  /** The look under test. */
  readonly lookId: string;
  /** The area of the figure; null for the site as its observer drew it. */
  readonly areaId: string | null;
  /** The event after which an onset is sought; null for none. */
  readonly eventId: string | null;
}

export interface FindingRecord {
  readonly id: string;
  readonly title: string;
  readonly question: Question;
}

/** Where a sentence stands in a report. A judgement carries a likelihood; confidence is said in sentences of its own. */
export const parts = ["observation", "judgement", "confidence", "caveat", "context"] as const;
export type Part = (typeof parts)[number];

/** One sentence of a finding, with every number in it bound: see `binding.ts`. */
export interface JudgementRecord {
  readonly finding: string;
  /** Position in the finding, from 1. */
  readonly place: number;
  readonly part: Part;
  readonly text: string;
}
