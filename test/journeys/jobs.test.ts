import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readReadings } from "../../src/system/store/reading-marks.ts";
import { openCase } from "../../src/system/files/case-folder.ts";
import { hasEnded, type Job } from "../../src/system/jobs/job.ts";
import { drawnYard, yardCase } from "../made-yard-case.ts";
import { writeSimulated } from "../../src/system/pictures/simulated-files.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

let folder = "";
let looks: readonly string[] = [];
let served: Served;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-jobs-"));
  const made = await yardCase(folder, [drawnYard(11), drawnYard(12)]);
  made.opened.close();
  looks = made.looks;
  served = await serveCopy(join(folder, "case"));
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async <T>(path: string, method = "GET"): Promise<T> => {
  const answer = await fetch(`${served.url}${path}`, {
    method,
    ...(method === "GET" ? {} : { headers: { "content-type": "application/json" }, body: "{}" }),
  });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(JSON.stringify(body));
  return body as T;
};

async function until(id: string, holds: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = await ask<Job>(`/api/jobs/${id}`);
    if (holds(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

const counted = (): number => {
  const opened = openCase(served.folder, "read", () => new Date());
  const number = looks.filter((lookId) => readReadings(opened.database, { lookId }).length > 0).length;
  opened.close();
  return number;
};

test("a count of all looks is paused where nothing is half done, and goes on where it was", async () => {
  const { id } = await ask<Job>("/api/sites/yard/count-all", "POST");
  await until(id, (job) => job.state === "running" && job.progress !== "");
  expect((await ask<Job>(`/api/jobs/${id}/pause`, "POST")).state).toBe("paused");
  await until(id, (job) => job.state === "paused");
  await expect(ask(`/api/jobs/${id}/pause`, "POST")).rejects.toThrow("one that waits or runs");
  await ask<Job>(`/api/jobs/${id}/resume`, "POST");
  const done = await until(id, hasEnded);
  // Counted in part: cars of these small yards stand across the edges of their pictures.
  expect(done).toMatchObject({ state: "partly", site: "yard" });
  expect(done.result).not.toBeNull();
  // The list is asked for with every change of a job, and has nothing of what they printed.
  const { jobs } = await ask<{ readonly jobs: readonly object[] }>("/api/jobs");
  const { result: _result, ...listed } = done;
  expect(jobs).toEqual([listed]);
  expect(counted()).toBe(looks.length);
});

test("a job for a site that is none, and a pull from a catalogue by its address, are refused", async () => {
  await expect(ask("/api/sites/none/count-all", "POST")).rejects.toThrow("has no site");
  const answer = await fetch(`${served.url}/api/sites/yard/pull`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ from: "2023-01-01", to: "2023-02-01", catalogue: "http://127.0.0.1:9/stac" }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ faults: [{ field: "catalogue" }] });
});

inBrowser("the list of jobs shows what became of each, as it happens", async () => {
  const browser = await openBrowser();
  try {
    const { page, complaints } = await openPage(browser, { analyst: "A. Analyst" });
    await page.goto(`${served.url}/jobs`);
    await page.getByText("count the railcars in every usable look of Simulated yard").first().waitFor();
    const before = await page.getByText("done", { exact: true }).count();
    await ask<Job>("/api/sites/yard/count-all", "POST");
    await expect
      .poll(() => page.getByText("done", { exact: true }).count(), { timeout: 30_000 })
      .toBe(before + 1);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});

inBrowser("a picture that is sent from the browser becomes a look of its site", async () => {
  const browser = await openBrowser();
  try {
    const { picture } = await writeSimulated(folder, "sent", drawnYard(13));
    const { page, complaints } = await openPage(browser, { analyst: "A. Analyst" });
    await page.goto(`${served.url}/sites/yard`);
    await page.getByRole("button", { name: "add pictures" }).click();
    await page.getByLabel("Files").setInputFiles(picture);
    await page.getByLabel("Taken at").fill("2023-11-02");
    await page.getByLabel("Licence").fill("CC0-1.0");
    await page.getByRole("button", { name: "add", exact: true }).click();
    const sent = async (): Promise<string | undefined> => {
      const { looks: all } = await ask<{ readonly looks: readonly { readonly id: string }[] }>(
        "/api/sites/yard/looks",
      );
      return all.find((look) => look.id.startsWith("yard.2023-11-02"))?.id;
    };
    await expect.poll(sent, { timeout: 30_000 }).toBeDefined();
    await page.goto(`${served.url}/looks/${await sent()}`);
    await page.getByRole("heading", { name: "2 November 2023" }).waitFor();
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
