import { DamageError } from "../../../base/errors.ts";
import { type PixelWindow, type Samples } from "../raster.ts";
import type { Unpacked } from "./codec.ts";
import { samplesInBlock, type Layout } from "./layout.ts";
import type { Piece } from "./plan.ts";
import { gatherFloats, sum16, sum32, sum64, sum8, sumAndSpread16x4 } from "./predictor.ts";
import { floatsOfHalves, machineIsLittleEndian, spreadBits, turnBytes } from "./sample-order.ts";

/** Where pixels go: planes of a window that may reach beyond the picture. */
export interface Canvas {
  readonly window: PixelWindow;
  /** What is asked for, by band of the file: the planes that it goes to. */
  readonly planes: ReadonlyMap<number, Samples>;
}

type Words = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The rectangle of a piece that lies on the canvas and inside the picture, in pixels of the picture. */
function shared(layout: Layout, piece: Piece, window: PixelWindow) {
  return {
    firstColumn: Math.max(piece.column, window.column, 0),
    endColumn: Math.min(piece.column + piece.width, window.column + window.width, layout.width),
    firstRow: Math.max(piece.row, window.row, 0),
    endRow: Math.min(piece.row + piece.height, window.row + window.height, layout.height),
  };
}

/** Rows of a piece, from its first, that the canvas needs. */
export function rowsNeeded(layout: Layout, piece: Piece, window: PixelWindow): number {
  return shared(layout, piece, window).endRow - piece.row;
}

/**
 * Paints an unpacked piece: undoes the byte order and the predictor for the rows that are needed and spreads the bands to their planes.
 * `own` says that the bytes may be changed in place.
 * @throws DamageError when the piece has fewer samples than its rows need
 */
export function paintPiece(
  canvas: Canvas,
  layout: Layout,
  piece: Piece,
  unpacked: Unpacked,
  own: boolean,
): void {
  const { window, planes } = canvas;
  const { firstColumn, endColumn, firstRow, endRow } = shared(layout, piece, window);
  const step = samplesInBlock(layout);
  const samplesPerRow = piece.width * step;
  const skipped = firstRow - piece.row;
  const rows = endRow - firstRow;
  if (unpacked.type === "bytes" && own && paintFour(canvas, layout, piece, unpacked.bytes)) return;
  const words =
    unpacked.type === "samples"
      ? wordsOf(unpacked.samples).subarray(skipped * samplesPerRow)
      : finishedWords(layout, unpacked.bytes, {
          own,
          skipped,
          rows,
          samplesPerRow,
          usedSamples: (endColumn - piece.column) * step,
          step,
        });
  if (words.length < rows * samplesPerRow)
    throw new DamageError("it holds fewer samples than its rows need", []);
  const columns = endColumn - firstColumn;
  const targets = piece.band === null ? planes : [[piece.band, planes.get(piece.band)] as const];
  const places = [...targets].flatMap(([band, plane]) =>
    plane === undefined ? [] : [{ from: piece.band === null ? band : 0, plane: wordsOf(plane) }],
  );
  for (let row = 0; row < rows; row++) {
    const source = row * samplesPerRow + (firstColumn - piece.column) * step;
    const target = (firstRow + row - window.row) * window.width + firstColumn - window.column;
    for (const { from, plane } of places) spread(words, source + from, step, plane, target, columns);
  }
}

/** The short way for all bands of a 16-bit, 4-band picture with predictor 2 in the machine's byte order; false when it is another. */
function paintFour({ window, planes }: Canvas, layout: Layout, piece: Piece, bytes: Uint8Array): boolean {
  if (layout.predictor !== 2 || layout.sampleType !== "uint16" || layout.bits !== 16) return false;
  if (layout.bands !== 4 || piece.band !== null || layout.littleEndian !== machineIsLittleEndian)
    return false;
  const [a, b, c, d] = [planes.get(0), planes.get(1), planes.get(2), planes.get(3)];
  if (!(a instanceof Uint16Array && b instanceof Uint16Array)) return false;
  if (!(c instanceof Uint16Array && d instanceof Uint16Array)) return false;
  const { firstColumn, endColumn, firstRow, endRow } = shared(layout, piece, window);
  const samplesPerRow = piece.width * 4;
  const lastSample = (endRow - piece.row) * samplesPerRow;
  if (bytes.byteOffset % 2 !== 0 || bytes.length < 2 * lastSample) return false;
  const words = new Uint16Array(bytes.buffer, bytes.byteOffset, lastSample);
  const four = [a, b, c, d] as const;
  for (let row = firstRow; row < endRow; row++) {
    const target = (row - window.row) * window.width + firstColumn - window.column;
    const start = (row - piece.row) * samplesPerRow;
    sumAndSpread16x4(words, start, firstColumn - piece.column, endColumn - firstColumn, four, target);
  }
  return true;
}

/** Fills the part of a piece that the file leaves out. */
export function paintGap(canvas: Canvas, layout: Layout, piece: Piece, value: number): void {
  const { window, planes } = canvas;
  const { firstColumn, endColumn, firstRow, endRow } = shared(layout, piece, window);
  for (const [band, plane] of planes)
    if (piece.band === null || piece.band === band)
      for (let row = firstRow; row < endRow; row++) {
        const at = (row - window.row) * window.width - window.column;
        plane.fill(value, at + firstColumn, at + endColumn);
      }
}

