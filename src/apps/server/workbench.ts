import type { Case } from "../../system/files/case-folder.ts";
import { openCase } from "../../system/files/case-folder.ts";
import { openJobs, type Jobs } from "../../system/jobs/jobs.ts";
import { openChanges, type Changes } from "./changes.ts";
import type { ActionInput, ActionName, ActionResult } from "./writer/actions.ts";
import { openWriter } from "./writer/writer.ts";

/** A case that is open in the browser: read here, written by one thread, worked on by jobs. */
export interface Workbench {
  readonly folder: string;
  /** The case, opened for reading. Reads are synchronous: whatever takes long is kept by `version`. */
  readonly opened: Case;
  /** Grows with every change of the records, whoever makes it. */
  readonly version: () => number;
  /** Does a named action in the writer, after those asked for before it. When it is answered, it is on disk. */
  readonly act: <N extends ActionName>(name: N, input: ActionInput<N>) => Promise<ActionResult<N>>;
  readonly jobs: Jobs;
  readonly changes: Changes;
  readonly now: () => Date;
  readonly close: () => Promise<void>;
}

/** How often another program's writes are looked for, in milliseconds. */
const watchEvery = 1_000;

/** Opens a case for the workbench. @throws as `openCase` does */
export async function openWorkbench(folder: string, now: () => Date): Promise<Workbench> {
  // The writer first: it brings an older case up to date.
  const writer = await openWriter(folder);
  const opened = openCase(folder, "read", now);
  const dataVersion = opened.database.prepare("PRAGMA data_version");
  const changes = openChanges();
  let [seen, version] = [Number(dataVersion.get()?.["data_version"] ?? 0), 1];
  const look = (): boolean => {
    const found = Number(dataVersion.get()?.["data_version"] ?? 0);
    if (found === seen) return false;
    seen = found;
    version++;
    return true;
  };
  /** Writes of the own writer that are under way: what they change is told by them. */
  let writing = 0;
  // Whoever finds it first tells it: a request that asks for the version must not keep it from the screens.
  const lookAndTell = (): void => {
    if (look() && writing === 0) changes.tell({ version, action: "elsewhere" });
  };
  const watch = setInterval(lookAndTell, watchEvery);
  watch.unref();
  const jobs = await openJobs(opened.folder, now);
  const stopJobs = jobs.onChange((job) => changes.tell({ version, action: "job", job: job.id }));
  return {
    folder: opened.folder,
    opened,
    version: () => {
      lookAndTell();
      return version;
    },
    act: async <N extends ActionName>(name: N, input: ActionInput<N>): Promise<ActionResult<N>> => {
      writing++;
      try {
        const result: ActionResult<N> = await writer.act(name, input);
        look();
        changes.tell({ version, action: name, ...placeOf(input) });
        return result;
      } finally {
        writing--;
      }
    },
    jobs,
    changes,
    now,
    close: async () => {
      clearInterval(watch);
      stopJobs();
      changes.close();
      await jobs.close();
      await writer.close();
      opened.close();
    },
  };
}

/** The site and the look that an action names, for those who show them. */
function placeOf(input: unknown): { readonly site?: string; readonly look?: string } {
  if (typeof input !== "object" || input === null) return {};
  const { site, look } = input as { readonly site?: unknown; readonly look?: unknown };
  return {
    ...(typeof site === "string" ? { site } : {}),
    ...(typeof look === "string" ? { look } : {}),
  };
}
