import type { Scene } from "../sightings/sighting.ts";
import { sentLengthQuantiles } from "./learnt-motion.ts";
import type { ShipClass } from "./ship-class.ts";

/** Pixels that a ship must span to be found half of the time, and 19 times in 20, where a scene does not say. */
const pixels = { half: 2.5, nearlyAll: 6 } as const;

/** The lengths for a scene that states neither lengths nor a sample distance. */
const usual = { half: 25, nearlyAll: 60 } as const;

/**
 * Probability that a ship of a length is found in a scene: a logistic curve over the logarithm of length through the two lengths that the scene states, times the
 * most that is ever found. A ship of unknown length: the mean over the lengths that ships of its class send.
 */
export function foundProbability(
  scene: Scene,
  lengthMetres: number | null,
  shipClass: ShipClass,
  mostFound: number,
): number {
  if (lengthMetres === null) {
    const usualOnes = sentLengthQuantiles[shipClass];
    return (
      usualOnes.reduce((sum, l) => sum + foundProbability(scene, l, shipClass, mostFound), 0) /
      usualOnes.length
    );
  }
  const { foundHalfMetres, foundNearlyAllMetres, sampleDistanceMetres } = scene;
  const half =
    foundHalfMetres ?? (sampleDistanceMetres === null ? usual.half : pixels.half * sampleDistanceMetres);
  const stated =
    foundNearlyAllMetres ??
    (foundHalfMetres !== null
      ? (foundHalfMetres * pixels.nearlyAll) / pixels.half
      : sampleDistanceMetres === null
        ? usual.nearlyAll
        : pixels.nearlyAll * sampleDistanceMetres);
  const nearlyAll = Math.max(stated, half * 1.01);
  const slope = Math.log(19) / Math.log(nearlyAll / half);
  return mostFound / (1 + Math.exp(-slope * Math.log(Math.max(lengthMetres, 0.1) / half)));
}
