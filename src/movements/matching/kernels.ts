import { stillMetresPerSecond } from "./bracket.ts";
import { azimuthOf, type EastNorth } from "./plane.ts";
import { fastestMetresPerSecond, type ShipClass } from "./ship-class.ts";
import type { Passage, Reckoning } from "./situation.ts";

/**
 * A normal distribution of a ship's place, with the velocity that it has if that is where it is. A forecast is a sum of kernels whose
 * weights were learnt; which kernels there are is written here, in an order that the learnt table depends on.
 */
export interface Kernel {
  readonly east: number;
  readonly north: number;
  /** Standard deviations in metres along `azimuthDegrees` and across it. */
  readonly along: number;
  readonly across: number;
  readonly azimuthDegrees: number;
  readonly velocity: EastNorth;
}

/** What a satellite receiver's position is off by, and how far a moored ship's antenna swings, in metres. */
const leastMetres = 8;

const stayMetres = [10, 30, 100, 300, 1000];
/** Shares of the way that a ship makes in the time of a bridge, as along and across. */
const bridgeShares = [
  [0.01, 0.01],
  [0.03, 0.03],
  [0.1, 0.1],
  [0.3, 0.3],
  [1, 1],
  [0.03, 0.01],
  [0.1, 0.03],
  [0.3, 0.1],
  [1, 0.3],
] as const;
const reckonedShares = [
  [0.03, 0.03],
  [0.1, 0.1],
  [0.3, 0.3],
  [1, 1],
] as const;

/** How many kernels a passage has, and a reckoning. */
export const passageKernels = 2 * stayMetres.length + 3 * bridgeShares.length + reckonedShares.length + 4;
export const reckoningKernels = stayMetres.length + 7 + 3 + 3;

const norm = ([east, north]: EastNorth): number => Math.hypot(east, north);
const spread = (metres: number): number => Math.hypot(metres, leastMetres);

/** Kernels of the place of a ship between two reports: about either report, about three ways between them, and broad ones. */
export function kernelsOfPassage(passage: Passage, shipClass: ShipClass): readonly Kernel[] {
  const { nearSeconds, farSeconds, farPlace, distance, nearVelocity, farVelocity, meanVelocity } = passage;
  const seconds = nearSeconds + farSeconds;
  // The variance of a bridge at a time is that of the free way over this time.
  const bridge = (nearSeconds * farSeconds) / seconds;
  const pace = Math.max(norm(nearVelocity), norm(farVelocity), distance / seconds, stillMetresPerSecond);
  const reach = pace * bridge;
  const share = nearSeconds / seconds;
  const toFar = distance > 0 ? azimuthOf(farPlace) : azimuthOf(nearVelocity);
  const still = norm(nearVelocity) < stillMetresPerSecond;
  const farStill = norm(farVelocity) < stillMetresPerSecond;
  const kernels: Kernel[] = [];
  const at = (
    [east, north]: EastNorth,
    along: number,
    across: number,
    azimuthDegrees: number,
    velocity: EastNorth,
  ): void => {
    kernels.push({ east, north, along: spread(along), across: spread(across), azimuthDegrees, velocity });
  };
  for (const metres of stayMetres) at([0, 0], metres, metres, 0, still ? [0, 0] : nearVelocity);
  for (const metres of stayMetres) at(farPlace, metres, metres, 0, farStill ? [0, 0] : farVelocity);
  const curve = curvedWay(passage);
  const curveAzimuth = norm(curve.velocity) > 0.3 ? azimuthOf(curve.velocity) : toFar;
  const straight: EastNorth = [farPlace[0] * share, farPlace[1] * share];
  const part = distance > 0 ? passage.progress / distance : 0;
  const late: EastNorth = [farPlace[0] * part, farPlace[1] * part];
  for (const [along, across] of bridgeShares)
    at(curve.place, along * reach, across * reach, curveAzimuth, curve.velocity);
  for (const [along, across] of bridgeShares)
    at(straight, along * reach, across * reach, toFar, meanVelocity);
  for (const [along, across] of bridgeShares) at(late, along * reach, across * reach, toFar, meanVelocity);
  const forward = passage.near.at <= passage.far.at ? 1 : -1;
  const ahead = forward * nearSeconds;
  for (const [along, across] of reckonedShares)
    at(
      [nearVelocity[0] * ahead, nearVelocity[1] * ahead],
      along * pace * nearSeconds,
      across * pace * nearSeconds,
      azimuthOf(nearVelocity),
      nearVelocity,
    );
  // Somewhere on the way, and anywhere that it could have gone and come back from.
  const middle: EastNorth = [farPlace[0] / 2, farPlace[1] / 2];
  for (const across of [0.05, 0.2])
    at(middle, distance / 3 + 50, across * distance + 50, toFar, meanVelocity);
  const farthest = fastestMetresPerSecond[shipClass] * bridge;
  for (const part of [0.3, 1]) at(straight, part * farthest + 200, part * farthest + 200, 0, [0, 0]);
  return kernels;
}

