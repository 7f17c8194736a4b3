import type { BandMeaning } from "../../../sites/pictures/picture.ts";

/** Choices of bands that have names: what the picture's bands allow. */
export function bandChoices(
  meanings: readonly BandMeaning[],
): { readonly name: string; readonly bands: readonly number[] }[] {
  const of = (...wanted: BandMeaning[]): readonly number[] | null => {
    const found = wanted.map((m) => meanings.indexOf(m));
    return found.includes(-1) ? null : found;
  };
  const natural = of("red", "green", "blue");
  const infrared = of("near-infrared", "red", "green");
  const shortwave = of("shortwave-infrared", "near-infrared", "red");
  return [
    ...(natural === null ? [] : [{ name: "natural colour", bands: natural }]),
    ...(infrared === null ? [] : [{ name: "colour infrared", bands: infrared }]),
    ...(shortwave === null ? [] : [{ name: "shortwave infrared", bands: shortwave }]),
    ...meanings.flatMap((meaning, i) =>
      meaning === "alpha" ? [] : [{ name: meaning === "unknown" ? `band ${i + 1}` : meaning, bands: [i] }],
    ),
  ];
}
