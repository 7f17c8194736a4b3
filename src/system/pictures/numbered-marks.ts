import sharp from "sharp";
import { UnavailableError } from "../../base/errors.ts";
import type { Point } from "../../sites/counting/marks/outline-plane.ts";
import { captionSvg, captionHeight, type MarksCaption } from "./numbered-marks-caption.ts";
import { placeLabels } from "./numbered-marks-labels.ts";
import { scaleOf, type DrawnMark } from "./numbered-marks-scale.ts";
import { stateStyles } from "../../sites/counting/marks/state-style.ts";
import { escaped, fontFamily } from "./numbered-marks-style.ts";

export type { DrawnMark } from "./numbered-marks-scale.ts";

/** A part of a picture, as PNG, with what a drawing on it needs. */
export interface MarksWindow {
  readonly png: Uint8Array;
  /** Ground metres from pixel to pixel of the PNG; null when not known. */
  readonly sampleDistanceMetres: number | null;
}

const leastWidth = 640;

/**
 * The proof of a count: a window of the picture with the outline of every mark and its number beside it, and a strip below that says what is
 * counted. Marks by the machine are dashed; states have colours that colour-blind people can tell apart, and a sign of their own. What was
 * rejected is crossed out and has no number, so that the last number is the count of marks.
 * @returns PNG bytes
 * @throws UnavailableError where the system has no font to write numbers with
 */
export async function numberedMarks(
  window: MarksWindow,
  marks: readonly DrawnMark[],
  caption: MarksCaption,
): Promise<Uint8Array> {
  await needFont();
  const source = await sharp(window.png).metadata();
  const scale = scaleOf(source.width, source.height, marks);
  const [drawnWidth, height] = [Math.round(source.width * scale), Math.round(source.height * scale)];
  const width = Math.max(leastWidth, drawnWidth);
  const left = Math.floor((width - drawnWidth) / 2);
  const placed = marks.map((mark) => ({
    ...mark,
    corners: mark.corners.map(([x, y]): Point => [x * scale + left, y * scale]),
  }));
  const metres = window.sampleDistanceMetres === null ? null : window.sampleDistanceMetres / scale;
  const strip = captionHeight(caption, width);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + strip}" font-family="${fontFamily}">${outlines(placed)}${numbers(placed, width, height)}<g transform="translate(0 ${height})">${captionSvg(caption, width, metres)}</g></svg>`;
  const ground = await sharp(window.png)
    .resize({ width: drawnWidth, height, fit: "fill", kernel: scale > 1 ? "cubic" : "lanczos3" })
    .flatten({ background: "#888" })
    .toColourspace("srgb")
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
  return await sharp({ create: { width, height: height + strip, channels: 3, background: "#888" } })
    .composite([
      { input: ground, left, top: 0 },
      { input: Buffer.from(svg), left: 0, top: 0 },
    ])
    .removeAlpha()
    .png()
    .toBuffer();
}

const path = (corners: readonly Point[]): string =>
  `${corners.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("")}Z`;

function outlines(marks: readonly DrawnMark[]): string {
  return marks
    .map(({ corners, state, machine }) => {
      const { colour, crossed, dotted } = stateStyles[state];
      const dash = dotted ? ' stroke-dasharray="1.5 3.5"' : machine ? ' stroke-dasharray="6 3"' : "";
      const [a, b, c, d] = [0, 0.25, 0.5, 0.75].map((s) => corners[Math.floor(s * corners.length)]);
      const cross =
        crossed && a !== undefined && b !== undefined && c !== undefined && d !== undefined
          ? `M${a[0]} ${a[1]}L${c[0]} ${c[1]}M${b[0]} ${b[1]}L${d[0]} ${d[1]}`
          : "";
      const line = path(corners) + cross;
      return `<path d="${line}" fill="none" stroke="#000" stroke-opacity=".55" stroke-width="3.4" stroke-linejoin="round"/><path d="${line}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round"${dash}/>`;
    })
    .join("");
}

function numbers(marks: readonly DrawnMark[], width: number, height: number): string {
  let counted = 0;
  const texts = marks.map(({ state, number }) => {
    const { numbered, sign } = stateStyles[state];
    if (!numbered) return "";
    const first = counted + 1;
    counted += number;
    return `${first}${number > 1 ? `–${counted}` : ""}${sign}`;
  });
  return placeLabels(
    marks.map((m, i) => ({ corners: m.corners, text: texts[i] ?? "" })),
    { width, height },
  )
    .map(({ at: [x, y], text, size, index }) => {
      const colour = stateStyles[marks[index]?.state ?? "accepted"].colour;
      return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" font-weight="bold" text-anchor="middle" dominant-baseline="central" fill="${colour}" stroke="#000" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${escaped(text)}</text>`;
    })
    .join("");
}

let fontFound: Promise<boolean> | null = null;

async function needFont(): Promise<void> {
  fontFound ??= drawsText();
  if (!(await fontFound))
    throw new UnavailableError(
      "this system has no font to write numbers into a picture with; any font package gives one (fonts-dejavu-core)",
      true,
    );
}

async function drawsText(): Promise<boolean> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" font-family="${fontFamily}"><text x="2" y="20" font-size="20" fill="#fff">8</text></svg>`;
  const { channels } = await sharp(Buffer.from(svg)).flatten({ background: "#000" }).stats();
  return (channels[0]?.max ?? 0) > 100;
}
