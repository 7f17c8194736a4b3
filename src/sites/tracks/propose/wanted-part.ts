import type { GroundRaster } from "./ground-raster.ts";
import { sectionReach } from "./section-inputs.ts";
import { sectionColumns } from "./section-columns.ts";
import type { TurnedFrame, Wanted } from "./turned.ts";

/** What of a turned frame must be known for the sections whose middle lies inside the outline: for each row one stretch of columns. */
export function wantedPart(
  { width, height, within }: GroundRaster,
  { wide, high, columnAt, rowAt }: TurnedFrame,
): Wanted {
  const [first, last] = [new Int32Array(high).fill(wide), new Int32Array(high).fill(-1)];
  for (let v = 0; v < high; v++)
    for (let u = 0; u < wide; u += sectionColumns.apart) {
      const i = Math.round(columnAt(u, v));
      const j = Math.round(rowAt(u, v));
      if (i < 0 || j < 0 || i >= width || j >= height || within[j * width + i] !== 1) continue;
      first[v] = Math.min(first[v] ?? wide, u);
      last[v] = u;
    }
  const [from, to] = [new Int32Array(high), new Int32Array(high)];
  const [above, along] = [sectionReach + 1, sectionColumns.reach + 2];
  for (let v = 0; v < high; v++) {
    let [least, most] = [wide, -1];
    for (let row = Math.max(0, v - above); row <= Math.min(high - 1, v + above); row++) {
      least = Math.min(least, first[row] ?? wide);
      most = Math.max(most, last[row] ?? -1);
    }
    if (most < 0) continue;
    from[v] = Math.max(0, least - along);
    to[v] = Math.min(wide, most + along + 1);
  }
  return { from, to };
}
