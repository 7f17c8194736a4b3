import type { Measured, Sensor, Sighting } from "../sightings/sighting.ts";
import { sentLengthQuantiles } from "./learnt-motion.ts";

/** Standard deviation of a measured length or width as a logarithm, where the measurement states no interval. */
const usualDeviation: Readonly<Record<Sensor, number>> = { radar: 0.2, optical: 0.1, other: 0.25 };

/** A length that is stated as exact is still of a hull seen in pixels. */
const leastDeviation = 0.03;

export function lengthDeviation({ low, high }: Measured, sensor: Sensor): number {
  if (low === null || high === null || !(low > 0) || !(high > low)) return usualDeviation[sensor];
  return Math.max(leastDeviation, Math.log(high / low) / (2 * 1.96));
}

const logs = Object.values(sentLengthQuantiles).flatMap((quantiles) => quantiles.map(Math.log));
const meanLog = logs.reduce((a, b) => a + b, 0) / logs.length;
const deviationLog = Math.sqrt(logs.reduce((a, l) => a + (l - meanLog) ** 2, 0) / logs.length);

export const normalDensity = (x: number, mean: number, deviation: number): number =>
  Math.exp(-0.5 * ((x - mean) / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI));

/** Density over the logarithm of length of anything that is seen at sea: half as ships send it, half level from 5 to 450 m. */
export const anyLength = (log: number, deviation: number): number =>
  0.5 * normalDensity(log, meanLog, Math.hypot(deviationLog, deviation)) + 0.5 / Math.log(450 / 5);

/** The same of width: a ship is mostly between four and eight times as long as wide. */
const anyWidth = (logWidth: number, logLength: number | null): number =>
  logLength === null ? 1 / Math.log(60 / 1.5) : normalDensity(logWidth, logLength - Math.log(5.5), 0.4);

/** Logarithms of likelihood ratios: the measured dimensions if this ship were seen, over those of anything. Zero where either is missing. */
export interface DimensionEvidence {
  readonly length: number;
  readonly width: number;
}

/**
 * Ships send wrong dimensions: with probability `wrong` what a ship sends says nothing of it, in length and width together. The share of
 * evidence that is put down to width is what it adds to that of length.
 */
export function dimensionEvidence(
  { lengthMetres, widthMetres, sensor }: Pick<Sighting, "lengthMetres" | "widthMetres" | "sensor">,
  ship: { readonly lengthMetres: number | null; readonly widthMetres: number | null },
  wrong: number,
): DimensionEvidence {
  const length = ratio(lengthMetres, ship.lengthMetres, sensor, (log, d) => anyLength(log, d));
  const logLength = lengthMetres === null ? null : Math.log(lengthMetres.best);
  const width = ratio(widthMetres, ship.widthMetres, sensor, (log) => anyWidth(log, logLength));
  const one = Math.log((1 - wrong) * length + wrong);
  return { length: one, width: Math.log((1 - wrong) * length * width + wrong) - one };
}

function ratio(
  measured: Measured | null,
  sent: number | null,
  sensor: Sensor,
  any: (log: number, deviation: number) => number,
): number {
  if (measured === null || sent === null || !(measured.best > 0) || !(sent > 0)) return 1;
  // What a ship sends is rounded to a metre.
  const deviation = Math.hypot(lengthDeviation(measured, sensor), 0.5 / sent);
  const log = Math.log(measured.best);
  return normalDensity(log, Math.log(sent), deviation) / any(log, deviation);
}
