import { InputError } from "../../../base/errors.ts";

type Pixel = readonly [column: number, row: number];

/** Lines in pixels, and the same lines with their axes exchanged before they came there. */
export interface PlacedLines {
  readonly lines: readonly (readonly Pixel[])[];
  readonly exchanged: readonly (readonly Pixel[])[];
  /** How the axes are named where the lines come from. */
  readonly axes: string;
}

/**
 * Makes sure that at least one line of a file meets a picture.
 * @throws InputError "lines miss the picture"; when they would meet it with their axes exchanged, it says so
 */
export function mustMeetPicture(
  { lines, exchanged, axes }: PlacedLines,
  { width, height }: { readonly width: number; readonly height: number },
  file: string,
): void {
  const meet = (all: readonly (readonly Pixel[])[]): boolean =>
    all.some((points) => meetsPicture(points, width, height));
  if (meet(lines)) return;
  throw meet(exchanged)
    ? InputError.of(
        file,
        "coordinates",
        `lines miss the picture; with their axes exchanged they lie in it`,
        `${axes}, in this order`,
      )
    : InputError.of(
        file,
        "lines",
        "lines miss the picture",
        `tracks in the picture, which has ${width} x ${height} pixels`,
      );
}

/** True when any of a line lies in a picture. */
export function meetsPicture(points: readonly Pixel[], width: number, height: number): boolean {
  return points.some((to, i) => {
    const from = points[i - 1] ?? to;
    // The share of the segment inside, cut by each edge in turn (Liang and Barsky, 1984).
    let [enter, leave] = [0, 1];
    for (const [start, step, most] of [
      [from[0], to[0] - from[0], width],
      [from[1], to[1] - from[1], height],
    ] as const) {
      if (!Number.isFinite(start) || !Number.isFinite(step)) return false;
      if (step === 0) {
        if (start < 0 || start > most) return false;
        continue;
      }
      const [a, b] = [-start / step, (most - start) / step];
      enter = Math.max(enter, Math.min(a, b));
      leave = Math.min(leave, Math.max(a, b));
    }
    return enter <= leave;
  });
}
