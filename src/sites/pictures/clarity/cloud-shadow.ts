import { boxMean, type Field } from "./window-filters.ts";

/** Where the sun stands, in degrees; the azimuth clockwise from the top of the picture. null: not known. */
export interface SunInPicture {
  readonly azimuthDegrees: number | null;
  readonly elevationDegrees: number | null;
}

/** Highest base of a cloud that throws a shadow worth looking for. Metres. */
const highestMetres = 4000;
/** Ground in cloud shadow keeps at most this share of its light. */
const mostLight = 0.8;
/** How much darker, as a share, the ground under a displaced cloud must be than elsewhere. */
const leastDarker = 0.15;
/** Without the sun's azimuth any direction may fit by chance, so the fit must be better. */
const leastDarkerUnguided = 0.25;
/** The search runs on a picture of at most so many pixels a side. */
const searchSide = 128;

/**
 * Cloud shadow by geometry, as Fmask does it (Zhu and Woodcock, Object-based cloud and cloud shadow detection in Landsat imagery, Remote Sensing of Environment 118, 2012): the cloud mask is moved away from the sun, by
 * any height of the clouds, to where the ground below it is darkest; what is dark there is shadow. The shadow of a cloud outside the picture is not found.
 * @returns one byte a pixel, 1 for shadow
 */
export function cloudShadow(
  cloud: Uint8Array,
  brightness: Field,
  sun: SunInPicture,
  sampleDistanceMetres: number,
): Uint8Array {
  const { width, height } = brightness;
  const shadow = new Uint8Array(width * height);
  const soft = boxMean(brightness, Math.max(1, Math.round(3 / sampleDistanceMetres))).values;
  const step = Math.max(1, Math.ceil(Math.max(width, height) / searchSide));
  const open: number[] = [];
  for (let y = 0; y < height; y += step)
    for (let x = 0; x < width; x += step) {
      const i = y * width + x;
      if (cloud[i] === 0) open.push(soft[i] ?? 0);
    }
  const searched = Math.ceil(width / step) * Math.ceil(height / step);
  if (open.length === 0 || open.length === searched) return shadow;
  const usual = open.toSorted((a, b) => a - b)[Math.floor(open.length * 0.6)] ?? 0;
  const best = bestShift(cloud, soft, usual, width, height, step, sun, sampleDistanceMetres);
  if (best === null) return shadow;
  const [right, down] = best;
  const slack = Math.max(1, step);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (cloud[i] === 1 || (soft[i] ?? 0) > mostLight * usual) continue;
      const [fromX, fromY] = [x - right, y - down];
      if (nearCloud(cloud, width, height, fromX, fromY, slack)) shadow[i] = 1;
    }
  return shadow;
}

function nearCloud(
  cloud: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  slack: number,
): boolean {
  for (const [dx, dy] of [
    [0, 0],
    [slack, 0],
    [-slack, 0],
    [0, slack],
    [0, -slack],
  ] as const) {
    const [column, row] = [x + dx, y + dy];
    if (column >= 0 && row >= 0 && column < width && row < height && cloud[row * width + column] === 1)
      return true;
  }
  return false;
}

function bestShift(
  cloud: Uint8Array,
  soft: Float32Array,
  usual: number,
  width: number,
  height: number,
  step: number,
  { azimuthDegrees, elevationDegrees }: SunInPicture,
  sampleDistanceMetres: number,
): readonly [right: number, down: number] | null {
  const longest = Math.min(
    Math.max(width, height) * 0.75,
    highestMetres / Math.tan(((elevationDegrees ?? 30) * Math.PI) / 180) / sampleDistanceMetres,
  );
  const azimuths = azimuthDegrees === null ? Array.from({ length: 24 }, (_, k) => k * 15) : [azimuthDegrees];
  let best: readonly [number, number] | null = null;
  let bestScore = azimuthDegrees === null ? leastDarkerUnguided : leastDarker;
  for (const azimuth of azimuths) {
    const [ux, uy] = [-Math.sin((azimuth * Math.PI) / 180), Math.cos((azimuth * Math.PI) / 180)];
    for (let far = 2 * step; far <= longest; far += step) {
      const [right, down] = [Math.round(ux * far), Math.round(uy * far)];
      let [under, underCount, other, otherCount] = [0, 0, 0, 0];
      for (let y = 0; y < height; y += step)
        for (let x = 0; x < width; x += step) {
          const i = y * width + x;
          if (cloud[i] === 1) continue;
          const dark = Math.max(0, Math.min(1, 1 - (soft[i] ?? 0) / usual));
          const [fromX, fromY] = [x - right, y - down];
          const below =
            fromX >= 0 && fromY >= 0 && fromX < width && fromY < height && cloud[fromY * width + fromX] === 1;
          if (below) {
            under += dark;
            underCount++;
          } else {
            other += dark;
            otherCount++;
          }
        }
      if (underCount < 24 || otherCount === 0) continue;
      const score = under / underCount - other / otherCount;
      if (score > bestScore) {
        bestScore = score;
        best = [right, down];
      }
    }
  }
  return best;
}
