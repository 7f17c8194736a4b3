import type { GroundRaster } from "./ground-raster.ts";
import { directions } from "./track-likeness.ts";

/** Directions to both sides of a main one that are tried with it, 6 degrees each: a yard fans out at its ends, and bends. */
const fan = 2;
/** A direction with at least this share of the strongest one's edges is a main one too. */
const alsoMain = 0.6;
/** Gradients are summed over so many metres to each side before their direction is taken. */
const reachMetres = 2.5;

/**
 * The directions in which most edges run inside the outline, from the structure tensor (Foerstner and Guelch, 1987): rails, beds and strings
 * of cars agree with each other, and what stands around does so less.
 */
export function mainDirections(
  contrast: Float32Array,
  { width, height, within, stepMetres }: GroundRaster,
): readonly number[] {
  const reach = Math.round(reachMetres / stepMetres);
  const edges = new Float64Array(directions);
  for (let y = reach + 1; y < height - reach - 1; y += reach)
    for (let x = reach + 1; x < width - reach - 1; x += reach) {
      if (within[y * width + x] !== 1) continue;
      let [xx, xy, yy] = [0, 0, 0];
      for (let j = y - reach; j <= y + reach; j++)
        for (let i = x - reach; i <= x + reach; i++) {
          const at = j * width + i;
          const dx = (contrast[at + 1] ?? 0) - (contrast[at - 1] ?? 0);
          const dy = (contrast[at + width] ?? 0) - (contrast[at - width] ?? 0);
          xx += dx * dx;
          xy += dx * dy;
          yy += dy * dy;
        }
      const along = Math.atan2(2 * xy, xx - yy) / 2 + Math.PI / 2;
      // Weighed by strength too: a faint pattern of the sensor agrees with itself everywhere.
      const agreement = Math.hypot(xx - yy, 2 * xy) / (xx + yy + 1e-9);
      const k = Math.round((along / Math.PI) * directions) % directions;
      edges[(k + directions) % directions] =
        (edges[(k + directions) % directions] ?? 0) + agreement ** 2 * Math.sqrt(xx + yy);
    }
  const at = (k: number): number => edges[(k + directions) % directions] ?? 0;
  const smooth = Array.from(edges, (own, k) => own + 0.5 * (at(k - 1) + at(k + 1)));
  const most = Math.max(...smooth);
  const tried = new Set<number>();
  smooth.forEach((own, k) => {
    if (own < alsoMain * most) return;
    for (let d = -fan; d <= fan; d++) tried.add((k + d + directions) % directions);
  });
  return [...tried].sort((a, b) => a - b);
}
