/** Codes of TIFF's LZW (TIFF 6.0, section 13): the highest bit first, 9 to 12 bits, one code earlier than GIF's. */
const clear = 256;
const endOfData = 257;
const mostCodes = 4096;

/**
 * Unpacks LZW into at most `length` bytes. Strings are not kept: each code remembers where in the output its string was written first,
 * and is copied from there.
 * @returns the bytes that came out; fewer than `length` when the data ends before
 */
export function unpackLzw(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const startOf = new Uint32Array(mostCodes);
  const lengthOf = new Uint32Array(mostCodes);
  let written = 0;
  let next = 258;
  let bits = 9;
  let held = 0;
  let heldBits = 0;
  let at = 0;
  let lastStart = 0;
  let lastLength = 0;
  while (written < length) {
    while (heldBits < bits) {
      if (at >= packed.length) return out.subarray(0, written);
      held = ((held << 8) | (packed[at++] ?? 0)) & 0xff_ffff;
      heldBits += 8;
    }
    heldBits -= bits;
    const code = (held >> heldBits) & ((1 << bits) - 1);
    if (code === endOfData) break;
    if (code === clear) {
      next = 258;
      bits = 9;
      lastLength = 0;
      continue;
    }
    const here = written;
    let count: number;
    if (code < 256) {
      out[written++] = code;
      count = 1;
    } else {
      if (code > next || (code === next && lastLength === 0)) return out.subarray(0, written);
      // A code that is being made right now is the last string and its own first byte, which follows it in the output.
      const start = code === next ? lastStart : (startOf[code] ?? 0);
      count = code === next ? lastLength + 1 : (lengthOf[code] ?? 0);
      if (count === 0) return out.subarray(0, written);
      const end = Math.min(written + count, length);
      if (count > 64 && start + count <= written) {
        out.copyWithin(written, start, start + end - written);
        written = end;
      } else for (let from = start; written < end;) out[written++] = out[from++] ?? 0;
    }
    if (lastLength > 0 && next < mostCodes) {
      // The new string is the last one and the byte behind it, and that is how they stand in the output.
      startOf[next] = lastStart;
      lengthOf[next] = lastLength + 1;
      next++;
      if (next + 1 >= 1 << bits && bits < 12) bits++;
    }
    lastStart = here;
    lastLength = count;
  }
  return out.subarray(0, written);
}
