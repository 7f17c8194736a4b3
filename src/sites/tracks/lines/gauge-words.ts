import type { TrackGauge } from "../track-line.ts";

/** The words by which the basis of an area of role "tracks" carries the gauge: an area has no property for it. */
export const gaugeInWords = (gauge: TrackGauge): string => `gauge ${gauge} mm`;

/** The gauge that a basis states; null when it states none, or several. */
export function gaugeOfWords(basis: string): TrackGauge | null {
  const stated = new Set(Array.from(basis.matchAll(/\bgauge (1520|1435) mm\b/g), ([, gauge]) => gauge));
  const [gauge] = stated;
  if (stated.size !== 1) return null;
  return gauge === "1520" || gauge === "1435" ? gauge : null;
}
