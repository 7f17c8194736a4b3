/** What a qualifier says of the figure beside it. */
type Meaning = "rough" | "lower-bound" | "upper-bound" | "exact" | "inferred" | "unnumbered";

/** The words of sources, each with its meaning. A source's own words are kept; only their meaning enters a calculation. */
const meanings: Readonly<Record<string, Meaning>> = {
  approximately: "rough",
  about: "rough",
  around: "rough",
  "or so": "rough",
  roughly: "rough",
  estimated: "rough",
  "at least": "lower-bound",
  "more than": "lower-bound",
  over: "lower-bound",
  minimum: "lower-bound",
  certainly: "lower-bound",
  "at most": "upper-bound",
  "up to": "upper-bound",
  "no more than": "upper-bound",
  exactly: "exact",
  total: "exact",
  none: "exact",
  appears: "inferred",
  believed: "inferred",
  inferred: "inferred",
  many: "unnumbered",
  several: "unnumbered",
  dozens: "unnumbered",
  scores: "unnumbered",
  hundreds: "unnumbered",
  "large number": "unnumbered",
  "a lot": "unnumbered",
};

export const qualifierWords = Object.keys(meanings);

export interface QualifierMeaning {
  readonly rough: boolean;
  readonly lowerBound: boolean;
  readonly upperBound: boolean;
  readonly exact: boolean;
}

const bare: QualifierMeaning = { rough: false, lowerBound: false, upperBound: false, exact: false };

/** Reads "at most, approximately"; null when a word is not known. Empty text says nothing. */
export function qualifierMeaning(text: string): QualifierMeaning | null {
  if (text === "") return bare;
  const found = new Set<Meaning>();
  for (const word of text.split(",")) {
    const meaning = Object.hasOwn(meanings, word.trim()) ? meanings[word.trim()] : undefined;
    if (meaning === undefined) return null;
    found.add(meaning);
  }
  return {
    rough: found.has("rough"),
    lowerBound: found.has("lower-bound"),
    upperBound: found.has("upper-bound"),
    exact: found.has("exact"),
  };
}
