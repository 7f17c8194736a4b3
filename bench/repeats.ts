import { uniform } from "../src/base/random.ts";
import { candidatePairs, fingerprintIndex } from "../src/sites/pictures/repeats/candidates.ts";
import { fingerprintOf, type Fingerprint } from "../src/sites/pictures/repeats/fingerprint.ts";
import { isRepeat } from "../src/sites/pictures/repeats/is-repeat.ts";
import type { ShiftPicture } from "../src/sites/pictures/shift/shift-picture.ts";
import { altered } from "./altered.ts";
import { median, type Bench, type Figure } from "./figure.ts";
import { haveNaip, naipChip, naipPlaces, naipYears } from "./naip-chips.ts";
import { simulatedLook } from "./simulated-look.ts";

/** No threshold was set on places from here on. */
const firstPlace = 1000;

interface Held {
  readonly picture: ShiftPicture;
  readonly fingerprint: Fingerprint;
  /** Pictures with the same number are the same exposure. */
  readonly exposure: number;
  /** The first of its exposure: the others are made from it. */
  readonly first: boolean;
}

/**
 * Some 2,000 pictures, all against all: every altered copy must find its original, and no look may be taken for another, of the same place in
 * another year, or of the same simulated scene in other light, with other cars or under cloud.
 */
export async function benchRepeats({ quick, note }: Bench): Promise<Figure[]> {
  const random = uniform(20231005);
  const exposures = quick ? simulatedExposures(6) : simulatedExposures(130);
  if (haveNaip)
    for (const place of naipPlaces.slice(0, quick ? 3 : 7))
      for (const year of naipYears) exposures.push(await naipChip(place, year));
  else note("repeats: the NAIP chips are left out: ../shared/data/optical/naip is absent");
  const held: Held[] = [];
  const times: number[] = [];
  const keep = (picture: ShiftPicture, exposure: number, first: boolean): void => {
    const began = performance.now();
    const fingerprint = fingerprintOf(picture);
    times.push(performance.now() - began);
    held.push({ picture, fingerprint, exposure, first });
  };
  for (const [exposure, picture] of exposures.entries()) {
    keep(picture, exposure, true);
    for (let copy = 0; copy < (quick ? 2 : 4); copy++) keep(await altered(picture, random), exposure, false);
  }
  note(`${held.length} pictures of ${exposures.length} exposures`);

  const began = performance.now();
  const pairs = candidatePairs(fingerprintIndex(held.map((h) => h.fingerprint)));
  const seconds = (performance.now() - began) / 1000;
  const found = new Set<Held>();
  const unsure = new Set<Held>();
  let [wrong, asked] = [0, 0];
  for (const [i, j] of pairs) {
    const [a, b] = [held[i], held[j]];
    if (a === undefined || b === undefined) continue;
    const same = a.exposure === b.exposure;
    // A copy is found by its original; copies among each other would only take time.
    if (same && !a.first && !b.first) continue;
    // Two copies of different looks: one in four is compared, for the same reason.
    if (!same && !a.first && !b.first && (i + j) % 4 !== 0) continue;
    asked++;
    if (asked % 500 === 0) note(`${asked} pairs compared, ${wrong} false`);
    const answer = isRepeat(a.picture, b.picture, { fingerprints: [a.fingerprint, b.fingerprint] });
    const copy = a.first ? b : a;
    if (same && answer.outcome === "repeat") found.add(copy);
    if (same && answer.outcome === "cannot-tell") unsure.add(copy);
    if (same && answer.outcome !== "repeat") note(`missed: exposure ${a.exposure}: ${answer.reason}`);
    if (!same && answer.outcome !== "different")
      note(`exposures ${a.exposure} and ${b.exposure}: ${answer.outcome}: ${answer.reason}`);
    if (!same && answer.outcome === "repeat") wrong++;
  }
  const copies = held.filter((h) => !h.first);
  for (const copy of copies)
    if (!found.has(copy) && !unsure.has(copy))
      note(
        `not found: exposure ${copy.exposure}, ${copy.picture.width} x ${copy.picture.height}, ${copy.fingerprint.points.length / 16} points`,
      );
  return [
    { name: "repeats-pictures", value: held.length, unit: "pictures", goal: null },
    { name: "repeats-recall", value: found.size / copies.length, unit: "of 1", goal: ">=0.99" },
    { name: "repeats-cannot-tell", value: unsure.size / copies.length, unit: "of 1", goal: null },
    { name: "repeats-false-pairs", value: wrong, unit: "pairs", goal: "<=0" },
    { name: "repeats-candidates-all-pairs", value: seconds, unit: "s", goal: "<1" },
    { name: "repeats-pairs-compared", value: asked, unit: "pairs", goal: null },
    { name: "repeats-fingerprint", value: median(times), unit: "ms", goal: null },
  ];
}

/**
 * Looks at simulated places, three of each: the next pass, with other cars and the sun four degrees on, and another season with other light
 * and some cloud.
 */
function simulatedExposures(places: number): ShiftPicture[] {
  return Array.from({ length: places }, (_, n) => firstPlace + n).flatMap((place) => [
    simulatedLook(place, 256, 1, {}).picture,
    simulatedLook(place, 256, 2, { sunAzimuth: 154, sunElevation: 43.5 }).picture,
    simulatedLook(place, 256, 3, { sunAzimuth: 210, sunElevation: 33, season: "autumn", cloud: 0.15 })
      .picture,
  ]);
}
