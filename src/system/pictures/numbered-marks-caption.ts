import type { MarkState } from "../../sites/counting/mark.ts";
import { stateStyles } from "../../sites/counting/marks/state-style.ts";
import { escaped } from "./numbered-marks-style.ts";

/** What the strip below a numbered picture says. Foreign text is escaped. */
export interface MarksCaption {
  /** Line by line: the look and its date, the count and its interval, the rule and who counted. The first is set large. */
  readonly lines: readonly string[];
  /** A picture that was drawn and never photographed. */
  readonly simulated: boolean;
  /** States that occur, for the legend. */
  readonly states: readonly MarkState[];
  readonly machine: boolean;
  readonly hand: boolean;
}

const [pad, lineHeight, large, small] = [12, 19, 16, 12.5];

/** Characters of a line that fit beside the scale bar. */
const fits = (width: number, size: number): number =>
  Math.max(20, Math.floor((width - 2 * pad) / (size * 0.6)));

function wrapped({ lines }: MarksCaption, width: number): { readonly text: string; readonly size: number }[] {
  return lines.flatMap((line, i) => {
    const size = i === 0 ? large : small;
    const rows: string[] = [];
    for (const word of line.split(" ")) {
      const last = rows.at(-1);
      if (last !== undefined && last.length + 1 + word.length <= fits(width, size))
        rows[rows.length - 1] = `${last} ${word}`;
      else rows.push(word.slice(0, fits(width, size)));
    }
    return rows.map((text) => ({ text, size }));
  });
}

interface LegendEntry {
  readonly words: string;
  readonly colour: string;
  readonly dash: string;
  readonly x: number;
  readonly row: number;
}

function legendOf({ states, machine, hand }: MarksCaption, width: number): LegendEntry[] {
  const entries = [
    ...(hand ? [{ words: "by hand", colour: "#333", dash: "" }] : []),
    ...(machine ? [{ words: "by machine", colour: "#333", dash: "6 3" }] : []),
    ...states.map((state) => ({
      words: stateStyles[state].words,
      colour: stateStyles[state].colour,
      dash: stateStyles[state].dotted ? "1.5 3.5" : "",
    })),
  ];
  let [x, row] = [pad, 0];
  return entries.map((entry) => {
    const wide = 32 + entry.words.length * small * 0.6 + 14;
    if (x > pad && x + wide > width - pad) [x, row] = [pad, row + 1];
    const placed = { ...entry, x, row };
    x += wide;
    return placed;
  });
}

/** Rows of the legend, and one for the scale bar. */
const rowsOf = (caption: MarksCaption, width: number): number =>
  (legendOf(caption, width).at(-1)?.row ?? -1) + 1;

export const captionHeight = (caption: MarksCaption, width: number): number =>
  Math.ceil(
    pad * 2 +
      lineHeight *
        (wrapped(caption, width).length + rowsOf(caption, width) + 1.6 + (caption.simulated ? 1.5 : 0)),
  );

/** The strip as SVG, its top left corner at the origin. */
export function captionSvg(caption: MarksCaption, width: number, metresOfPixel: number | null): string {
  const height = captionHeight(caption, width);
  let y = pad;
  const parts = [`<rect width="${width}" height="${height}" fill="#fff"/>`];
  if (caption.simulated) {
    parts.push(
      `<rect x="0" y="0" width="${width}" height="${lineHeight + 8}" fill="#000"/><text x="${pad}" y="${lineHeight - 2}" font-size="14" font-weight="bold" fill="#fff">SIMULATED: nothing of this picture was ever photographed</text>`,
    );
    y += lineHeight * 1.5;
  }
  for (const { text, size } of wrapped(caption, width)) {
    y += lineHeight;
    parts.push(
      `<text x="${pad}" y="${y - 4}" font-size="${size}"${size === large ? ' font-weight="bold"' : ""} fill="#111">${escaped(text)}</text>`,
    );
  }
  y += lineHeight * 0.4;
  for (const { words, colour, dash, x, row } of legendOf(caption, width)) {
    const middle = y + row * lineHeight + lineHeight / 2;
    const line = `M${x + 1} ${middle - 5}h26v10h-26Z`;
    parts.push(
      `<path d="${line}" fill="#888" stroke="#000" stroke-opacity=".55" stroke-width="3.4"/><path d="${line}" fill="none" stroke="${colour === "#333" ? "#fff" : colour}" stroke-width="1.8"${dash === "" ? "" : ` stroke-dasharray="${dash}"`}/><text x="${x + 34}" y="${middle + 4.5}" font-size="${small}" fill="#111">${escaped(words)}</text>`,
    );
  }
  y += rowsOf(caption, width) * lineHeight + 4;
  parts.push(scaleBar(metresOfPixel, width, y + lineHeight / 2));
  return parts.join("");
}

/** A bar of 1, 2 or 5 times a power of ten metres, at most a third of the picture wide. */
function scaleBar(metresOfPixel: number | null, width: number, y: number): string {
  if (metresOfPixel === null || !(metresOfPixel > 0))
    return `<text x="${pad}" y="${y + 4.5}" font-size="${small}" fill="#111">scale not known</text>`;
  const most = Math.min(240, width / 3) * metresOfPixel;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((f) => f * power <= most) ?? 1) * power;
  const long = metres / metresOfPixel;
  return `<path d="M${pad} ${y - 4}v8h${long.toFixed(1)}v-8" fill="none" stroke="#111" stroke-width="2"/><text x="${(pad + long + 8).toFixed(1)}" y="${y + 4.5}" font-size="${small}" fill="#111">${metres >= 1000 ? `${metres / 1000} km` : `${Number(metres.toPrecision(1))} m`}</text>`;
}
