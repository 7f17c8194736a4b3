import { boardRows, type Board, type SiteOnBoard } from "../../../findings/screens/board.ts";
import { readSiteOnBoard } from "../../../system/steps/board.ts";
import { rowsNow, sitesChangedSince, type RowsSeen } from "../../../system/store/changed-sites.ts";
import { readPlaces } from "../../../system/store/reading.ts";
import type { Asked } from "../route.ts";
import type { Workbench } from "../workbench.ts";

/** Rows that were worked out, and the records that they took account of. */
interface KeptRows {
  version: number;
  seen: RowsSeen;
  readonly rows: Map<string, SiteOnBoard>;
}

const kept = new WeakMap<Workbench, KeptRows>();

/** A first answer comes after this many milliseconds at the latest, with the rows there are. */
const patience = 250;

/** One row a site. Only the rows of sites that something new is on record of are worked out again. */
export async function getBoard({ bench, signal }: Asked): Promise<Board> {
  const { database } = bench.opened;
  const known = keptRows(bench);
  const names = readPlaces(database).sites.map((s) => s.id);
  const began = performance.now();
  for (const name of names) {
    if (known.rows.has(name)) continue;
    if (performance.now() - began > patience) break;
    known.rows.set(name, readSiteOnBoard(bench.opened, name));
    // Others are answered in between.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) break;
  }
  const rows = names.flatMap((name) => known.rows.get(name) ?? []);
  return { rows: boardRows(rows, bench.now().getTime()), pending: names.length - rows.length };
}

function keptRows(bench: Workbench): KeptRows {
  const version = bench.version();
  let known = kept.get(bench);
  if (known === undefined) {
    known = { version, seen: rowsNow(bench.opened.database), rows: new Map() };
    kept.set(bench, known);
  }
  if (known.version !== version) {
    const changed = sitesChangedSince(bench.opened.database, known.seen);
    known.seen = rowsNow(bench.opened.database);
    known.version = version;
    for (const site of changed) known.rows.delete(site);
  }
  return known;
}
