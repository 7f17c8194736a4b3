import { existsSync } from "node:fs";
import { DamageError, InputError } from "../../base/errors.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import type { Point } from "../../sites/counting/marks/outline-plane.ts";
import { inTrackOrder } from "../../sites/counting/marks/track-order.ts";
import { markStates } from "../../sites/counting/mark.ts";
import { windowAround } from "../../sites/pictures/window-around.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256OfFile } from "../hash.ts";
import { markedLook } from "../looks/mark-place.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { numberedMarks } from "../pictures/numbered-marks.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { shownWindow } from "../pictures/shown-window.ts";

export interface MarkPictureRequest {
  readonly look: string;
  /** What stands of the counters that are shown; drawn and numbered along the tracks. */
  readonly marks: readonly Mark[];
  /** Lines of the strip below the picture. */
  readonly lines: readonly string[];
}

/** Ground kept around the marks. */
const margin = { share: 0.06, pixels: 24 } as const;

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
  const corners = ordered.flatMap((m) => m.corners);
  const { width, height } = picture;
  const window =
    corners.length === 0
      ? { column: 0, row: 0, width, height }
      : windowAround(corners, margin, { width, height });
  if (window === null)
    throw InputError.of(
      "mark picture",
      "marks",
      "none within the picture",
      "marks that lie in the look's picture",
    );
  const file = await openPicture(await openFileSource(path), { georeference: picture.georeference });
  try {
    const shown = await shownWindow(file, window);
    const sampleDistance = picture.sampleDistanceMetres;
    return await numberedMarks(
      {
        png: shown.png,
        sampleDistanceMetres: sampleDistance === null ? null : sampleDistance / shown.scale,
      },
      ordered.map(({ mark, corners }) => ({
        corners: corners.map(shown.toShown),
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
