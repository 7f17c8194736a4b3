import type { Mark } from "../mark.ts";
import type { MarkedPicture } from "./coco-marks.ts";
import type { Counter } from "./counter.ts";
import type { MarkContent } from "./mark-fields.ts";
import type { ReadMark } from "./marks-file.ts";

/** What becomes of marks that a file leaves out, and of those that it leaves as they were. */
export const missingWays = ["keep", "reject"] as const;
export const unchangedWays = ["keep", "accept"] as const;
export interface ReviewWays {
  readonly missing: (typeof missingWays)[number];
  readonly unchanged: (typeof unchangedWays)[number];
}

export interface FileOfReview extends ReviewWays {
  /** All marks of the look. */
  readonly marks: readonly Mark[];
  readonly counter: Counter;
  readonly lookId: string;
  readonly picture: MarkedPicture;
  readonly found: readonly ReadMark[];
  /** Id of the new mark that the n-th entry of the file makes, from 0, and of the one that rejects the n-th mark of the look. */
  readonly newId: (n: number, rejects: boolean) => string;
}

/** What a new mark says and replaces. */
export interface NewMark {
  readonly id: string;
  readonly content: MarkContent;
  readonly replaces: readonly string[];
}
