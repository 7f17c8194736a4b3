import { metresPerDegree, metresPerSecondOfKnot, wrapped } from "../../base/geodesy/sphere.ts";
import type { SenderClass } from "../ais/fixes.ts";
import type { PlainFix } from "../tracks/plain-fixes.ts";

/** A part of a voyage: so long on a course at a speed, turning steadily. */
export interface Leg {
  readonly minutes: number;
  readonly knots: number;
  readonly course: number;
  /** Degrees a minute. */
  readonly turn?: number;
  readonly status?: number;
}

export interface Sailing {
  readonly mmsi: number;
  readonly fromMs: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly legs: readonly Leg[];
  readonly everySeconds: number;
  /** Of the position, one standard deviation. */
  readonly noiseMetres?: number;
  readonly senderClass?: SenderClass;
}

const radians = Math.PI / 180;

/** Reports of a simulated ship: position with noise, speed and course as the ship has them, times with some jitter. Seeded by `random`. */
export function sailing(
  { mmsi, fromMs, longitude, latitude, legs, everySeconds, noiseMetres = 5, senderClass = "A" }: Sailing,
  random: () => number,
): PlainFix[] {
  const fixes: PlainFix[] = [];
  let [x, y, at] = [longitude, latitude, fromMs];
  let next = fromMs;
  for (const leg of legs) {
    let course = leg.course;
    const until = at + leg.minutes * 60_000;
    while (at < until) {
      if (at >= next) {
        const cosine = Math.cos(y * radians);
        fixes.push({
          mmsi,
          at: Math.round(at / 1000) * 1000,
          longitude: wrapped(x + (normal(random) * noiseMetres) / (metresPerDegree * cosine)),
          latitude: y + (normal(random) * noiseMetres) / metresPerDegree,
          speed: Math.max(0, leg.knots + 0.1 * normal(random)),
          course: (((course + 2 * normal(random)) % 360) + 360) % 360,
          status: leg.status ?? (leg.knots < 0.5 ? 5 : 0),
          senderClass,
        });
        next = at + everySeconds * 1000 * (0.8 + 0.4 * random());
      }
      const seconds = Math.min(5, (until - at) / 1000);
      const metres = leg.knots * metresPerSecondOfKnot * seconds;
      x = wrapped(x + (metres * Math.sin(course * radians)) / (metresPerDegree * Math.cos(y * radians)));
      y += (metres * Math.cos(course * radians)) / metresPerDegree;
      course += ((leg.turn ?? 0) * seconds) / 60;
      at += Math.max(1, seconds) * 1000;
    }
  }
  return fixes;
}

/** A number of the standard normal distribution. */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Reports in order of ship and time, as sources give them. */
export const inOrder = (fixes: readonly PlainFix[]): PlainFix[] =>
  fixes.toSorted((a, b) => a.mmsi - b.mmsi || a.at - b.at);
