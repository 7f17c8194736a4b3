/** One size of a picture that tiles are cut from for the screen. Level 0 is the full picture. */
export interface ShownLevel {
  readonly width: number;
  readonly height: number;
  /** Pixels of the full picture for one of this level, along columns and rows. */
  readonly shrink: readonly [across: number, down: number];
  /** The level of the file that it is read from. */
  readonly fileLevel: number;
  /** Pixels of that level, along each side, that are averaged into one; 1 for the file's own levels. */
  readonly averaged: number;
}

/** Pixels of one side of a tile: what one request brings and one texture holds. */
export const tilePixels = 512;

/**
 * The levels that a picture is shown at: those of the file, then further halvings, so that there is always one that fits into a tile. The
 * halvings are averaged from the coarsest level of the file; the last column and row of one may stand for fewer pixels.
 */
export function shownLevels(
  file: readonly { readonly width: number; readonly height: number }[],
): ShownLevel[] {
  const [full] = file;
  const last = file.at(-1);
  if (full === undefined || last === undefined) return [];
  const levels = file.map(({ width, height }, fileLevel): ShownLevel => ({
    width,
    height,
    shrink: [full.width / width, full.height / height],
    fileLevel,
    averaged: 1,
  }));
  for (let averaged = 2; Math.max(last.width, last.height) > (averaged / 2) * tilePixels; averaged *= 2)
    levels.push({
      width: Math.ceil(last.width / averaged),
      height: Math.ceil(last.height / averaged),
      shrink: [(full.width / last.width) * averaged, (full.height / last.height) * averaged],
      fileLevel: file.length - 1,
      averaged,
    });
  return levels;
}

/** Columns and rows of tiles that a level has. */
export const tilesOf = ({ width, height }: ShownLevel): readonly [columns: number, rows: number] => [
  Math.ceil(width / tilePixels),
  Math.ceil(height / tilePixels),
];
