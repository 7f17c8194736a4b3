import { crc32 } from "node:zlib";

export type FuzzKind = "tiff" | "png" | "jpeg";

/** One file of the corpus. */
export interface Seed {
  readonly name: string;
  readonly kind: FuzzKind;
  readonly bytes: Uint8Array;
}

/** A number below `n`, from uniform numbers. */
type Draw = (n: number) => number;

/** Numbers that break careless arithmetic. */
const edges = [
  0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 64, 127, 128, 255, 256, 257, 4096, 32_767, 32_768, 65_535,
  65_536, 100_000, 16_777_216, 268_435_456, 2_147_483_647, 2_147_483_648, 4_294_967_288, 4_294_967_295,
];

/** Tags that decide how a TIFF is read. */
const tags = [
  254, 256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 317, 322, 323, 324, 325, 330, 338, 339, 347,
  33_550, 33_922, 34_264, 34_735, 34_736, 34_737, 42_112, 42_113, 50_674,
];
const compressions = [1, 2, 5, 6, 7, 8, 32_773, 32_946, 34_887, 34_925, 50_000, 50_001, 50_002];

/**
 * A file of the corpus with one to four changes: flipped bytes, a cut, a piece of another file, changed tags, counts and lengths, parts left
 * out, doubled or in another order. The same draws give the same file.
 */
export function mutated(seed: Seed, corpus: readonly Seed[], uniform: () => number): Uint8Array {
  const draw: Draw = (n) => Math.floor(uniform() * n);
  let bytes = seed.bytes.slice();
  const changes = draw(2) === 0 ? 1 : 2 + draw(3);
  for (let i = 0; i < changes && bytes.length > 0; i++) bytes = changed(bytes, seed.kind, corpus, draw);
  return bytes;
}

function changed(
  bytes: Uint8Array,
  kind: FuzzKind,
  corpus: readonly Seed[],
  draw: Draw,
): Uint8Array<ArrayBuffer> {
  const way = draw(10);
  if (way < 2) return flipped(bytes, draw);
  if (way === 2) return bytes.slice(0, draw(bytes.length + 1));
  if (way === 3) return spliced(bytes, corpus, draw);
  if (kind === "tiff") return way < 9 ? withTagChanged(bytes, draw) : withNumber(bytes, draw);
  if (kind === "png") return way < 9 ? withChunksChanged(bytes, draw) : withNumber(bytes, draw);
  return way < 9 ? withSegmentsChanged(bytes, draw) : withNumber(bytes, draw);
}

function flipped(bytes: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  const out = bytes.slice();
  const reach = draw(2) === 0 ? Math.min(out.length, 400) : out.length;
  for (let i = 1 + draw(12); i > 0; i--) {
    const at = draw(reach);
    out[at] = draw(3) === 0 ? draw(256) : (out[at] ?? 0) ^ (1 << draw(8));
  }
  return out;
}

function spliced(bytes: Uint8Array, corpus: readonly Seed[], draw: Draw): Uint8Array<ArrayBuffer> {
  const other = corpus[draw(corpus.length)]?.bytes ?? bytes;
  const from = draw(other.length);
  const piece = other.slice(from, from + 1 + draw(400));
  const at = draw(bytes.length);
  const gone = draw(2) === 0 ? piece.length : draw(200);
  return joined([bytes.subarray(0, at), piece, bytes.subarray(Math.min(at + gone, bytes.length))]);
}

function withNumber(bytes: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  const out = bytes.slice();
  if (out.length < 8) return out;
  const view = new DataView(out.buffer);
  const at = draw(out.length - 4);
  if (draw(2) === 0) view.setUint32(at, edges[draw(edges.length)] ?? 0, draw(2) === 0);
  else view.setUint16(at, (edges[draw(edges.length)] ?? 0) & 0xffff, draw(2) === 0);
  return out;
}

/** Places of the entries of all directories of a TIFF, as far as they can be followed. */
function entriesOf(
  view: DataView,
): { readonly at: number; readonly little: boolean; readonly big: boolean }[] {
  const entries: { at: number; little: boolean; big: boolean }[] = [];
  if (view.byteLength < 16) return entries;
  const little = view.getUint8(0) === 0x49;
  const big = view.getUint16(2, little) === 43;
  const place = (at: number): number =>
    big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
  let next = place(big ? 8 : 4);
  for (let i = 0; i < 12 && next > 0 && next + 8 < view.byteLength; i++) {
    const count = big ? Number(view.getBigUint64(next, little)) : view.getUint16(next, little);
    const [head, size] = big ? [8, 20] : [2, 12];
    const end = next + head + count * size;
    if (count > 500 || end + (big ? 8 : 4) > view.byteLength) break;
    for (let k = 0; k < count; k++) entries.push({ at: next + head + k * size, little, big });
    next = place(end);
  }
  return entries;
}

