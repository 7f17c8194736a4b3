/**
 * A grid of cells of a quarter of a degree of latitude and, by latitude, as many columns as keep them about as wide as high: 16 of them make a coarse
 * cell of a degree. Numbers of cells hold at any place; the poles have few.
 */
const rows = 180;
const finePerCoarse = 4;
const columnsOfRow = Int32Array.from({ length: rows }, (_, row) =>
  Math.max(1, Math.round(360 * Math.cos(((row + 0.5 - 90) * Math.PI) / 180))),
);
const fineStride = 2048;
const coarseStride = 512;

/** The fine cell that holds a position. */
export function fineCell(longitude: number, latitude: number): number {
  const row = Math.max(0, Math.min(finePerCoarse * rows - 1, Math.floor((latitude + 90) * finePerCoarse)));
  const columns = finePerCoarse * (columnsOfRow[Math.floor(row / finePerCoarse)] ?? 1);
  const column = Math.max(0, Math.min(columns - 1, Math.floor(((longitude + 180) / 360) * columns)));
  return row * fineStride + column;
}

/** The coarse cell that a fine one is a part of. */
export function coarseCell(fine: number): number {
  const row = Math.floor(fine / fineStride);
  return Math.floor(row / finePerCoarse) * coarseStride + Math.floor((fine % fineStride) / finePerCoarse);
}

/** A fine cell's box in degrees. */
export function fineBox(fine: number) {
  const row = Math.floor(fine / fineStride);
  const columns = finePerCoarse * (columnsOfRow[Math.floor(row / finePerCoarse)] ?? 1);
  const column = fine % fineStride;
  return {
    west: (column * 360) / columns - 180,
    south: row / finePerCoarse - 90,
    east: ((column + 1) * 360) / columns - 180,
    north: (row + 1) / finePerCoarse - 90,
  };
}
