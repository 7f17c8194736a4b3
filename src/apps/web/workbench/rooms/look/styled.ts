import type { PictureStyle } from "../../../picture/layer.ts";
import type { OpenPicture } from "../../../picture/shown-picture.ts";
import { endsOf, usualBands, usualStretch } from "../../../../../sites/pictures/tones.ts";
import { bandChoices } from "../../../picture/band-choices.ts";
import type { Tones } from "./address.ts";

/** The bands that a choice means in this picture; the usual ones where it has no such choice. */
export function bandsOf(picture: OpenPicture, choice: string | null): readonly number[] {
  const found = bandChoices(picture.meanings).find((c) => c.name === choice);
  return found?.bands ?? usualBands(picture.meanings);
}

/** The style of a picture under tones that several pictures share: percentiles of its own samples. */
export async function styleOf(picture: OpenPicture, tones: Tones): Promise<PictureStyle> {
  const bands = bandsOf(picture, tones.bands);
  const usual = usualStretch(picture.sampleType);
  const linked = tones.linked ?? usual.linked;
  // Who asks for other percentiles gets just these.
  const percent = tones.percent ?? usual.percent;
  const isUsual = percent[0] === usual.percent[0] && percent[1] === usual.percent[1];
  const sorted = await picture.sorted(bands);
  return {
    bands,
    ends: endsOf(sorted, { percent, linked, mostGain: isUsual ? usual.mostGain : null }),
    gamma: tones.gamma,
    smooth: tones.smooth,
  };
}
