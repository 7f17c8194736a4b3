import { InputError, quoted } from "../../base/errors.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";
import type { Georeference } from "../../sites/pictures/georeference/georeference.ts";
import type { Picture, PictureFormat } from "../../sites/pictures/picture.ts";
import { openGeoTiff } from "../../sites/pictures/tiff/open.ts";
import { allCodecs } from "./codecs.ts";

/** How to open a picture. */
export interface OpenOptions {
  /** Where a PNG or a JPEG lies on the ground, from a world file or control points; default null. A GeoTIFF says that itself. */
  readonly georeference?: Georeference | null;
}

/** Bytes that are looked at to tell what a file is. */
const sniffed = 64;

const allowed = "a GeoTIFF or COG, a PNG or a JPEG";

/** What other files begin with. */
const others: readonly (readonly [what: string, test: (text: string) => boolean])[] = [
  ["a PDF", (t) => t.startsWith("%PDF")],
  ["a GIF", (t) => t.startsWith("GIF8")],
  ["a WebP", (t) => t.startsWith("RIFF") && t.slice(8, 12) === "WEBP"],
  ["JPEG 2000", (t) => t.slice(4, 8) === "jP  " || t.startsWith("\u00ff\u004f\u00ff\u0051")],
  ["JPEG XL", (t) => t.startsWith("\u00ff\n") || t.slice(4, 8) === "JXL "],
  ["an AVIF or HEIF", (t) => t.slice(4, 8) === "ftyp"],
  ["a BMP", (t) => t.startsWith("BM")],
  ["an NITF", (t) => t.startsWith("NITF") || t.startsWith("NSIF")],
  ["HDF5 or NetCDF", (t) => t.startsWith("\u0089HDF") || t.startsWith("CDF")],
  ["a ZIP", (t) => t.startsWith("PK\u0003\u0004")],
  ["a gzip file", (t) => t.startsWith("\u001f\u008b")],
  ["XML or HTML", (t) => /^(?:\u00ef\u00bb\u00bf)?\s*</.test(t)],
  ["JSON", (t) => /^\s*[{[]/.test(t)],
];

/** What the first bytes of a file are: a format that is opened, or words for what was found. */
export function sniff(first: Uint8Array): PictureFormat | { readonly found: string } {
  const text = String.fromCharCode(...first.subarray(0, sniffed));
  if (/^(?:II[*+]\0|MM\0[*+])/.test(text)) return "geotiff";
  if (text.startsWith("\u0089PNG\r\n\u001a\n")) return "png";
  if (text.startsWith("\u00ff\u00d8\u00ff")) return "jpeg";
  if (text === "") return { found: "an empty file" };
  return {
    found:
      others.find(([, test]) => test(text))?.[0] ?? `a file that begins with ${quoted(text.slice(0, 8))}`,
  };
}

/**
 * Opens a picture by what its bytes are, whatever its name says. The picture closes the source; when opening fails, it is closed here.
 * @throws InputError for files that are no picture of an allowed kind; DamageError for files that are cut or contradict themselves
 */
export async function openPicture(source: ByteSource, options: OpenOptions = {}): Promise<Picture> {
  try {
    const kind = sniff(await source.read(0, Math.min(sniffed, source.size)));
    if (typeof kind !== "string") throw InputError.of(source.name, "picture", kind.found, allowed);
    if (kind === "geotiff") return await openGeoTiff(source, allCodecs());
    // Loaded late, so that reading a GeoTIFF does not load sharp.
    const { openFlatPicture } = await import("./flat-picture.ts");
    return await openFlatPicture(source, kind, options.georeference ?? null);
  } catch (error) {
    await source.close();
    throw error;
  }
}
