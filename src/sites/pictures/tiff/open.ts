import type { ByteSource } from "../bytes.ts";
import type { Picture } from "../picture.ts";
import type { Codecs } from "./codec.ts";
import { georeferenceOf, readGeoTags } from "./geo-tags.ts";
import { openTiff } from "./open-tiff.ts";

/** Opens a TIFF as `openTiff` does, with where its GeoTIFF tags say that it lies. */
export const openGeoTiff = (source: ByteSource, codecs: Codecs): Promise<Picture> =>
  openTiff(source, codecs, async (head, dialect, directory) =>
    georeferenceOf(await readGeoTags(head, dialect, directory)),
  );
