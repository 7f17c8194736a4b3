import { z90 } from "../../base/probability/normal.ts";
import { assumedSpread, type TrueValue } from "./error-model.ts";

/**
 * Metres of train that one car takes up, coupling included: a lognormal distribution of the mean over a train.
 * The middle is the 1520 mm gondola, 13.920 m over couplers (railtransholding.com, model 12-132). Its 5 % point, 10.9 m, is what
 * one observer's own pair gives (11 cars in about 120 m, November 2022); its 95 % point, 17.8 m, lies between common and new box cars
 * (about 17 and 19.2 m). The composition of a measured train is not known, so the whole spread is taken for each train.
 */
export const carPitch = { medianMetres: 13.92, logSpread: 0.15 } as const;

/**
 * Cars in so many metres of train, as an interval that is honestly wide: the pitch is not known to ±20 %, and the length itself was
 * read off a picture. Locomotives inside the measured length are not taken off, since no source says how many there are.
 * @param metres length of train, the sum over trains seen together
 * @param sdMetres standard deviation of that length; the assumed spread of a published length when left out
 */
export function carsInLength(metres: number, sdMetres = assumedSpread("length", metres)): TrueValue {
  if (metres <= 0) return { best: 0, sdBelow: 0, sdAbove: 0, openAbove: false, openBelow: false };
  const best = metres / carPitch.medianMetres;
  const spread = Math.hypot(carPitch.logSpread, sdMetres / metres);
  return {
    best,
    sdBelow: (best - best * Math.exp(-z90 * spread)) / z90,
    sdAbove: (best * Math.exp(z90 * spread) - best) / z90,
    openAbove: false,
    openBelow: false,
  };
}
