import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { literal } from "./duck.ts";

/** A folder aside, where what comes in is sorted into days before any day's file is touched. */
export interface Staging {
  readonly folder: string;
  /** A number for the next part. */
  part: number;
}

export function openStaging(folder: string): Staging {
  mkdirSync(folder, { recursive: true });
  return { folder, part: 0 };
}

export type DayKind = "fixes" | "statements";

/** Where a COPY puts rows, after TO: its query has a column `day`, then the columns of a day's file. */
export const stagingTarget = (staging: Staging, kind: DayKind): string =>
  `${literal(join(staging.folder, kind))} (FORMAT parquet, COMPRESSION lz4, PARTITION_BY (day), FILENAME_PATTERN 'part-${staging.part++}-{i}', OVERWRITE_OR_IGNORE)`;

/** The files that were put aside, by day. */
export function stagedFiles(staging: Staging, kind: DayKind): Map<string, string[]> {
  const root = join(staging.folder, kind);
  const found = new Map<string, string[]>();
  if (!existsSync(root)) return found;
  for (const name of readdirSync(root).sort()) {
    const day = /^day=(\d{4}-\d{2}-\d{2})$/.exec(name)?.[1];
    if (day === undefined) continue;
    const files = readdirSync(join(root, name)).sort();
    found.set(
      day,
      files.map((file) => join(root, name, file)),
    );
  }
  return found;
}
