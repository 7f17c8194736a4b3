/**
 * What a pixel shows of the ground. clear: the ground. cloud: nothing of it. cloud-shadow, haze: the ground, darkened or veiled. snow: ground
 * under snow. saturated, dark: outside what the sensor or the file could hold. no-data: no pixel. unknown: cannot be told.
 */
export const pixelClasses = [
  "clear",
  "cloud",
  "cloud-shadow",
  "snow",
  "haze",
  "saturated",
  "dark",
  "no-data",
  "unknown",
] as const;
export type PixelClass = (typeof pixelClasses)[number];

/** The code of each class in a field of classes: its place in `pixelClasses`. */
export const codeOf: Readonly<Record<PixelClass, number>> = {
  clear: 0,
  cloud: 1,
  "cloud-shadow": 2,
  snow: 3,
  haze: 4,
  saturated: 5,
  dark: 6,
  "no-data": 7,
  unknown: 8,
};

/** The class of each pixel of a picture, and how it was found. */
export interface PixelClasses {
  readonly width: number;
  readonly height: number;
  /** One code a pixel, row by row; see `codeOf`. */
  readonly codes: Uint8Array;
  /** Name and version of the method, for the trail. */
  readonly method: string;
  /** Half the width of the interval in which nine in ten of the shares of hidden ground are taken to lie, as a share: 0.05 is five points. */
  readonly uncertainty: number;
}
