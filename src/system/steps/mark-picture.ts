import { existsSync } from "node:fs";
import { DamageError, InputError } from "../../base/errors.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import type { Point } from "../../sites/counting/marks/outline-plane.ts";
import { inTrackOrder } from "../../sites/counting/marks/track-order.ts";
import { markStates } from "../../sites/counting/mark.ts";
import type { PixelWindow } from "../../sites/pictures/raster.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256OfFile } from "../hash.ts";
import { withoutClasses } from "../looks/judge-areas.ts";
import { markedLook } from "../looks/mark-place.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { numberedMarks } from "../pictures/numbered-marks.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { thumbnailPng } from "../pictures/thumbnail.ts";

export interface MarkPictureRequest {
  readonly look: string;
  /** What stands of the counters that are shown; drawn and numbered along the tracks. */
  readonly marks: readonly Mark[];
  /** Lines of the strip below the picture. */
  readonly lines: readonly string[];
}

/** Ground kept around the marks: this share of their extent, and pixels. */
const margin = { share: 0.06, pixels: 24 } as const;
const mostRead = 6_000_000;

/**
 * The numbered picture of a look's marks as PNG: the part of the picture that they lie in, or all of it where there are none.
 * @throws DamageError when the picture is not what came on record; InputError when the look has none, or no mark lies in it
 */
export async function markPicture(
  opened: Case,
  { look, marks, lines }: MarkPictureRequest,
): Promise<Uint8Array> {
  const { picture, marked } = markedLook(opened, look);
  const path = opened.evidencePath(picture.sha256);
  if (!existsSync(path) || (await sha256OfFile(path)) !== picture.sha256)
    throw new DamageError(`the picture of look ${look} is not what came on record`, [
      `evidence ${picture.sha256.slice(0, 12)}…; case verify says more`,
    ]);
  const ordered = inTrackOrder(marks).map((mark) => ({
    mark,
    corners: mark.outline
      .slice(0, -1)
      .map((p): Point => (mark.inPixels || marked.place === null ? p : marked.place.toPixel(p))),
  }));
  const window = windowAround(
    ordered.flatMap((m) => m.corners),
    picture,
  );
  if (window === null)
    throw InputError.of(
      "mark picture",
      "marks",
      "none within the picture",
      "marks that lie in the look's picture",
    );
  const file = await openPicture(await openFileSource(path), { georeference: picture.georeference });
  try {
    const { levels, bands } = file.description;
    const meanings = bands.map((b) => b.meaning);
    const level = Math.max(
      0,
      levels.findIndex(
        (l) =>
          (window.width * window.height * l.width * l.height) / (picture.width * picture.height) <= mostRead,
      ),
    );
    const { width, height } = levels[level] ?? picture;
    const [across, along] = [width / picture.width, height / picture.height];
    const part: PixelWindow = {
      column: Math.floor(window.column * across),
      row: Math.floor(window.row * along),
      width: Math.max(
        1,
        Math.min(width - Math.floor(window.column * across), Math.ceil(window.width * across)),
      ),
      height: Math.max(
        1,
        Math.min(height - Math.floor(window.row * along), Math.ceil(window.height * along)),
      ),
    };
    const read = withoutClasses({ raster: await file.readWindow(part, { level }), meanings });
    const longestSide = Math.min(4096, Math.max(16, part.width, part.height));
    const shrunk = Math.min(1, longestSide / Math.max(part.width, part.height));
    const png = await thumbnailPng(read.raster, read.meanings, { longestSide });
    const sampleDistance = picture.sampleDistanceMetres;
    return await numberedMarks(
      { png, sampleDistanceMetres: sampleDistance === null ? null : sampleDistance / (across * shrunk) },
      ordered.map(({ mark, corners }) => ({
        corners: corners.map(([x, y]): Point => [
          (x * across - part.column) * shrunk,
          (y * along - part.row) * shrunk,
        ]),
        state: mark.state,
        machine: mark.marker.type === "machine",
        number: mark.number,
      })),
      {
        lines,
        simulated: picture.simulated,
        states: markStates.filter((s) => marks.some((m) => m.state === s)),
        machine: marks.some((m) => m.marker.type === "machine"),
        hand: marks.some((m) => m.marker.type === "person"),
      },
    );
  } finally {
    await file.close();
  }
}

function windowAround(
  corners: readonly Point[],
  { width, height }: { readonly width: number; readonly height: number },
): PixelWindow | null {
  if (corners.length === 0) return { column: 0, row: 0, width, height };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of corners) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const around = margin.pixels + margin.share * Math.max(right - left, bottom - top);
  const column = Math.max(0, Math.floor(left - around));
  const row = Math.max(0, Math.floor(top - around));
  const end = [
    Math.min(width, Math.ceil(right + around)),
    Math.min(height, Math.ceil(bottom + around)),
  ] as const;
  return end[0] > column && end[1] > row
    ? { column, row, width: end[0] - column, height: end[1] - row }
    : null;
}
