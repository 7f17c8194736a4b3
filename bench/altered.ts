import sharp from "sharp";
import type { ShiftPicture } from "../src/sites/pictures/shift/shift-picture.ts";

/** A picture as somebody posts it again: another tone curve, cut to at least 60 % of its area, 0.5 to 2 times the size, JPEG from quality 60, or 16 bits. */
export async function altered(picture: ShiftPicture, random: () => number): Promise<ShiftPicture> {
  const gamma = 0.7 + 0.7 * random();
  const [low, high] = [20 * random(), 235 + 20 * random()];
  const brightest = picture.values.reduce((most, v) => Math.max(most, v), Number.NEGATIVE_INFINITY);
  const darkest = picture.values.reduce((least, v) => Math.min(least, v), Number.POSITIVE_INFINITY);
  const bytes = Uint8Array.from(
    picture.values,
    (v) => low + (high - low) * ((v - darkest) / (brightest - darkest || 1)) ** gamma,
  );
  const share = Math.sqrt(0.6 + 0.4 * random());
  const [width, height] = [Math.floor(picture.width * share), Math.floor(picture.height * share)];
  const left = Math.floor(random() * (picture.width - width));
  const top = Math.floor(random() * (picture.height - height));
  const scale = 2 ** (2 * random() - 1);
  const cut = await sharp(bytes, { raw: { width: picture.width, height: picture.height, channels: 1 } })
    .extract({ left, top, width, height })
    .png()
    .toBuffer();
  const posted = await sharp(cut)
    .resize(Math.round(width * scale), Math.round(height * scale), {
      fit: "fill",
      kernel: random() < 0.5 ? "cubic" : "lanczos3",
    })
    .jpeg({ quality: 60 + Math.floor(36 * random()) })
    .toBuffer();
  const { data, info } = await sharp(posted).greyscale().raw().toBuffer({ resolveWithObject: true });
  const units = random() < 0.3 ? 257 : 1;
  return {
    width: info.width,
    height: info.height,
    values: Float32Array.from(data, (v) => v * units),
    valid: null,
  };
}
