import type { PixelWindow, Samples, SampleType } from "../raster.ts";

/** The smallest and largest whole number of a type; null for floating point. */
const ranges: Readonly<Record<SampleType, readonly [number, number] | null>> = {
  uint8: [0, 255],
  int8: [-128, 127],
  uint16: [0, 65_535],
  int16: [-32_768, 32_767],
  uint32: [0, 4_294_967_295],
  int32: [-2_147_483_648, 2_147_483_647],
  float32: null,
  float64: null,
};

/** The value as the type stores it; null when no sample can have it. */
export function storedNodata(nodata: number | null, type: SampleType): number | null {
  if (nodata === null) return null;
  const range = ranges[type];
  if (range === null) return type === "float32" ? Math.fround(nodata) : nodata;
  return Number.isInteger(nodata) && nodata >= range[0] && nodata <= range[1] ? nodata : null;
}

/** Grows an array of ones when the first pixel without data is found. */
export class Validity {
  readonly window: PixelWindow;
  bytes: Uint8Array | null = null;

  constructor(window: PixelWindow) {
    this.window = window;
  }

  /** The array, made on first use. */
  get grown(): Uint8Array {
    return (this.bytes ??= new Uint8Array(this.window.width * this.window.height).fill(1));
  }

  /** Marks all that lies outside a rectangle of the picture; null: all. */
  keepOnly(inside: PixelWindow | null): void {
    const { column, row, width, height } = this.window;
    if (inside === null) {
      this.grown.fill(0);
      return;
    }
    if (inside.width === width && inside.height === height) return;
    const bytes = this.grown;
    for (let y = 0; y < height; y++) {
      const line = bytes.subarray(y * width, (y + 1) * width);
      if (row + y < inside.row || row + y >= inside.row + inside.height) line.fill(0);
      else {
        line.fill(0, 0, inside.column - column);
        line.fill(0, inside.column - column + inside.width);
      }
    }
  }

  /** Marks pixels where every one of the bands has the value that means no data; NaN means NaN. */
  markNodata(bands: readonly Samples[], nodata: number): void {
    const [first, ...others] = bands;
    if (first === undefined) return;
    const isNan = Number.isNaN(nodata);
    for (let i = 0; i < first.length; i++) {
      const value = first[i] ?? 0;
      if (isNan ? value === value : value !== nodata) continue;
      if (others.every((band) => (isNan ? Number.isNaN(band[i]) : band[i] === nodata))) this.grown[i] = 0;
    }
  }

  /** Marks pixels where a mask or an alpha band is 0. */
  markZeros(mask: Samples): void {
    for (let i = 0; i < mask.length; i++) if (mask[i] === 0) this.grown[i] = 0;
  }
}
