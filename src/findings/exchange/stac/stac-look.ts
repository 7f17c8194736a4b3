import type { PictureLook, PictureRecord } from "../../../sites/pictures/picture-look.ts";
import type { TimeSpan } from "../../../base/time/span.ts";
import { partsOf, type Parts } from "../geometry.ts";
import { footprintOf, type Footprint } from "./footprint.ts";

/** A picture look as STAC knows it: with pixels, and with a time. */
export interface StacLook {
  readonly look: PictureLook;
  readonly picture: PictureRecord;
  readonly takenAt: TimeSpan;
  readonly footprint: Footprint | null;
  /** The footprint, ready to be compared with what a client asks for. */
  readonly parts: Parts | null;
}

/** The look as an item of STAC; null where there are no pixels, or no time, without which STAC has no items. */
export function stacLookOf(look: PictureLook): StacLook | null {
  const { picture } = look;
  const { takenAt } = look.look;
  if (picture === null || takenAt === null || look.supply.outcome !== "read") return null;
  const { georeference, width, height } = picture;
  const footprint = georeference === null ? null : footprintOf(georeference, width, height);
  return {
    look,
    picture,
    takenAt,
    footprint,
    parts: footprint === null ? null : partsOf(footprint.geometry),
  };
}
