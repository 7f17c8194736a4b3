import { gaussHermite } from "../../../base/probability/quadrature.ts";
import { normalCdf } from "../../../base/probability/normal.ts";
import { carPitch } from "../../counting/car-pitch.ts";
import { couplingGapMetres } from "../decoding/car-lengths.ts";
import { normalisedCounts, noCars, type CountDistribution } from "../decoding/count-distribution.ts";
import type { TrackGauge } from "../track-line.ts";

/** Metres of train that one car takes up, as the mean over a picture: lognormal. */
export interface Pitch {
  readonly medianMetres: number;
  readonly logSpread: number;
}

/**
 * The pitch where the gauge is known. 1520: between the gondola's 13.92 m and the longer flats and boxes among them. 1435: Chinese cars take 13.4 to
 * 16.4 m, others up to twice that; how they are mixed is not known, hence the spread. Not known: as for published lengths.
 */
export function pitchOf(gauge: TrackGauge | null): Pitch {
  if (gauge === "1520") return { medianMetres: 14.2, logSpread: 0.09 };
  if (gauge === "1435") return { medianMetres: 14.8, logSpread: 0.16 };
  return carPitch;
}

/** A length under cars and gaps, and in how many strings it lies. */
export interface Occupied {
  readonly metres: number;
  readonly sdMetres: number;
  readonly strings: number;
}

const pitchRule = gaussHermite(24);

/**
 * Cars in an occupied length. A string of n cars covers n pitches less one gap, so a gap is added for each string. The length is taken as normal,
 * the pitch as lognormal and as one for all of the length, which is why its spread does not average out over many strings.
 */
export function carsByLength({ metres, sdMetres, strings }: Occupied, pitch: Pitch): CountDistribution {
  const whole = metres + strings * couplingGapMetres;
  const sd = Math.max(sdMetres, 1e-3);
  const shortestPitch = pitch.medianMetres * Math.exp(-5 * pitch.logSpread);
  const most = Math.ceil((whole + 6 * sd) / shortestPitch);
  if (most <= 0) return noCars;
  const weights = new Float64Array(most + 1);
  for (const [i, z] of pitchRule.nodes.entries()) {
    const pitchMetres = pitch.medianMetres * Math.exp(pitch.logSpread * z);
    const share = pitchRule.weights[i] ?? 0;
    let below = 0;
    for (let n = 0; n <= most; n++) {
      const upTo = n === most ? 1 : normalCdf(((n + 0.5) * pitchMetres - whole) / sd);
      weights[n] = (weights[n] ?? 0) + share * Math.max(0, upTo - below);
      below = upTo;
    }
  }
  return normalisedCounts(0, weights);
}
