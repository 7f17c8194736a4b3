import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { createCase } from "../../src/system/files/case-folder.ts";
import { standingClock, temporaryFolder } from "../made-case.ts";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { demoCase } from "../workbench/demo-case.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

let browser: Browser;
let served: Served;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveCopy(await demoCase());
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

inBrowser("the board has a row a site, and what needs a person comes first", async () => {
  const { page, complaints, close } = await openPage(browser);
  await page.goto(served.url);
  const rows = page.locator("tbody tr");
  await rows.first().waitFor();
  // Rows of sites with much on record come after the first ones.
  await expect.poll(() => rows.count()).toBe(7);
  await expect
    .poll(() => rows.first().innerText())
    .toContain("count by the machine that nobody has looked through");
  const tumangang = rows.filter({ hasText: "Tumangang rail facility" });
  await expect.poll(() => tumangang.innerText()).toMatch(/225 \(188 to 262\)\srailcars/);
  await expect.poll(() => tumangang.innerText()).toContain("largest before 73, 3.1 times");
  await expect
    .poll(() => tumangang.getByRole("img").getAttribute("aria-label"))
    .toContain("looks for railcars");
  // Not by waitForFunction, whose polling the page's policy forbids.
  await expect
    .poll(() => page.evaluate<number>(`performance.getEntriesByName("board:first-paint").length`))
    .toBe(1);
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

inBrowser("rows are sorted by a column and the address keeps it; keys go from site to site", async () => {
  const { page, close } = await openPage(browser, { theme: "dark" });
  await page.goto(served.url);
  const first = page.locator("tbody tr").first();
  await page.getByRole("button", { name: "days blind" }).click();
  await page.waitForURL(/sort=blind/);
  await expect.poll(() => page.locator('th[aria-sort="descending"]').innerText()).toContain("DAYS BLIND");
  await expect.poll(() => first.innerText()).toContain("Dunai");
  await page.reload();
  await first.waitFor();
  await expect.poll(() => first.innerText()).toContain("Dunai");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sites\/dunai/);
  await page.goBack();
  await page.getByRole("searchbox").fill("rajin");
  await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
  expect(await seriousFindings(page)).toEqual([]);
  await close();
});

inBrowser("a case without a site says what to do next, with the commands", async () => {
  const folder = join(temporaryFolder(), "case");
  (await createCase(folder, "empty", standingClock)).close();
  const empty = await serveCopy(folder);
  const { page, complaints, close } = await openPage(browser);
  await page.goto(empty.url);
  await page.getByRole("heading", { name: "No site is under watch in this case" }).waitFor();
  await page.getByText("yardwatch site add sites.geojson").waitFor();
  await page.getByText("yardwatch look import looks.csv").waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
  await empty.close();
});
