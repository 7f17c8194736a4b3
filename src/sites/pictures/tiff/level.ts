import type { StopSignal } from "../../../base/abort.ts";
import { DamageError, InputError, messageOf, UnavailableError } from "../../../base/errors.ts";
import type { ByteSource } from "../bytes.ts";
import type { PixelWindow } from "../raster.ts";
import { blockTable } from "./block-table.ts";
import type { BlockShape, Codec, Codecs, Unpacked } from "./codec.ts";
import { compressionNames } from "./compression.ts";
import { bytesOfField } from "./directory.ts";
import { gateOf } from "./gate.ts";
import type { Head } from "./head.ts";
import { allowedCompressions, rowBytesOf, samplesInBlock, type Layout } from "./layout.ts";
import { paintGap, paintPiece, rowsNeeded, type Canvas } from "./paint.ts";
import {
  insideOf,
  piecesOf,
  readingsOf,
  rowsOfBlock,
  touchedBlocks,
  touchedCount,
  type Piece,
  type Reading,
} from "./plan.ts";

/** Blocks that one window may touch. */
export const mostBlocks = 1 << 18;
/** Readings that are asked for before their turn comes. */
const readAhead = 3;

/** Buffers that are given back at once; smaller ones may be parts of a pool. */
const largeBuffer = 256 << 10;

/**
 * Gives a block's memory back before the garbage collector comes by: large buffers that are only waited out make it run again and again,
 * which cost about as much as undoing the predictor.
 */
function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && byteLength >= largeBuffer) buffer.transfer(0);
}

/** One full picture, overview or mask of a file. */
export interface Level {
  readonly layout: Layout;
  /**
   * Paints the bands of the canvas and returns the pieces that the file leaves out, which are filled with `gapValue`.
   * @throws DamageError for blocks that are cut or cannot be unpacked; InputError for windows that touch too many blocks
   */
  readonly paint: (canvas: Canvas, gapValue: number, signal?: StopSignal) => Promise<readonly Piece[]>;
}

