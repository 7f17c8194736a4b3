import { spanInWords } from "../../base/time/words.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { TestableSample } from "../../sites/history/testable.ts";
import { exposuresOf } from "../../sites/pictures/exposures.ts";
import { dayStateOf, lookUsability } from "../../sites/pictures/look-usability.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import type { HistoryPoint, Standing } from "./history-point.ts";

/** What the looks that saw nothing are set beside. */
export interface BlindBeside {
  readonly kind: Kind;
  readonly tested: { readonly target: TestableSample; readonly windowFromMs: number } | null;
  /** Looks that have a point of their own. */
  readonly drawn: ReadonlySet<string>;
}

/**
 * Pictures on which nothing of the site could be seen, or that could not be read, as points of a history: a cloudy day is a look. Nobody counts in
 * them, so that no count tells of them.
 */
export function blindPictures(
  pictures: readonly PictureLook[],
  { kind, tested, drawn }: BlindBeside,
): HistoryPoint[] {
  return exposuresOf(pictures, kind).flatMap(({ counted }): HistoryPoint[] => {
    const { look, picture, supply } = counted;
    const judged = lookUsability(counted, kind);
    const state = dayStateOf(judged);
    if (drawn.has(look.id) || look.takenAt === null || (state !== "not-seen" && state !== "failed"))
      return [];
    const { fromMs, toMs } = look.takenAt;
    const standing: Standing =
      tested === null
        ? "untested"
        : fromMs >= tested.target.look.takenAt.toMs
          ? "later"
          : toMs <= tested.windowFromMs
            ? "before-window"
            : "not-comparable";
    return [
      {
        look: look.id,
        counts: [],
        fromMs,
        toMs,
        date: spanInWords(look.takenAt),
        observer: look.observer,
        area: null,
        outcome: state,
        reason: state === "failed" ? supply.reason : (judged.reasons[0] ?? ""),
        low: null,
        best: null,
        high: null,
        readAs: "itself",
        metres: null,
        by: judged.override === null ? "machine" : "people",
        byWhom: judged.override?.by ?? "the rule of usability",
        standing,
        why: standing === "not-comparable" ? "nothing could be seen" : "",
        mix: "",
        looks: 1,
        simulated: picture?.simulated === true,
      },
    ];
  });
}
