import { quoted, type Fault } from "../../../base/errors.ts";
import type { Mark } from "../mark.ts";
import { counterInWords, counterOf } from "./counter.ts";
import { contentOf, type MarkContent } from "./mark-fields.ts";
import type { ReadMark } from "./marks-file.ts";
import { addedMarks } from "./review-additions.ts";
import { reviewChain } from "./review-chain.ts";
import type { FileOfReview, NewMark } from "./review-input.ts";
import { isSameContent, saidOf } from "./reviewed-mark.ts";

export interface ReadReview {
  readonly made: readonly Mark[];
  readonly faults: readonly Fault[];
  /** Marks that stand and that the file leaves out, as they stood before. */
  readonly missing: readonly Mark[];
  readonly corrected: number;
  readonly judged: number;
  readonly added: number;
  readonly unchanged: number;
  /** Marks of which only the note or the probability is another one: that judges nothing, and is left out. */
  readonly notes: number;
}

/**
 * Reads a file as a person's review of the machine's marks: entries that name a mark judge or correct it, others add one. Nothing is changed or lost: each new
 * mark names what it replaces. A file that was read before says nothing new; one that is older than what stands is refused by the marks concerned.
 */
export function reviewFromFile(file: FileOfReview): ReadReview {
  const { marks, counter, picture, found, newId, lookId } = file;
  const chain = reviewChain(marks, counter);
  const present = new Set<string>();
  const whereNamed = new Map<string, string>();
  const faults: Fault[] = [];
  const made: NewMark[] = [];
  const tally = { corrected: 0, judged: 0, unchanged: 0, notes: 0 };

  for (const [n, read] of found.entries()) {
    if (read.named === null) continue;
    const first = whereNamed.get(read.named);
    const mark = chain.known.get(read.named);
    if (first !== undefined)
      fault(read, `${quoted(read.named)}, as ${first} has`, "each mark once; a part cut off it has none");
    else if (mark === undefined)
      fault(read, quoted(read.named), `a mark of look ${lookId}, or nothing for a new one`);
    else if (chain.standing.has(mark.id)) takeStanding(n, read, mark);
    else takeReplaced(read, mark);
    whereNamed.set(read.named, read.where);
  }
  const additions = addedMarks(file, chain, present);
  const missing = additions.missing;
  const place = new Map(marks.map((m, i) => [m.id, i]));
  if (file.missing === "reject")
    for (const mark of missing)
      made.push({
        id: newId(place.get(mark.id) ?? 0, true),
        content: { ...contentOf(mark), state: "rejected" },
        replaces: [mark.id],
      });
  return {
    made: [...made, ...additions.made].map(({ id, content, replaces }) => ({
      id,
      lookId,
      ...content,
      marker: counter.marker,
      pass: counter.pass,
      replaces,
    })),
    faults: [...faults, ...additions.faults],
    missing,
    added: additions.made.length,
    ...tally,
  };

  function fault({ where }: ReadMark, what: string, allowed: string): void {
    faults.push({ where, field: "mark", found: what, allowed });
  }

  function takeStanding(n: number, read: ReadMark, mark: Mark): void {
    present.add(mark.id);
    const said = saidOf(read, mark, picture);
    if (said.type === "fault") faults.push(said.fault);
    else if (said.type === "judged" || said.type === "corrected") {
      tally[said.type]++;
      made.push({ id: newId(n, false), content: said.content, replaces: [mark.id] });
    } else if (file.unchanged === "accept" && mark.state === "proposed") {
      tally.judged++;
      const content: MarkContent = { ...said.content, state: "accepted" };
      made.push({ id: newId(n, false), content, replaces: [mark.id] });
    } else tally[said.type === "note" ? "notes" : "unchanged"]++;
  }

  /** An entry whose mark was replaced since: it says what stands already, or it is out of date. */
  function takeReplaced(read: ReadMark, mark: Mark): void {
    if (!chain.holds(mark))
      return fault(
        read,
        `${quoted(mark.id)}, of ${counterInWords(counterOf(mark))}`,
        `a mark of ${chain.machine === null ? "the machine" : counterInWords(chain.machine)}, or of this review`,
      );
    const now = chain.inPlaceOf(mark.id);
    const said = saidOf(read, mark, picture);
    if (said.type === "fault") return void faults.push(said.fault);
    const [only, ...more] = now.map((id) => chain.known.get(id) ?? mark);
    const isSaid =
      said.type === "nothing" ||
      said.type === "note" ||
      (only !== undefined && more.length === 0 && isSameContent(said.content, only, picture));
    if (!isSaid)
      return fault(
        read,
        `${quoted(mark.id)}, replaced by ${now.map(quoted).join(", ")} since`,
        "a file that was exported after that",
      );
    for (const id of now) present.add(id);
    tally.unchanged++;
  }
}
