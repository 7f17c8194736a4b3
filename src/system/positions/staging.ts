import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { refusalWords, type Refusal } from "../../movements/ais/formats/refusal.ts";
import { literal, literals, rowsOf } from "./duck.ts";

/** A folder aside, where what comes in is sorted into days before any day's file is touched. */
export interface Staging {
  readonly folder: string;
  /** A number for the next part. */
  part: number;
}

export function openStaging(folder: string): Staging {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return { folder, part: 0 };
}

const target = (staging: Staging, kind: "fixes" | "statements"): string =>
  `${literal(join(staging.folder, kind))} (FORMAT parquet, COMPRESSION lz4, PARTITION_BY (day), FILENAME_PATTERN 'part-${staging.part++}-{i}', OVERWRITE_OR_IGNORE)`;

/** Where a COPY puts reports, after TO: its query has a column `day`, then the columns of a day's file. */
export const fixPart = (staging: Staging): string => target(staging, "fixes");
export const statementPart = (staging: Staging): string => target(staging, "statements");

/** The files that were put aside for each day. */
export function stagedFiles(staging: Staging, kind: "fixes" | "statements"): Map<string, string[]> {
  const root = join(staging.folder, kind);
  const found = new Map<string, string[]>();
  if (!existsSync(root)) return found;
  for (const name of readdirSync(root).sort()) {
    const day = /^day=(\d{4}-\d{2}-\d{2})$/.exec(name)?.[1];
    if (day === undefined) continue;
    found.set(
      day,
      readdirSync(join(root, name))
        .sort()
        .map((file) => join(root, name, file)),
    );
  }
  return found;
}

/** How many rows were refused, by reason. */
export async function stagedRefusals(
  staging: Staging,
  connection: DuckDBConnection,
): Promise<Partial<Record<Refusal, number>>> {
  const counts: Partial<Record<Refusal, number>> = {};
  for (const refusal of refusalWords) {
    const folder = join(staging.folder, "fixes", `day=refused%20${refusal}`);
    if (!existsSync(folder)) continue;
    const files = readdirSync(folder).map((file) => join(folder, file));
    const [row] = await rowsOf(
      connection,
      `SELECT sum(num_rows)::DOUBLE AS n FROM parquet_file_metadata(${literals(files)})`,
    );
    counts[refusal] = Number(row?.["n"]);
  }
  return counts;
}