/** The cubic that leaves and arrives with the velocities sent: the mean of an integrated Brownian motion between the two reports. */
function curvedWay(passage: Passage): { readonly place: EastNorth; readonly velocity: EastNorth } {
  const { near, far, nearSeconds, farSeconds, farPlace, nearVelocity, farVelocity } = passage;
  const seconds = nearSeconds + farSeconds;
  const nearFirst = near.at <= far.at;
  const [p0, p1] = nearFirst ? [[0, 0] as const, farPlace] : [farPlace, [0, 0] as const];
  const [v0, v1] = nearFirst ? [nearVelocity, farVelocity] : [farVelocity, nearVelocity];
  const s = (nearFirst ? nearSeconds : farSeconds) / seconds;
  const place = (i: 0 | 1): number =>
    (1 + 2 * s) * (1 - s) ** 2 * p0[i] +
    s * (1 - s) ** 2 * seconds * v0[i] +
    s * s * (3 - 2 * s) * p1[i] +
    s * s * (s - 1) * seconds * v1[i];
  const velocity = (i: 0 | 1): number =>
    (6 * s * (s - 1) * (p0[i] - p1[i])) / seconds + (1 - s) * (1 - 3 * s) * v0[i] + s * (3 * s - 2) * v1[i];
  return { place: [place(0), place(1)], velocity: [velocity(0), velocity(1)] };
}

/** Kernels of the place of a ship after its last report or before its first. */
export function kernelsOfReckoning(reckoning: Reckoning, shipClass: ShipClass): readonly Kernel[] {
  const { nearSeconds, forward, velocity } = reckoning;
  const speed = norm(velocity);
  const reach = Math.max(speed, stillMetresPerSecond) * nearSeconds;
  const azimuthDegrees = azimuthOf(velocity);
  const kernels: Kernel[] = [];
  const at = ([east, north]: EastNorth, along: number, across: number, moving: EastNorth): void => {
    kernels.push({
      east,
      north,
      along: spread(along),
      across: spread(across),
      azimuthDegrees,
      velocity: moving,
    });
  };
  const rest: EastNorth = [0, 0];
  for (const metres of stayMetres) at(rest, metres, metres, speed < stillMetresPerSecond ? rest : velocity);
  const ahead = forward * nearSeconds;
  const reckoned: EastNorth = [velocity[0] * ahead, velocity[1] * ahead];
  for (const [along, across] of [...reckonedShares, [0.1, 0.03], [0.3, 0.1], [1, 0.3]] as const)
    at(reckoned, along * reach, across * reach, velocity);
  for (const [along, across] of [
    [0.1, 0.1],
    [0.3, 0.1],
    [1, 0.3],
  ] as const)
    at([reckoned[0] / 2, reckoned[1] / 2], along * reach, across * reach, velocity);
  const farthest = fastestMetresPerSecond[shipClass] * nearSeconds;
  for (const part of [0.1, 0.3, 1]) at(rest, part * farthest + 200, part * farthest + 200, rest);
  return kernels;
}

/** Natural logarithm of a kernel's density at a place, per square metre. */
export function logDensity(kernel: Kernel, [east, north]: EastNorth): number {
  const angle = (kernel.azimuthDegrees * Math.PI) / 180;
  const [dx, dy] = [east - kernel.east, north - kernel.north];
  const along = dx * Math.sin(angle) + dy * Math.cos(angle);
  const across = dx * Math.cos(angle) - dy * Math.sin(angle);
  return (
    -0.5 * ((along / kernel.along) ** 2 + (across / kernel.across) ** 2) -
    Math.log(2 * Math.PI * kernel.along * kernel.across)
  );
}
