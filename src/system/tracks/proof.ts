import type { Mark } from "../../sites/counting/mark.ts";
import type { CountedPicture } from "../../sites/tracks/counted.ts";
import { countingRule } from "../../sites/tracks/decoding/counting-rule.ts";
import { placeOfReading } from "../../sites/tracks/place-of-reading.ts";
import type { PictureReading } from "../../sites/tracks/picture-reading.ts";
import { modelName } from "../../sites/tracks/records.ts";
import { windowAround } from "../../sites/pictures/window-around.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { numberedMarks, type DrawnMark } from "../pictures/numbered-marks.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { shownWindow } from "../pictures/shown-window.ts";

export interface ProofWishes {
  /** The picture's file. */
  readonly path: string;
  readonly reading: PictureReading;
  readonly counted: CountedPicture;
  /** In the order of their numbers. */
  readonly marks: readonly Mark[];
  /** What the proof is of, in words: a file, or a look with its date. */
  readonly title: string;
}

/** Metres around the marks and lines that are shown. */
const marginMetres = 15;

/** The part of a picture where its tracks run, and the marks in its pixels. */
export interface MarkedWindow {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly sampleDistanceMetres: number;
  readonly marks: readonly DrawnMark[];
}

/** Reads the part of a picture where the tracks run, at no more pixels than can be shown, and lays the marks on it. */
export async function markedWindow({
  path,
  reading,
  marks,
  longestSide,
}: Pick<ProofWishes, "path" | "reading" | "marks"> & {
  readonly longestSide?: number;
}): Promise<MarkedWindow> {
  const place = placeOfReading(reading);
  const rings = marks.map((mark) =>
    mark.outline.map((at): readonly [number, number] =>
      mark.inPixels || place === null ? [at[0], at[1]] : place.toPixel(at),
    ),
  );
  const picture = await openPicture(await openFileSource(path), { georeference: reading.georeference });
  try {
    const { width, height, sampleDistanceMetres } = reading;
    const window = windowAround(
      [...rings.flat(), ...reading.tracks.flatMap(({ knots }) => placesOf(knots))],
      { pixels: marginMetres / sampleDistanceMetres },
      { width, height },
    );
    const shown = await shownWindow(picture, window ?? { column: 0, row: 0, width, height }, longestSide);
    return {
      png: shown.png,
      width: shown.width,
      height: shown.height,
      sampleDistanceMetres: sampleDistanceMetres / shown.scale,
      marks: marks.map((mark, i): DrawnMark => ({
        corners: (rings[i] ?? []).slice(0, -1).map(shown.toShown),
        state: mark.state,
        machine: mark.marker.type === "machine",
        number: mark.number,
      })),
    };
  } finally {
    await picture.close();
  }
}

/**
 * The numbered picture of the marks: the part of the picture where the tracks run, each car with its outline and number, and what was counted beneath.
 * @returns PNG bytes
 * @throws UnavailableError where the system has no font to write numbers with
 */
export async function proofOf(wishes: ProofWishes): Promise<Uint8Array> {
  const { reading, counted, marks, title } = wishes;
  const { png, sampleDistanceMetres, marks: drawn } = await markedWindow(wishes);
  const { total, outcome } = counted;
  return await numberedMarks({ png, sampleDistanceMetres }, drawn, {
    lines: [
      title,
      `${outcome}: ${total === null ? "cars not counted" : `${total.best} railcars, ${total.low} to ${total.high} (90 %)`}; ${modelName(reading.model)}, rule ${countingRule.name}`,
    ],
    simulated: reading.simulated,
    states: [...new Set(marks.map((m) => m.state))],
    machine: marks.some((m) => m.marker.type === "machine"),
    hand: marks.some((m) => m.marker.type === "person"),
  });
}

/** Column and row of each knot of a line: they stand one after the other. */
const placesOf = (knots: ArrayLike<number>): (readonly [number, number])[] =>
  Array.from({ length: Math.floor(knots.length / 2) }, (_, i) => [knots[2 * i] ?? 0, knots[2 * i + 1] ?? 0]);
