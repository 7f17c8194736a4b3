import { InputError } from "../../../base/errors.ts";
import { described } from "../../outlines/remarks.ts";
import type { TrackGauge } from "../track-line.ts";
import { readLineFeatures, type ReadPoint } from "./line-features.ts";
import { mustMeetPicture } from "./meets-picture.ts";

/** A track drawn on a picture. */
export interface PixelLine {
  readonly id: string;
  readonly gauge: TrackGauge | null;
  /** [column, row], [0, 0] at the outer corner; may reach beyond the picture. */
  readonly points: readonly (readonly [column: number, row: number])[];
}

/** The picture that lines were drawn on. */
export interface DrawnOn {
  /** The name that errors give. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

const farthest = 1e7;

const readPixel: ReadPoint = (value, report) => {
  const [column, row]: readonly unknown[] = Array.isArray(value) ? value : [];
  if (typeof column === "number" && typeof row === "number")
    if (Math.abs(column) <= farthest && Math.abs(row) <= farthest) return [column, row];
  report(
    "coordinates",
    Array.isArray(value) ? `[${value.slice(0, 3).map(described).join(", ")}]` : described(value),
    "[column, row] in pixels of the picture",
  );
  return null;
};

/**
 * Reads tracks drawn in the pixels of a picture without a place on the ground, from GeoJSON.
 * @throws InputError as `readLineFeatures`; when the positions look like longitude and latitude, when they lie in the picture only with their
 * axes exchanged, and when all lines miss the picture
 */
export function pixelLines(text: string, on: DrawnOn): readonly PixelLine[] {
  const { lines } = readLineFeatures(text, on.file, readPixel);
  const all = lines.flatMap(({ points }) => points);
  if (likeDegrees(all))
    throw InputError.of(
      on.file,
      "coordinates",
      `positions that look like longitude and latitude, the first [${all[0]?.join(", ") ?? ""}]`,
      "[column, row] in pixels, or a picture that has a place on the ground",
    );
  mustMeetPicture(
    {
      lines: lines.map(({ points }) => points),
      exchanged: lines.map(({ points }) => points.map(([a, b]) => [b, a] as const)),
      axes: "column, row",
    },
    on,
    on.file,
  );
  return lines.map(({ id, gauge, points }) => ({ id, gauge, points }));
}

/** Whether every place of every line is one on the globe: lines in pixels mostly leave it. @throws InputError as `readLineFeatures` */
export const inDegrees = (text: string, file: string): boolean =>
  readLineFeatures(text, file, readPixel).lines.every(({ points }) =>
    points.every(
      ([a, b]) => Math.abs(a) <= 180 && Math.abs(b) <= 180 && Math.min(Math.abs(a), Math.abs(b)) <= 90,
    ),
  );

/** All within a pixel or two of each other, with fractions, and each a place on the globe: no track is so short. */
function likeDegrees(points: readonly (readonly [number, number])[]): boolean {
  const extent = (axis: 0 | 1): number => {
    let [least, most] = [Infinity, -Infinity];
    for (const point of points) {
      least = Math.min(least, point[axis]);
      most = Math.max(most, point[axis]);
    }
    return most - least;
  };
  return (
    Math.max(extent(0), extent(1)) < 2 &&
    points.every(
      ([a, b]) => Math.abs(a) <= 180 && Math.abs(b) <= 180 && Math.min(Math.abs(a), Math.abs(b)) <= 90,
    ) &&
    points.some(([a, b]) => !Number.isInteger(a) || !Number.isInteger(b))
  );
}
