import { acrossMetres } from "../../src/sites/tracks/propose/turned.ts";
import { everyMetres } from "./score.ts";
import type { Yard } from "./yards.ts";

/** For each place of a grid of 0.4 m: how far the nearest track is, up to `farMetres`, and which way it runs. */
export interface TruthMap {
  readonly at: (column: number, row: number) => { readonly metres: number; readonly angle: number };
}
export const farMetres = 4;

export function truthMap({ tracks, raster: { width, height, stepMetres } }: Yard): TruthMap {
  const [wide, high] = [
    Math.ceil((width * stepMetres) / acrossMetres),
    Math.ceil((height * stepMetres) / acrossMetres),
  ];
  const metres = new Float32Array(wide * high).fill(farMetres);
  const angles = new Float32Array(wide * high);
  const reach = Math.ceil(farMetres / acrossMetres);
  for (const track of tracks) {
    const points = everyMetres(track, stepMetres, 0.25);
    points.forEach(([x, y], i) => {
      const [a, b] = [points[i - 1] ?? [x, y], points[i + 1] ?? [x, y]];
      const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
      const [cx, cy] = [(x * stepMetres) / acrossMetres - 0.5, (y * stepMetres) / acrossMetres - 0.5];
      for (let v = Math.max(0, Math.ceil(cy - reach)); v <= Math.min(high - 1, cy + reach); v++)
        for (let u = Math.max(0, Math.ceil(cx - reach)); u <= Math.min(wide - 1, cx + reach); u++) {
          const far = Math.hypot(u - cx, v - cy) * acrossMetres;
          const at = v * wide + u;
          if (far < (metres[at] ?? 0)) {
            metres[at] = far;
            angles[at] = angle;
          }
        }
    });
  }
  return {
    at: (column, row) => {
      const u = Math.round(((column + 0.5) * stepMetres) / acrossMetres - 0.5);
      const v = Math.round(((row + 0.5) * stepMetres) / acrossMetres - 0.5);
      const at = v * wide + u;
      const inside = u >= 0 && v >= 0 && u < wide && v < high;
      return { metres: inside ? (metres[at] ?? farMetres) : farMetres, angle: angles[at] ?? 0 };
    },
  };
}
