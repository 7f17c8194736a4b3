import type { PixelWindow } from "../raster.ts";
import { rowBytesOf, samplesInBlock, type Layout } from "./layout.ts";

/** A block (a tile or a strip) that a window touches. */
export interface TouchedBlock {
  /** Its number in the file's tables. */
  readonly block: number;
  /** The band that it holds; null when it holds all of them. */
  readonly band: number | null;
  /** Its first pixel in the picture. */
  readonly column: number;
  readonly row: number;
}

/** Bytes in the file and the pixels that they become: a whole block, or rows of one that is not compressed. */
export interface Piece extends TouchedBlock {
  readonly width: number;
  readonly height: number;
  readonly offset: number;
  readonly byteCount: number;
}

/** One read from the source, with the pieces that lie in it. */
export interface Reading {
  readonly offset: number;
  readonly length: number;
  readonly pieces: readonly Piece[];
}

/** Share of the asked bytes that may be read on top, to join reads over gaps. Leaves room below the promise of 1.2. */
const gapShare = 0.15;
/** The widest gap that is read over. */
const widestGap = 256 << 10;
/** Where joining ends, so that unpacking starts early and memory stays bounded. */
const longestReading = 8 << 20;
/** Rows without compression that are longer than this are cut to the window's columns when it needs less than half of them. */
const longRow = 64 << 10;

/** The part of a window that lies inside a picture; null when none does. */
export function insideOf(
  window: PixelWindow,
  size: { readonly width: number; readonly height: number },
): PixelWindow | null {
  const column = Math.max(window.column, 0);
  const row = Math.max(window.row, 0);
  const width = Math.min(window.column + window.width, size.width) - column;
  const height = Math.min(window.row + window.height, size.height) - row;
  return width > 0 && height > 0 ? { column, row, width, height } : null;
}

/** How many blocks a window that lies inside the picture touches. */
export function touchedCount(layout: Layout, inside: PixelWindow, bands: number): number {
  const { blockWidth, blockHeight } = layout;
  const across =
    Math.floor((inside.column + inside.width - 1) / blockWidth) - Math.floor(inside.column / blockWidth) + 1;
  const down =
    Math.floor((inside.row + inside.height - 1) / blockHeight) - Math.floor(inside.row / blockHeight) + 1;
  return across * down * (layout.interleave === "band" ? bands : 1);
}

/** The blocks that a window inside the picture touches, for the bands given. */
export function touchedBlocks(layout: Layout, inside: PixelWindow, bands: readonly number[]): TouchedBlock[] {
  const { blockWidth, blockHeight, across, down } = layout;
  const touched: TouchedBlock[] = [];
  const lastX = Math.floor((inside.column + inside.width - 1) / blockWidth);
  const lastY = Math.floor((inside.row + inside.height - 1) / blockHeight);
  for (const band of layout.interleave === "band" ? bands : [null])
    for (let y = Math.floor(inside.row / blockHeight); y <= lastY; y++)
      for (let x = Math.floor(inside.column / blockWidth); x <= lastX; x++)
        touched.push({
          block: (band ?? 0) * across * down + y * across + x,
          band,
          column: x * blockWidth,
          row: y * blockHeight,
        });
  return touched;
}

/** Rows of a block that lie inside the picture; a tile's packed rows may be more. */
export const rowsOfBlock = (layout: Layout, { row }: TouchedBlock): number =>
  layout.tiled ? layout.blockHeight : Math.min(layout.blockHeight, layout.height - row);

/**
 * The bytes that a block's part of the window needs. A compressed block is one piece. Of one that is not compressed only the rows
 * of the window are read, and of very long rows only its columns.
 */
export function piecesOf(
  layout: Layout,
  block: TouchedBlock,
  inside: PixelWindow,
  offset: number,
  byteCount: number,
): Piece[] {
  const width = layout.blockWidth;
  if (layout.compression !== 1)
    return [{ ...block, width, height: rowsOfBlock(layout, block), offset, byteCount }];
  const rowBytes = rowBytesOf(layout);
  const firstRow = Math.max(inside.row, block.row);
  const endRow = Math.min(inside.row + inside.height, block.row + layout.blockHeight);
  const firstColumn = Math.max(inside.column, block.column);
  const columns = Math.min(inside.column + inside.width, block.column + width) - firstColumn;
  const cut = rowBytes > longRow && columns * 2 < width && layout.bits % 8 === 0;
  const pixelBytes = (samplesInBlock(layout) * layout.bits) / 8;
  const rowsOfPiece = cut ? 1 : Math.max(1, Math.floor(longestReading / rowBytes));
  const pieces: Piece[] = [];
  for (let row = firstRow; row < endRow; row += rowsOfPiece) {
    const height = Math.min(rowsOfPiece, endRow - row);
    const start = offset + (row - block.row) * rowBytes;
    pieces.push(
      cut
        ? {
            ...block,
            column: firstColumn,
            row,
            width: columns,
            height: 1,
            offset: start + (firstColumn - block.column) * pixelBytes,
            byteCount: columns * pixelBytes,
          }
        : { ...block, row, width, height, offset: start, byteCount: height * rowBytes },
    );
  }
  return pieces;
}

/**
 * Joins pieces that lie close together in the file into few reads: smallest gaps first, while what is read on top stays under 15 % of
 * what is asked for and no read grows beyond 8 MiB.
 */
export function readingsOf(pieces: readonly Piece[]): Reading[] {
  const sorted = pieces.toSorted((a, b) => a.offset - b.offset || a.byteCount - b.byteCount);
  let budget = gapShare * sorted.reduce((sum, p) => sum + p.byteCount, 0);
  const gaps: { readonly after: number; readonly bytes: number }[] = [];
  let end = 0;
  for (const [i, piece] of sorted.entries()) {
    if (i > 0) gaps.push({ after: i - 1, bytes: Math.max(0, piece.offset - end) });
    end = Math.max(end, piece.offset + piece.byteCount);
  }
  const joined = new Set<number>();
  for (const gap of gaps.sort((a, b) => a.bytes - b.bytes)) {
    if (gap.bytes > budget || gap.bytes > widestGap) break;
    budget -= gap.bytes;
    joined.add(gap.after);
  }
  const readings: { offset: number; end: number; pieces: Piece[] }[] = [];
  for (const [i, piece] of sorted.entries()) {
    const last = readings.at(-1);
    const pieceEnd = piece.offset + piece.byteCount;
    if (
      last !== undefined &&
      joined.has(i - 1) &&
      (pieceEnd <= last.end || pieceEnd - last.offset <= longestReading)
    ) {
      last.pieces.push(piece);
      last.end = Math.max(last.end, pieceEnd);
    } else readings.push({ offset: piece.offset, end: pieceEnd, pieces: [piece] });
  }
  return readings.map((r) => ({ offset: r.offset, length: r.end - r.offset, pieces: r.pieces }));
}
