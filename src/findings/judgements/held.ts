import { piecesOf, plainText, valueAt, written, type Bindable, type Binding, type Drift } from "./binding.ts";

/** Why a bound value is no longer what is printed. */
export type Reason = "changed" | "corrected" | "gone";

/** A bound value held against what its path gives now. */
export interface HeldValue extends Binding {
  /** How the path would be printed now; null when it leads to nothing that can be. */
  readonly now: string | null;
  readonly agrees: boolean;
  /** null while it agrees. */
  readonly reason: Reason | null;
  /** The count that stands in place of the one that the path names; null for none. */
  readonly correctedBy: string | null;
}

export type HeldPiece = { readonly text: string } | { readonly value: HeldValue };

/** Holds sentences against one model. */
export interface Holder {
  readonly value: (binding: Binding) => HeldValue;
  readonly sentence: (text: string) => HeldPiece[];
  readonly drift: (text: string) => Drift[];
}

interface CountLike {
  readonly id: string;
  readonly corrects: string | null;
}

/**
 * Reads bound values out of a model. A count that another one corrects stays on record and enters no answer any more: a sentence that
 * is bound to it is held against the count that stands in its place.
 */
export function holderOf(model: object): Holder {
  const correctedBy = corrections(valueAt(model, "counts"));
  const value = (binding: Binding): HeldValue => {
    const { printed, path, format } = binding;
    const standing = standingPath(path, correctedBy);
    const now = written(valueAt(model, standing.path), format);
    const agrees = now === printed;
    const reason = agrees ? null : now === null ? "gone" : standing.by === null ? "changed" : "corrected";
    return { printed, path, format, now, agrees, reason, correctedBy: standing.by };
  };
  const sentence = (text: string): HeldPiece[] =>
    piecesOf(text).map((p) => ("text" in p ? p : { value: value(p.binding) }));
  return {
    value,
    sentence,
    drift: (text) =>
      sentence(text).flatMap((p) =>
        "text" in p || p.value.agrees ? [] : [{ sentence: plainText(text), why: whyOf(p.value) }],
      ),
  };
}

/** What a value printed and what it is now, in words. */
export function whyOf({ printed, path, now, correctedBy }: HeldValue): string {
  const by = correctedBy === null ? "" : `, corrected by ${correctedBy},`;
  return `prints ${printed}; ${path}${by} ${now === null ? "is not there any more" : `is ${now}`}`;
}

/** By the id of a count, the one that corrects it. */
function corrections(counts: Bindable): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (typeof counts !== "object" || counts === null) return found;
  for (const count of Object.values(counts) as Partial<CountLike>[])
    if (typeof count?.corrects === "string" && typeof count.id === "string")
      found.set(count.corrects, count.id);
  return found;
}

function standingPath(
  path: string,
  correctedBy: ReadonlyMap<string, string>,
): { readonly path: string; readonly by: string | null } {
  const [first, id, ...rest] = path.split("/");
  if (first !== "counts" || id === undefined) return { path, by: null };
  let standing = id;
  // Each step leads to a count that came later on record; the number of counts bounds a circle made from outside.
  for (let steps = 0; steps <= correctedBy.size; steps++) {
    const next = correctedBy.get(standing);
    if (next === undefined) break;
    standing = next;
  }
  return standing === id ? { path, by: null } : { path: [first, standing, ...rest].join("/"), by: standing };
}
