/**
 * Undoing the predictors of TIFF 6.0 (section 14: 2, horizontal differences) and of TIFF technical note 3 (3, floating point), row by
 * row and in place. One loop for each width of samples, so that each runs on one kind of array.
 */

/** Sums differences of 8-bit samples from index `start` to `end`; `step` samples a pixel. */
export function sum8(row: Uint8Array, start: number, end: number, step: number): void {
  if (step === 1) {
    let a = 0;
    for (let i = start; i < end; i++) row[i] = a = (a + (row[i] ?? 0)) & 0xff;
  } else if (step === 3) {
    let [a, b, c] = [0, 0, 0];
    for (let i = start; i + 2 < end; i += 3) {
      row[i] = a = (a + (row[i] ?? 0)) & 0xff;
      row[i + 1] = b = (b + (row[i + 1] ?? 0)) & 0xff;
      row[i + 2] = c = (c + (row[i + 2] ?? 0)) & 0xff;
    }
  } else if (step === 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = start; i + 3 < end; i += 4) {
      row[i] = a = (a + (row[i] ?? 0)) & 0xff;
      row[i + 1] = b = (b + (row[i + 1] ?? 0)) & 0xff;
      row[i + 2] = c = (c + (row[i + 2] ?? 0)) & 0xff;
      row[i + 3] = d = (d + (row[i + 3] ?? 0)) & 0xff;
    }
  } else for (let i = start + step; i < end; i++) row[i] = (row[i] ?? 0) + (row[i - step] ?? 0);
}

/** As `sum8`, for 16-bit samples in the machine's order. */
export function sum16(row: Uint16Array, start: number, end: number, step: number): void {
  if (step === 1) {
    let a = 0;
    for (let i = start; i < end; i++) row[i] = a = (a + (row[i] ?? 0)) & 0xffff;
  } else if (step === 3) {
    let [a, b, c] = [0, 0, 0];
    for (let i = start; i + 2 < end; i += 3) {
      row[i] = a = (a + (row[i] ?? 0)) & 0xffff;
      row[i + 1] = b = (b + (row[i + 1] ?? 0)) & 0xffff;
      row[i + 2] = c = (c + (row[i + 2] ?? 0)) & 0xffff;
    }
  } else if (step === 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = start; i + 3 < end; i += 4) {
      row[i] = a = (a + (row[i] ?? 0)) & 0xffff;
      row[i + 1] = b = (b + (row[i + 1] ?? 0)) & 0xffff;
      row[i + 2] = c = (c + (row[i + 2] ?? 0)) & 0xffff;
      row[i + 3] = d = (d + (row[i + 3] ?? 0)) & 0xffff;
    }
  } else for (let i = start + step; i < end; i++) row[i] = (row[i] ?? 0) + (row[i - step] ?? 0);
}

/** As `sum8`, for 32-bit samples in the machine's order; floating point numbers are summed by their bits. */
export function sum32(row: Uint32Array, start: number, end: number, step: number): void {
  for (let i = start + step; i < end; i++) row[i] = (row[i] ?? 0) + (row[i - step] ?? 0);
}

/** As `sum8`, for 64-bit samples of a little-endian machine, given as pairs of 32 bits; `start`, `end` and `step` count samples. */
export function sum64(row: Uint32Array, start: number, end: number, step: number): void {
  for (let i = 2 * (start + step); i < 2 * end; i += 2) {
    const low = (row[i] ?? 0) + (row[i - 2 * step] ?? 0);
    row[i] = low;
    row[i + 1] = (row[i + 1] ?? 0) + (row[i + 1 - 2 * step] ?? 0) + (low > 0xffff_ffff ? 1 : 0);
  }
}

/**
 * Undoes predictor 3 in one row of `width * step` samples of `bytesPerSample` bytes: sums the bytes, then gathers those of each
 * sample, which stand apart, the highest first in files of either byte order. Leaves little-endian samples.
 */
export function gatherFloats(
  row: Uint8Array,
  step: number,
  bytesPerSample: number,
  scratch: Uint8Array,
): void {
  const samples = row.length / bytesPerSample;
  for (let i = step; i < row.length; i++) row[i] = (row[i] ?? 0) + (row[i - step] ?? 0);
  scratch.set(row);
  for (let byte = 0; byte < bytesPerSample; byte++) {
    const from = (bytesPerSample - 1 - byte) * samples;
    for (let s = 0, to = byte; s < samples; s++, to += bytesPerSample) row[to] = scratch[from + s] ?? 0;
  }
}

/**
 * Sums one row of pixels of four 16-bit samples, as `sum16` does, and spreads them to four planes in the same pass: the most common kind
 * of multispectral picture, twice as fast as one after the other. Pixels before `skipped` are summed and not written.
 */
export function sumAndSpread16x4(
  row: Uint16Array,
  start: number,
  skipped: number,
  count: number,
  planes: readonly [Uint16Array, Uint16Array, Uint16Array, Uint16Array],
  target: number,
): void {
  const [first, second, third, fourth] = planes;
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = start;
  for (const end = start + 4 * skipped; i < end; i += 4) {
    a += row[i] ?? 0;
    b += row[i + 1] ?? 0;
    c += row[i + 2] ?? 0;
    d += row[i + 3] ?? 0;
  }
  for (let to = target, end = target + count; to < end; to++, i += 4) {
    a = (a + (row[i] ?? 0)) & 0xffff;
    b = (b + (row[i + 1] ?? 0)) & 0xffff;
    c = (c + (row[i + 2] ?? 0)) & 0xffff;
    d = (d + (row[i + 3] ?? 0)) & 0xffff;
    first[to] = a;
    second[to] = b;
    third[to] = c;
    fourth[to] = d;
  }
}
