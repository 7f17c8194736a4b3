import type { CountAction, EditsRole } from "../../../findings/screens/counting.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import { namedBy, type Edit } from "../../../sites/counting/marks/edit.ts";
import { takenBack } from "./seen-marks.ts";

/** What one edit of an action took the place of, and what it made. */
interface Group {
  readonly took: readonly string[];
  readonly made: readonly string[];
}

/** An action that can be taken back, or done again. */
export interface Entry {
  readonly key: string;
  readonly edits: readonly Edit[];
  readonly groups: readonly Group[];
}

/**
 * What can be taken back and what can be done again, the next one last. Marks are never changed, so both are further edits: what a mark said stands again as another
 * mark, and `now` leads from a mark that an action names to the one that says the same now.
 */
export interface Stacks {
  readonly done: readonly Entry[];
  readonly undone: readonly Entry[];
  readonly now: (id: string) => string;
}

/** How many marks an edit makes; null where it depends on what it takes back. */
const madeBy = (edit: Edit): number | null =>
  edit.type === "split" ? 2 : edit.type === "restore" ? edit.as.length : edit.type === "undo" ? null : 1;

/**
 * The stacks after all actions of a counter, of this session and of earlier ones.
 * @param markOf marks by id, for edits that took one back by the command line
 */
export function stacksOf(
  actions: readonly CountAction[],
  markOf: (id: string) => Pick<Mark, "replaces"> | undefined,
): Stacks {
  const next = new Map<string, string>();
  const now = (id: string): string => {
    let found = id;
    for (let later = next.get(found); later !== undefined; later = next.get(found)) found = later;
    return found;
  };
  const [done, undone]: [Entry[], Entry[]] = [[], []];
  for (const action of actions) {
    const groups = groupsOf(action, markOf);
    if (action.role.type === "do") {
      done.push({ key: action.key, edits: action.edits, groups });
      undone.length = 0;
      continue;
    }
    const { key } = action.role;
    const [from, to] = action.role.type === "undo" ? [done, undone] : [undone, done];
    const at = from.findLastIndex((e) => e.key === key);
    const [entry] = at === -1 ? [] : from.splice(at, 1);
    if (entry !== undefined) to.push(entry);
    for (const [i, edit] of action.edits.entries()) {
      const made = groups[i]?.made ?? [];
      if (edit.type === "restore")
        for (const [k, id] of edit.as.entries()) {
          const mark = made[k];
          if (mark !== undefined) next.set(now(id), mark);
        }
      else if (edit.type === "judge" && made[0] !== undefined) next.set(edit.mark, made[0]);
    }
  }
  return { done, undone, now };
}

function groupsOf(
  { edits, made }: CountAction,
  markOf: (id: string) => Pick<Mark, "replaces"> | undefined,
): Group[] {
  let from = 0;
  return edits.map((edit): Group => {
    const number = madeBy(edit) ?? made.length - from;
    const ids = made.slice(from, from + number);
    from += number;
    return {
      took: edit.type === "undo" ? (markOf(ids[0] ?? "")?.replaces ?? namedBy(edit)) : namedBy(edit),
      made: ids,
    };
  });
}

/** An edit with what is noted about it on the marks that it makes. */
export interface NotedEdit {
  readonly edit: Edit;
  readonly note: string;
}

export interface PlannedEdits {
  readonly role: EditsRole;
  readonly edits: readonly NotedEdit[];
  /** What is taken back or done again. */
  readonly of: Entry;
}

/** The edits that take back the last action; null where there is none. */
export function undoOf({ done, now }: Stacks): PlannedEdits | null {
  const of = done.at(-1);
  if (of === undefined) return null;
  const edits = of.groups.toReversed().flatMap(({ took, made }): NotedEdit[] =>
    took.length === 0
      ? made.map((mark) => ({
          edit: { type: "judge", mark: now(mark), state: "rejected" },
          note: takenBack,
        }))
      : [{ edit: { type: "restore", marks: made.map(now), as: took }, note: "" }],
  );
  return { role: { type: "undo", key: of.key }, edits, of };
}

/** The edits that do again what was taken back last; null where nothing was, or something else was done since. */
export function redoOf({ undone, now }: Stacks): PlannedEdits | null {
  const of = undone.at(-1);
  if (of === undefined) return null;
  const edits = of.groups.map(({ took, made }): NotedEdit => ({
    edit: {
      type: "restore",
      // What was added stands as rejected while it is taken back.
      marks: (took.length === 0 ? made : took).map(now),
      as: made,
    },
    note: "",
  }));
  return { role: { type: "redo", key: of.key }, edits, of };
}
