import { bands } from "./likelihood.ts";
import { piecesOf, plainText } from "./binding.ts";
import type { JudgementRecord } from "./finding.ts";

/** A sentence that breaks a rule of writing, and the rule. */
export interface ProseFault {
  readonly sentence: string;
  readonly rule: string;
}

// "one" is left out: it is a pronoun more often than a number.
const numberWords =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores?|hundreds?|thousands?|twice|thrice|double[ds]?|triple[ds]?|half|thirds?|quarters?)\b/i;
const firstRow = new RegExp(`\\b(?:${[...bands].map((b) => b.word).join("|")})\\b`, "i");
const secondRow = new RegExp(`\\b(?:${[...bands].map((b) => b.other).join("|")})\\b`, "i");

/**
 * Checks the sentences of a finding:
 * every figure and likelihood word is bound to a record; likelihood and confidence do not share a sentence; the two rows of
 * likelihood words are not mixed (Intelligence Community Directive 203); nothing speaks of zero where looks were blind.
 */
export function proseFaults(sentences: readonly Pick<JudgementRecord, "text">[]): ProseFault[] {
  const faults: ProseFault[] = [];
  let first = false;
  let second: string | null = null;
  for (const { text } of sentences) {
    const plain = plainText(text);
    const unbound = piecesOf(text).flatMap((p) => ("text" in p ? [p.text] : []));
    const fault = (rule: string): void => {
      faults.push({ sentence: plain, rule });
    };
    for (const piece of unbound) {
      const figure = /\d+/.exec(piece) ?? numberWords.exec(piece);
      if (figure !== null) fault(`"${figure[0]}" is not bound to a record`);
      const word = firstRow.exec(piece) ?? secondRow.exec(piece);
      if (word !== null) fault(`the likelihood word "${word[0]}" is not bound to a probability`);
    }
    if (/[{}|]/.test(unbound.join(""))) fault("a binding is not written as {printed|path~format}");
    const likely = firstRow.test(plain) || secondRow.test(plain);
    if (likely && /\bconfidence\b/i.test(plain)) fault("likelihood and confidence stand in one sentence");
    first ||= firstRow.test(plain);
    if (secondRow.test(plain)) second ??= plain;
  }
  if (first && second !== null)
    faults.push({ sentence: second, rule: "mixes the two rows of likelihood words" });
  return faults;
}
