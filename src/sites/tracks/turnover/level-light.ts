import { inGrey, type Tone } from "./car-colour.ts";
import { carMixOf } from "./car-mix.ts";
import { trackCarsOf, type FacedCar, type FacedTrack } from "./faced-track.ts";
import { drawYard, type YardErrors } from "./shared-errors.ts";

const draws = 40;
/** As many pairs of cars as the guess that light changed no tone weighs. */
const priorPairs = 2;

/**
 * Takes off the second look's tones what the light of the two looks differs by: the mean difference over cars that stayed by place, kind and length
 * alone, in ways drawn as often as they are probable, drawn towards 0 as two cars that did not differ would. Where one look is
 * grey, only brightness is left of both.
 */
export function levelled(
  given: readonly FacedTrack[],
  errors: YardErrors,
  next: () => number,
): readonly FacedTrack[] {
  const tracks = given.some(inGreyAtOneLook)
    ? given.map((track) => ({
        ...track,
        before: track.before.map(withTone(inGrey)),
        after: track.after.map(withTone(inGrey)),
      }))
    : given;
  const plain = tracks.map((track) => ({
    ...track,
    before: track.before.map(withTone(() => null)),
    after: track.after.map(withTone(() => null)),
  }));
  const cars = plain.flatMap(({ before, after }) => [...before, ...after].map(({ car }) => car));
  if (cars.length === 0) return tracks;
  const mix = carMixOf(cars);
  const ways = drawYard(
    plain.map((track) => trackCarsOf(track, mix)),
    errors,
    draws,
    next,
  );
  const sum = [0, 0, 0];
  let pairs = 0;
  for (const way of ways)
    for (const [t, { before }] of way.tracks.entries())
      for (const [i, other] of before.entries()) {
        if (typeof other !== "number") continue;
        const [a, b] = [tracks[t]?.before[i]?.car.tone, tracks[t]?.after[other]?.car.tone];
        if (a === null || b === null || a === undefined || b === undefined) continue;
        pairs++;
        for (const k of [0, 1, 2]) sum[k] = (sum[k] ?? 0) + (b[k] ?? 0) - (a[k] ?? 0);
      }
  const shift = (k: number): number => (sum[k] ?? 0) / (pairs + priorPairs * draws);
  const level = ([brightness, redness, blueness]: Tone): Tone => [
    brightness - shift(0),
    redness === null ? null : redness - shift(1),
    blueness === null ? null : blueness - shift(2),
  ];
  return tracks.map((track) => ({ ...track, after: track.after.map(withTone(level)) }));
}

/** A picture is grey as a whole or not at all. */
const inGreyAtOneLook = ({ before, after }: FacedTrack): boolean =>
  [...before, ...after].some(({ car }) => car.tone !== null && car.tone[1] === null);

const withTone =
  (change: (tone: Tone) => Tone | null) =>
  (faced: FacedCar): FacedCar => ({
    ...faced,
    car: { ...faced.car, tone: faced.car.tone === null ? null : change(faced.car.tone) },
  });
