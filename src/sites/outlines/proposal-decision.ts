import type { Position } from "../counting/site.ts";

/** What a person said of a track that the program proposed. A decision stays on record, that of a rejection too. */
export interface ProposalDecision {
  /** "tumangang/1a2b3c4d5e6f": the site, and the beginning of the hash over picture and line. */
  readonly id: string;
  readonly siteId: string;
  /** What it was proposed from, in words: "look …" or "picture …". */
  readonly picture: string;
  /** As it was proposed; what came on record may have been cut to the site. */
  readonly line: readonly Position[];
  /** Share of its length that lies on a track, as the program thinks; null when the file states none. */
  readonly quality: number | null;
  readonly decision: "accepted" | "rejected";
  /** Key of the outline that an accepted one became; null for a rejected one. */
  readonly outline: string | null;
  readonly reason: string;
  readonly by: string;
}
