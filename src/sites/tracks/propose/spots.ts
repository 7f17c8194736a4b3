import type { GroundRaster } from "./ground-raster.ts";
import { readSection, sectionInputs, sectionReach } from "./section-inputs.ts";
import { sectionColumns } from "./section-columns.ts";
import { sectionsOf } from "./sections.ts";
import { wantedPart } from "./wanted-part.ts";
import { acrossMetres, directions, turnedFrame } from "./turned.ts";

/** A place that may lie on the centre line of a track, in metres from the picture's first pixel, with the way that the track runs. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  /** From 0 to pi, from columns towards rows. */
  readonly angle: number;
  /** Log-odds, of the section alone. */
  readonly odds: number;
}

/** Nothing less is kept: a line may lead over weak places, but not over every place. */
const leastOdds = -3.5;
/** Between two rows of less no third one is looked at. */
const hopelessOdds = -6;

/**
 * In every direction, the rows that look more like the middle of a track than those to both sides.
 * @param contrast of `localContrast`
 */
export function spotsOf(
  contrast: Float32Array,
  raster: GroundRaster,
  oddsOf: (inputs: Float32Array) => number,
): Spot[] {
  const { width, height, within, stepMetres } = raster;
  const spots: Spot[] = [];
  const inputs = new Float32Array(sectionInputs);
  for (let k = 0; k < directions; k++) {
    const frame = turnedFrame(width, height, stepMetres, k);
    const wanted = wantedPart(raster, frame);
    const sections = sectionsOf(contrast, width, height, frame, wanted);
    const odds = new Float32Array(frame.high);
    for (let s = 0; s < sections.count; s++) {
      const u = s * sectionColumns.apart;
      odds.fill(-Infinity);
      const look = (v: number): void => {
        if (u < (wanted.from[v] ?? 0) || u >= (wanted.to[v] ?? 0)) return;
        const i = Math.round(frame.columnAt(u, v));
        const j = Math.round(frame.rowAt(u, v));
        if (i < 0 || j < 0 || i >= width || j >= height || within[j * width + i] !== 1) return;
        readSection(sections, s, v, stepMetres, inputs);
        odds[v] = oddsOf(inputs);
      };
      for (let v = sectionReach; v < frame.high - sectionReach; v += 2) look(v);
      for (let v = sectionReach + 1; v < frame.high - sectionReach; v += 2)
        if (Math.max(odds[v - 1] ?? -Infinity, odds[v + 1] ?? -Infinity) > hopelessOdds) look(v);
      for (let v = sectionReach; v < frame.high - sectionReach; v++) {
        const own = odds[v] ?? -Infinity;
        if (own < leastOdds || !isPeak(odds, v)) continue;
        const row = v + vertex(odds[v - 1] ?? own, own, odds[v + 1] ?? own);
        spots.push({
          x: frame.columnAt(u, row) * stepMetres,
          y: frame.rowAt(u, row) * stepMetres,
          angle: frame.angle,
          odds: own,
        });
      }
    }
  }
  return spots;
}

/** Rows to each side over which a peak is one. */
const peakRows = Math.round(0.8 / acrossMetres);

function isPeak(odds: Float32Array, v: number): boolean {
  const own = odds[v] ?? -Infinity;
  for (let d = 1; d <= peakRows; d++)
    if ((odds[v - d] ?? -Infinity) > own || (odds[v + d] ?? -Infinity) >= own) return false;
  return true;
}

/** Where a parabola through three values has its top, in rows from the middle one. */
function vertex(before: number, own: number, after: number): number {
  const bend = before - 2 * own + after;
  if (!Number.isFinite(bend) || bend > -1e-6) return 0;
  return Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)));
}
