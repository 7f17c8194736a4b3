import type { BandMeaning, PictureDescription } from "../../pictures/picture.ts";

/**
 * The bands that a strip is read from, by index: red, green and blue where all three are named, else the first three that are not a mask; the
 * first alone (thrice the same in the strip) where there are fewer, and for grey pictures.
 */
export function colourBands({ bands }: Pick<PictureDescription, "bands">): readonly number[] {
  const named = (meaning: BandMeaning): number => bands.findIndex((band) => band.meaning === meaning);
  const grey = named("grey");
  const colours = (["red", "green", "blue"] as const).map(named);
  if (colours.every((band) => band >= 0)) return colours;
  const shown = bands.flatMap(({ meaning }, index) => (meaning === "alpha" ? [] : [index]));
  if (grey >= 0) return [grey];
  return shown.length >= 3 ? shown.slice(0, 3) : shown.slice(0, 1);
}
