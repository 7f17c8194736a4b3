import type { LonLat } from "../../../base/geometry/ring.ts";

/** Metres to add to a picture's own coordinates, and whether they were measured. */
export interface LinedUp {
  readonly eastMetres: number;
  readonly northMetres: number;
  readonly matched: boolean;
}

const metresOfDegree = 111_320;

/** Where a place of the site lies by the picture's own coordinates, which are off by the shift. */
export function asItLies([longitude, latitude]: LonLat, lineUp: LinedUp | null): LonLat {
  if (lineUp === null || !lineUp.matched) return [longitude, latitude];
  const shrunk = Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
  return [
    longitude - lineUp.eastMetres / (metresOfDegree * shrunk),
    latitude - lineUp.northMetres / metresOfDegree,
  ];
}
