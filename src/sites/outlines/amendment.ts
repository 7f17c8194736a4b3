import type { Area } from "../counting/site.ts";

/** What an outline on record may be given anew; who it belongs to and its first day make its key and stay. */
export type CorrectedArea = Pick<
  Area,
  "name" | "role" | "outline" | "approximate" | "uncertaintyMetres" | "basis" | "source"
>;

/**
 * What can be said of an outline after it came on record. Nothing is ever taken away: an amendment stands beside the outline, and another one
 * may undo it.
 * - corrected: the outline or its properties, for the same days; an outline that was withdrawn holds again
 * - ended: the first day on which it no longer holds
 * - withdrawn: it should not have been drawn
 * - undone: an earlier amendment of the same outline no longer counts
 */
export type AmendmentWhat =
  | { readonly type: "corrected"; readonly area: CorrectedArea }
  | { readonly type: "ended"; readonly day: string | null }
  | { readonly type: "withdrawn" }
  | { readonly type: "undone"; readonly number: number };

/** One amendment of one outline. */
export interface Amendment {
  /** `areaKey` of the outline. */
  readonly outline: string;
  readonly siteId: string;
  readonly areaId: string;
  /** 1 for the first of its outline, and so on: the order in which they count. */
  readonly number: number;
  readonly what: AmendmentWhat;
  readonly reason: string;
  readonly by: string;
}

export const amendmentId = (amendment: Pick<Amendment, "outline" | "number">): string =>
  `${amendment.outline}/${amendment.number}`;

/** The properties of an area that a correction gives anew. */
export function correctedFrom(area: Area): CorrectedArea {
  const { name, role, outline, approximate, uncertaintyMetres, basis, source } = area;
  return { name, role, outline, approximate, uncertaintyMetres, basis, source };
}
