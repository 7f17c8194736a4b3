import { foldName, letterPlaces, type FoldedName } from "./fold.ts";

/** From which likeness on two names are taken for spellings of one, and for perhaps one. docs/method/vessels.md says how often that errs. */
export const nameThresholds = { alike: 0.92, perhaps: 0.82 } as const;

/** What is left of the likeness of two names whose numerals differ ("Maia-1", "Maia-3"), or of which one has none. */
const numeralsDiffer = 0.5;
const numeralsMissing = 0.93;

/**
 * How alike two names are, 0 to 1: the mean of the Jaro-Winkler likeness (W. E. Winkler, 1990) and of one less the part of letters that a
 * restricted Damerau-Levenshtein distance changes, of the folded names with their words in the better of two orders. Numerals that differ halve it: they tell
 * sisters apart.
 */
export function nameLikeness(a: string | FoldedName, b: string | FoldedName): number {
  const [one, other] = [a, b].map((n) => (typeof n === "string" ? foldName(n) : n));
  if (one === undefined || other === undefined || one.words === "" || other.words === "")
    return one !== undefined &&
      other !== undefined &&
      one.words === other.words &&
      one.numerals === other.numerals &&
      one.numerals !== ""
      ? 1
      : 0;
  const inOrder = likenessOf(one.words, other.words);
  const sorted = likenessOf(inSortedOrder(one.words), inSortedOrder(other.words));
  const joined = likenessOf(one.words.replaceAll(" ", ""), other.words.replaceAll(" ", ""));
  const best = Math.max(inOrder, sorted, joined);
  if (one.numerals === other.numerals) return best;
  return best * (one.numerals === "" || other.numerals === "" ? numeralsMissing : numeralsDiffer);
}

/**
 * False for two names whose likeness cannot reach a threshold, by the letters that they have in common: what is never in common must be inserted, deleted
 * or changed. Cheap, for holding thousands of names against each other.
 */
export function canReach(a: FoldedName, b: FoldedName, threshold: number): boolean {
  let common = 0;
  for (let i = 0; i < letterPlaces.all; i++)
    if (i !== letterPlaces.blank) common += Math.min(a.letters[i] ?? 0, b.letters[i] ?? 0);
  const blanks = [a, b].map((n) => n.letters[letterPlaces.blank] ?? 0);
  const withBlanks = common + Math.min(blanks[0] ?? 0, blanks[1] ?? 0);
  return (
    mostLikeness(withBlanks, a.words.length, b.words.length) >= threshold ||
    mostLikeness(common, a.words.length - (blanks[0] ?? 0), b.words.length - (blanks[1] ?? 0)) >= threshold
  );
}

/** The most that two texts of these lengths can be alike with so many letters in common. */
function mostLikeness(common: number, a: number, b: number): number {
  if (a === 0 || b === 0) return a === b ? 1 : 0;
  const jaro = (common / a + common / b + 1) / 3;
  return (jaro + 0.4 * (1 - jaro) + common / Math.max(a, b)) / 2;
}

const inSortedOrder = (words: string): string => words.split(" ").sort().join(" ");

function likenessOf(a: string, b: string): number {
  if (a === b) return 1;
  const distance = damerauDistance(a, b);
  return (jaroWinkler(a, b) + 1 - distance / Math.max(a.length, b.length)) / 2;
}

/** Likeness of two texts by letters in common near each other, more for a common beginning of up to four (Jaro 1989, Winkler 1990). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length === 0 || b.length === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const fromA: string[] = [];
  for (let i = 0; i < a.length; i++)
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++)
      if (taken[j] === 0 && a[i] === b[j]) {
        taken[j] = 1;
        fromA.push(a.charAt(i));
        break;
      }
  const common = fromA.length;
  if (common === 0) return 0;
  let [transposed, k] = [0, 0];
  for (let j = 0; j < b.length; j++) if (taken[j] === 1 && fromA[k++] !== b[j]) transposed++;
  const jaro = (common / a.length + common / b.length + (common - transposed / 2) / common) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < Math.min(a.length, b.length) && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Fewest insertions, deletions, changes and exchanges of neighbours that make one text of another, none touched twice (optimal string alignment). */
export function damerauDistance(a: string, b: string): number {
  const width = b.length + 1;
  let [before, row, next] = [new Uint16Array(width), new Uint16Array(width), new Uint16Array(width)];
  for (let j = 0; j < width; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    next[0] = i;
    for (let j = 1; j < width; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next[j] = least;
    }
    [before, row, next] = [row, next, before];
  }
  return row[b.length] ?? 0;
}