/** Marks the part of a piece as without data. */
export function markGap(valid: Uint8Array, layout: Layout, piece: Piece, window: PixelWindow): void {
  const { firstColumn, endColumn, firstRow, endRow } = shared(layout, piece, window);
  for (let row = firstRow; row < endRow; row++) {
    const at = (row - window.row) * window.width - window.column;
    valid.fill(0, at + firstColumn, at + endColumn);
  }
}

/** Samples as plain words of the same width, so that the loops below see one kind of array a width. */
function wordsOf(samples: Samples): Words {
  const { buffer, byteOffset, length } = samples;
  switch (samples.BYTES_PER_ELEMENT) {
    case 1:
      return new Uint8Array(buffer, byteOffset, length);
    case 2:
      return new Uint16Array(buffer, byteOffset, length);
    case 4:
      return new Uint32Array(buffer, byteOffset, length);
    default:
      return new Float64Array(buffer, byteOffset, length);
  }
}

interface Rows {
  readonly own: boolean;
  readonly skipped: number;
  readonly rows: number;
  readonly samplesPerRow: number;
  /** Samples of a row that are needed, from its first. */
  readonly usedSamples: number;
  readonly step: number;
}

function finishedWords(layout: Layout, all: Uint8Array, of: Rows): Words {
  const { skipped, rows, samplesPerRow, usedSamples, step } = of;
  const { bits, predictor } = layout;
  const rowBytes = Math.ceil((samplesPerRow * bits) / 8);
  if (all.length < (skipped + rows) * rowBytes)
    throw new DamageError(
      `it holds ${all.length} bytes where its rows need ${(skipped + rows) * rowBytes}`,
      [],
    );
  let bytes = all.subarray(skipped * rowBytes, (skipped + rows) * rowBytes);
  if (bits % 8 !== 0) return spreadBits(bytes, bits, samplesPerRow, rows);
  const width = bits / 8;
  const turned = predictor !== 3 && width > 1 && layout.littleEndian !== machineIsLittleEndian;
  if (bytes.byteOffset % width !== 0 || (!of.own && (turned || predictor !== 1))) bytes = bytes.slice();
  if (turned) turnBytes(bytes, width);
  const { buffer, byteOffset, length } = bytes;
  if (predictor === 3) {
    const scratch = new Uint8Array(rowBytes);
    for (let row = 0; row < rows; row++)
      gatherFloats(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), step, width, scratch);
    if (!machineIsLittleEndian) turnBytes(bytes, width);
  }
  if (width === 1) {
    if (predictor === 2) eachRow(of, (start) => sum8(bytes, start, start + usedSamples, step));
    return bytes;
  }
  if (width === 2) {
    const words = new Uint16Array(buffer, byteOffset, length / 2);
    if (predictor === 2) eachRow(of, (start) => sum16(words, start, start + usedSamples, step));
    return layout.half ? new Uint32Array(floatsOfHalves(words).buffer) : words;
  }
  if (width === 4) {
    const words = new Uint32Array(buffer, byteOffset, length / 4);
    if (predictor === 2) eachRow(of, (start) => sum32(words, start, start + usedSamples, step));
    return words;
  }
  if (predictor === 2) {
    const halves = new Uint32Array(buffer, byteOffset, length / 4);
    eachRow(of, (start) => sum64(halves, start, start + usedSamples, step));
  }
  return new Float64Array(buffer, byteOffset, length / 8);
}

function eachRow({ rows, samplesPerRow }: Rows, sum: (start: number) => void): void {
  for (let row = 0; row < rows; row++) sum(row * samplesPerRow);
}

function spread(from: Words, source: number, step: number, to: Words, target: number, count: number): void {
  if (step === 1) {
    if (from.BYTES_PER_ELEMENT === to.BYTES_PER_ELEMENT)
      to.set(from.subarray(source, source + count), target);
    else throw new DamageError("its samples are of another kind than the file says", []);
  } else if (from instanceof Uint8Array && to instanceof Uint8Array)
    spread8(from, source, step, to, target, count);
  else if (from instanceof Uint16Array && to instanceof Uint16Array)
    spread16(from, source, step, to, target, count);
  else if (from instanceof Uint32Array && to instanceof Uint32Array)
    spread32(from, source, step, to, target, count);
  else if (from instanceof Float64Array && to instanceof Float64Array)
    spread64(from, source, step, to, target, count);
  else throw new DamageError("its samples are of another kind than the file says", []);
}

function spread8(
  from: Uint8Array,
  source: number,
  step: number,
  to: Uint8Array,
  target: number,
  n: number,
): void {
  for (let i = 0, s = source; i < n; i++, s += step) to[target + i] = from[s] ?? 0;
}

function spread16(
  from: Uint16Array,
  source: number,
  step: number,
  to: Uint16Array,
  target: number,
  n: number,
): void {
  for (let i = 0, s = source; i < n; i++, s += step) to[target + i] = from[s] ?? 0;
}

function spread32(
  from: Uint32Array,
  source: number,
  step: number,
  to: Uint32Array,
  target: number,
  n: number,
): void {
  for (let i = 0, s = source; i < n; i++, s += step) to[target + i] = from[s] ?? 0;
}

function spread64(
  from: Float64Array,
  source: number,
  step: number,
  to: Float64Array,
  target: number,
  n: number,
): void {
  for (let i = 0, s = source; i < n; i++, s += step) to[target + i] = from[s] ?? 0;
}
