import { ConflictError } from "../../base/errors.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Counter } from "../../sites/counting/marks/counter.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import { finishOf, type PassFact } from "../../sites/counting/marks/pass-fact.ts";
import type { Case } from "../files/case-folder.ts";
import { markedLook } from "../looks/mark-place.ts";
import { readMarks, readPasses } from "../store/reading-marks.ts";
import { passes as passesTable } from "../store/tables.ts";
import { checkName } from "./edit-marks.ts";
import { importFiles, type Sink } from "./import.ts";
import { factOf, refuseBesideBlind } from "./pass-facts.ts";

/** What the trail entry of a pass that was begun or finished holds. */
export interface PassSettings {
  readonly look: string;
  readonly by: string;
  readonly pass: string;
  readonly kind: Kind;
  readonly event: PassFact["event"];
}

export interface FinishRequest extends Omit<PassSettings, "event"> {
  /** Ids of the marks that the person believes to stand; null: whatever stands. */
  readonly expects: readonly string[] | null;
}

export interface PassResult {
  /** False when it was on record before. */
  readonly changed: boolean;
  readonly fact: PassFact;
}

/** Puts on record that a person begins a pass: from here until it is finished, that person sees nobody else's count of the look. */
export async function openPass(opened: Case, request: Omit<PassSettings, "event">): Promise<PassResult> {
  const facts = readPasses(opened.database, { lookId: request.look });
  const begun = facts.find((f) => f.by === request.by && f.pass === request.pass);
  if (begun !== undefined) return { changed: false, fact: begun };
  const counter: Counter = { marker: { type: "person", name: request.by }, pass: request.pass };
  refuseBesideBlind("mark open", facts, counter);
  return keep(opened, { ...request, event: "opened" });
}

/**
 * Puts on record that a person has counted all that there is to count. A pass without a mark counts zero.
 * @throws ConflictError when other marks stand than the person believes
 */
export async function finishPass(
  opened: Case,
  { expects, look, by, pass, kind }: FinishRequest,
): Promise<PassResult> {
  const counter: Counter = { marker: { type: "person", name: by }, pass };
  const known = finishOf(readPasses(opened.database, { lookId: look }), counter);
  if (known !== null) return { changed: false, fact: known };
  if (expects !== null) {
    const standing = currentMarks(readMarks(opened.database, { lookId: look }), counter);
    const believed = new Set(expects);
    const other = standing.filter((m) => !believed.delete(m.id)).map((m) => m.id);
    if (other.length > 0 || believed.size > 0)
      throw new ConflictError(
        `other marks of ${by}, ${pass}, stand than this screen shows: ${[...other, ...believed].slice(0, 5).join(", ")}`,
        { standing },
      );
  }
  return keep(opened, { look, by, pass, kind, event: "finished" });
}

async function keep(opened: Case, settings: PassSettings): Promise<PassResult> {
  checkName("by", settings.by);
  checkName("pass", settings.pass);
  let fact: PassFact | null = null;
  await importFiles(opened, {
    step: "mark finish",
    settings: { ...settings },
    paths: [],
    read: async (_files, sink) => {
      const made = readFinish(opened, settings, sink);
      fact = made.fact;
      return made;
    },
  });
  if (fact === null) throw new Error("a pass was not kept");
  return { changed: true, fact };
}

/** Also run by `case verify`, against the records. */
export function readFinish(opened: Case, settings: PassSettings, sink: Sink, beforeTrail?: number) {
  const { look } = settings;
  // A look without a picture has nothing to count in.
  markedLook(opened, look, beforeTrail);
  const before = { lookId: look, ...(beforeTrail === undefined ? {} : { beforeTrail }) };
  const fact = factOf(settings, readMarks(opened.database, before), readPasses(opened.database, before));
  sink.add(passesTable, fact);
  return { summary: { passes: 1 }, warnings: [], fact };
}
