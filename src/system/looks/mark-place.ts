import { InputError, quoted } from "../../base/errors.ts";
import type { MarkedPicture } from "../../sites/counting/marks/coco-marks.ts";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import type { PictureLook, PictureRecord } from "../../sites/pictures/picture-look.ts";
import type { Case } from "../files/case-folder.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { asItLies } from "../../sites/pictures/shift/as-it-lies.ts";

/** A look with a picture that marks can stand on. */
export interface MarkedLook {
  readonly look: PictureLook;
  readonly picture: PictureRecord;
  /** What marks need of the picture: positions are those of the site, so the look's shift lies between them and the pixels. */
  readonly marked: MarkedPicture;
}

/** @throws InputError when the case has no such look, or the look has no picture */
export function markedLook(opened: Case, id: string, beforeTrail?: number): MarkedLook {
  const [look] = readPictureLooks(opened.database, {
    lookId: id,
    ...(beforeTrail === undefined ? {} : { beforeTrail }),
  });
  const picture = look?.picture ?? null;
  if (look === undefined || picture === null)
    throw InputError.of(
      "marks",
      "look",
      quoted(id),
      "a look of the case that has a picture; look list prints them",
    );
  const { width, height, georeference } = picture;
  return {
    look,
    picture,
    marked: {
      fileName: look.supply.item,
      size: { width, height },
      place: georeference === null ? null : placeOf(look, mappingOf(georeference)),
    },
  };
}

function placeOf({ lineUp }: PictureLook, mapping: ReturnType<typeof mappingOf>): MarkedPicture["place"] {
  const shift = {
    eastMetres: lineUp?.eastMetres ?? 0,
    northMetres: lineUp?.northMetres ?? 0,
    matched: lineUp?.outcome === "matched",
  };
  const back = { ...shift, eastMetres: -shift.eastMetres, northMetres: -shift.northMetres };
  return {
    toPixel: (position) => mapping.pixelAt(asItLies(position, shift)),
    toPosition: (pixel) => asItLies(mapping.toPosition(pixel), back),
  };
}
