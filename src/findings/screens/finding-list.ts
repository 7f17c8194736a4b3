import type { Question } from "../judgements/finding.ts";
import type { FindingState } from "./finding.ts";

/** A finding in the list of all. */
export interface FindingInList {
  readonly id: string;
  readonly title: string;
  readonly question: Question;
  /** The name of the site. */
  readonly site: string;
  readonly madeAt: string;
  readonly state: FindingState;
  readonly fault: string | null;
  /** Values that no longer agree. */
  readonly drifted: number;
  readonly sentences: number;
  /** False when a later finding answers the same question. */
  readonly newest: boolean;
  /** True when the look under test rests on a picture that a program drew. */
  readonly simulated: boolean;
  /** Its first sentence. */
  readonly lead: string;
}

/** What a finding can be drafted of. */
export interface DraftChoices {
  readonly sites: readonly {
    readonly id: string;
    readonly name: string;
    readonly kinds: readonly {
      readonly kind: string;
      /** As a sentence names many of it. */
      readonly many: string;
      /** Observations with a date and a figure. */
      readonly figures: number;
      /** Days of the newest of them, the newest first. */
      readonly newest: readonly string[];
    }[];
  }[];
  readonly events: readonly { readonly id: string; readonly at: string; readonly what: string }[];
}
