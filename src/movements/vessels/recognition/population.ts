/** Lengths and widths of ships at large: what a vessel measures that is none of the candidates. */
export interface Population {
  /** Density of a measured size in 1/m, or 1/m² with a width, for readings with these 1-sigma errors in metres. */
  readonly density: (
    length: number,
    lengthError: number,
    width?: { readonly metres: number; readonly error: number },
  ) => number;
  /** Density of a width for a ship of this length. */
  readonly widthDensity: (length: number, width: number, error: number) => number;
}

/** Spread of each kernel as a part of its length: ships of a population of some dozen known lengths. */
const kernelShare = 0.12;

/** Part of ships at large that are of no usual size, over these stretches of lengths and widths in metres: without it an odd size would prove too much. */
const oddShare = 0.1;
const [oddLengths, oddWidths] = [400, 60];

/** Width by length: natural logarithm of width = a + b ln length, with this spread. */
const widthByLength = { a: -1.22, b: 0.852, spread: 0.29 } as const;

/**
 * Cargo ships and tankers: every twentieth of their lengths in the statements that 283 of them sent, and their widths by length (message 5 of the sample of BertoldVdb/go-ais). A case with enough statements of its own uses those.
 */
export const usualLengths: readonly number[] = [
  30, 47, 60, 69, 76, 82, 85, 88, 94, 104, 110, 118, 130, 143, 166, 187, 209, 238, 290, 350,
];

/** Fewest lengths of a case's own statements that make a population. */
export const fewestLengths = 200;

const normal = (z: number, spread: number): number =>
  Math.exp(-0.5 * z * z) / (spread * Math.sqrt(2 * Math.PI));

/** A population of ships of these lengths, each as frequent as the others. */
export function populationOf(lengths: readonly number[] = usualLengths): Population {
  if (lengths.length === 0) throw new RangeError("populationOf: no lengths");
  const widthDensity = (length: number, width: number, error: number): number => {
    const usual = Math.exp(widthByLength.a + widthByLength.b * Math.log(length));
    const spread = Math.hypot(widthByLength.spread * usual, error);
    return normal((width - usual) / spread, spread);
  };
  return {
    widthDensity,
    density: (length, lengthError, width) => {
      let sum = 0;
      for (const known of lengths) {
        const spread = Math.hypot(kernelShare * known, lengthError);
        const ofLength = normal((length - known) / spread, spread);
        sum += ofLength * (width === undefined ? 1 : widthDensity(known, width.metres, width.error));
      }
      const odd = oddShare / (oddLengths * (width === undefined ? 1 : oddWidths));
      return ((1 - oddShare) * sum) / lengths.length + odd;
    },
  };
}
