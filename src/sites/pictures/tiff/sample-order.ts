/** True on machines that keep the lowest byte first. */
export const machineIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Turns the bytes of every sample around, in place. */
export function turnBytes(bytes: Uint8Array, bytesPerSample: number): void {
  const end = bytes.length - (bytes.length % bytesPerSample);
  if (bytesPerSample === 2)
    for (let i = 0; i < end; i += 2) {
      const low = bytes[i] ?? 0;
      bytes[i] = bytes[i + 1] ?? 0;
      bytes[i + 1] = low;
    }
  else if (bytesPerSample > 2)
    for (let i = 0; i < end; i += bytesPerSample) bytes.subarray(i, i + bytesPerSample).reverse();
}

/**
 * Spreads samples of 1 to 15 bits, which stand without gaps inside a row and begin anew at a byte with each row, the highest bit first.
 */
export function spreadBits(
  bytes: Uint8Array,
  bits: number,
  samplesPerRow: number,
  rows: number,
): Uint8Array | Uint16Array {
  const out = bits <= 8 ? new Uint8Array(samplesPerRow * rows) : new Uint16Array(samplesPerRow * rows);
  const rowBytes = Math.ceil((samplesPerRow * bits) / 8);
  const mask = (1 << bits) - 1;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    let at = row * rowBytes;
    let held = 0;
    let heldBits = 0;
    for (let s = 0; s < samplesPerRow; s++) {
      while (heldBits < bits) {
        held = ((held << 8) | (bytes[at++] ?? 0)) & 0xff_ffff;
        heldBits += 8;
      }
      heldBits -= bits;
      out[to++] = (held >> heldBits) & mask;
    }
  }
  return out;
}

/** 16-bit floating point numbers (IEEE 754 binary16) as 32-bit ones. */
export function floatsOfHalves(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return sign * (1024 + fraction) * 2 ** (exponent - 25);
  });
}
