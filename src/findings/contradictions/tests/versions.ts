import { spanInWords } from "../../../base/time/words.ts";
import type { Answer } from "../contradiction.ts";
import { inFull, listed } from "../list-words.ts";
import { spanIn, type Statement } from "../statement.ts";

/** One document that said one thing when it was read first and another when it was read later: both were published, neither is merged. */
export function versions(statements: readonly Statement[]): Answer {
  const read = statements
    .flatMap((s) => {
      const at = spanIn(s.retrieved);
      return at === null ? [] : [{ s, at }];
    })
    .sort((a, b) => a.at.fromMs - b.at.fromMs);
  const documents = new Set(statements.map((s) => s.document));
  const values = new Set(statements.map((s) => s.best ?? s.value));
  const dated = read.length === statements.length && new Set(read.map((r) => r.at.fromMs)).size > 1;
  const told = listed(
    read.map(({ s, at }) => `${s.best === null ? s.value : inFull(s.best)} when read on ${spanInWords(at)}`),
  );
  return dated && documents.size === 1 && values.size > 1
    ? {
        standing: "resolved",
        why: `One text at different times: ${told}. Both stood in it; the later does not show that it was changed.`,
        falls: [],
        figures: Object.fromEntries(read.map(({ s }, i) => [`version ${i + 1}`, s.best ?? s.value])),
        restsOn: [],
      }
    : {
        standing: "open",
        why: "The statements are not dated readings of one text.",
        falls: [],
        figures: {},
        restsOn: [],
      };
}
