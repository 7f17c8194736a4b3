import { InputError, quoted } from "../../../base/errors.ts";
import type { Mark } from "../mark.ts";
import { counterOf, isReview, sameCounter, type Counter } from "./counter.ts";
import { currentMarks, reviewedMachine } from "./current-marks.ts";
import { contentFaults, contentOf, type MarkContent, type PictureSize } from "./mark-fields.ts";
import { cutOutline, outlineAround } from "./outline-edits.ts";

export const judgedStates = ["accepted", "rejected", "unsure", "hidden"] as const;
export type JudgedState = (typeof judgedStates)[number];

/** Ids of the marks that an edit takes the place of. */
export const namedBy = (edit: Edit): readonly string[] =>
  edit.type === "merge" || edit.type === "restore" ? edit.marks : edit.type === "add" ? [] : [edit.mark];

/** What a correction may change. */
export type Correction = Partial<Pick<MarkContent, "outline" | "kind" | "cover" | "number" | "trackId">>;

/** One change that a person makes to a count. */
export type Edit =
  | { readonly type: "judge"; readonly mark: string; readonly state: JudgedState }
  | { readonly type: "add"; readonly content: MarkContent }
  | { readonly type: "correct"; readonly mark: string; readonly changes: Correction }
  /** `at`: the fraction along the outline, as `cutOutline` counts it. */
  | { readonly type: "split"; readonly mark: string; readonly at: number }
  | { readonly type: "merge"; readonly marks: readonly string[] }
  /** Takes back what made a mark: what it replaced stands again, as new marks. */
  | { readonly type: "undo"; readonly mark: string }
  /** Puts what earlier marks said in the place of marks that stand: a way back over several edits, and forwards again. */
  | { readonly type: "restore"; readonly marks: readonly string[]; readonly as: readonly string[] };

export interface EditBy {
  readonly lookId: string;
  readonly counter: Counter;
  /** The id of the n-th new mark, from 0. */
  readonly newId: (n: number) => string;
  readonly note: string;
  /** null where the picture's is not known. */
  readonly size: PictureSize | null;
}

/**
 * The new marks of an edit. Nothing is changed or lost: each new mark names what it replaces, and `currentMarks` tells what stands.
 * @param marks all marks of the look
 * @throws InputError when a mark does not stand in this counter's count, or the result is no mark
 */
export function editMarks(marks: readonly Mark[], edit: Edit, by: EditBy): Mark[] {
  const made = contentsOf(marks, edit, by).map(({ content, replaces }, n): Mark => ({
    id: by.newId(n),
    lookId: by.lookId,
    ...content,
    marker: by.counter.marker,
    pass: by.counter.pass,
    replaces,
    note: by.note === "" ? content.note : by.note,
  }));
  const faults = made.flatMap((m) => contentFaults(`mark ${edit.type}`, m, by.size));
  if (faults.length > 0) throw new InputError(faults);
  return made;
}

interface Made {
  readonly content: MarkContent;
  readonly replaces: readonly string[];
}

function contentsOf(marks: readonly Mark[], edit: Edit, by: EditBy): Made[] {
  const current = new Map(currentMarks(marks, by.counter).map((m) => [m.id, m]));
  const standing = (id: string): Mark => {
    const found = current.get(id);
    if (found === undefined) throw doesNotStand(marks, id, edit, by);
    return found;
  };
  switch (edit.type) {
    case "judge": {
      const mark = standing(edit.mark);
      return [{ content: { ...contentOf(mark), state: edit.state }, replaces: [mark.id] }];
    }
    case "add":
      return [{ content: edit.content, replaces: [] }];
    case "correct": {
      const mark = standing(edit.mark);
      const content = { ...contentOf(mark), ...edit.changes, ...drawnByHand };
      return [{ content, replaces: [mark.id] }];
    }
    case "split": {
      const mark = standing(edit.mark);
      if (!(edit.at > 0 && edit.at < 1))
        throw InputError.of("mark split", "at", String(edit.at), "a fraction above 0 and below 1");
      const [a = [], b = []] = cutOutline(mark, [edit.at]);
      const first = Math.max(1, Math.min(mark.number - 1, Math.round(mark.number * edit.at)));
      const half = (outline: MarkContent["outline"], number: number): Made => ({
        content: { ...contentOf(mark), ...drawnByHand, outline, number },
        replaces: [mark.id],
      });
      return [half(a, first), half(b, Math.max(1, mark.number - first))];
    }
    case "merge":
      return [merged([...new Set(edit.marks)].map(standing))];
    case "undo":
      return undone(marks, standing(edit.mark), current, by);
    case "restore":
      return restored(marks, [...new Set(edit.marks)].map(standing), edit.as, by);
  }
}

