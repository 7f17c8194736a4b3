import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

/** Starts the browser that the figures are taken in; null where there is none. */
export async function benchBrowser(): Promise<Browser | null> {
  const executablePath = [
    process.env["YARDWATCH_CHROMIUM"] ?? "",
    "/usr/bin/chromium",
    "/usr/bin/google-chrome",
  ].find((path) => path !== "" && existsSync(path));
  if (executablePath === undefined) return null;
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
      "--disable-sync",
    ],
  });
}

/** A page with nothing in its caches. */
export async function freshPage(
  browser: Browser,
  { width = 1440, height = 900 } = {},
): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.addInitScript(() => localStorage.setItem("yardwatch.analyst", "Bench"));
  return { page: await context.newPage(), context };
}

/** Waits for a performance mark of the page and gives when it was set, in milliseconds after the navigation began. */
export async function markAt(page: Page, name: string, timeout = 60_000): Promise<number> {
  const handle = await page.waitForFunction(
    (sought) => performance.getEntriesByName(sought, "mark").at(0)?.startTime ?? null,
    name,
    { timeout, polling: 20 },
  );
  return (await handle.jsonValue()) ?? Number.NaN;
}

/** How many marks of a name there are. */
export const marksOf = (page: Page, name: string): Promise<number> =>
  page.evaluate((sought) => performance.getEntriesByName(sought, "mark").length, name);

/**
 * The frames of a page while something moves in it: what is dispatched once a frame is given as the text of a function (step: number) => void.
 * @returns frames a second, and the longest time between two frames in milliseconds
 */
export async function framesWhile(
  page: Page,
  step: string,
  frames = 120,
): Promise<{ readonly perSecond: number; readonly longestMs: number }> {
  return page.evaluate<{ perSecond: number; longestMs: number }>(`(async () => {
    const move = (${step});
    const times = [];
    await new Promise((resolve) => {
      const next = (time) => {
        times.push(time);
        if (times.length > ${frames}) return resolve();
        move(times.length);
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    });
    const gaps = times.slice(1).map((time, i) => time - times[i]);
    const total = gaps.reduce((sum, gap) => sum + gap, 0);
    return { perSecond: (1000 * gaps.length) / total, longestMs: Math.max(...gaps) };
  })()`);
}
