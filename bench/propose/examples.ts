import { diceOf } from "../../src/sites/simulated/dice.ts";
import { atWorkingStep } from "../../src/sites/tracks/propose/ground-raster.ts";
import { localContrast } from "../../src/sites/tracks/propose/local-contrast.ts";
import { readSection, sectionInputs, sectionReach } from "../../src/sites/tracks/propose/section-inputs.ts";
import { sectionColumns } from "../../src/sites/tracks/propose/section-columns.ts";
import { sectionsOf } from "../../src/sites/tracks/propose/sections.ts";
import { wantedPart } from "../../src/sites/tracks/propose/wanted-part.ts";
import { directions, turnedFrame } from "../../src/sites/tracks/propose/turned.ts";
import { truthMap } from "./truth-map.ts";
import type { Yard } from "./yards.ts";

/** Sections with whether a track runs through their middle. */
export interface Examples {
  readonly inputs: Float32Array[];
  readonly labels: number[];
}

/** On a track: this near its centre line, and along it. In between to the second figures nothing is asked. */
const on = { metres: 0.45, degrees: 4 } as const;
const off = { metres: 1.0, degrees: 9 } as const;

/** Which sections of a yard are taken: shares of those that there are. */
export interface Sampling {
  /** Of the directions, by chance. */
  readonly directions: number;
  readonly on: number;
  /** Near a track, or along one beside it. */
  readonly between: number;
  readonly elsewhere: number;
  /** Of those that the network before gives at least `mistakenOdds` though no track is there. */
  readonly mistaken: number;
  readonly mistakenOdds: number;
  /** Also outside the outline of the yard: streets, roofs, fields, woods. */
  readonly around: boolean;
}

/**
 * Sections of a yard by chance: of those on tracks, of those beside them and across them, and a few of all others.
 * @param before a network fitted before: of the sections that it mistakes for tracks many more are taken
 */
export function examplesOf(
  yard: Yard,
  seed: number,
  into: Examples,
  sampling: Sampling,
  before: ((inputs: Float32Array) => number) | null,
): void {
  const dice = diceOf(seed, "examples");
  const truth = truthMap(yard);
  const { stepMetres: given } = yard.raster;
  const raster = atWorkingStep(yard.raster);
  const { width, height, stepMetres } = raster;
  const within = sampling.around ? new Uint8Array(raster.within.length).fill(1) : raster.within;
  const ratio = stepMetres / given;
  const contrast = localContrast(raster);
  const read = new Float32Array(sectionInputs);
  for (let k = 0; k < directions; k++) {
    if (!dice.chance(sampling.directions)) continue;
    const frame = turnedFrame(width, height, stepMetres, k);
    const sections = sectionsOf(contrast, width, height, frame, wantedPart({ ...raster, within }, frame));
    for (let s = 0; s < sections.count; s++)
      for (let v = sectionReach; v < frame.high - sectionReach; v++) {
        const [x, y] = [
          frame.columnAt(s * sectionColumns.apart, v),
          frame.rowAt(s * sectionColumns.apart, v),
        ];
        const [i, j] = [Math.round(x), Math.round(y)];
        if (i < 0 || j < 0 || i >= width || j >= height || within[j * width + i] !== 1) continue;
        const [column, row] = [(x + 0.5) * ratio - 0.5, (y + 0.5) * ratio - 0.5];
        const { metres, angle } = truth.at(column, row);
        const degrees = (Math.asin(Math.min(1, Math.abs(Math.sin(angle - frame.angle)))) * 180) / Math.PI;
        const isOn = metres <= on.metres && degrees <= on.degrees;
        if (!isOn && metres < off.metres && degrees < off.degrees) continue;
        const beside = metres < 3.9 && degrees < 20;
        const known = isOn ? sampling.on : beside ? sampling.between : sampling.elsewhere;
        let taken = dice.chance(known);
        if (!taken && !isOn && before !== null) {
          readSection(sections, s, v, stepMetres, read);
          taken = before(read) > sampling.mistakenOdds && dice.chance(sampling.mistaken);
        }
        if (!taken) continue;
        if (yard.covered[Math.round(row) * yard.raster.width + Math.round(column)] === 1) continue;
        const inputs = new Float32Array(sectionInputs);
        readSection(sections, s, v, stepMetres, inputs);
        into.inputs.push(inputs);
        into.labels.push(isOn ? 1 : 0);
      }
  }
}
