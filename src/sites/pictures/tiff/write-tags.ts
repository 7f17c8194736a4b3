import type { Affine } from "../georeference/georeference.ts";
import type { BandMeaning } from "../picture.ts";
import type { SampleType } from "../raster.ts";
import { bytesOf } from "../raster.ts";
import type { Predictor } from "./write-block.ts";
import type { GeoKeys } from "./write-geokeys.ts";
import type { PictureToWrite } from "./write-picture.ts";
import { utf8 } from "./write-text.ts";

/** One tag before it has a place. Types by TIFF's numbers: 2 text, 3 of two bytes, 4 of four, 12 double. */
export type Tag =
  | { readonly id: number; readonly type: 3 | 4 | 12; readonly values: readonly number[] }
  | { readonly id: number; readonly type: 2; readonly bytes: Uint8Array };

const short = (id: number, ...values: readonly number[]): Tag => ({ id, type: 3, values });
const long = (id: number, ...values: readonly number[]): Tag => ({ id, type: 4, values });
const doubles = (id: number, values: readonly number[]): Tag => ({ id, type: 12, values });
const text = (id: number, value: string): Tag => ({ id, type: 2, bytes: utf8(`${value}\0`) });

const textTags: Readonly<Record<string, number>> = {
  DocumentName: 269,
  ImageDescription: 270,
  Software: 305,
  DateTime: 306,
  Artist: 315,
  HostComputer: 316,
  Copyright: 33_432,
};

const deflate = 8;

function sampleFormat(type: SampleType): 1 | 2 | 3 {
  if (type.startsWith("float")) return 3;
  return type.startsWith("int") ? 2 : 1;
}

/** Tags that say how the pixels of a level lie. `overview` sets the flag of a reduced picture. */
export function pixelTags(
  picture: PictureToWrite,
  size: { readonly width: number; readonly height: number },
  tile: number,
  predictor: Predictor,
  overview: boolean,
): Tag[] {
  const count = picture.bands.length;
  const each = (value: number): number[] => Array.from({ length: count }, () => value);
  const colours = isRgb(picture.bands) ? 3 : 1;
  const extra = picture.bands.slice(colours).map(({ meaning }) => (meaning === "alpha" ? 2 : 0));
  return [
    long(254, overview ? 1 : 0),
    long(256, size.width),
    long(257, size.height),
    short(258, ...each(bytesOf[picture.sampleType] * 8)),
    short(259, deflate),
    short(262, colours === 3 ? 2 : 1),
    short(277, count),
    short(284, 1),
    ...(predictor === 1 ? [] : [short(317, predictor)]),
    short(322, tile),
    short(323, tile),
    ...(extra.length === 0 ? [] : [short(338, ...extra)]),
    short(339, ...each(sampleFormat(picture.sampleType))),
    ...(picture.nodata === null ? [] : [text(42_113, nodataText(picture.nodata))]),
  ];
}

/** Tags of a mask of one bit a pixel (TIFF 6.0: PhotometricInterpretation 4, NewSubfileType bit 2). */
export function maskTags(
  size: { readonly width: number; readonly height: number },
  tile: number,
  overview: boolean,
): Tag[] {
  return [
    long(254, overview ? 5 : 4),
    long(256, size.width),
    long(257, size.height),
    short(258, 1),
    short(259, deflate),
    short(262, 4),
    short(277, 1),
    short(284, 1),
    short(322, tile),
    short(323, tile),
    short(339, 1),
  ];
}

/** Tags of the first level alone: where it lies, and its texts. */
export function pictureTags(picture: PictureToWrite, geoKeys: GeoKeys): Tag[] {
  const items = Object.entries(picture.texts ?? {}).filter(([name]) => !Object.hasOwn(textTags, name));
  return [
    ...Object.entries(textTags).flatMap(([name, id]) => {
      const value = Object.hasOwn(picture.texts ?? {}, name) ? picture.texts?.[name] : undefined;
      return value === undefined ? [] : [text(id, value)];
    }),
    ...transformTags(picture.transform),
    { id: 34_735, type: 3, values: geoKeys.directory },
    ...(geoKeys.texts === "" ? [] : [text(34_737, geoKeys.texts)]),
    text(42_112, metadataXml(items, picture.bands)),
  ];
}

function transformTags(t: Affine): Tag[] {
  if (t[2] === 0 && t[4] === 0 && t[1] > 0 && t[5] < 0)
    return [doubles(33_550, [t[1], -t[5], 0]), doubles(33_922, [0, 0, 0, t[0], t[3], 0])];
  return [doubles(34_264, [t[1], t[2], 0, t[0], t[4], t[5], 0, t[3], 0, 0, 0, 0, 0, 0, 0, 1])];
}

const nodataText = (value: number): string => (Number.isNaN(value) ? "nan" : String(value));

const isRgb = (bands: PictureToWrite["bands"]): boolean =>
  bands[0]?.meaning === "red" && bands[1]?.meaning === "green" && bands[2]?.meaning === "blue";

/** GDAL's names for what a band shows; those from near-infrared on are known from its version 3.10, older ones take them as undefined. */
const colourNames: Readonly<Partial<Record<BandMeaning, string>>> = {
  red: "Red",
  green: "Green",
  blue: "Blue",
  alpha: "Alpha",
  grey: "Gray",
  coastal: "Coastal",
  "red-edge": "RedEdge",
  "near-infrared": "NIR",
  "shortwave-infrared": "SWIR",
};

function metadataXml(items: readonly (readonly [string, string])[], bands: PictureToWrite["bands"]): string {
  const lines = items.map(([name, value]) => `  <Item name="${escaped(name)}">${twice(value)}</Item>`);
  for (const [index, { name, meaning }] of bands.entries()) {
    const at = `sample="${index}"`;
    lines.push(
      `  <Item name="DESCRIPTION" ${at} role="description">${twice(name)}</Item>`,
      `  <Item name="COLORINTERP" ${at} role="colorinterp">${colourNames[meaning] ?? "Undefined"}</Item>`,
      `  <Item name="MEANING" ${at}>${meaning}</Item>`,
    );
  }
  return `<GDALMetadata>\n${lines.join("\n")}\n</GDALMetadata>`;
}

/** GDAL escapes values before it writes them as XML, and undoes both when it reads. */
const twice = (value: string): string => escaped(escaped(value));

const escaped = (value: string): string =>
  value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");
