import type { Mark } from "../../sites/counting/mark.ts";
import type { CountedPicture } from "../../sites/tracks/counted.ts";
import { countingRule } from "../../sites/tracks/decoding/counting-rule.ts";
import { placeOfReading } from "../../sites/tracks/place-of-reading.ts";
import type { PictureReading } from "../../sites/tracks/picture-reading.ts";
import { modelName } from "../../sites/tracks/records.ts";
import { withoutClasses } from "../looks/judge-areas.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { numberedMarks, type DrawnMark } from "../pictures/numbered-marks.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { thumbnailPng } from "../pictures/thumbnail.ts";

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
/** Longest side of the shown window, in pixels: what a thumbnail may have. */
const mostShown = 4096;

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
  longestSide = mostShown,
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
    const window = windowAround(reading, rings.flat());
    const shrink = Math.max(1, Math.max(window.width, window.height) / longestSide);
    const level = picture.description.levels.findLastIndex((l) => reading.width / l.width <= shrink * 1.01);
    const { width, height } = picture.description.levels[Math.max(0, level)] ?? reading;
    const [across, down] = [width / reading.width, height / reading.height];
    const part = {
      column: Math.floor(window.column * across),
      row: Math.floor(window.row * down),
      width: Math.max(1, Math.round(window.width * across)),
      height: Math.max(1, Math.round(window.height * down)),
    };
    const read = await picture.readWindow(part, { level: Math.max(0, level) });
    const { raster, meanings } = withoutClasses({
      raster: read,
      meanings: picture.description.bands.map((b) => b.meaning),
    });
    const png = await thumbnailPng(raster, meanings, { longestSide });
    const scale = Math.min(1, longestSide / Math.max(part.width, part.height));
    return {
      png,
      width: Math.round(part.width * scale),
      height: Math.round(part.height * scale),
      sampleDistanceMetres: reading.sampleDistanceMetres / across / scale,
      marks: marks.map((mark, i): DrawnMark => ({
        corners: (rings[i] ?? [])
          .slice(0, -1)
          .map(([x, y]) => [(x * across - part.column) * scale, (y * down - part.row) * scale]),
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

/** The whole pixels around marks and lines, inside the picture. */
function windowAround(reading: PictureReading, places: readonly (readonly [number, number])[]) {
  const margin = marginMetres / reading.sampleDistanceMetres;
  const [columns, rows]: [number[], number[]] = [[], []];
  for (const [x, y] of places) {
    columns.push(x);
    rows.push(y);
  }
  for (const { knots } of reading.tracks)
    for (let i = 0; i + 1 < knots.length; i += 2) {
      columns.push(knots[i] ?? 0);
      rows.push(knots[i + 1] ?? 0);
    }
  const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const inside = (value: number, size: number): number => Math.min(size, Math.max(0, Math.round(value)));
  const [left, top] = [
    inside(least(columns) - margin, reading.width),
    inside(least(rows) - margin, reading.height),
  ];
  const [right, bottom] = [
    inside(most(columns) + margin, reading.width),
    inside(most(rows) + margin, reading.height),
  ];
  return right > left && bottom > top
    ? { column: left, row: top, width: right - left, height: bottom - top }
    : { column: 0, row: 0, width: reading.width, height: reading.height };
}
