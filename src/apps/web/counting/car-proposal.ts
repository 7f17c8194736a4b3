import { couplingGapMetres, lengthDensity, mixtureOf } from "../../../sites/tracks/decoding/car-lengths.ts";
import type { LengthMixture } from "../../../sites/tracks/reading.ts";
import type { TrackGauge } from "../../../sites/tracks/track-line.ts";

/** Where a car stands along a track. */
export interface Stretch {
  readonly fromMetres: number;
  readonly toMetres: number;
}

/** Shortest and longest body that a proposal can have. */
export const bodyLimits = { shortest: 4, longest: 32 } as const;

/** Lengths where no gauge is known: those of both, which agree on the commonest. */
const anyGauge: LengthMixture = {
  parts: [
    { mean: 10.8, sd: 0.9, weight: 0.14 },
    { mean: 12.8, sd: 0.8, weight: 0.32 },
    { mean: 15.7, sd: 1.3, weight: 0.16 },
    { mean: 18.3, sd: 1.2, weight: 0.1 },
    { mean: 22.5, sd: 1.5, weight: 0.05 },
    { mean: 24.5, sd: 1.2, weight: 0.06 },
  ],
  even: { weight: 0.1, low: 6, high: 30 },
};

/** The commonest lengths of bodies on a gauge, from the commonest down. */
export function usualBodies(gauge: TrackGauge | null): readonly number[] {
  const mixture = mixtureOf(gauge, anyGauge);
  return mixture.parts
    .toSorted((a, b) => lengthDensity(mixture, b.mean) - lengthDensity(mixture, a.mean))
    .map((p) => p.mean);
}

/** The next longer or shorter of the usual lengths; the same where there is none. */
export function nextUsualBody(gauge: TrackGauge | null, metres: number, by: 1 | -1): number {
  const rising = usualBodies(gauge).toSorted((a, b) => a - b);
  return (
    (by === 1 ? rising.find((b) => b > metres + 0.05) : rising.findLast((b) => b < metres - 0.05)) ?? metres
  );
}

export interface OnTrack {
  readonly metres: number;
  readonly gauge: TrackGauge | null;
}

/** A body of a length that begins at a place, kept on its track; null where less than the shortest body of it is left. */
export function bodyFrom(track: Pick<OnTrack, "metres">, fromMetres: number, length: number): Stretch | null {
  const from = Math.max(0, fromMetres);
  const to = Math.min(track.metres, from + held(length));
  return to - from < bodyLimits.shortest ? null : { fromMetres: from, toMetres: to };
}

export const held = (length: number): number =>
  Math.min(bodyLimits.longest, Math.max(bodyLimits.shortest, length));

/** Where the next car of a string begins: a coupling behind this one. */
export const behind = ({ toMetres }: Stretch): number => toMetres + couplingGapMetres;
/** Where a car before this one would end. */
export const before = ({ fromMetres }: Stretch): number => fromMetres - couplingGapMetres;

/**
 * The car that a click means: the free ground about the place, with a body of the usual length in its middle; where a neighbour stands within a coupling and half a
 * body, it is coupled to that one. null on a car, or where no car fits.
 * @param cars of the track, in any order
 */
export function bodyAbout(
  track: Pick<OnTrack, "metres">,
  cars: readonly Stretch[],
  atMetres: number,
  length: number,
): Stretch | null {
  if (cars.some((c) => c.fromMetres <= atMetres && atMetres <= c.toMetres)) return null;
  const body = held(length);
  const left = Math.max(0, ...cars.filter((c) => c.toMetres < atMetres).map(behind));
  const right = Math.min(track.metres, ...cars.filter((c) => c.fromMetres > atMetres).map(before));
  if (right - left < bodyLimits.shortest) return null;
  const centred = atMetres - body / 2;
  // A click within reach of a neighbour's coupling carries its string on.
  const coupledLeft = left > 0 && centred - left < body / 2;
  const coupledRight = right < track.metres && right - (centred + body) < body / 2;
  const from = coupledLeft ? left : coupledRight ? right - body : centred;
  const start = Math.max(left, Math.min(from, right - body));
  return { fromMetres: start, toMetres: Math.min(right, start + body) };
}

/** Where the next car goes when one was put down: behind it, over whatever stands there already. null at the end of the track. */
export function nextBody(
  track: Pick<OnTrack, "metres">,
  cars: readonly Stretch[],
  fromMetres: number,
  length: number,
): Stretch | null {
  let from = Math.max(0, fromMetres);
  for (const car of cars.toSorted((a, b) => a.fromMetres - b.fromMetres)) {
    // A car stands in the way where it leaves too little room before it.
    if (car.toMetres <= from) continue;
    if (before(car) - from >= bodyLimits.shortest && before(car) - from >= held(length) * 0.6) {
      const to = Math.min(from + held(length), before(car));
      return { fromMetres: from, toMetres: to };
    }
    from = Math.max(from, behind(car));
  }
  return bodyFrom(track, from, length);
}
