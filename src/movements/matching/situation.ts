import { stillMetresPerSecond, velocityOf, type Bracket, type Report } from "./bracket.ts";
import { planeAt, toPlane, type EastNorth, type Plane } from "./plane.ts";

/**
 * What two reports around a time say of the way between them. `near` is the report nearer in time. Places are in a plane whose origin is
 * the near report; velocities are in metres a second, forward in time.
 */
export interface Passage {
  readonly plane: Plane;
  readonly near: Report;
  readonly far: Report;
  readonly nearSeconds: number;
  readonly farSeconds: number;
  readonly farPlace: EastNorth;
  readonly distance: number;
  readonly nearVelocity: EastNorth;
  readonly farVelocity: EastNorth;
  readonly meanVelocity: EastNorth;
  /** How far along the straight way from near to far a ship is that lies still as long as its moving end allows. */
  readonly progress: number;
  readonly situation: Situation;
}

/**
 * Kinds of passage that are learnt apart. Still or moving at either end; where it must have set out or arrived by the time asked for, or
 * need not have; and, moving at both ends, whether the straight way between the reports fits the speeds that they sent.
 */
export const situations = [
  "stayed",
  "moved between stops",
  "not yet under way",
  "under way from a stop",
  "already arrived",
  "under way to a stop",
  "straight on",
  "nearly straight on",
  "roundabout",
] as const;
export type Situation = (typeof situations)[number];

/** Nearer than this, two places of a still ship are one: it swings at anchor, and its length is in it. */
const samePlaceMetres = 300;

const norm = ([east, north]: EastNorth): number => Math.hypot(east, north);

/** The passage of a ship that reported on both sides of a time. */
export function passageOf(before: Report, after: Report, at: number): Passage {
  const nearIsBefore = at - before.at <= after.at - at;
  const [near, far] = nearIsBefore ? [before, after] : [after, before];
  const plane = planeAt(near.position);
  const farPlace = toPlane(plane, far.position);
  const distance = norm(farPlace);
  const seconds = Math.max(1, (after.at - before.at) / 1000);
  const forward = nearIsBefore ? 1 : -1;
  const meanVelocity: EastNorth = [(forward * farPlace[0]) / seconds, (forward * farPlace[1]) / seconds];
  const nearVelocity = velocityOf(near) ?? meanVelocity;
  const farVelocity = velocityOf(far) ?? meanVelocity;
  const nearSeconds = Math.max(0.5, Math.abs(at - near.at) / 1000);
  const farSeconds = Math.max(0.5, Math.abs(far.at - at) / 1000);
  const nearStill = norm(nearVelocity) < stillMetresPerSecond;
  const farStill = norm(farVelocity) < stillMetresPerSecond;
  const progress =
    nearStill && !farStill
      ? Math.max(0, distance - norm(farVelocity) * farSeconds)
      : !nearStill && farStill
        ? Math.min(distance, norm(nearVelocity) * nearSeconds)
        : (distance * nearSeconds) / (nearSeconds + farSeconds);
  return {
    plane,
    near,
    far,
    nearSeconds,
    farSeconds,
    farPlace,
    distance,
    nearVelocity,
    farVelocity,
    meanVelocity,
    progress,
    situation: situationOf(),
  };

  function situationOf(): Situation {
    if (nearStill && farStill) return distance < samePlaceMetres ? "stayed" : "moved between stops";
    if (nearStill) return progress === 0 ? "not yet under way" : "under way from a stop";
    if (farStill) return progress >= distance ? "already arrived" : "under way to a stop";
    const sent: EastNorth = [(nearVelocity[0] + farVelocity[0]) / 2, (nearVelocity[1] + farVelocity[1]) / 2];
    const speed = Math.max((norm(nearVelocity) + norm(farVelocity)) / 2, stillMetresPerSecond);
    const off = norm([meanVelocity[0] - sent[0], meanVelocity[1] - sent[1]]) / speed;
    return off < 0.1 ? "straight on" : off < 0.4 ? "nearly straight on" : "roundabout";
  }
}

/** What is known of a ship that reported on one side of a time only. */
export interface Reckoning {
  readonly plane: Plane;
  readonly near: Report;
  readonly nearSeconds: number;
  /** +1 when the report lies before the time, -1 when it lies after. */
  readonly forward: 1 | -1;
  readonly velocity: EastNorth;
  readonly situation: OpenSituation;
}

export const openSituations = ["still", "slow", "fast"] as const;
export type OpenSituation = (typeof openSituations)[number];

const fastFrom = 3;

export function reckoningOf({ before, after }: Bracket, at: number): Reckoning | null {
  const near = before ?? after;
  if (near === null) return null;
  const velocity = velocityOf(near) ?? [0, 0];
  const speed = norm(velocity);
  return {
    plane: planeAt(near.position),
    near,
    nearSeconds: Math.max(0.5, Math.abs(at - near.at) / 1000),
    forward: before === null ? -1 : 1,
    velocity,
    situation: speed < stillMetresPerSecond ? "still" : speed < fastFrom ? "slow" : "fast",
  };
}
