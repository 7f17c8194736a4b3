import { InputError, quoted } from "../../base/errors.ts";
import type { MarkedPicture } from "../../sites/counting/marks/coco-marks.ts";
import type { PictureLook, PictureRecord } from "../../sites/pictures/picture-look.ts";
import { sitePlaceOf } from "../../sites/pictures/site-place.ts";
import type { Case } from "../files/case-folder.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";

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
      place: georeference === null ? null : sitePlaceOf(georeference, look.lineUp),
    },
  };
}
