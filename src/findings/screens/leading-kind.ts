import { isPartOf, kinds, type Kind } from "../../sites/counting/kind.ts";
import type { ObservedFigure } from "../../sites/counting/look.ts";

/** The whole that a kind is a part of, or the kind itself: box cars lead to railcars. */
const wholeOf = (kind: Kind): Kind => kinds.find((whole) => isPartOf(kind, whole)) ?? kind;

/**
 * The kind that a site is watched for: the one with numbers from the most looks, parts counted with their whole; the earlier in the list
 * of kinds where several have as many. null where no look gave a number.
 */
export function leadingKind(figures: readonly ObservedFigure[]): Kind | null {
  const looks = new Map<Kind, Set<string>>();
  for (const { count } of figures) {
    if (count.measure !== "count" || count.statistic !== "at-look") continue;
    if (count.best === null && count.low === null && count.high === null) continue;
    const kind = wholeOf(count.kind);
    const known = looks.get(kind);
    if (known === undefined) looks.set(kind, new Set([count.lookId]));
    else known.add(count.lookId);
  }
  let [leading, most]: [Kind | null, number] = [null, 0];
  for (const kind of kinds) {
    const found = looks.get(kind)?.size ?? 0;
    if (found > most) [leading, most] = [kind, found];
  }
  return leading;
}