/** What a person has drawn, that person has seen. */
const drawnByHand = { state: "accepted", probability: 1 } as const;

/** One mark in place of several: single things become one thing, strings add up. What they do not share is left open. */
function merged(parts: readonly Mark[]): Made {
  const [first] = parts;
  if (first === undefined || parts.length < 2)
    throw InputError.of("mark merge", "marks", `${parts.length}`, "two marks or more");
  if (parts.some((p) => p.inPixels !== first.inPixels))
    throw InputError.of("mark merge", "outline", "pixels and positions", "marks in one of them");
  const shared = <T>(read: (mark: Mark) => T, otherwise: T): T =>
    parts.every((p) => read(p) === read(first)) ? read(first) : otherwise;
  return {
    content: {
      ...contentOf(first),
      ...drawnByHand,
      areaId: shared((m) => m.areaId, null),
      trackId: shared((m) => m.trackId, null),
      cover: shared((m) => m.cover, "cannot-tell"),
      outline: outlineAround(parts),
      number: parts.every((p) => p.number === 1) ? 1 : parts.reduce((sum, p) => sum + p.number, 0),
      note: "",
    },
    replaces: parts.map((p) => p.id),
  };
}

function undone(marks: readonly Mark[], mark: Mark, current: ReadonlyMap<string, Mark>, by: EditBy): Made[] {
  const fault = (found: string, allowed: string): InputError =>
    InputError.of("mark undo", "mark", found, allowed);
  if (mark.replaces.length === 0)
    throw fault(
      `${quoted(mark.id)}, which replaced nothing`,
      "a mark that replaced another; reject this one instead",
    );
  const before = new Set(mark.replaces);
  const siblings = marks.filter(
    (m) => sameCounter(counterOf(m), by.counter) && m.replaces.some((id) => before.has(id)),
  );
  const edited = siblings.find((m) => !current.has(m.id));
  if (edited !== undefined)
    throw fault(
      `${quoted(mark.id)}, made together with ${quoted(edited.id)}, which has been changed since`,
      "the newest edit; undo that of the other one first",
    );
  const replaces = [...new Set(siblings.map((m) => m.id))];
  return marks.filter((m) => before.delete(m.id)).map((m) => ({ content: contentOf(m), replaces }));
}

function restored(
  marks: readonly Mark[],
  parts: readonly Mark[],
  as: readonly string[],
  { counter }: EditBy,
): Made[] {
  if (parts.length === 0 || as.length === 0)
    throw InputError.of(
      "mark restore",
      "marks, as",
      `${parts.length}, ${as.length}`,
      "one mark or more that stand, and one or more whose words are put in their place",
    );
  const machine = isReview(counter) ? reviewedMachine(marks, counter) : null;
  const earlier = new Map(
    marks
      .filter(
        (m) => sameCounter(counterOf(m), counter) || (machine !== null && sameCounter(counterOf(m), machine)),
      )
      .map((m) => [m.id, m]),
  );
  return as.map((id) => {
    const mark = earlier.get(id);
    if (mark === undefined)
      throw InputError.of(
        "mark restore",
        "as",
        quoted(id),
        `a mark that ${counter.marker.name}, ${counter.pass}, made or began from`,
      );
    return { content: contentOf(mark), replaces: parts.map((p) => p.id) };
  });
}

function doesNotStand(marks: readonly Mark[], id: string, edit: Edit, { counter }: EditBy): InputError {
  const known = marks.find((m) => m.id === id);
  const successor = marks.find((m) => sameCounter(counterOf(m), counter) && m.replaces.includes(id));
  const allowed =
    known === undefined
      ? "a mark of the look; mark list prints them"
      : successor === undefined
        ? `a mark that stands in the count of ${counter.marker.name}, ${counter.pass}`
        : `${quoted(successor.id)}, which replaced it`;
  return InputError.of(`mark ${edit.type}`, "mark", quoted(id), allowed);
}