function withTagChanged(bytes: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  const out = bytes.slice();
  const view = new DataView(out.buffer);
  const entries = entriesOf(view);
  const entry = entries[draw(Math.max(entries.length, 1))];
  if (entry === undefined) return flipped(bytes, draw);
  const { at, little, big } = entry;
  const edge = edges[draw(edges.length)] ?? 0;
  const wide = (where: number, value: number): void => {
    if (big) view.setBigUint64(where, BigInt(value) << BigInt(draw(6) === 0 ? 32 : 0), little);
    else view.setUint32(where, value, little);
  };
  const count = at + 4;
  const value = at + (big ? 12 : 8);
  const near = big ? 0 : view.getUint32(value, little);
  switch (draw(8)) {
    case 0:
      view.setUint16(at, tags[draw(tags.length)] ?? 0, little);
      break;
    case 1:
      view.setUint16(at + 2, draw(20), little);
      break;
    case 2:
      wide(count, edge);
      break;
    case 3:
      wide(value, edge);
      break;
    case 4:
      wide(value, Math.max(0, Math.min(near + draw(65) - 32, 4_294_967_295)));
      break;
    case 5: {
      // A value inside of the entry: TIFF puts small ones to its start.
      const tag = view.getUint16(at, little);
      view.setUint16(
        value,
        tag === 259 ? (compressions[draw(compressions.length)] ?? 1) : edge & 0xffff,
        little,
      );
      break;
    }
    case 6: {
      const other = entries[draw(entries.length)] ?? entry;
      const size = big ? 20 : 12;
      const kept = out.slice(at, at + size);
      out.copyWithin(at, other.at, other.at + size);
      out.set(kept, other.at);
      break;
    }
    default: {
      // What the entry points to: an array of places, sizes or numbers.
      const target = near + draw(64);
      if (target + 4 <= out.length) view.setUint32(target, edge, little);
    }
  }
  return out;
}

const pngHead = 8;

function withChunksChanged(bytes: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let at = pngHead; at + 12 <= bytes.length;) {
    const end = Math.min(at + 12 + view.getUint32(at), bytes.length);
    chunks.push(bytes.slice(at, end));
    at = end;
  }
  const chunk = chunks[draw(Math.max(chunks.length, 1))];
  if (chunk === undefined || chunk.length < 13) return flipped(bytes, draw);
  const inside = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const where = 8 + draw(Math.max(chunk.length - 12, 1));
  // IHDR's 13 bytes: width, height, depth, colour, method, filter, interlace.
  const head = chunks[0];
  switch (draw(5)) {
    case 0:
      chunk[where] = draw(256);
      break;
    case 1:
      if (head !== undefined && head.length >= 25) {
        const field = draw(7);
        if (field < 2)
          new DataView(head.buffer, head.byteOffset).setUint32(8 + 4 * field, edges[draw(edges.length)] ?? 0);
        else head[14 + field] = draw(3) === 0 ? draw(256) : ([0, 1, 2, 3, 4, 6, 8, 16][draw(8)] ?? 0);
      }
      break;
    case 2:
      chunks.splice(chunks.indexOf(chunk), 1);
      break;
    case 3:
      chunks.splice(draw(chunks.length + 1), 0, chunk.slice());
      break;
    default:
      inside.setUint32(0, edges[draw(edges.length)] ?? 0);
  }
  // Sums are mended mostly, so that what is behind them is reached.
  if (draw(4) > 0)
    for (const part of chunks)
      if (part.length >= 12)
        new DataView(part.buffer, part.byteOffset).setUint32(
          part.length - 4,
          crc32(part.subarray(4, part.length - 4)),
        );
  return joined([bytes.subarray(0, pngHead), ...chunks]);
}

function withSegmentsChanged(bytes: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const segments: Uint8Array<ArrayBuffer>[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && view.getUint8(at) === 0xff) {
    const end = Math.min(at + 2 + view.getUint16(at + 2), bytes.length);
    segments.push(bytes.slice(at, end));
    const scan = view.getUint8(at + 1) === 0xda;
    at = end;
    if (scan) break;
  }
  const segment = segments[draw(Math.max(segments.length, 1))];
  if (segment === undefined || segment.length < 5) return flipped(bytes, draw);
  const frame = segments.find((s) => s[1] === 0xc0 || s[1] === 0xc2);
  switch (draw(6)) {
    case 0:
      segment[4 + draw(segment.length - 4)] = draw(256);
      break;
    case 1:
      if (frame !== undefined && frame.length > 9)
        new DataView(frame.buffer, frame.byteOffset).setUint16(
          5 + 2 * draw(2),
          (edges[draw(edges.length)] ?? 0) & 0xffff,
        );
      break;
    case 2:
      segments.splice(segments.indexOf(segment), 1);
      break;
    case 3:
      segments.splice(draw(segments.length + 1), 0, segment.slice());
      break;
    case 4:
      segment[1] = 0xc0 + draw(64);
      break;
    default:
      new DataView(segment.buffer, segment.byteOffset).setUint16(
        2,
        (edges[draw(edges.length)] ?? 0) & 0xffff,
      );
  }
  return joined([bytes.subarray(0, 2), ...segments, bytes.subarray(at)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
