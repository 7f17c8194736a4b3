import { transliterate } from "./transliterate.ts";

/** A name with the differences taken out that come of spelling and not of another ship. */
export interface FoldedName {
  /** Words parted by single blanks, without figures. */
  readonly words: string;
  /** Figures in their order, a Roman one at the end as figures, and a single letter at the end: "Maia-1" has "1", "Lady R" has "r". */
  readonly numerals: string;
  /** How often each letter stands in the words: a to z, then blanks and all others. */
  readonly letters: Uint8Array;
}

/** Places of `letters` for blanks and for what is no Latin letter. */
export const letterPlaces = { blank: 26, other: 27, all: 28 } as const;

function lettersOf(words: string): Uint8Array {
  const counts = new Uint8Array(letterPlaces.all);
  for (let i = 0; i < words.length; i++) {
    const code = words.charCodeAt(i) - 97;
    const place = code >= 0 && code < 26 ? code : words[i] === " " ? letterPlaces.blank : letterPlaces.other;
    counts[place] = Math.min(255, (counts[place] ?? 0) + 1);
  }
  return counts;
}

/** Words before a name that say only what it is the name of. */
const prefixes =
  /^(?:m\s?[/.]?\s?[vtsy]|s\s?[/.]?\s?s|ms|mv|mt|ship|vessel|motor vessel|general cargo)\.?\s+/;

const roman: Readonly<Record<string, string>> = {
  i: "1",
  ii: "2",
  iii: "3",
  iv: "4",
  v: "5",
  vi: "6",
  vii: "7",
  viii: "8",
  ix: "9",
  x: "10",
};

/** Spellings of one sound, in order: the left becomes the right. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/kh|ch(?=[aou])/g, "h"],
  [/zh|dzh|dj/g, "j"],
  [/tch|tsch|ch/g, "c"],
  [/sch|sh/g, "s"],
  [/ph/g, "f"],
  [/ck|q/g, "k"],
  [/x/g, "ks"],
  [/w/g, "v"],
  [/ou|oo/g, "u"],
  [/ee/g, "i"],
  [/[yj]/g, "i"],
  [/c(?=[eiy])/g, "s"],
  [/c/g, "k"],
  [/(.)\1+/g, "$1"],
  // Ukrainian and Belarusian write a Russian g as h, and machine translation puts one before a vowel.
  [/\bh(?=[aeiou])/g, ""],
];

/** Folds a name: transliterated, without punctuation and prefixes, numerals apart, spellings of one sound made one. */
export function foldName(name: string): FoldedName {
  const plain = transliterate(name)
    .replace(/["'`’“”«»()]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(prefixes, "");
  const tokens = plain.split(" ").flatMap((word) => word.match(/\p{N}+|[^\p{N}]+/gu) ?? []);
  const numerals: string[] = [];
  const words: string[] = [];
  for (const [index, token] of tokens.entries()) {
    // A letter that tells sisters apart stands last: "Maia I", "Lady R", but "I Love".
    const last = index > 0 && index === tokens.length - 1;
    const figure = last ? roman[token] : undefined;
    if (/^\p{N}+$/u.test(token)) numerals.push(token.replace(/^0+(?=.)/, ""));
    else if (figure !== undefined) numerals.push(figure);
    else {
      words.push(token);
      if (last && token.length === 1) numerals.push(token);
    }
  }
  const plainWords = words
    .map((word) => sounds.reduce((text, [from, to]) => text.replace(from, to), word))
    .filter((word) => word !== "")
    .join(" ");
  return { words: plainWords, numerals: numerals.join(" "), letters: lettersOf(plainWords) };
}
