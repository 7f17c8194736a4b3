/**
 * Unpacks PackBits (TIFF 6.0, section 9) into at most `length` bytes.
 * @returns the bytes that came out; fewer than `length` when the data ends before
 */
export function unpackPackBits(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let written = 0;
  let at = 0;
  while (written < length && at < packed.length) {
    const head = packed[at++] ?? 0;
    if (head === 128) continue;
    if (head < 128) {
      const count = Math.min(head + 1, packed.length - at, length - written);
      out.set(packed.subarray(at, at + count), written);
      at += head + 1;
      written += count;
    } else {
      if (at >= packed.length) break;
      const count = Math.min(257 - head, length - written);
      out.fill(packed[at++] ?? 0, written, written + count);
      written += count;
    }
  }
  return out.subarray(0, written);
}
