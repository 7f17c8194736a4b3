import type { PictureStyle } from "../../../picture/layer.ts";
import type { OpenPicture } from "../../../picture/shown-picture.ts";
import { bandChoices, endsOf, usualBands, usualStretch } from "../../../picture/stretch.ts";
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
  const isUsual = tones.percent.every((percent, i) => percent === usual.percent[i]);
  const sorted = await picture.sorted(bands);
  return {
    bands,
    ends: endsOf(sorted, { percent: tones.percent, linked, leastSpan: isUsual ? usual.leastSpan : 0 }),
    gamma: tones.gamma,
    smooth: tones.smooth,
  };
}
