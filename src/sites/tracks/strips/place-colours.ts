import { placeMetres, stripRows, stripStepMetres, type Strip } from "../strip.ts";
import type { Tone } from "./tone.ts";

/** Metres to each side of the line that belong to a car's roof or load, whatever its width. */
const roofMetres = 1.25;

/** Mean colour of the middle of each place in the picture's own tone: 3 numbers a place, 0 where nothing was seen. */
export function placeColours({ plan, bands, valid }: Strip, tone: Tone): Float32Array {
  const columnsOfPlace = placeMetres / stripStepMetres;
  const half = Math.round(roofMetres / stripStepMetres);
  const [first, end] = [stripRows / 2 - half, stripRows / 2 + half];
  const places = plan.columns / columnsOfPlace;
  const colours = new Float32Array(3 * places);
  for (let place = 0; place < places; place++)
    for (const [band, values] of bands.entries()) {
      let [sum, seen] = [0, 0];
      for (let row = first; row < end; row++)
        for (let c = place * columnsOfPlace; c < (place + 1) * columnsOfPlace; c++) {
          const i = row * plan.columns + c;
          if (valid[i] !== 1) continue;
          sum += values[i] ?? 0;
          seen++;
        }
      const value = seen === 0 ? 0 : (sum / seen - (tone.medians[band] ?? 0)) / tone.spread;
      colours[3 * place + band] = Math.min(100, Math.max(-100, value));
    }
  return colours;
}
