import type { PictureRecord } from "./picture-look.ts";

/** Compressions, as `coding` names them, that a browser unpacks by itself or the pure code does. */
const known = /^(?:uncompressed|LZW|deflate|PackBits)$/;

/**
 * Whether a browser can read the picture itself, by ranges of its file: a tiled GeoTIFF whose tiles it can unpack. JPEG tiles with one or three bands are
 * left to its own decoder. All else is read by the server.
 */
export function isReadInBrowser({
  format,
  coding,
  bands,
}: Pick<PictureRecord, "format" | "coding" | "bands">): boolean {
  if (format !== "geotiff") return false;
  const [compression = "", ...rest] = coding.split(", ");
  if (!rest.some((part) => part.startsWith("tiles of "))) return false;
  if (compression === "JPEG")
    return (bands.length === 1 || bands.length === 3) && !rest.some((part) => /bits a sample/.test(part));
  return known.test(compression);
}
