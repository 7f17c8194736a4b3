import { quoted, type Fault } from "../../../base/errors.ts";
import type { Mark } from "../mark.ts";
import { counterOf, sameCounter } from "./counter.ts";
import type { ReadMark } from "./marks-file.ts";
import { matchMarks } from "./match-marks.ts";
import type { ReviewChain } from "./review-chain.ts";
import type { FileOfReview, NewMark } from "./review-input.ts";
import { isSameContent } from "./reviewed-mark.ts";

export interface Additions {
  readonly made: readonly NewMark[];
  readonly faults: readonly Fault[];
  /** Marks that stand and that no entry of the file is. */
  readonly missing: readonly Mark[];
}

/**
 * The entries of a file that name no mark: new ones, or ones that this review has added before. One that lies on a mark which the file leaves out would make
 * two of one thing, and is refused unless those left out are rejected.
 * @param present ids of the marks that other entries of the file are; those that are found here are added to it
 */
export function addedMarks(file: FileOfReview, chain: ReviewChain, present: Set<string>): Additions {
  const fresh = new Map<string, ReadMark>();
  for (const [n, read] of file.found.entries()) {
    if (read.named !== null) continue;
    const id = file.newId(n, false);
    if (chain.known.has(id)) for (const now of chain.inPlaceOf(id)) present.add(now);
    else fresh.set(id, read);
  }
  const missing = (): Mark[] =>
    [...chain.standing.values()].filter((m) => m.state !== "rejected" && !present.has(m.id));
  const faults: Fault[] = [];
  const marks = [...fresh].map(([id, { content }]): Mark => ({
    id,
    lookId: file.lookId,
    ...content,
    marker: file.counter.marker,
    pass: file.counter.pass,
    replaces: [],
  }));
  const left = missing();
  const pairs = left.length === 0 || marks.length === 0 ? [] : matchMarks(left, marks).agreed;
  for (const { a, b } of pairs) {
    const [stands, read] = [chain.standing.get(a), fresh.get(b)];
    if (stands === undefined || read === undefined) continue;
    if (sameCounter(counterOf(stands), file.counter) && isSameContent(stands, read.content, file.picture)) {
      present.add(a);
      fresh.delete(b);
    } else if (file.missing === "keep")
      faults.push({
        where: read.where,
        field: "mark",
        found: `nothing, on ${quoted(a)}, which the file leaves out`,
        allowed: "the mark that it is, or --missing reject: what the file leaves out is rejected",
      });
  }
  for (const { where, content } of fresh.values())
    if (content.state === "proposed")
      faults.push({
        where,
        field: "state",
        found: "proposed",
        allowed: "accepted, rejected, unsure or hidden: what a person says",
      });
  return {
    made: [...fresh].map(([id, { content }]) => ({ id, content, replaces: [] })),
    faults,
    missing: missing(),
  };
}
