/** Connected stretches of pixels. */
export interface Segments {
  /** 0 outside, else the number of the segment, from 1. */
  readonly numbers: Int32Array;
  readonly count: number;
}

/** Parts of a mask that hang together over sides (not corners), by flooding. */
export function segmentsOf(mask: Uint8Array, width: number, height: number): Segments {
  const numbers = new Int32Array(width * height);
  const stack = new Int32Array(width * height);
  let count = 0;
  for (let seed = 0; seed < mask.length; seed++) {
    if (mask[seed] !== 1 || numbers[seed] !== 0) continue;
    count++;
    let held = 0;
    stack[held++] = seed;
    numbers[seed] = count;
    while (held > 0) {
      const i = stack[--held] ?? 0;
      const x = i % width;
      const push = (j: number): void => {
        if (mask[j] === 1 && numbers[j] === 0) {
          numbers[j] = count;
          stack[held++] = j;
        }
      };
      if (x > 0) push(i - 1);
      if (x < width - 1) push(i + 1);
      if (i >= width) push(i - width);
      if (i + width < mask.length) push(i + width);
    }
  }
  return { numbers, count };
}
