/** The tags that are read, by number: those that say when and how a picture was made. */
const named: Readonly<Record<number, string>> = {
  0x010e: "ImageDescription",
  0x010f: "Make",
  0x0110: "Model",
  0x0112: "Orientation",
  0x0131: "Software",
  0x0132: "DateTime",
  0x013b: "Artist",
  0x8298: "Copyright",
  0x9003: "DateTimeOriginal",
  0x9004: "DateTimeDigitized",
  0x9010: "OffsetTime",
  0x9011: "OffsetTimeOriginal",
  0x9012: "OffsetTimeDigitized",
  0x9291: "SubSecTimeOriginal",
};
const subDirectory = 0x8769;
const mostEntries = 256;
const longestText = 1000;

/**
 * Texts of an EXIF block (CIPA DC-008, a small TIFF): dates, offsets from UTC, camera, software, orientation. What is damaged is
 * left out; nothing outside the block is read.
 */
export function exifTexts(block: Uint8Array): Readonly<Record<string, string>> {
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const texts: Record<string, string> = {};
  if (block.length < 8) return texts;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return texts;
  const little = order === 0x4949;
  const first = view.getUint32(4, little);
  const second = readDirectory({ view, little, at: first }, texts);
  if (second !== null && second !== first) readDirectory({ view, little, at: second }, texts);
  return texts;
}

interface Place {
  readonly view: DataView;
  readonly little: boolean;
  readonly at: number;
}

/** Reads one directory into `texts`; gives the place of the EXIF directory when it names one. */
function readDirectory({ view, little, at }: Place, texts: Record<string, string>): number | null {
  if (at + 2 > view.byteLength) return null;
  const count = Math.min(view.getUint16(at, little), mostEntries);
  let sub: number | null = null;
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + 12 * i;
    if (entry + 12 > view.byteLength) break;
    const tag = view.getUint16(entry, little);
    const type = view.getUint16(entry + 2, little);
    const length = view.getUint32(entry + 4, little);
    if (tag === subDirectory && type === 4) sub = view.getUint32(entry + 8, little);
    const name = named[tag];
    if (name === undefined) continue;
    if (type === 3) texts[name] = String(view.getUint16(entry + 8, little));
    else if (type === 2) {
      const start = length <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
      const text = asciiText(view, start, length);
      if (text !== "") texts[name] = text;
    }
  }
  return sub;
}

function asciiText(view: DataView, start: number, length: number): string {
  const end = Math.min(start + length, start + longestText, view.byteLength);
  let text = "";
  for (let i = start; i < end; i++) {
    const byte = view.getUint8(i);
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text.trim();
}
