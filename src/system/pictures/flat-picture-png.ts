import { crc32, inflateSync } from "node:zlib";
import { DamageError, InputError } from "../../base/errors.ts";
import { exifTexts } from "./flat-picture-exif.ts";
import type { FlatHeader } from "./flat-picture-header.ts";

const textDecoder = new TextDecoder("utf-8");
const latin1 = new TextDecoder("latin1");
const longestText = 64 * 1024;
const mostTexts = 200;
const mostChunks = 2_000_000;

/** What the IHDR chunk says, from the first 33 bytes of a file. */
export function pngSize(
  head: Uint8Array,
  name: string,
): { readonly width: number; readonly height: number; readonly channels: number } {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (head.length < 33 || view.getUint32(12) !== 0x49484452 || view.getUint32(8) !== 13)
    throw new DamageError(`${name}: a PNG whose first chunk is not a whole IHDR.`, []);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth = 0, colour = 0, compression, filter, interlace = 2] = head.subarray(24, 29);
  const depths = depthsOf[colour];
  if (depths === undefined || !depths.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1)
    throw InputError.of(
      name,
      "IHDR",
      `colour type ${colour}, ${depth} bits, methods ${compression}, ${filter}, ${interlace}`,
      "what the PNG standard defines",
    );
  if (width === 0 || height === 0 || width > 0x7fffffff || height > 0x7fffffff)
    throw InputError.of(name, "size", `${width} x ${height}`, "at least one pixel");
  return { width, height, channels: channelsOf[colour] ?? 4 };
}

const depthsOf: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };
/** As stored: a palette has one sample a pixel. */
const channelCount: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Deflate packs no tighter than 1032 to 1 (RFC 1951: 258 bytes in two bits). */
const mostDeflated = 1032;
const colourWords: Readonly<Record<number, string>> = {
  0: "greyscale",
  2: "RGB",
  3: "palette shown as RGB",
  4: "greyscale with alpha",
  6: "RGB with alpha",
};

/**
 * Walks the chunks of a PNG (W3C PNG Specification, third edition), checks each one's checksum, and reads the texts. `plain` is the same picture
 * without chunks that would change its colours on the way, such as a colour profile.
 * @throws DamageError when a chunk is cut, out of order or its checksum is wrong; InputError on what the standard does not define
 */
export function readPng(bytes: Uint8Array, name: string): FlatHeader {
  const { width, height } = pngSize(bytes.subarray(0, 33), name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [depth = 8, colour = 0, , , interlace = 0] = bytes.subarray(24, 29);
  const texts: Record<string, string> = {};
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let hasAlpha = colour === 4 || colour === 6;
  let hasPixels = false;
  let pixelBytes = 0;
  let at = 8;
  for (let count = 0; ; count++) {
    if (at + 12 > bytes.length || count > mostChunks) throw cut(name, at);
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (length > 0x7fffffff || end > bytes.length) throw cut(name, at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(end - 4))
      throw new DamageError(
        `${name}: the checksum of the chunk ${JSON.stringify(type)} at byte ${at} is wrong.`,
        [],
      );
    if (critical.has(type)) kept.push(bytes.subarray(at, end));
    if (type === "tRNS" && !hasPixels) hasAlpha = true;
    if (type === "IDAT") {
      hasPixels = true;
      pixelBytes += length;
    }
    if (Object.keys(texts).length < mostTexts) readText(type, body, texts);
    at = end;
    if (type === "IEND") break;
  }
  const needed = height * Math.ceil((width * (channelCount[colour] ?? 1) * depth) / 8);
  if (needed > pixelBytes * mostDeflated + mostDeflated)
    throw new DamageError(`${name}: ${pixelBytes} packed bytes cannot hold ${width} x ${height} pixels.`, []);
  if (!hasPixels) throw new DamageError(`${name}: a PNG without pixels.`, []);
  const isGrey = colour === 0 || colour === 4;
  const colours = isGrey ? (["grey"] as const) : (["red", "green", "blue"] as const);
  return {
    width,
    height,
    depth: depth === 16 ? 16 : 8,
    bands: hasAlpha ? [...colours, "alpha"] : colours,
    isGrey,
    texts,
    coding: `PNG: deflate, ${depth}-bit ${colourWords[colour] ?? ""}${interlace === 1 ? ", interlaced" : ""}`,
    plain: joined(kept),
  };
}

const critical: ReadonlySet<string> = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);

function cut(name: string, at: number): DamageError {
  return new DamageError(`${name}: a PNG that ends or breaks off in the chunk at byte ${at}.`, []);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function readText(type: string, body: Uint8Array, texts: Record<string, string>): void {
  if (type === "tIME" && body.length === 7) {
    const view = new DataView(body.buffer, body.byteOffset, 7);
    const two = (i: number): string => String(view.getUint8(i)).padStart(2, "0");
    // The standard asks for universal time.
    texts["tIME"] = `${view.getUint16(0)}-${two(2)}-${two(3)}T${two(4)}:${two(5)}:${two(6)}Z`;
  } else if (type === "eXIf") Object.assign(texts, exifTexts(body));
  else if (type === "tEXt" || type === "zTXt" || type === "iTXt") {
    const end = body.indexOf(0);
    if (end < 1 || end > 79) return;
    const keyword = latin1.decode(body.subarray(0, end));
    const text = textAfter(type, body.subarray(end + 1));
    if (text !== null) texts[keyword] = text;
  }
}

/** null where the text is damaged: texts say nothing of the pixels. */
function textAfter(type: "tEXt" | "zTXt" | "iTXt", rest: Uint8Array): string | null {
  if (type === "tEXt") return latin1.decode(rest.subarray(0, longestText));
  if (type === "zTXt") {
    const found = inflated(rest.subarray(1));
    return found === null ? null : latin1.decode(found);
  }
  const isPacked = rest[0] === 1;
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (translated < 0) return null;
  const packed = rest.subarray(translated + 1);
  const found = isPacked ? inflated(packed) : packed.subarray(0, longestText);
  return found === null ? null : textDecoder.decode(found);
}

function inflated(packed: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(packed, { maxOutputLength: longestText });
  } catch {
    return null;
  }
}