/** @throws InputError when there is no codec for the level's compression */
export function levelOf(source: ByteSource, head: Head, codecs: Codecs, layout: Layout): Level {
  const codec = codecs.get(layout.compression) ?? null;
  if (codec === null && layout.compression !== 1)
    throw InputError.of(
      source.name,
      "compression",
      compressionNames[layout.compression] ?? `number ${layout.compression}`,
      allowedCompressions,
    );
  const noun = layout.tiled ? "tile" : "strip";
  const offsets = blockTable(head, layout.offsets, layout.littleEndian, `the places of ${noun}s`);
  const byteCounts =
    layout.byteCounts === null
      ? null
      : blockTable(head, layout.byteCounts, layout.littleEndian, `the sizes of ${noun}s`);
  let tables: Promise<Uint8Array | null> | null = null;

  /** The JPEG tables, read once; a failed read is tried again the next time. */
  async function jpegTables(): Promise<Uint8Array | null> {
    tables ??=
      layout.jpegTables === null
        ? Promise.resolve(null)
        : bytesOfField(head, layout.jpegTables, "the JPEG tables");
    try {
      return await tables;
    } catch (error) {
      tables = null;
      throw error;
    }
  }

  async function placed(
    inside: PixelWindow,
    bands: readonly number[],
  ): Promise<{ pieces: Piece[]; gaps: Piece[] }> {
    const blocks = touchedBlocks(layout, inside, bands);
    const numbers = blocks.map((b) => b.block);
    const starts = await offsets.values(numbers);
    const counts = (await byteCounts?.values(numbers)) ?? null;
    const pieces: Piece[] = [];
    const gaps: Piece[] = [];
    const unpackedBytes = rowBytesOf(layout) * layout.blockHeight;
    for (const [i, block] of blocks.entries()) {
      const offset = starts[i] ?? Number.NaN;
      const rows = rowsOfBlock(layout, block);
      const byteCount =
        counts === null ? (offset === 0 ? 0 : rowBytesOf(layout) * rows) : (counts[i] ?? Number.NaN);
      if (byteCount === 0) {
        gaps.push({ ...block, width: layout.blockWidth, height: rows, offset: 0, byteCount: 0 });
        continue;
      }
      if (!(offset > 0 && offset + byteCount <= source.size))
        throw new DamageError(
          `${source.name}: ${named(block)} should stand at byte ${offset} with ${byteCount} bytes, but the file ends at byte ${source.size}.`,
          [],
        );
      if (layout.compression !== 1 && byteCount > 2 * unpackedBytes + 65_536)
        throw new DamageError(
          `${source.name}: ${named(block)} is said to be packed in ${byteCount} bytes, more than twice its ${unpackedBytes} bytes unpacked.`,
          [],
        );
      for (const piece of piecesOf(layout, block, inside, offset, byteCount)) {
        if (piece.offset + piece.byteCount > offset + byteCount)
          throw new DamageError(
            `${source.name}: ${named(block)} has ${byteCount} bytes, fewer than its rows need.`,
            [],
          );
        pieces.push(piece);
      }
    }
    return { pieces, gaps };
  }

  const named = ({ column, row }: { readonly column: number; readonly row: number }): string =>
    `the ${noun} at column ${column}, row ${row} of the level of ${layout.width} by ${layout.height} pixels`;

  async function unpack(piece: Piece, packed: Uint8Array, rows: number): Promise<Unpacked> {
    if (codec === null) return { type: "bytes", bytes: packed };
    const shape: BlockShape = {
      width: piece.width,
      height: piece.height,
      samplesPerPixel: samplesInBlock(layout),
      bytesPerSample: layout.bits === 64 ? 8 : layout.bits === 32 ? 4 : layout.bits > 8 ? 2 : 1,
      neededBytes: rowBytesOf(layout) * rows,
      photometric: layout.photometric,
      jpegTables: layout.jpegTables === null ? null : await jpegTables(),
      lercPacking: layout.lercPacking,
    };
    return (codec satisfies Codec).decode(packed, shape);
  }

  async function paintOne(canvas: Canvas, piece: Piece, packed: Uint8Array): Promise<void> {
    try {
      const unpacked = await unpack(piece, packed, rowsNeeded(layout, piece, canvas.window));
      paintPiece(canvas, layout, piece, unpacked, codec !== null);
      if (codec !== null && unpacked.type === "bytes") release(unpacked.bytes);
    } catch (error) {
      if (error instanceof InputError || error instanceof UnavailableError) throw error;
      // Decoders tell their whole log; its first line is the reason.
      const said = messageOf(error);
      const why = (said.trim().split("\n")[0] ?? "").replace(/[.\s]+$/, "");
      throw new DamageError(`${source.name}: ${named(piece)} cannot be unpacked: ${why}.`, []);
    }
  }

  return {
    layout,
    paint: async (canvas, gapValue, signal) => {
      const inside = insideOf(canvas.window, layout);
      if (inside === null || canvas.planes.size === 0) return [];
      const bands = [...canvas.planes.keys()].sort((a, b) => a - b);
      const touched = touchedCount(layout, inside, bands.length);
      if (touched > mostBlocks)
        throw InputError.of(
          source.name,
          "window",
          `one that touches ${touched} ${noun}s`,
          `at most ${mostBlocks}`,
        );
      const { pieces, gaps } = await placed(inside, bands);
      const readings = readingsOf(pieces);
      await execute(readings, canvas, signal);
      for (const gap of gaps) paintGap(canvas, layout, gap, gapValue);
      return gaps;
    },
  };

  async function execute(readings: readonly Reading[], canvas: Canvas, signal?: StopSignal): Promise<void> {
    const gate = gateOf();
    const asked = new Map<number, Promise<Uint8Array>>();
    const ask = (i: number): void => {
      const reading = readings[i];
      if (reading === undefined) return;
      const bytes = source.read(reading.offset, reading.length, signal);
      // A read that fails before its turn is reported when its turn comes.
      bytes.catch(() => undefined);
      asked.set(i, bytes);
    };
    for (let i = 0; i < readAhead; i++) ask(i);
    try {
      for (const [i, reading] of readings.entries()) {
        const bytes = await asked.get(i);
        asked.delete(i);
        if (bytes === undefined) continue;
        ask(i + readAhead);
        for (const piece of reading.pieces) {
          signal?.throwIfAborted();
          const from = piece.offset - reading.offset;
          const packed = bytes.subarray(from, from + piece.byteCount);
          await gate.start(piece.byteCount + rowBytesOf(layout) * (codec === null ? 1 : piece.height), () =>
            paintOne(canvas, piece, packed),
          );
        }
      }
      await gate.end();
    } finally {
      await gate.settle();
    }
  }
}
