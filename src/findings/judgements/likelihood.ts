/**
 * Words of estimative probability of Intelligence Community Directive 203 (2 January 2015), section D.6.e.(2)(a): seven bands, two rows
 * of words. Yardwatch writes the first row alone; the second is known so that the two are never mixed.
 */
export const bands = [
  { word: "almost no chance", other: "remote", from: 0.01, to: 0.05 },
  { word: "very unlikely", other: "highly improbable", from: 0.05, to: 0.2 },
  { word: "unlikely", other: "improbable", from: 0.2, to: 0.45 },
  { word: "roughly even chance", other: "roughly even odds", from: 0.45, to: 0.55 },
  { word: "likely", other: "probable", from: 0.55, to: 0.8 },
  { word: "very likely", other: "highly probable", from: 0.8, to: 0.95 },
  { word: "almost certain", other: "nearly certain", from: 0.95, to: 0.99 },
] as const;

/** The word for a probability. Beyond the outer bands the outer words stand: the directive has none for certainty. */
export function likelihoodWord(probability: number): string {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`likelihood: ${probability} is not a probability`);
  const band = bands.find((b) => probability < b.to) ?? bands.at(-1);
  return band?.word ?? "";
}

/** "95 to 99 %" for a word of the first row. */
export function bandInWords(word: string): string {
  const band = bands.find((b) => b.word === word);
  return band === undefined ? "" : `${Math.round(band.from * 100)} to ${Math.round(band.to * 100)} %`;
}
