import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, quoted, UnavailableError } from "../../base/errors.ts";
import { writeWhole } from "../files/atomic.ts";
import { hasEnded, shareIn, type Job } from "./job.ts";
import { runCommand, type RunningCommand } from "./run-command.ts";

export interface JobRequest {
  readonly words: string;
  readonly args: readonly string[];
  readonly by: string;
  readonly site?: string | undefined;
  readonly look?: string | undefined;
  /** Called once when it has ended, however. */
  readonly after?: (job: Job) => void;
}

/** The jobs of one case, one running at a time: two counts at once would only share the cores. */
export interface Jobs {
  /** @throws UnavailableError when too many have not ended, or it cannot be written down */
  readonly start: (request: JobRequest) => Job;
  readonly list: () => readonly Job[];
  /** @throws InputError for an id that is none */
  readonly get: (id: string) => Job;
  /** Stops it where nothing is half done; `resume` starts the same command again, which goes on where it was. */
  readonly pause: (id: string) => Job;
  readonly resume: (id: string) => Job;
  readonly cancel: (id: string) => Job;
  readonly onChange: (listener: (job: Job) => void) => () => void;
  /** Stops what runs, which is then told as interrupted when the case is opened again. */
  readonly close: () => Promise<void>;
}

/** Jobs beyond this many are forgotten, of those that have ended the oldest first. */
const mostKept = 200;
/** Results longer than this, in characters, are kept of so many jobs only, the newest: each is written down anew with every change. */
const longResult = 65_536;
const mostLongResults = 5;
/** Jobs that have not ended, at most: each is written down anew whenever one of them changes. */
export const mostUnended = 100;

/** Opens the jobs of a case: those that had not ended when the server did are told as interrupted, and can be resumed. */
export async function openJobs(folder: string, now: () => Date): Promise<Jobs> {
  const file = join(folder, "jobs.json");
  const jobs = new Map<string, Job>(readKept(file).map((job) => [job.id, job]));
  const afters = new Map<string, (job: Job) => void>();
  const listeners = new Set<(job: Job) => void>();
  let running: { readonly id: string; readonly command: RunningCommand } | null = null;
  let closed = false;

  const keep = (): void => {
    // One that was cancelled may still be stopping.
    const past = [...jobs.values()].filter((job) => hasEnded(job) && job.id !== running?.id);
    for (const { id } of past.slice(0, Math.max(0, jobs.size - mostKept))) jobs.delete(id);
    let long = 0;
    for (const job of [...jobs.values()].toReversed())
      if (job.result !== null && JSON.stringify(job.result).length > longResult && ++long > mostLongResults)
        jobs.set(job.id, { ...job, result: null });
    writeWhole(file, `${JSON.stringify([...jobs.values()])}\n`);
  };
  /** What became of a job is true also where the disk is full: it is written down with the next change. */
  const keepIfPossible = (): void => {
    try {
      keep();
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
    }
  };
  const get = (id: string): Job => {
    const job = jobs.get(id);
    if (job === undefined) throw InputError.of("jobs", "job", quoted(id), "a job of the case");
    return job;
  };
  const change = (id: string, to: Partial<Job>): Job => {
    const before = get(id);
    const job = { ...before, ...to };
    jobs.set(id, job);
    // How far it is need not survive; what became of it must.
    if (before.state !== job.state) keepIfPossible();
    for (const listener of listeners) listener(job);
    if (hasEnded(job) && !hasEnded(before)) {
      afters.get(id)?.(job);
      afters.delete(id);
    }
    return job;
  };
  const next = (): void => {
    if (running !== null || closed) return;
    const job = [...jobs.values()].find((j) => j.state === "waiting");
    if (job === undefined) return;
    const command = runCommand(folder, job.args, (progress) => {
      if (get(job.id).state === "running") change(job.id, { progress, share: shareIn(progress) });
    });
    running = { id: job.id, command };
    change(job.id, { state: "running", progress: "", share: null, why: [], result: null });
    void command.ended.then(({ code, result, why }) => {
      running = null;
      const { state } = get(job.id);
      if (state === "running")
        change(job.id, {
          state: closed
            ? "interrupted"
            : code === 0
              ? "done"
              : code === 1 && result !== null
                ? "partly"
                : "failed",
          share: code === 0 ? 1 : null,
          endedAt: now().toISOString(),
          result,
          why,
        });
      next();
    });
  };
  const stop = (id: string): void => {
    if (running?.id === id) running.command.stop();
  };
  keepIfPossible();
  return {
    start: ({ words, args, by, site = null, look = null, after }) => {
      const unended = [...jobs.values()].filter((job) => !hasEnded(job)).length;
      if (unended >= mostUnended)
        throw new UnavailableError(
          `${unended} jobs have not ended, which is the most; end some, or wait for them`,
          true,
        );
      const job: Job = {
        id: randomUUID().slice(0, 8),
        words,
        args,
        by,
        site,
        look,
        state: "waiting",
        askedAt: now().toISOString(),
        endedAt: null,
        progress: "",
        share: null,
        result: null,
        why: [],
      };
      jobs.set(job.id, job);
      try {
        keep();
      } catch (error) {
        jobs.delete(job.id);
        throw error;
      }
      if (after !== undefined) afters.set(job.id, after);
      for (const listener of listeners) listener(job);
      next();
      return get(job.id);
    },
    list: () => [...jobs.values()].toReversed(),
    get,
    pause: (id) => {
      const { state } = get(id);
      if (state !== "running" && state !== "waiting") throw notNow(id, state, "one that waits or runs");
      const job = change(id, { state: "paused" });
      stop(id);
      return job;
    },
    resume: (id) => {
      const { state } = get(id);
      if (state === "waiting" || state === "running" || state === "done")
        throw notNow(id, state, "one that is paused, was interrupted or cancelled, or failed");
      const job = change(id, { state: "waiting", endedAt: null, why: [] });
      next();
      return get(job.id);
    },
    cancel: (id) => {
      const before = get(id);
      if (hasEnded(before)) throw notNow(id, before.state, "one that has not ended");
      const job = change(id, { state: "cancelled", endedAt: now().toISOString() });
      stop(id);
      return job;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      if (running === null) return;
      const { command } = running;
      command.stop();
      await command.ended;
    },
  };
}

const notNow = (id: string, state: string, allowed: string): InputError =>
  InputError.of(`job ${id}`, "state", state, allowed);

/** What an earlier server left. A file that cannot be read holds no records of the case: the list begins anew. */
function readKept(file: string): Job[] {
  if (!existsSync(file)) return [];
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as Job[];
    return kept.map((job) =>
      hasEnded(job) || job.state === "paused" ? job : { ...job, state: "interrupted" },
    );
  } catch {
    return [];
  }
}
