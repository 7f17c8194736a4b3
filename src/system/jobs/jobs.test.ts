import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCase } from "../files/case-folder.ts";
import { hasEnded, type Job } from "./job.ts";
import { mostUnended, openJobs, type Jobs } from "./jobs.ts";

let folder = "";
let jobs: Jobs;
const now = (): Date => new Date("2026-01-02T03:04:05Z");

beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), "yardwatch-jobs-")), "case");
  (await createCase(folder, "jobs", now)).close();
  jobs = await openJobs(folder, now);
});
afterEach(async () => {
  await jobs.close();
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

const ended = (id: string): Promise<Job> =>
  new Promise((resolve) => {
    const stop = jobs.onChange((job) => {
      if (job.id !== id || !hasEnded(job)) return;
      stop();
      resolve(job);
    });
  });

test("a job runs a command of the case and keeps what it printed", async () => {
  const { id } = jobs.start({ words: "status of the case", args: ["case", "status"], by: "A" });
  const job = await ended(id);
  expect(job).toMatchObject({ state: "done", why: [], endedAt: "2026-01-02T03:04:05.000Z", by: "A" });
  expect(job.result).toMatchObject({ title: "jobs" });
});

test("a command that is refused fails with its own words, and the next one runs", async () => {
  const first = jobs.start({ words: "refused", args: ["site", "show", "nowhere"], by: "A" });
  const second = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  expect(jobs.get(second.id).state).toBe("waiting");
  const [one, other] = await Promise.all([ended(first.id), ended(second.id)]);
  expect(one.state).toBe("failed");
  expect(one.why.join(" ")).toContain('"nowhere"');
  expect(other.state).toBe("done");
});

test("a job that waits can be paused, resumed and cancelled; one that has ended cannot", async () => {
  const first = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  const second = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  expect(jobs.pause(second.id).state).toBe("paused");
  await ended(first.id);
  expect(jobs.get(second.id).state).toBe("paused");
  expect(() => jobs.cancel(first.id)).toThrow("one that has not ended");
  expect(jobs.resume(second.id).state).toBe("running");
  await ended(second.id);
  const third = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  expect(jobs.cancel(third.id).state).toBe("cancelled");
});

test("what had not ended when the server did is told as interrupted, and can go on", async () => {
  const { id } = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  await ended(id);
  await jobs.close();
  const file = join(folder, "jobs.json");
  const kept = JSON.parse(readFileSync(file, "utf8")) as Job[];
  writeFileSync(file, JSON.stringify(kept.map((job) => ({ ...job, state: "running" }))));
  jobs = await openJobs(folder, now);
  expect(jobs.get(id).state).toBe("interrupted");
  jobs.resume(id);
  expect((await ended(id)).state).toBe("done");
});

test("a list of jobs that cannot be read begins anew", async () => {
  await jobs.close();
  writeFileSync(join(folder, "jobs.json"), "[{");
  jobs = await openJobs(folder, now);
  expect(jobs.list()).toEqual([]);
});

test("only so many jobs may wait, and what runs is not forgotten for those that came after it", async () => {
  const { id } = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  const over = ended(id);
  // Each is cancelled before the next is asked for: together they are more than are kept.
  for (let i = 0; i < 220; i++)
    jobs.cancel(jobs.start({ words: "status", args: ["case", "status"], by: "A" }).id);
  for (let i = 1; i < mostUnended; i++)
    jobs.pause(jobs.start({ words: "status", args: ["case", "status"], by: "A" }).id);
  expect(() => jobs.start({ words: "status", args: ["case", "status"], by: "A" })).toThrow(
    `${mostUnended} jobs have not ended`,
  );
  expect(jobs.list().length).toBeLessThanOrEqual(200);
  expect((await over).state).toBe("done");
});

test("one that was cancelled and is still stopping is not forgotten before it has ended", async () => {
  const { id } = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  jobs.cancel(id);
  for (let i = 0; i < 220; i++)
    jobs.cancel(jobs.start({ words: "status", args: ["case", "status"], by: "A" }).id);
  const last = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  expect((await ended(last.id)).state).toBe("done");
});

test("where nothing can be written no job begins, and one that runs ends as it did", async () => {
  const { id } = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  const over = ended(id);
  // A folder in the place of the file, with something in it: no file can be put there.
  rmSync(join(folder, "jobs.json"));
  mkdirSync(join(folder, "jobs.json", "kept"), { recursive: true });
  expect(() => jobs.start({ words: "status", args: ["case", "status"], by: "A" })).toThrow(
    "could not be written",
  );
  expect(jobs.list()).toHaveLength(1);
  expect((await over).state).toBe("done");
});

test("long results are kept of the newest few alone, short ones of all", async () => {
  const { id } = jobs.start({ words: "status", args: ["case", "status"], by: "A" });
  const job = await ended(id);
  await jobs.close();
  const results = Array.from({ length: 9 }, (_, i) => (i % 8 === 0 ? "short" : "x".repeat(70_000)));
  const kept = results.map((result, i): Job => ({ ...job, id: `job-${i}`, result }));
  writeFileSync(join(folder, "jobs.json"), JSON.stringify(kept));
  jobs = await openJobs(folder, now);
  expect(jobs.list().map((j) => j.result !== null)).toEqual([
    ...Array<boolean>(6).fill(true),
    false,
    false,
    true,
  ]);
  expect(readFileSync(join(folder, "jobs.json"), "utf8").length).toBeLessThan(6 * 70_000);
});
