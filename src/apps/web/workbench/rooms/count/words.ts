import { familyOf, kindInWords, kinds, type Kind } from "../../../../../sites/counting/kind.ts";
import type { MarkState } from "../../../../../sites/counting/mark.ts";
import type { markCovers } from "../../../../../sites/counting/marks/mark-fields.ts";
import { reviewPass } from "../../../../../sites/counting/marks/counter.ts";
import type { QueueState } from "../../../counting/edit-queue.ts";

const rail: readonly Kind[] = [
  "railcar",
  "boxcar",
  "open-car",
  "tank-car",
  "flat-car",
  "hopper-car",
  "passenger-car",
  "locomotive",
  "maintenance-car",
];

/** The kinds that the keys 1 to 9 stand for when something of a kind is counted. */
export const kindsFor = (kind: Kind): readonly Kind[] =>
  familyOf(kind) === "rail" ? rail : kinds.filter((k) => familyOf(k) === familyOf(kind)).slice(0, 9);

/** "box car"; a railcar of which the picture does not show what kind it is says so. */
export const kindWords = (kind: string): string => {
  const known = kinds.find((k) => k === kind);
  return known === undefined ? kind : known === "railcar" ? "railcar, kind not told" : kindInWords(known, 1);
};

/** What can be seen of a load, and the key that says it. What lies under a tarp is not seen. */
export const coverKeys = [
  { cover: "open-empty", key: "o", words: "open, empty" },
  { cover: "open-loaded", key: "l", words: "open, loaded" },
  { cover: "tarp", key: "t", words: "under a tarp" },
  { cover: "closed", key: "c", words: "closed car" },
  { cover: "cannot-tell", key: "v", words: "cannot tell" },
] as const satisfies readonly {
  readonly cover: (typeof markCovers)[number];
  readonly key: string;
  readonly words: string;
}[];

export const coverWords = (cover: string): string => coverKeys.find((c) => c.cover === cover)?.words ?? cover;

export const stateWords: Readonly<Record<MarkState, string>> = {
  accepted: "accepted",
  rejected: "rejected",
  unsure: "unsure: may be one",
  hidden: "hidden: something may stand there unseen",
  proposed: "by the machine, not looked at",
};

/** "pass 1", "review". */
export const passWords = (pass: string): string => (pass.startsWith(reviewPass) ? pass : `pass ${pass}`);

/** Whether what was done is kept, in words. */
export function savedWords(state: QueueState): string {
  if (state.type === "saved") return "saved";
  const edits = state.waiting === 1 ? "1 edit" : `${state.waiting} edits`;
  const kept = state.kept
    ? "kept in this browser meanwhile"
    : "not kept in this browser: do not close this page";
  return state.type === "saving" ? `saving ${edits}` : `not saved: ${state.why}; ${edits}, ${kept}`;
}

/** One decimal where there is something behind the point. */
export const figure = (value: number): string => (Math.round(value * 10) / 10).toLocaleString("en");

export const share = (value: number | null): string =>
  value === null ? "nothing to find" : `${Math.round(100 * value)} %`;
