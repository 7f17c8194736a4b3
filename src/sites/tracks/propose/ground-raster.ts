import { InputError } from "../../../base/errors.ts";

/** A picture in grey over flat ground, its pixels square. */
export interface GroundRaster {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top left. */
  readonly values: Float32Array;
  /** 1 where tracks are looked for, 0 beside the outline and where the picture has no data. */
  readonly within: Uint8Array;
  readonly stepMetres: number;
}

/** Rails, ballast and cars are told apart at this and finer. */
export const coarsestMetres = 1;
/** Finer pictures are averaged to this: rails are then still two lines. */
export const finestMetres = 0.4;
/** Most pixels of one search. */
export const mostPixels = 64e6;

/**
 * A picture at the step at which tracks are looked for: finer pictures are averaged, each pixel over its own ground.
 * @throws InputError when the picture is too coarse or too large
 */
export function atWorkingStep(given: GroundRaster): GroundRaster {
  const { width, height, values, within, stepMetres } = given;
  if (!(stepMetres > 0 && stepMetres <= coarsestMetres))
    throw InputError.of("propose", "sample distance", `${stepMetres} m`, `up to ${coarsestMetres} m`);
  if (width * height > mostPixels)
    throw InputError.of("propose", "pixels", `${width} x ${height}`, `at most ${mostPixels} pixels`);
  const ratio = finestMetres / stepMetres;
  if (ratio <= 1) return given;
  const [wide, high] = [Math.max(1, Math.floor(width / ratio)), Math.max(1, Math.floor(height / ratio))];
  const averaged = new Float32Array(wide * high);
  const inside = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const [left, top] = [x * ratio, y * ratio];
      let [sum, weight, worst] = [0, 0, 1];
      for (let j = Math.floor(top); j < Math.min(height, Math.ceil(top + ratio)); j++)
        for (let i = Math.floor(left); i < Math.min(width, Math.ceil(left + ratio)); i++) {
          const share =
            (Math.min(i + 1, left + ratio) - Math.max(i, left)) *
            (Math.min(j + 1, top + ratio) - Math.max(j, top));
          sum += share * (values[j * width + i] ?? 0);
          weight += share;
          worst = Math.min(worst, within[j * width + i] ?? 0);
        }
      averaged[y * wide + x] = weight > 0 ? sum / weight : 0;
      inside[y * wide + x] = worst;
    }
  return { width: wide, height: high, values: averaged, within: inside, stepMetres: finestMetres };
}
