import { canonical, type Json } from "../../base/canonical.ts";
import { ConflictError, InputError, quoted } from "../../base/errors.ts";
import type { EditsRole } from "../../findings/screens/counting.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import { counterOf, isReview, sameCounter, type Counter } from "../../sites/counting/marks/counter.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import { editMarks, namedBy, type Edit } from "../../sites/counting/marks/edit.ts";
import { matchMarks } from "../../sites/counting/marks/match-marks.ts";
import { passState } from "../../sites/counting/marks/pass-fact.ts";
import type { Case } from "../files/case-folder.ts";
import { markedLook } from "../looks/mark-place.ts";
import { readMarks, readPasses, type OnRecord } from "../store/reading-marks.ts";
import { marks as marksTable, passes as passesTable } from "../store/tables.ts";
import { checkName } from "./edit-marks.ts";
import { importFiles, type Sink } from "./import.ts";
import { factOf, refuseBesideBlind, refuseFinished } from "./pass-facts.ts";

/** One edit with what the person noted about it. */
export interface NotedEdit {
  readonly edit: Edit;
  readonly note: string;
}

/** What the trail entry of edits that were made in one go holds. */
export interface EditsSettings {
  readonly look: string;
  readonly by: string;
  readonly pass: string;
  readonly kind: Kind;
  /** Chosen by whoever asks, once for each go: asked again, the answer is the same and nothing is added. */
  readonly key: string;
  readonly role: EditsRole;
  readonly edits: readonly NotedEdit[];
}

export interface EditsRequest extends EditsSettings {
  /** The newest trail entry with marks of the look that the person had seen; 0 for none. */
  readonly seen: number;
}

export interface EditsResult {
  readonly key: string;
  readonly trail: number;
  readonly at: string;
  /** The new marks, in order. */
  readonly made: readonly Mark[];
  /** True where the same was asked for before. */
  readonly again: boolean;
}

/** What a conflict tells: for each mark that no longer stands, what stands in its place and who put it there when. */
export interface EditsConflict {
  readonly marks: readonly {
    readonly mark: string;
    readonly by: string;
    readonly pass: string;
    readonly at: string;
    readonly now: readonly Mark[];
  }[];
}

/** Most edits in one go. */
export const mostEdits = 2_000;
const keyPattern = /^[A-Za-z0-9_-]{8,80}$/;

/**
 * Makes several edits of one person's count in one go: all of them or none. A pass from nothing is opened by its first edit.
 * @throws ConflictError when a mark does not stand any longer, or something was added since in the place of an added one; InputError as `editMarks`, and for a
 * blind pass that is finished
 */
export async function editTogether(opened: Case, request: EditsRequest): Promise<EditsResult> {
  const { seen, ...settings } = request;
  const { look, by, pass, key, edits } = settings;
  checkName("by", by);
  checkName("pass", pass);
  if (!keyPattern.test(key))
    throw InputError.of("mark edits", "key", quoted(key), "8 to 80 letters, digits, - or _");
  if (edits.length === 0 || edits.length > mostEdits)
    throw InputError.of("mark edits", "edits", String(edits.length), `1 to ${mostEdits}`);
  const before = editsOfKey(opened, settings);
  if (before !== null) return before;
  const counter: Counter = { marker: { type: "person", name: by }, pass };
  let made: readonly Mark[] = [];
  await importFiles(opened, {
    step: "mark edits",
    settings: JSON.parse(JSON.stringify(settings)) as { readonly [name: string]: Json },
    paths: [],
    // Within the transaction: another program may be editing too.
    read: async (_files, sink) => {
      const known = readMarks(opened.database, { lookId: look });
      refuseMachines(known, settings, counter);
      refuseBesideBlind("mark edits", readPasses(opened.database, { lookId: look }), counter);
      const conflicts = conflictsOf(known, counter, edits, seen);
      if (conflicts.length > 0) {
        const told: EditsConflict = { marks: conflicts };
        throw new ConflictError(inWords(conflicts), told);
      }
      const result = readEdits(opened, settings, sink, undefined, () => known);
      made = result.made;
      return result;
    },
  });
  const row = rowOfKey(opened, key);
  if (row === null) throw new Error(`edits ${key} were not kept`);
  return { key, trail: row.trail, at: row.at, made, again: false };
}

/** Also run by `case verify`, against the records. */
export function readEdits(
  opened: Case,
  settings: EditsSettings,
  sink: Sink,
  beforeTrail?: number,
  marksOf: typeof readMarks = readMarks,
) {
  const { look, by, pass, kind, edits } = settings;
  const { marked } = markedLook(opened, look, beforeTrail);
  const before = { lookId: look, ...(beforeTrail === undefined ? {} : { beforeTrail }) };
  const facts = readPasses(opened.database, before);
  const counter: Counter = { marker: { type: "person", name: by }, pass };
  refuseFinished("mark edits", facts, counter, isReview(counter));
  const known: Mark[] = [...marksOf(opened.database, before)];
  if (!isReview(counter) && passState(facts, counter, []) === "none")
    sink.add(passesTable, factOf({ look, by, pass, kind, event: "opened" }, known, facts));
  const made: Mark[] = [];
  for (const { edit, note } of edits) {
    const free = known.length + 1;
    const marks = editMarks(known, edit, {
      lookId: look,
      counter,
      newId: (n) => `${look}/mark-${free + n}`,
      note,
      size: marked.size,
    });
    for (const mark of marks) sink.add(marksTable, mark);
    known.push(...marks);
    made.push(...marks);
  }
  return { summary: { marks: made.length }, warnings: [], made };
}

