import { steppedLook, type LookStrip } from "../../../../../findings/screens/look-strip.ts";
import type { PictureFrame } from "../../../picture/frame.ts";
import type { PictureLayer } from "../../../picture/layer.ts";
import type { Tones } from "./address.ts";
import type { OpenedLooks } from "./opened-looks.ts";
import { styleOf } from "./styled.ts";

/** Which look is shown and how, to show its neighbours the same way. */
export interface ShownNow {
  readonly look: string;
  readonly strip: LookStrip;
  readonly frame: PictureFrame;
  readonly tones: () => Tones;
}

/** Unseen layers of what the next and the previous usable look would show here. @returns null once `isOver` */
export async function picturesAhead(
  looks: OpenedLooks,
  { look, strip, frame, tones }: ShownNow,
  isOver: () => boolean,
): Promise<readonly PictureLayer[] | null> {
  const ahead: PictureLayer[] = [];
  for (const by of [1, -1] as const) {
    const next = steppedLook(strip, look, by, "usable");
    if (next === null) continue;
    try {
      const picture = await looks.picture(await looks.screen(next.id), frame);
      if (picture === null || isOver()) continue;
      const style = await styleOf(picture, tones());
      ahead.push({ picture, style, opacity: 0, across: null });
    } catch {
      // What cannot be had ahead says why when it is asked for.
    }
  }
  return isOver() ? null : ahead;
}
