import type { Json } from "../../base/canonical.ts";
import { InputError, quoted } from "../../base/errors.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import { isReview, reviewPass, type Counter } from "../../sites/counting/marks/counter.ts";
import { editMarks, namedBy, type Edit } from "../../sites/counting/marks/edit.ts";
import { longest } from "../../sites/counting/marks/mark-fields.ts";
import type { Case } from "../files/case-folder.ts";
import { markedLook } from "../looks/mark-place.ts";
import { readMark, readMarks, readPasses } from "../store/reading-marks.ts";
import { marks as marksTable } from "../store/tables.ts";
import { importFiles, type ImportResult, type Sink } from "./import.ts";
import { refuseFinished } from "./pass-facts.ts";

/** A change of the marks of a look, as a person asks for it. */
export interface EditRequest {
  readonly edit: Edit;
  readonly by: string;
  /** null: the pass that the mark belongs to; for a mark of the machine, the review; for a new one, pass 1. */
  readonly pass: string | null;
  /** The look of an added mark; null: that of the mark. */
  readonly look: string | null;
  readonly note: string;
}

/** What the trail entry of an edit holds: all that it was made from beside the records before it. */
export interface EditSettings {
  readonly look: string;
  readonly by: string;
  readonly pass: string;
  readonly note: string;
  readonly edit: Edit;
}

/**
 * Changes the count of one person by new marks that name what they replace. What stood before stays on record.
 * @throws InputError when a mark does not stand in this person's count, or the result is no mark
 */
export async function editLookMarks(opened: Case, request: EditRequest): Promise<ImportResult> {
  const { edit, by, note } = request;
  checkName("--by", by);
  const touched = namedBy(edit).map((id) => onRecord(opened, id, edit));
  const look = touched[0]?.lookId ?? request.look ?? "";
  const elsewhere = touched.find((m) => m.lookId !== look);
  if (elsewhere !== undefined)
    throw InputError.of(`mark ${edit.type}`, "mark", quoted(elsewhere.id), `a mark of look ${look}`);
  const settings: EditSettings = { look, by, pass: passOf(touched, request), note, edit };
  return importFiles(opened, {
    step: "mark edit",
    settings: JSON.parse(JSON.stringify(settings)) as { readonly [name: string]: Json },
    paths: [],
    read: async (_files, sink) => readEdit(opened, settings, sink),
  });
}

/** Also run by `case verify`, against the records. */
export function readEdit(
  opened: Case,
  settings: EditSettings,
  sink: Sink,
  beforeTrail?: number,
  marksOf: typeof readMarks = readMarks,
) {
  const { look, by, pass, note, edit } = settings;
  const { marked } = markedLook(opened, look, beforeTrail);
  const before = { lookId: look, ...(beforeTrail === undefined ? {} : { beforeTrail }) };
  const known = marksOf(opened.database, before);
  const counter: Counter = { marker: { type: "person", name: by }, pass };
  refuseFinished("mark edit", readPasses(opened.database, before), counter, isReview(counter));
  const made = editMarks(known, edit, {
    lookId: look,
    counter,
    // Marks are never taken away, so the number of those before is free.
    newId: (n) => `${look}/mark-${known.length + 1 + n}`,
    note,
    size: marked.size,
  });
  for (const mark of made) sink.add(marksTable, mark);
  return { summary: { marks: made.length }, warnings: [] };
}

/** @throws InputError on a name or a pass that is empty or too long, or that a sentence of a finding cannot print */
export function checkName(option: string, name: string): void {
  if (/[\p{Cc}{}|]/u.test(name))
    throw InputError.of("mark", option, quoted(name), "a name without braces, bars and control characters");
  if (name.trim() === "" || name.length > longest.name)
    throw InputError.of("mark", option, quoted(name), `1 to ${longest.name} characters`);
}

function onRecord(opened: Case, id: string, edit: Edit): Mark {
  const mark = readMark(opened.database, id);
  if (mark === null)
    throw InputError.of(`mark ${edit.type}`, "mark", quoted(id), "a mark of the case; mark list prints them");
  return mark;
}

function passOf(touched: readonly Mark[], { edit, by, pass }: EditRequest): string {
  const fault = (option: string, found: string, allowed: string): InputError =>
    InputError.of(`mark ${edit.type}`, option, found, allowed);
  const foreign = touched.find((m) => m.marker.type === "person" && m.marker.name !== by);
  if (foreign !== undefined)
    throw fault(
      "--by",
      quoted(by),
      `${quoted(foreign.marker.name)}, whose mark it is, or a mark of the machine`,
    );
  const own = touched.find((m) => m.marker.type === "person")?.pass;
  const machines = touched.some((m) => m.marker.type === "machine");
  const chosen = pass ?? own ?? (machines ? reviewPass : "1");
  checkName("--pass", chosen);
  if (machines && !chosen.startsWith(reviewPass))
    throw fault(
      "--pass",
      quoted(chosen),
      `a name that begins with "${reviewPass}": only a review changes the machine's marks`,
    );
  if (own !== undefined && chosen !== own)
    throw fault("--pass", quoted(chosen), `${own}, the pass of the mark`);
  return chosen;
}
