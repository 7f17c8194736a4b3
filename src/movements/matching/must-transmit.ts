import { normalCdf } from "../../base/probability/normal.ts";
import { lengthDeviation } from "./dimensions.ts";
import type { Sighting } from "../sightings/sighting.ts";

/**
 * Length in metres at which a ship has 300 gross tons, and its standard deviation as a logarithm. By the tonnage convention of 1969 gross
 * tons are (0.2 + 0.02 log10 V) V for an enclosed volume V in cubic metres: 300 are about 1,150 of them, which hulls of 37 to 50 m hold.
 */
export const length300Tons = { metres: 43, logDeviation: 0.15 } as const;

/**
 * Probability that a sighting is of a ship of 300 gross tons or more, which on international voyages must transmit (SOLAS chapter V, regulation
 * 19.2.4): that its length, known to its interval, is above one that is itself only roughly known. Null when no length was measured.
 */
export function mustTransmit(sighting: Pick<Sighting, "lengthMetres" | "sensor">): number | null {
  const { lengthMetres } = sighting;
  if (lengthMetres === null) return null;
  const deviation = Math.hypot(lengthDeviation(lengthMetres, sighting.sensor), length300Tons.logDeviation);
  return normalCdf((Math.log(lengthMetres.best) - Math.log(length300Tons.metres)) / deviation);
}
