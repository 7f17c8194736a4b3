import { open, rename, rm } from "node:fs/promises";
import { extname } from "node:path";
import { InputError, messageOf, quoted, UnavailableError } from "../../base/errors.ts";
import { csvText } from "../../movements/exchange/csv.ts";
import type { Exchanged } from "../../movements/exchange/exchanged.ts";
import { geoJsonText } from "../../movements/exchange/geojson.ts";
import { kmlText } from "../../movements/exchange/kml.ts";

const endings = [".geojson", ".json", ".csv", ".kml"];

export interface ExchangedTable {
  readonly title: string;
  /** Properties that a table has as columns, in order. */
  readonly columns: readonly string[];
  readonly things: Iterable<Exchanged>;
}

/** Refuses a file whose ending names no format, before any work is done. */
export function checkEnding(path: string, where: string): void {
  if (!endings.includes(extname(path).toLowerCase()))
    throw InputError.of(where, "--out", quoted(path), `a file that ends in ${endings.join(", ")}`);
}

/** Writes things as GeoJSON, CSV or KML by the ending of the file's name: the whole file or none. */
export async function writeExchanged(
  path: string,
  { title, columns, things }: ExchangedTable,
  signal?: AbortSignal,
): Promise<void> {
  const ending = extname(path).toLowerCase();
  const text =
    ending === ".csv"
      ? csvText(things, columns, { wkt: true })
      : ending === ".kml"
        ? kmlText(title, things)
        : geoJsonText(things);
  const beside = `${path}.${process.pid}.part`;
  try {
    const file = await open(beside, "w");
    try {
      for (const piece of text) {
        signal?.throwIfAborted();
        await file.write(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    signal?.throwIfAborted();
    throw new UnavailableError(`${path} could not be written: ${messageOf(error)}`, false, error);
  }
}
