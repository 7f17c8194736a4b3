import type { AreaMask } from "./area-mask.ts";
import { codeOf, pixelClasses, type PixelClass, type PixelClasses } from "./pixel-class.ts";

/** How well an area could be seen. All shares are of the whole area, so that they and the part that is not covered add up to 1. */
export interface Clarity {
  /** Share of the area for which the picture has pixels with data. */
  readonly covered: number;
  readonly cloud: number;
  readonly shadow: number;
  readonly snow: number;
  readonly haze: number;
  readonly saturated: number;
  readonly dark: number;
  readonly unknown: number;
  readonly clear: number;
  readonly method: string;
  /** As a share; see `PixelClasses`. */
  readonly uncertainty: number;
}

/**
 * Clarity of an area from the classes of a picture's pixels. A pixel on the outline counts by the share of it that lies inside.
 * @throws RangeError when the two are not of one size, or the area has no extent
 */
export function clarityOf(classes: PixelClasses, area: AreaMask): Clarity {
  if (classes.width !== area.width || classes.height !== area.height)
    throw new RangeError(
      `clarityOf: classes of ${classes.width} x ${classes.height} and an area of ${area.width} x ${area.height} pixels`,
    );
  if (!(area.pixelsInAll > 0)) throw new RangeError("clarityOf: the area has no extent");
  const sums = new Float64Array(pixelClasses.length);
  for (let i = 0; i < area.shares.length; i++) {
    const share = area.shares[i] ?? 0;
    if (share === 0) continue;
    const code = classes.codes[i] ?? codeOf.unknown;
    sums[code] = (sums[code] ?? 0) + share;
  }
  const shareOf = (name: PixelClass): number => Math.min(1, (sums[codeOf[name]] ?? 0) / area.pixelsInAll);
  const seen = {
    cloud: shareOf("cloud"),
    shadow: shareOf("cloud-shadow"),
    snow: shareOf("snow"),
    haze: shareOf("haze"),
    saturated: shareOf("saturated"),
    dark: shareOf("dark"),
    unknown: shareOf("unknown"),
    clear: shareOf("clear"),
  };
  const covered = Math.min(
    1,
    Object.values(seen).reduce((sum, share) => sum + share, 0),
  );
  return { covered, ...seen, method: classes.method, uncertainty: classes.uncertainty };
}
