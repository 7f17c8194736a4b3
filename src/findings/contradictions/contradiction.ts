import type { Statement } from "./statement.ts";
import type { TestName } from "./test-names.ts";

/**
 * What became of a contradiction. `resolved`: a test tells which statements stand. `compatible`: all can hold at once. `open`: neither can
 * be told from what is on record.
 */
export const standings = ["resolved", "compatible", "open"] as const;
export type Standing = (typeof standings)[number];

/** What a test made of statements, worked out from them and the records. */
export interface Answer {
  readonly standing: Standing;
  /** One or two sentences with the figures that decided it. */
  readonly why: string;
  /** Statements that do not stand, by id. Empty where none was refuted. */
  readonly falls: readonly string[];
  /** Figures behind the sentence, by name. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** Records, besides the statements, that it rests on: "counts/<id>", "voyages/<id>" and so on. */
  readonly restsOn: readonly string[];
}

export interface Contradiction extends Answer {
  readonly id: string;
  readonly about: string;
  readonly topic: string;
  readonly test: TestName;
  readonly statements: readonly Statement[];
  /** What would settle it, or strengthen the answer. */
  readonly wanted: string;
  /** Statements that name a record which the case does not hold. */
  readonly missing: readonly string[];
}
