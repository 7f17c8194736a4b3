import type { CountedCar } from "./counted.ts";
import { knotMetres, type TrackReading } from "./picture-reading.ts";

/** Width in metres that a mark gives a car: bodies are 2.8 to 3.25 m wide, and their exact width is not measured. */
export const markWidthMetres = 3.2;

type Pixel = readonly [column: number, row: number];

/** The body of a car as a closed ring of pixels, from the ends that the decoder found along the line. */
export function outlineInPicture(
  track: Pick<TrackReading, "knots" | "across">,
  { fromMetres, toMetres }: Pick<CountedCar, "fromMetres" | "toMetres">,
): readonly Pixel[] {
  const corner = (metres: number, side: number): Pixel => {
    const at = Math.min(Math.max(0, metres / knotMetres), Math.max(0, track.knots.length / 2 - 1));
    const before = Math.min(Math.floor(at), Math.max(0, track.knots.length / 2 - 2));
    const part = at - before;
    const between = (values: Float64Array, axis: 0 | 1): number => {
      const a = values[2 * before + axis] ?? 0;
      const b = values[2 * before + 2 + axis] ?? a;
      return a + (b - a) * part;
    };
    const half = (side * markWidthMetres) / 2;
    return [
      between(track.knots, 0) + half * between(track.across, 0),
      between(track.knots, 1) + half * between(track.across, 1),
    ];
  };
  const ring = [
    corner(fromMetres, -1),
    corner(toMetres, -1),
    corner(toMetres, 1),
    corner(fromMetres, 1),
    corner(fromMetres, -1),
  ];
  return ring;
}
