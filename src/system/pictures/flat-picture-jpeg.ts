import { DamageError, InputError } from "../../base/errors.ts";
import { exifTexts } from "./flat-picture-exif.ts";
import type { FlatHeader } from "./flat-picture-header.ts";

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly isProgressive: boolean;
  readonly sampling: string;
  /** Identifiers of the components, in order. */
  readonly names: readonly number[];
}

const latin1 = new TextDecoder("latin1");
const exifMark = "Exif\0\0";
const longestComment = 4000;

/**
 * Walks the segments of a JPEG (ITU-T T.81, annex B) up to its pixels and reads its size and texts. `plain` is the same picture without EXIF,
 * colour profiles and comments.
 * @throws DamageError when a segment is cut or the end is missing; InputError for kinds of JPEG that are not read: 12 bits, lossless,
 * hierarchical, arithmetic
 */
export function readJpeg(bytes: Uint8Array, name: string): FlatHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const texts: Record<string, string> = {};
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let frame: Frame | null = null;
  let adobe: number | null = null;
  let at = 2;
  for (;;) {
    while (at < bytes.length && bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    if (at + 4 > bytes.length) throw cut(name, at);
    const marker = bytes[at] === 0xff ? (bytes[at + 1] ?? 0) : -1;
    if (marker < 0xc0 || marker === 0xd9 || (marker >= 0xd0 && marker <= 0xd8))
      throw new DamageError(`${name}: a JPEG with no segment at byte ${at}, where one should begin.`, []);
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length || end < at + 4) throw cut(name, at);
    const body = bytes.subarray(at + 4, end);
    if (isFrame(marker)) frame = frameOf(marker, body, name);
    if (marker === 0xee && body.length >= 12 && latin1.decode(body.subarray(0, 5)) === "Adobe")
      adobe = body[11] ?? 0;
    if (marker === 0xe1 && latin1.decode(body.subarray(0, 6)) === exifMark)
      Object.assign(texts, exifTexts(body.subarray(6)));
    if (marker === 0xfe) texts["Comment"] = latin1.decode(body.subarray(0, longestComment));
    if (marker !== 0xda && isKept(marker)) kept.push(bytes.subarray(at, end));
    if (marker === 0xda) break;
    at = end;
  }
  if (frame !== null) mustBeComplete(bytes, at, frame, name);
  if (frame === null) throw new DamageError(`${name}: a JPEG whose pixels come before its size.`, []);
  if (!endsWell(bytes))
    throw new DamageError(`${name}: a JPEG that breaks off: its end marker is missing.`, []);
  kept.push(bytes.subarray(at));
  const { width, height, components, isProgressive, sampling } = frame;
  const isGrey = components === 1;
  return {
    width,
    height,
    depth: 8,
    bands: isGrey ? ["grey"] : ["red", "green", "blue"],
    isGrey,
    texts,
    coding: `JPEG: ${isProgressive ? "progressive" : "baseline"}, ${coloursOf(components, adobe)}${sampling}`,
    plain: Buffer.concat(kept),
  };
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Tables, frames, and the two that say how colours are coded (JFIF and Adobe). */
const isKept = (marker: number): boolean => marker <= 0xe0 || marker === 0xee;

function frameOf(marker: number, body: Uint8Array, name: string): Frame {
  const [depth = 0, h1 = 0, h2 = 0, w1 = 0, w2 = 0, components = 0] = body;
  const kind = marker - 0xc0;
  if (kind > 2 || depth !== 8)
    throw InputError.of(
      name,
      "kind of JPEG",
      `process ${kind}, ${depth} bits`,
      "baseline or progressive, 8 bits, Huffman",
    );
  if (components !== 1 && components !== 3 && components !== 4)
    throw InputError.of(name, "components", String(components), "1, 3 or 4");
  const [width, height] = [w1 * 256 + w2, h1 * 256 + h2];
  if (width === 0 || height === 0)
    throw InputError.of(name, "size", `${width} x ${height}`, "at least one pixel, said at the beginning");
  if (body.length < 6 + 3 * components) throw new DamageError(`${name}: a JPEG whose frame is cut.`, []);
  const factors = Array.from({ length: components }, (_, i) => body[7 + 3 * i] ?? 0x11);
  const sampling =
    components === 1 ? "" : `, sampling ${factors.map((f) => `${f >> 4}x${f & 15}`).join(" ")}`;
  const names = Array.from({ length: components }, (_, i) => body[6 + 3 * i] ?? 0);
  return { width, height, components, isProgressive: kind === 2, sampling, names };
}

/**
 * Holds that the scans bring every coefficient of every component to its last bit. A picture that breaks off between two scans, or whose
 * colours are missing, decodes without a complaint, only coarser or grey.
 */
function mustBeComplete(bytes: Uint8Array, firstScan: number, { names }: Frame, name: string): void {
  const missing = new Set(names.flatMap((_, c) => Array.from({ length: 64 }, (_, k) => c * 64 + k)));
  for (let at = firstScan; at >= 0 && at + 4 <= bytes.length; at = nextSegment(bytes, at)) {
    if (bytes[at + 1] !== 0xda) continue;
    const count = bytes[at + 4] ?? 0;
    const [from = 0, to = 0, approximation = 0] = bytes.subarray(at + 5 + 2 * count, at + 8 + 2 * count);
    if ((approximation & 15) !== 0) continue;
    for (let i = 0; i < count; i++) {
      const component = names.indexOf(bytes[at + 5 + 2 * i] ?? -1);
      for (let k = from; k <= Math.min(to, 63); k++) missing.delete(component * 64 + k);
    }
  }
  if (missing.size > 0)
    throw new DamageError(`${name}: a JPEG that breaks off before the last of its scans.`, []);
}

/** The next marker that begins a segment, after the segment or the scan at a place; -1 when there is none. */
function nextSegment(bytes: Uint8Array, at: number): number {
  let place = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
  for (;;) {
    place = bytes.indexOf(0xff, place);
    if (place < 0 || place + 1 >= bytes.length) return -1;
    const marker = bytes[place + 1] ?? 0;
    if (marker === 0xd9) return -1;
    if (marker >= 0xc0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd8)) return place;
    place += marker === 0xff ? 1 : 2;
  }
}

function coloursOf(components: number, adobe: number | null): string {
  if (components === 1) return "greyscale";
  if (components === 3) return adobe === 0 ? "RGB" : "YCbCr";
  return adobe === 2 ? "YCCK, converted to RGB" : "CMYK, converted to RGB";
}

/** True when the end marker stands near the end: some writers add bytes after it. */
function endsWell(bytes: Uint8Array): boolean {
  for (let i = bytes.length - 2; i >= 2; i--) if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return true;
  return false;
}

function cut(name: string, at: number): DamageError {
  return new DamageError(`${name}: a JPEG that ends or breaks off in the segment at byte ${at}.`, []);
}
