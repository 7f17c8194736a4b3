import type { Box } from "../../base/geometry/box.ts";
import type { Repeat } from "../../sites/pictures/picture-look.ts";
import { fingerprintOf, fingerprintText } from "../../sites/pictures/repeats/fingerprint.ts";
import { greyOf } from "../../sites/pictures/shift/grey.ts";
import type { EarlierLooks } from "./earlier-looks.ts";
import type { SiteView } from "./site-view.ts";

export interface SamePixelsQuestion {
  readonly lookId: string;
  readonly sha256: string;
  readonly view: SiteView | null;
  readonly box: Box;
  /** One byte a pixel of the view: 1 where nothing of the ground shows. */
  readonly hidden: Uint8Array | null;
  readonly earlier: EarlierLooks;
}

/** The fingerprint of a picture over its site, and the look that showed the same exposure before, if one did. */
export async function samePixels(
  asked: SamePixelsQuestion,
): Promise<{ readonly fingerprint: string; readonly repeat: Repeat | null }> {
  const { lookId, sha256, view, earlier } = asked;
  const grey = view === null ? null : greyOf(view.raster, view.meanings);
  const fingerprint = grey === null ? "" : fingerprintText(fingerprintOf(grey));
  const same = earlier.looks.find((l) => l.picture?.sha256 === sha256 && l.look.id !== lookId);
  if (same !== undefined)
    return {
      fingerprint,
      repeat: { lookId, of: same.repeat?.of ?? same.look.id, score: 1, reason: "the same file, byte for byte" },
    };
  return { fingerprint, repeat: null };
}
