import { InputError } from "../../../base/errors.ts";
import { readPosition } from "../../outlines/coordinates.ts";
import { Remarks } from "../../outlines/remarks.ts";
import type { Position } from "../../counting/site.ts";
import { readLineFeatures, type GivenLine } from "./line-features.ts";
import { mustMeetPicture } from "./meets-picture.ts";

/** A picture with a place on the ground. */
export interface PlacedPicture {
  /** The name of the file of lines, which errors give. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** May throw an InputError for a position that the picture's projection does not show. */
  readonly pixelAt: (position: Position) => readonly [column: number, row: number];
}

/** A line in longitude and latitude, with the properties of its feature. */
export interface PositionLine extends GivenLine {
  readonly points: readonly Position[];
}

/**
 * Reads tracks in longitude and latitude (WGS 84) from GeoJSON.
 * @throws InputError as `readLineFeatures` and `readPosition`
 */
export function positionLines(
  text: string,
  file: string,
): { readonly lines: readonly PositionLine[]; readonly warnings: readonly string[] } {
  const dropped = new Remarks();
  return readLineFeatures(text, file, (value, report) => readPosition(value, report, dropped));
}

/**
 * Reads tracks in longitude and latitude for a picture that has a place on the ground.
 * @throws InputError as `positionLines`; when the lines lie in the picture only with latitude before longitude, and when all miss it
 */
export function linesFromPositions(text: string, picture: PlacedPicture): readonly PositionLine[] {
  const { lines } = positionLines(text, picture.file);
  const placed = (exchange: boolean) =>
    lines.map(({ points }) =>
      points.map(([a, b]) => {
        try {
          return picture.pixelAt(exchange ? [b, a] : [a, b]);
        } catch (error) {
          // A projection shows a part of the globe; what lies beyond it lies beside the picture.
          if (error instanceof InputError) return [Number.NaN, Number.NaN] as const;
          throw error;
        }
      }),
    );
  mustMeetPicture(
    { lines: placed(false), exchanged: placed(true), axes: "longitude, latitude" },
    picture,
    picture.file,
  );
  return lines;
}
