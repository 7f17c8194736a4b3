import type { LonLat } from "../../src/base/geometry/ring.ts";
import { planeAt, toPlane } from "../../src/movements/matching/plane.ts";
import { mixtureWeights } from "./mixture-weights.ts";

/** Distances over which ships crowd: alongside each other, at a quay, in a marina, a roadstead, a bay. */
const crowdMetres = [15, 30, 80, 200, 800, 3200, 12_800];

/**
 * How many more ships lie about a place, per square metre, by where ships are known to lie: normal distributions of several widths about each and a level one over
 * the whole area, with the weights that make each ship's place most probable given the others.
 * @returns the density at a place that is off by so many square metres
 */
export function crowdOf(spots: readonly LonLat[], area: number): (place: LonLat, variance: number) => number {
  const plane = planeAt(spots[0] ?? [0, 0]);
  const places = spots.map((spot) => toPlane(plane, spot));
  const count = crowdMetres.length + 1;
  const rowAt = ([east, north]: readonly [number, number], variance: number, without: number): number[] => {
    const others = Math.max(1, places.length - (without < 0 ? 0 : 1));
    const about = crowdMetres.map((metres) => {
      const spread = metres ** 2 + variance;
      let near = 0;
      for (const [j, [e, n]] of places.entries())
        if (j !== without) near += Math.exp((-0.5 * ((e - east) ** 2 + (n - north) ** 2)) / spread);
      return near / (2 * Math.PI * spread * others);
    });
    return [1 / area, ...about];
  };
  const densities = Float32Array.from(places.flatMap((place, i) => rowAt(place, 0, i)));
  const weights = mixtureWeights(densities, count, new Float64Array(count).fill(1 / count), 1);
  return (place, variance) =>
    places.length *
    rowAt(toPlane(plane, place), variance, -1).reduce((sum, d, k) => sum + d * (weights[k] ?? 0), 0);
}