interface KeyRow {
  readonly trail: number;
  readonly at: string;
  readonly settings: string;
}

function rowOfKey(opened: Case, key: string): KeyRow | null {
  const row = opened.database
    .prepare(
      "SELECT id, made_at, settings FROM trail WHERE step = 'mark edits' AND json_extract(settings, '$.key') = ?",
    )
    .get(key);
  return row === undefined
    ? null
    : { trail: Number(row["id"]), at: String(row["made_at"]), settings: String(row["settings"]) };
}

/** What edits with this key came to; null where there are none. @throws InputError where the key stands for others */
function editsOfKey(opened: Case, settings: EditsSettings): EditsResult | null {
  const { key, look } = settings;
  const row = rowOfKey(opened, key);
  if (row === null) return null;
  const { trail, at } = row;
  const stored = JSON.parse(row.settings) as { readonly [name: string]: Json };
  const asked = JSON.parse(JSON.stringify(settings)) as { readonly [name: string]: Json };
  if (canonical(stored) !== canonical(asked))
    throw InputError.of("mark edits", "key", quoted(key), "a key that no other edits have");
  const made = readMarks(opened.database, { lookId: look, beforeTrail: trail + 1 })
    .filter((m) => m.trail === trail)
    .map(({ trail: _trail, at: _at, ...mark }) => mark);
  return { key, trail, at, made, again: true };
}

/** @throws InputError where a pass from nothing would change another counter's marks */
function refuseMachines(known: readonly Mark[], { edits, by, pass }: EditsSettings, counter: Counter): void {
  const named = new Set(edits.flatMap(({ edit }) => namedBy(edit)));
  const foreign = known.find(
    (m) =>
      named.has(m.id) &&
      !sameCounter(counterOf(m), counter) &&
      !(m.marker.type === "machine" && isReview(counter)),
  );
  if (foreign !== undefined)
    throw InputError.of(
      "mark edits",
      "mark",
      quoted(foreign.id),
      `a mark of ${by}, ${pass}${isReview(counter) ? ", or one of the machine" : ""}`,
    );
}

function conflictsOf(
  known: readonly (Mark & OnRecord)[],
  counter: Counter,
  edits: readonly NotedEdit[],
  seen: number,
): EditsConflict["marks"] {
  const standing = currentMarks(known, counter);
  const stands = new Set(standing.map((m) => m.id));
  const byId = new Map(known.map((m) => [m.id, m]));
  const gone = [...new Set(edits.flatMap(({ edit }) => namedBy(edit)))].filter(
    (id) => byId.has(id) && !stands.has(id),
  );
  const newer = standing.filter((m) => m.state !== "rejected" && (byId.get(m.id)?.trail ?? 0) > seen);
  const added = edits.flatMap(({ edit }, n) =>
    edit.type === "add" ? [{ ...edit.content, ...unnamed(counter, n) }] : [],
  );
  const taken = newer.length === 0 || added.length === 0 ? [] : matchMarks(added, newer).agreed;
  const tell = (mark: string, now: readonly Mark[]) => {
    const by = byId.get(now[0]?.id ?? mark);
    return { mark, by: by?.marker.name ?? "", pass: by?.pass ?? "", at: by?.at ?? "", now };
  };
  return [
    ...gone.map((id) => tell(id, inPlaceOf(known, counter, stands, id))),
    ...taken.map(({ b }) =>
      tell(
        b,
        standing.filter((m) => m.id === b),
      ),
    ),
  ];
}

const unnamed = (counter: Counter, n: number) => ({
  id: `new-${n}`,
  lookId: "",
  marker: counter.marker,
  pass: counter.pass,
  replaces: [],
});

/** What stands in the place of a mark that edits have replaced. */
function inPlaceOf(
  known: readonly Mark[],
  counter: Counter,
  stands: ReadonlySet<string>,
  id: string,
): readonly Mark[] {
  const next = known.filter((m) => sameCounter(counterOf(m), counter) && m.replaces.includes(id));
  return [
    ...new Set(next.flatMap((m) => (stands.has(m.id) ? [m] : inPlaceOf(known, counter, stands, m.id)))),
  ];
}

function inWords(conflicts: EditsConflict["marks"]): string {
  const [first] = conflicts;
  const more = conflicts.length - 1;
  return first === undefined
    ? ""
    : `${first.by} (${first.pass}) changed this first, at ${first.at}: ${first.mark}${more > 0 ? ` and ${more} more` : ""}`;
}
