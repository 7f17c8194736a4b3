import { areaSquareMetres } from "../../base/geodesy/wgs84.ts";
import type { Scene, Sighting } from "../sightings/sighting.ts";
import { planeAt, toPlane } from "./plane.ts";
import type { MatchSettings } from "./settings.ts";

/** Distances in metres over which sightings crowd: a quay, a marina, a roadstead, a bay. */
const crowdingMetres = [30, 80, 200, 800, 3200, 12_800];

/** Over how many metres the places of reporting ships are smoothed where there is no scene. */
export const smoothedMetres = 1000;

/** How many sightings the stated share of unreported ships is worth against what the picture itself shows. */
const priorSightings = 4;

/** How many sightings the level distribution over the distances is worth. */
const priorOfDistances = 1;
const rounds = 30;

/**
 * Sightings for each square metre, at each sighting, that are no ship of the reports. Ships that do not report lie where others lie: their rate is the
 * density of the other sightings there times the share of all sightings that are none of the reports'. How far around others count is found from the
 * picture: the weights of the distances that make each sighting most probable given the others. The share is estimated from the picture too, beginning from a stated one.
 */
export function unreportedRate({
  scene,
  sightings,
  settings,
  reported,
}: {
  /** Reporting ships for each square metre about a sighting, smoothed over `smoothedMetres`; asked where there is no scene. */
  readonly reported: (sighting: Sighting) => number;
  readonly scene: Scene | null;
  readonly sightings: readonly Sighting[];
  readonly settings: MatchSettings;
}): {
  readonly prior: readonly number[];
  readonly given: (none: readonly number[]) => readonly number[];
} {
  const least = settings.unreportedPerSquareKilometre / 1e6;
  const { unreportedShare } = settings;
  if (scene === null) {
    // Nothing is known of what else is there to be seen: ships that do not report are taken to lie where others report.
    const alone = sightings.map((s) => Math.max(least, unreportedShare * reported(s)));
    return { prior: alone, given: () => alone };
  }
  const crowding = crowdingOf(scene, sightings);
  const prior = unreportedShare / (1 + unreportedShare);
  const at = (share: number): readonly number[] => crowding.map((c) => Math.max(least, share * c));
  return {
    prior: at(prior),
    given: (none) =>
      at((priorSightings * prior + none.reduce((a, b) => a + b, 0)) / (priorSightings + none.length)),
  };
}

/** Density of the other sightings at each sighting, per square metre. */
function crowdingOf(scene: Scene, sightings: readonly Sighting[]): readonly number[] {
  const area = Math.max(
    1e4,
    areaSquareMetres(scene.footprint) - scene.hidden.reduce((sum, part) => sum + areaSquareMetres(part), 0),
  );
  const plane = planeAt(sightings[0]?.position ?? [0, 0]);
  const places = sightings.map((s) => toPlane(plane, s.position));
  const others = Math.max(1, places.length - 1);
  const densities = places.map(([east, north], i) => {
    const row = Float64Array.from(crowdingMetres, (metres) => {
      let near = 0;
      for (const [j, [e, n]] of places.entries())
        if (i !== j) near += Math.exp((-0.5 * ((e - east) ** 2 + (n - north) ** 2)) / metres ** 2);
      return near / (2 * Math.PI * metres ** 2 * others);
    });
    return [1 / area, ...row];
  });
  const count = crowdingMetres.length + 1;
  let weights = new Float64Array(count).fill(1 / count);
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(count).fill(priorOfDistances / count);
    for (const row of densities) {
      const total = row.reduce((sum, d, k) => sum + d * (weights[k] ?? 0), 0);
      for (const [k, d] of row.entries()) next[k] = (next[k] ?? 0) + (d * (weights[k] ?? 0)) / total;
    }
    weights = next.map((w) => w / (places.length + priorOfDistances));
  }
  return densities.map((row) => places.length * row.reduce((sum, d, k) => sum + d * (weights[k] ?? 0), 0));
}
