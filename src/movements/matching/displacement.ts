import type { RadarGeometry } from "../sightings/sighting.ts";
import { directionOf, type EastNorth } from "./plane.ts";

/** How well a kernel's velocity is known, in metres a second: a least, and a share of it. */
const velocityDeviation = { least: 0.3, share: 0.1 } as const;

export interface Displacement {
  readonly shift: EastNorth;
  /** Covariance that the unknown part of the velocity adds: along the flight only. */
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/**
 * Where a moving ship is seen beside where it is: a radar places by Doppler, and takes a ship that moves away for one that it has yet to reach. The shift is
 * -(R/V) times the speed away from the radar, along the flight (R. K. Raney, Synthetic aperture imaging radar and moving targets, IEEE Transactions on Aerospace
 * and Electronic Systems AES-7, 1971). The radar is taken to look to the right of its flight, as Sentinel-1 always does.
 */
export function displacementOf(radar: RadarGeometry, velocity: EastNorth): Displacement {
  const look = directionOf(radar.lookAzimuthDegrees);
  const flight = directionOf(radar.lookAzimuthDegrees - 90);
  const slant = Math.sin((radar.incidenceDegrees * Math.PI) / 180);
  const away = (velocity[0] * look[0] + velocity[1] * look[1]) * slant;
  const metres = -radar.rangeOverVelocitySeconds * away;
  const speed = Math.hypot(velocity[0], velocity[1]);
  const deviation =
    radar.rangeOverVelocitySeconds *
    slant *
    (speed === 0 ? 0.05 : velocityDeviation.least + velocityDeviation.share * speed);
  const variance = deviation * deviation;
  return {
    shift: [metres * flight[0], metres * flight[1]],
    xx: variance * flight[0] * flight[0],
    xy: variance * flight[0] * flight[1],
    yy: variance * flight[1] * flight[1],
  };
}
