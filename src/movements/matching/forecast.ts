import type { LonLat } from "../../base/geometry/ring.ts";
import type { Bracket } from "./bracket.ts";
import {
  kernelsOfPassage,
  kernelsOfReckoning,
  logDensity,
  passageKernels,
  reckoningKernels,
  type Kernel,
} from "./kernels.ts";
import { learntPassages, learntReckonings } from "./learnt-motion.ts";
import { fromPlane, toPlane, type EastNorth, type Plane } from "./plane.ts";
import { fastestMetresPerSecond, type ShipClass } from "./ship-class.ts";
import { passageOf, reckoningOf } from "./situation.ts";
import { binOf, bridgeMinutes, openMinutes } from "./time-gaps.ts";

/** Where a ship is at a time, as a sum of normal distributions in a plane about its nearer report. */
export interface Forecast {
  readonly plane: Plane;
  readonly kernels: readonly Kernel[];
  /** Add up to 1. */
  readonly weights: Float64Array;
  /** Bin of what was learnt, for the weights of headings; null when it reported on one side only. */
  readonly headingBin: string | null;
  readonly velocity: EastNorth;
}

/** Weight of a broad kernel that every forecast has: ships do what was never seen in the day that was learnt from. */
const surprise = 0.002;

/** Weights of the first bin that something was learnt for; level ones where nothing was. */
export function learntWeights(
  table: Readonly<Record<string, string>>,
  bins: readonly string[],
  count: number,
): Float64Array {
  const text = bins.map((bin) => table[bin]).find((t) => t !== undefined && t !== "");
  if (text === undefined) return new Float64Array(count).fill(1 / count);
  const weights = new Float64Array(count);
  for (const pair of text.split(" ")) {
    const [place, weight] = pair.split(":");
    weights[Number(place)] = Number(weight);
  }
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}

/**
 * Where a ship is at a time by its reports before and after; null when it has none.
 * @param broadShare weight of the broad kernel
 */
export function forecastOf(
  bracket: Bracket,
  at: number,
  shipClass: ShipClass,
  broadShare = surprise,
): Forecast | null {
  const { before, after } = bracket;
  if (before !== null && after !== null) {
    const passage = passageOf(before, after, at);
    const minutes =
      (passage.nearSeconds * passage.farSeconds) / (passage.nearSeconds + passage.farSeconds) / 60;
    const bin = `${passage.situation}|${binOf(minutes, bridgeMinutes)}`;
    const weights = learntWeights(learntPassages, [`${shipClass}|${bin}`, `all|${bin}`], passageKernels);
    return withSurprise(
      passage.plane,
      kernelsOfPassage(passage, shipClass),
      weights,
      fastestMetresPerSecond[shipClass] * Math.min(passage.nearSeconds, passage.farSeconds),
      bin,
      passage.meanVelocity,
      broadShare,
    );
  }
  const reckoning = reckoningOf(bracket, at);
  if (reckoning === null) return null;
  const bin = `${reckoning.situation}|${binOf(reckoning.nearSeconds / 60, openMinutes)}`;
  return withSurprise(
    reckoning.plane,
    kernelsOfReckoning(reckoning, shipClass),
    learntWeights(learntReckonings, [`${shipClass}|${bin}`, `all|${bin}`], reckoningKernels),
    fastestMetresPerSecond[shipClass] * reckoning.nearSeconds,
    null,
    reckoning.velocity,
    broadShare,
  );
}

function withSurprise(
  plane: Plane,
  kernels: readonly Kernel[],
  weights: Float64Array,
  reach: number,
  headingBin: string | null,
  velocity: EastNorth,
  broadShare: number,
): Forecast {
  const broad = reach + 500;
  const kept: Kernel[] = [];
  const keptWeights: number[] = [];
  for (const [i, kernel] of kernels.entries()) {
    const weight = weights[i] ?? 0;
    if (weight === 0) continue;
    kept.push(kernel);
    keptWeights.push(weight * (1 - broadShare));
  }
  kept.push({
    east: 0,
    north: 0,
    along: broad,
    across: broad,
    azimuthDegrees: 0,
    velocity: [0, 0],
  });
  keptWeights.push(broadShare);
  return { plane, kernels: kept, weights: Float64Array.from(keptWeights), headingBin, velocity };
}

/** Density of a forecast at a place, per square metre, as a natural logarithm. */
export function forecastLogDensity({ plane, kernels, weights }: Forecast, place: LonLat): number {
  const at = toPlane(plane, place);
  let most = -Infinity;
  const logs = kernels.map((kernel, i) => {
    const log = Math.log(weights[i] ?? 0) + logDensity(kernel, at);
    if (log > most) most = log;
    return log;
  });
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - most);
  return most + Math.log(sum);
}

/** Middle and spread of the likelier half of a forecast: what is shown as where the reports put the ship. */
export interface Expected {
  readonly position: LonLat;
  readonly semiMajorMetres: number;
  readonly semiMinorMetres: number;
  readonly azimuthDegrees: number;
}

/** The kernels by weight over area, most concentrated first, until they hold `share` of the weight; their mean and covariance. */
export function expectedPlace({ plane, kernels, weights }: Forecast, share = 0.6827): Expected {
  const order = kernels
    .map((kernel, i) => ({ kernel, weight: weights[i] ?? 0 }))
    .sort(
      (a, b) => b.weight / (b.kernel.along * b.kernel.across) - a.weight / (a.kernel.along * a.kernel.across),
    );
  let [sum, east, north] = [0, 0, 0];
  const held: typeof order = [];
  for (const item of order) {
    held.push(item);
    sum += item.weight;
    east += item.weight * item.kernel.east;
    north += item.weight * item.kernel.north;
    if (sum >= share) break;
  }
  east /= sum;
  north /= sum;
  let [xx, xy, yy] = [0, 0, 0];
  for (const { kernel, weight } of held) {
    const angle = (kernel.azimuthDegrees * Math.PI) / 180;
    const [s, c] = [Math.sin(angle), Math.cos(angle)];
    const [a, b] = [kernel.along ** 2, kernel.across ** 2];
    const [dx, dy] = [kernel.east - east, kernel.north - north];
    xx += (weight / sum) * (a * s * s + b * c * c + dx * dx);
    yy += (weight / sum) * (a * c * c + b * s * s + dy * dy);
    xy += (weight / sum) * ((a - b) * s * c + dx * dy);
  }
  const half = (xx + yy) / 2;
  const apart = Math.hypot((xx - yy) / 2, xy);
  return {
    position: fromPlane(plane, [east, north]),
    semiMajorMetres: Math.sqrt(half + apart),
    semiMinorMetres: Math.sqrt(Math.max(1, half - apart)),
    azimuthDegrees: ((Math.atan2(2 * xy, yy - xx) / 2) * (180 / Math.PI) + 180) % 180,
  };
}
