import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import { renameSync, rmSync } from "node:fs";
import { extname } from "node:path";
import { InputError, quoted, UnavailableError } from "../../../base/errors.ts";
import type { Fixes, PositionQuery, PositionSource, Statement } from "../../../movements/ais/fixes.ts";
import { firstFixes } from "../fix-batches.ts";
import { csvHeader, csvText } from "./csv-text.ts";
import { geoJsonWriter } from "./geojson-writer.ts";
import { kmlWriter } from "./kml-writer.ts";
import { shipTracks } from "./track-writer.ts";
import { writeParquet } from "./write-parquet.ts";

export const exportForms = [".geojson", ".csv", ".kml", ".parquet"] as const;

export interface Exported {
  readonly path: string;
  readonly reports: number;
  /** Reports that the limit left out. */
  readonly leftOut: number;
}

/**
 * Writes the reports of a query to a file whose name says the format, whole or not at all.
 * @param limit most reports; Infinity for all
 */
export async function exportReports(
  source: PositionSource,
  query: PositionQuery,
  path: string,
  limit: number,
  signal?: AbortSignal,
): Promise<Exported> {
  const form = exportForms.find((f) => f === extname(path).toLowerCase());
  if (form === undefined)
    throw InputError.of("ais show", "--out", quoted(path), `a name that ends with ${exportForms.join(", ")}`);
  const aside = `${path}.${randomBytes(4).toString("hex")}.part`;
  const count = { reports: 0, leftOut: 0 };
  const batches = limited(source.fixes(query), limit, count, signal);
  try {
    if (form === ".parquet") await writeParquet(aside, batches);
    else {
      const file = await open(aside, "wx");
      try {
        for await (const text of textOf(form, batches, source, query)) await file.write(text);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    signal?.throwIfAborted();
    if (!isOfDisk(error)) throw error;
    throw new UnavailableError(`${path} could not be written: ${error.message}`, false, error);
  }
  return { path, ...count };
}

/** What the system says of the file that is written: no such folder, no right to write there, no room. */
const isOfDisk = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error && "code" in error;

async function* textOf(
  form: Exclude<(typeof exportForms)[number], ".parquet">,
  batches: AsyncIterable<Fixes>,
  source: PositionSource,
  query: PositionQuery,
): AsyncGenerator<string> {
  if (form === ".csv") {
    yield csvHeader;
    for await (const fixes of batches) yield csvText(fixes);
    return;
  }
  const writer = form === ".kml" ? kmlWriter() : geoJsonWriter();
  yield writer.begin();
  for await (const ship of shipTracks(batches, await lastSaid(source, query))) yield writer.ship(ship);
  yield writer.end();
}

/** What each ship said last in the time of the query. */
async function lastSaid(source: PositionSource, query: PositionQuery): Promise<Map<number, Statement>> {
  const last = new Map<number, Statement>();
  for (const statement of await source.statements(query)) {
    const before = last.get(statement.mmsi);
    if (before === undefined || statement.lastMs >= before.lastMs) last.set(statement.mmsi, statement);
  }
  return last;
}

async function* limited(
  batches: AsyncIterable<Fixes>,
  limit: number,
  count: { reports: number; leftOut: number },
  signal?: AbortSignal,
): AsyncGenerator<Fixes> {
  for await (const fixes of batches) {
    signal?.throwIfAborted();
    const room = Math.min(fixes.length, limit - count.reports);
    count.reports += room;
    count.leftOut += fixes.length - room;
    if (room > 0) yield room === fixes.length ? fixes : firstFixes(fixes, room);
  }
}
