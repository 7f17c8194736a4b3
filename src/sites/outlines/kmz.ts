import { strFromU8, strToU8, unzipSync, type UnzipFileInfo } from "fflate";
import { InputError, quoted } from "../../base/errors.ts";
import type { ReadPlaces } from "./features.ts";
import { kmlBounds } from "./kml-document.ts";
import { readKml, type KmlOptions } from "./kml-reader.ts";

/** Bounds of a KMZ archive. A file may unpack to more than `ratio` times its size only while it stays under `smallBytes`. */
export const kmzBounds = {
  entries: 1000,
  archiveBytes: 256 * 1024 * 1024,
  /** Of the KML file. What it truly unpacks to shows only after the work is done, so that the packed size is bounded too. */
  packedBytes: 16 * 1024 * 1024,
  unpackedBytes: kmlBounds.characters,
  ratio: 200,
  smallBytes: 1024 * 1024,
} as const;

/**
 * Reads the KML of a KMZ archive: doc.kml, or the only file that ends in .kml. Nothing else is unpacked.
 * @throws InputError on a damaged archive, on a bound passed, on no or several KML files, on text that is not UTF-8, and on
 * all that `readKml` refuses.
 */
export function readKmz(bytes: Uint8Array, file: string, options: KmlOptions = {}): ReadPlaces {
  if (bytes.length > kmzBounds.archiveBytes)
    throw InputError.of(file, "archive", `${bytes.length} bytes`, `at most ${kmzBounds.archiveBytes} bytes`);
  const main = mainEntry(entriesOf(bytes, file), file);
  checkSize(main, file);
  const unpacked = opened(file, () => unzipSync(bytes, { filter: ({ name }) => name === main.name }))[
    main.name
  ];
  const where = `${file}/${main.name}`;
  if (unpacked?.length !== main.originalSize)
    throw InputError.of(
      where,
      "size",
      `${unpacked?.length ?? 0} bytes`,
      `${main.originalSize} bytes, as the archive says`,
    );
  const text = strFromU8(unpacked);
  // The mark of what could not be decoded may also stand in the file itself: then the text gives the same bytes again.
  if (text.includes("\ufffd") && !sameBytes(strToU8(text), unpacked))
    throw InputError.of(where, "text", "bytes that are not UTF-8", "KML saved in UTF-8");
  return readKml(text, where, options);
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

function entriesOf(bytes: Uint8Array, file: string): readonly UnzipFileInfo[] {
  const entries: UnzipFileInfo[] = [];
  opened(file, () =>
    unzipSync(bytes, {
      filter: (entry) => {
        if (entries.length === kmzBounds.entries)
          throw InputError.of(
            file,
            "archive",
            `more than ${kmzBounds.entries} entries`,
            `at most ${kmzBounds.entries} entries`,
          );
        entries.push(entry);
        return false;
      },
    }),
  );
  return entries;
}

function opened<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw InputError.of(
      file,
      "archive",
      quoted(String(error)),
      "a KMZ file, a zip archive with a KML file in it",
    );
  }
}

function mainEntry(entries: readonly UnzipFileInfo[], file: string): UnzipFileInfo {
  const kml = entries.filter(({ name }) => /\.kml$/i.test(name) && !leavesArchive(name));
  const main = kml.filter(({ name }) => name === "doc.kml");
  const [only, ...others] = main.length > 0 ? main : kml;
  if (only !== undefined && others.length === 0) return only;
  const found =
    only === undefined
      ? "none"
      : kml
          .slice(0, 5)
          .map(({ name }) => quoted(name))
          .join(", ");
  throw InputError.of(file, "KML files", found, "one doc.kml, or one file that ends in .kml");
}

const leavesArchive = (name: string): boolean => /(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-z]:/i.test(name);

function checkSize({ name, size, originalSize }: UnzipFileInfo, file: string): void {
  const { packedBytes, unpackedBytes, ratio, smallBytes } = kmzBounds;
  const where = `${file}/${name}`;
  if (size > packedBytes)
    throw InputError.of(where, "size", `${size} bytes packed`, `at most ${packedBytes} bytes`);
  if (originalSize > unpackedBytes)
    throw InputError.of(where, "size", `${originalSize} bytes unpacked`, `at most ${unpackedBytes} bytes`);
  if (originalSize > smallBytes && originalSize > ratio * size)
    throw InputError.of(
      where,
      "size",
      `${originalSize} bytes out of ${size}`,
      `at most ${ratio} times the packed size`,
    );
}
