import sharp from "sharp";

/** An outline to draw, in pixels of the thumbnail. */
export interface DrawnOutline {
  readonly closed: boolean;
  readonly points: readonly (readonly [column: number, row: number])[];
}

/** Draws outlines over a PNG: white under orange, so that they show on any ground. */
export async function withOutlines(png: Uint8Array, outlines: readonly DrawnOutline[]): Promise<Uint8Array> {
  const { width, height } = await sharp(png).metadata();
  const path = outlines
    .filter((o) => o.points.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)))
    .map(
      ({ points, closed }) =>
        `${points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("")}${closed ? "Z" : ""}`,
    )
    .join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path d="${path}" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="3"/><path d="${path}" fill="none" stroke="#e06000" stroke-width="1.4"/></svg>`;
  return sharp(png)
    .composite([{ input: new TextEncoder().encode(svg) as Buffer }])
    .png()
    .toBuffer();
}

/** A PNG as lines of text for a terminal with 24-bit colours: two rows of pixels a line, by the upper half block. */
export async function inHalfBlocks(png: Uint8Array, columns: number): Promise<string[]> {
  const { data, info } = await sharp(png)
    .resize({ width: columns, withoutEnlargement: true })
    .flatten({ background: "#000" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colour = (column: number, row: number): string => {
    const at = (Math.min(row, info.height - 1) * info.width + column) * info.channels;
    return `${data[at] ?? 0};${data[at + 1] ?? 0};${data[at + 2] ?? 0}`;
  };
  const lines: string[] = [];
  for (let row = 0; row < info.height; row += 2) {
    let line = "";
    for (let column = 0; column < info.width; column++)
      line += `\u001b[38;2;${colour(column, row)}m\u001b[48;2;${colour(column, row + 1)}m▀`;
    lines.push(`${line}\u001b[0m`);
  }
  return lines;
}

/** A PNG as a JPEG in a data address, for a page that loads nothing. */
export async function asJpegAddress(png: Uint8Array): Promise<string> {
  const jpeg = await sharp(png).flatten({ background: "#fff" }).jpeg({ quality: 78 }).toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString("base64")}`;
}
