import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoCase } from "../workbench/demo-case.ts";

const executablePath = [
  process.env["YARDWATCH_CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((p) => p !== "" && existsSync(p));
if (executablePath === undefined) {
  if (process.env["CI"] !== undefined)
    throw new Error("no Chromium: in CI the report must be opened in a browser");
  console.warn(
    "SKIPPED: no Chromium found; the report was not opened in a browser (install chromium, or set YARDWATCH_CHROMIUM)",
  );
}
const inBrowser = test.skipIf(executablePath === undefined);

let browser: Browser | undefined;
let url = "";

beforeAll(async () => {
  if (executablePath === undefined) return;
  url = pathToFileURL(join(await demoCase(), "reports", "tumangang.csis-2023-10-05.1.html")).href;
  browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});
afterAll(async () => {
  await browser?.close();
});

/** The report in a page of its own, with what the page complained of and what it asked the network for. */
async function opened(width: number): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
  if (browser === undefined) throw new Error("no browser");
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  await page.goto(url);
  return { page, complaints, requests };
}

inBrowser(
  "the report opens without a complaint, asks the network for nothing and fits a desk and a phone",
  async () => {
    for (const width of [1280, 390]) {
      const { page, complaints, requests } = await opened(width);
      expect(await page.title()).toContain("Tumangang rail facility");
      await expect
        .poll(() => page.locator("h1").innerText())
        .toBe("Tumangang rail facility: railcars on 5 October 2023");
      const overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow, `${width} px`).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
      await page.close();
    }
  },
);

inBrowser("a point of the chart leads to the row of its look", async () => {
  const { page } = await opened(1280);
  const point = page.locator('svg a[href*="csis-2023-10-05-railcar"] circle:visible');
  await expect.poll(() => point.count()).toBeGreaterThan(0);
  const href = "#count-csis-2023-10-05-railcar";
  await point.first().click();
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe(href);
  const row = page.locator(`[id="${href.slice(1)}"]`);
  await expect.poll(() => row.innerText()).toContain("73");
  const top = await row.evaluate(
    (element: { getBoundingClientRect: () => { top: number } }) => element.getBoundingClientRect().top,
  );
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(900);
  await page.close();
});

inBrowser("every link inside of the page has its target, and every picture is in the page", async () => {
  const { page } = await opened(1280);
  const dead = await page.evaluate(
    `[...document.querySelectorAll('a[href^="#"]')].map((a) => decodeURIComponent(a.getAttribute("href").slice(1))).filter((id) => document.getElementById(id) === null)`,
  );
  expect(dead).toEqual([]);
  await expect.poll(() => page.locator("img, iframe, link[rel=stylesheet], script[src]").count()).toBe(0);
  await page.close();
});

inBrowser("the report prints on paper", async () => {
  const { page } = await opened(1280);
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.length).toBeGreaterThan(50_000);
  await page.close();
});
