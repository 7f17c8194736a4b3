import type { Area, Position, Site } from "../../sites/counting/site.ts";

/** How an outline, or a change of it, came on record. */
export interface DrawnBy {
  readonly change: number;
  /** The command or screen: "site draw", "site add", "site decide". */
  readonly step: string;
  readonly at: string;
  /** Empty for what came from a file. */
  readonly by: string;
  readonly reason: string;
  /** The look on whose picture it was drawn; null where none is named. */
  readonly look: string | null;
}

/** An outline of an area with all that a person must know before changing it. */
export interface OutlineOnScreen {
  readonly key: string;
  /** As it is now. */
  readonly area: Area;
  /** False when it was withdrawn. */
  readonly held: boolean;
  /** Whether it holds on the day that is looked at. */
  readonly onDay: boolean;
  readonly drawn: DrawnBy;
  /** The newest change of it, where it is not the one that drew it. */
  readonly changed: DrawnBy | null;
  /** Looks of which a count rests on this very line, newest first; not more than a few are named. */
  readonly resting: {
    readonly looks: number;
    readonly named: readonly { readonly lookId: string; readonly takenAt: string | null }[];
  };
}

/** One change of the outlines of a site, newest first on the screen. */
export interface ChangeOnScreen extends DrawnBy {
  readonly words: string;
  readonly undone: boolean;
  readonly isUndo: boolean;
}

/** What the draw room shows of a site. */
export interface DrawScreen {
  readonly site: Site;
  /** The day that is looked at, of the site's clock; null: all days. */
  readonly day: string | null;
  /** The newest change of outlines: what a later change must name, so that nobody's work is overwritten. */
  readonly version: number;
  readonly outlines: readonly OutlineOnScreen[];
  readonly changes: readonly ChangeOnScreen[];
}

/** A proposed track, with what was decided of the same line before. */
export interface ProposalOnScreen {
  readonly id: string;
  readonly line: readonly Position[];
  readonly quality: number | null;
  readonly lengthMetres: number | null;
  readonly decided: {
    readonly decision: "accepted" | "rejected";
    readonly by: string;
    readonly reason: string;
  } | null;
}

/** Proposals for a look: the job that looks for them, and what it found. */
export interface ProposalsScreen {
  readonly job: {
    readonly id: string;
    readonly state: string;
    readonly progress: string;
    readonly why: readonly string[];
  } | null;
  /** What keeps the search from being all that could be had, in words. */
  readonly reservations: readonly string[];
  readonly proposals: readonly ProposalOnScreen[];
}
