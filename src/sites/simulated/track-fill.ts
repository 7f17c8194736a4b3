import type { SeasonedPaint } from "./brush.ts";
import { brushOf } from "./brush.ts";
import type { Canvas } from "./canvas.ts";
import { blended } from "./paints.ts";
import type { Colour, TrackShape } from "./shapes.ts";
import { apart, direction } from "./plane.ts";

/** Metres of a sleeper's pitch, its width and half its length. */
const [sleeperPitch, sleeperWidth, sleeperHalf] = [0.58, 0.25, 1.32];
const bedHalf = 1.75;
/** Half the width of what a rail looks like from above: head, foot and rust. */
const railHalf = 0.07;

/** A paint with a share of another colour in it; what snow covers of it stays covered up to `bare`. */
function tinted(look: SeasonedPaint, colour: Colour, share: number, bare: number): SeasonedPaint {
  return {
    ...look,
    colour: blended(look.colour, colour, share),
    second: blended(look.second, colour, look.snow ? share * bare : share),
  };
}

/** Paints a track: its bed, sleepers and rails, each as far as the spacing of the samples can show it. */
export function fillTrack(canvas: Canvas, shape: TrackShape, look: SeasonedPaint): void {
  const { west, north, spacing, width, height, heights } = canvas;
  const half = shape.gauge / 2 + railHalf;
  const railShare = Math.min(1, (2 * railHalf) / spacing);
  const reach = Math.max(railHalf, spacing / 2);
  const sees = spacing < sleeperPitch * 0.45;
  const shown = shape.sleepersShown * (sees ? 1 : sleeperWidth / sleeperPitch);
  const wood = tinted(look, shape.sleeper, shown, 0);
  const bed = brushOf(canvas, look);
  const sleeper = brushOf(canvas, wood);
  const railOnBed = brushOf(canvas, tinted(look, shape.rail, railShare * 0.9, 0.8));
  const railOnWood = brushOf(canvas, tinted(wood, shape.rail, railShare * 0.9, 0.8));
  for (let k = 1; k < shape.curve.points.length; k++) {
    const from = shape.curve.points[k - 1] ?? [0, 0];
    const to = shape.curve.points[k] ?? [0, 0];
    const before = shape.curve.lengths[k - 1] ?? 0;
    const span = apart(from, to);
    const [ax, ay] = direction(from, to);
    const lowE = Math.min(from[0], to[0]) - bedHalf;
    const highE = Math.max(from[0], to[0]) + bedHalf;
    const lowN = Math.min(from[1], to[1]) - bedHalf;
    const highN = Math.max(from[1], to[1]) + bedHalf;
    const first = Math.max(0, Math.floor((north - highN) / spacing));
    const last = Math.min(height - 1, Math.ceil((north - lowN) / spacing));
    for (let row = first; row <= last; row++) {
      const dn = north - (row + 0.5) * spacing - from[1];
      // Across = dn * ax - de * ay bounds the columns of this row where the track is not nearly level with it.
      let [lo, hi] = [lowE, highE];
      if (Math.abs(ay) > 0.02) {
        const a = from[0] + (dn * ax - bedHalf) / ay;
        const b = from[0] + (dn * ax + bedHalf) / ay;
        lo = Math.max(lo, Math.min(a, b));
        hi = Math.min(hi, Math.max(a, b));
      }
      const left = Math.max(0, Math.floor((lo - west) / spacing));
      const right = Math.min(width - 1, Math.ceil((hi - west) / spacing));
      for (let column = left; column <= right; column++) {
        const de = west + (column + 0.5) * spacing - from[0];
        const s = de * ax + dn * ay;
        const v = Math.abs(dn * ax - de * ay);
        if (v > bedHalf || s < -0.05 || s > span + 0.05) continue;
        const i = row * width + column;
        if ((heights[i] ?? 0) > 0.6) continue;
        const onWood = v < sleeperHalf && (!sees || (before + s) % sleeperPitch < sleeperWidth);
        const onRail = Math.abs(v - half) < reach;
        const brush = onRail ? (onWood ? railOnWood : railOnBed) : onWood ? sleeper : bed;
        brush.dab(column, row, v > 1.55 ? 0.94 : 1);
      }
    }
  }
}
