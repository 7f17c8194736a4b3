import { join } from "node:path";
import { openBlindRecords, readBlindPasses, type BlindPass } from "../../../system/store/blind-records.ts";
import type { Person } from "../route.ts";
import type { Workbench } from "../workbench.ts";
import type { Job } from "../../../system/jobs/job.ts";

interface Blinded {
  readonly bench: Workbench;
  readonly close: () => void;
}

interface Known {
  version: number;
  passes: readonly BlindPass[];
  readonly blinded: Map<string, Blinded>;
}

const kept = new WeakMap<Workbench, Known>();
/** The workbench that a blinded one shows a part of. */
const wholes = new WeakMap<Workbench, Workbench>();

/** The workbench behind one that may be blinded: for what is no count, such as pixels. */
export const wholeOf = (bench: Workbench): Workbench => wholes.get(bench) ?? bench;

/** Blinded workbenches that are kept open; the longest unused is closed first. */
const mostBlinded = 8;

function known(bench: Workbench): Known {
  const version = bench.version();
  const found = kept.get(bench);
  if (found === undefined) {
    const made: Known = { version, passes: readBlindPasses(bench.opened.database), blinded: new Map() };
    kept.set(bench, made);
    return made;
  }
  if (found.version !== version) {
    found.version = version;
    found.passes = readBlindPasses(bench.opened.database);
  }
  return found;
}

/**
 * The passes that keep counts from whoever asks: their own that are under way; who does not say who asks might be any of those who count, and is kept from all of them.
 */
export function blindPassesOf(bench: Workbench, { name }: Person): readonly BlindPass[] {
  const { passes } = known(wholes.get(bench) ?? bench);
  return name === "" ? passes : passes.filter((p) => p.by === name);
}

/** What of the records somebody who counts blind may see, as another thread is told it. */
export interface Blindness {
  readonly passes: readonly BlindPass[];
  readonly own: "own marks" | "no marks";
}

/** What whoever asks may not see; null: they see everything. */
export function blindnessOf(bench: Workbench, who: Person): Blindness | null {
  const passes = blindPassesOf(bench, who);
  return passes.length === 0 ? null : { passes, own: who.name === "" ? "no marks" : "own marks" };
}

/** The workbench as it may be shown to whoever asks: while that person counts blind, without what anybody else counted in those looks. */
export function benchFor(bench: Workbench, who: Person): Workbench {
  const blindness = blindnessOf(bench, who);
  if (blindness === null) return bench;
  const { blinded } = known(bench);
  const key = JSON.stringify([who.name, blindness.passes]);
  const found = blinded.get(key);
  blinded.delete(key);
  const made = found ?? blind(bench, blindness);
  blinded.set(key, made);
  const [oldest] = blinded;
  if (blinded.size > mostBlinded && oldest !== undefined) {
    blinded.delete(oldest[0]);
    // A handler may be reading from it still.
    setTimeout(oldest[1].close, 60_000).unref();
  }
  return made.bench;
}

function blind(bench: Workbench, { passes, own }: Blindness): Blinded {
  const database = openBlindRecords(join(bench.folder, "records.sqlite"), passes, own);
  const looks = new Set(passes.map((p) => p.look));
  const sites = new Set(
    [...looks].map((look) => {
      const row = database.prepare("SELECT site FROM looks WHERE id = ?").get(look);
      return String(row?.["site"] ?? "");
    }),
  );
  // What a count came to is told at its end, by whatever command made it.
  const shown = (job: Job): Job =>
    looks.has(job.look ?? "") || sites.has(job.site ?? "") ? { ...job, result: null, why: [] } : job;
  const { jobs } = bench;
  const made: Workbench = {
    ...bench,
    // Reports that were built hold counts; they are read from their files.
    opened: {
      ...bench.opened,
      database,
      reportsFolder: join(bench.opened.reportsFolder, "none-while-blind"),
    },
    jobs: {
      ...jobs,
      start: (request) => shown(jobs.start(request)),
      list: () => jobs.list().map(shown),
      get: (id) => shown(jobs.get(id)),
      pause: (id) => shown(jobs.pause(id)),
      resume: (id) => shown(jobs.resume(id)),
      cancel: (id) => shown(jobs.cancel(id)),
    },
  };
  wholes.set(made, bench);
  return {
    bench: made,
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Closes what was opened for those who count blind. */
export function closeBlinded(bench: Workbench): void {
  for (const { close } of kept.get(bench)?.blinded.values() ?? []) close();
  kept.delete(bench);
}
