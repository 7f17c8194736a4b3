import type { PictureDescription } from "../picture.ts";
import { bandsOf } from "./bands.ts";
import { compressionNames } from "./compression.ts";
import { bytesOfField, type Dialect, type Directory } from "./directory.ts";
import { tag } from "./field.ts";
import { metadataItems, type MetadataItem } from "./gdal-metadata.ts";
import type { FoundPlace } from "./place.ts";
import type { Head } from "./head.ts";
import type { Layout } from "./layout.ts";
import { textOf } from "./text.ts";

/** Texts that are kept of one file, and characters of each. */
const mostTexts = 500;
const longestText = 16_384;

const textTags: readonly (readonly [name: string, tag: number])[] = [
  ["ImageDescription", tag.imageDescription],
  ["DocumentName", tag.documentName],
  ["Make", tag.make],
  ["Model", tag.model],
  ["Software", tag.software],
  ["DateTime", tag.dateTime],
  ["Artist", tag.artist],
  ["HostComputer", tag.hostComputer],
  ["Copyright", tag.copyright],
];

const asciiType = 2;

/** What a file says of its pixels. `levels` from fine to coarse, the full picture first. */
export async function describe(
  head: Head,
  dialect: Dialect,
  directory: Directory,
  levels: readonly Layout[],
  place: FoundPlace,
): Promise<PictureDescription> {
  const [layout] = levels;
  if (layout === undefined) throw new RangeError("describe: a picture has at least one level");
  const text = async (number: number): Promise<string | null> => {
    const field = directory.fields.get(number);
    return field === undefined || field.type !== asciiType
      ? null
      : textOf(await bytesOfField(head, field, "a text"));
  };
  const items = metadataItems((await text(tag.gdalMetadata)) ?? "");
  const { georeference, refusal } = place;
  const texts = new Map<string, string>();
  const keep = (name: string, value: string): void => {
    if (name !== "" && value !== "" && texts.size < mostTexts && !texts.has(name))
      texts.set(name, value.slice(0, longestText));
  };
  for (const [name, number] of textTags) keep(name, (await text(number))?.trim() ?? "");
  for (const item of items) keep(nameOf(item), item.value);
  // Why there is no place is said where people look for what the file carries.
  if (refusal !== null) keep("Georeference", refusal);
  return {
    format: "geotiff",
    width: layout.width,
    height: layout.height,
    sampleType: layout.sampleType,
    bands: bandsOf(layout, items),
    nodata: nodataOf(await text(tag.gdalNodata)),
    levels: levels.map(({ width, height }) => ({ width, height })),
    georeference,
    texts: Object.fromEntries(texts),
    coding: codingOf(layout, dialect),
  };
}

function nameOf({ name, band, domain, role }: MetadataItem): string {
  if (role === "description" || role === "colorinterp") return "";
  const inDomain = domain === "" ? name : `${domain}:${name}`;
  return band === null ? inDomain : `${inDomain} (band ${band + 1})`;
}

/** GDAL writes the value as text: "0", "-9999", "nan". null for texts that are no number. */
export function nodataOf(text: string | null): number | null {
  const value = text?.trim().toLowerCase() ?? "";
  if (value === "") return null;
  if (/^[+-]?nan/.test(value)) return Number.NaN;
  if (/^[+-]?inf/.test(value))
    return value.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

function codingOf(layout: Layout, dialect: Dialect): string {
  const { tiled, blockWidth, blockHeight, bits, half, bands, predictor, photometric } = layout;
  const parts = [compressionNames[layout.compression] ?? `compression ${layout.compression}`];
  if (layout.lercPacking !== "none") parts[0] = `${parts[0]} inside ${layout.lercPacking}`;
  if (predictor !== 1) parts.push(`predictor ${predictor}`);
  parts.push(
    tiled
      ? `tiles of ${blockWidth}x${blockHeight}`
      : `strips of ${blockHeight} row${blockHeight === 1 ? "" : "s"}`,
  );
  if (bands > 1) parts.push(`${layout.interleave}-interleaved`);
  if (bits % 8 !== 0) parts.push(`${bits} bits a sample`);
  if (half) parts.push("16-bit floating point");
  if (photometric === 0) parts.push("0 is white");
  if (photometric === 3) parts.push("indices into a palette");
  if (photometric === 6) parts.push("YCbCr, given as RGB");
  if (!dialect.littleEndian) parts.push("big-endian");
  if (dialect.big) parts.push("BigTIFF");
  return parts.join(", ");
}
