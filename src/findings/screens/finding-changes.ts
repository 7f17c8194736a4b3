import { piecesOf, plainText, type Binding } from "../judgements/binding.ts";
import type { JudgementRecord, Part } from "../judgements/finding.ts";

/** A bound value that another version of a finding prints otherwise. */
export interface ValueChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What became of one sentence from one version of a finding to the next. */
export interface SentenceChange {
  readonly what: "same" | "values" | "added" | "removed";
  readonly part: Part;
  /** As it reads in the later version; for a removed sentence, in the earlier. */
  readonly text: string;
  readonly before: string | null;
  /** Values bound to the same path in both that are printed otherwise. */
  readonly values: readonly ValueChange[];
}

type Sentence = Pick<JudgementRecord, "part" | "text">;

/** A sentence without what it prints: its words, and the paths that stand between them. */
const shapeOf = ({ part, text }: Sentence): string =>
  `${part}\n${piecesOf(text)
    .map((p) => ("text" in p ? p.text : `{${p.binding.path}~${p.binding.format}}`))
    .join("")}`;

/** The words alone: what stays when a sentence is bound to other records. */
const wordsOf = ({ part, text }: Sentence): string =>
  `${part}\n${piecesOf(text)
    .map((p) => ("text" in p ? p.text : "{}"))
    .join("")}`;

/** What it binds, whichever record of each kind that is: what stays when a word around a number changes. */
const bindsOf = ({ part, text }: Sentence): string | null => {
  const paths = bindingsOf(text).map(({ path }) => path.replace(/^(counts|looks|events)\/[^/]+/, "$1"));
  return paths.length === 0 ? null : `${part}\n${paths.join("\n")}`;
};

/**
 * Holds two versions of a finding against each other, sentence by sentence, in the order of the later one; sentences that fell away
 * stand where they stood. Sentences are the same one when they have the same words and paths,
 * or else the same words, or else bind the same values.
 */
export function changesBetween(earlier: readonly Sentence[], later: readonly Sentence[]): SentenceChange[] {
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  for (const key of [shapeOf, wordsOf, bindsOf]) {
    const open = Map.groupBy(
      earlier.map((sentence, i) => ({ sentence, i })).filter(({ i }) => !taken.has(i)),
      ({ sentence }) => key(sentence),
    );
    for (const [j, sentence] of later.entries()) {
      if (partner.has(j)) continue;
      const own = key(sentence);
      const match = own === null ? undefined : open.get(own)?.shift();
      if (match === undefined) continue;
      partner.set(j, match.i);
      taken.add(match.i);
    }
  }
  const changes: SentenceChange[] = [];
  let next = 0;
  const passRemoved = (until: number): void => {
    for (; next < until; next++) {
      const gone = earlier[next];
      if (gone !== undefined && !taken.has(next)) changes.push(alone("removed", gone));
    }
  };
  for (const [j, sentence] of later.entries()) {
    const i = partner.get(j);
    const before = i === undefined ? undefined : earlier[i];
    if (i === undefined || before === undefined) {
      changes.push(alone("added", sentence));
      continue;
    }
    passRemoved(i);
    changes.push(together(before, sentence));
  }
  passRemoved(earlier.length);
  return changes;
}

const alone = (what: "added" | "removed", { part, text }: Sentence): SentenceChange => ({
  what,
  part,
  text: plainText(text),
  before: null,
  values: [],
});

function together(before: Sentence, after: Sentence): SentenceChange {
  const [was, is] = [plainText(before.text), plainText(after.text)];
  const same = before.text === after.text;
  const [old, now] = [bindingsOf(before.text), bindingsOf(after.text)];
  const values = now.flatMap((binding, i): ValueChange[] => {
    const earlier = old[i];
    return earlier === undefined || earlier.printed === binding.printed
      ? []
      : [{ path: binding.path, before: earlier.printed, after: binding.printed }];
  });
  return {
    what: same || was === is ? "same" : "values",
    part: after.part,
    text: is,
    before: was === is ? null : was,
    values,
  };
}

const bindingsOf = (text: string): Binding[] =>
  piecesOf(text).flatMap((p) => ("binding" in p ? [p.binding] : []));
