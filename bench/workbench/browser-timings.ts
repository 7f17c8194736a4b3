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

/** Asks a page again and again until it answers. Not by the page's own waiting, which its content security policy forbids. */
export async function until<T>(page: Page, expression: string, timeout = 60_000): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    const found = await page.evaluate<T | null>(expression);
    if (found !== null) return found;
    if (performance.now() > end) throw new Error(`not so within ${timeout} ms: ${expression}`);
    await page.waitForTimeout(15);
  }
}

/** Waits for a performance mark of the page and gives when it was first set, in milliseconds after the navigation began. */
export const markAt = (page: Page, name: string): Promise<number> =>
  until(page, `performance.getEntriesByName(${JSON.stringify(name)}, "mark")[0]?.startTime ?? null`);

/** How many marks of a name there are. */
export const marksOf = (page: Page, name: string): Promise<number> =>
  page.evaluate((sought) => performance.getEntriesByName(sought, "mark").length, name);

/** How smoothly a page went while something was done to it. */
export interface Frames {
  readonly perSecond: number;
  readonly longestMs: number;
}

/** Counts the frames of a page while a pointer, wheel or key moves something in it. */
export async function framesWhile(page: Page, move: () => Promise<void>): Promise<Frames> {
  await page.evaluate(`(() => {
    const times = (window.benchFrames = []);
    const next = (time) => {
      if (window.benchFrames !== times) return;
      times.push(time);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })()`);
  await move();
  const times = await page.evaluate<number[]>(
    "(() => { const times = window.benchFrames; window.benchFrames = null; return times; })()",
  );
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time));
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return { perSecond: (1000 * gaps.length) / total, longestMs: Math.max(...gaps) };
}

/** Drags from a place to and fro by the mouse, as fast as the page takes it. */
export async function dragToAndFro(
  page: Page,
  [x, y]: readonly [number, number],
  reach: number,
  turns = 3,
): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let turn = 0; turn < turns; turn++)
    for (const end of [x + reach, x - reach]) await page.mouse.move(end, y, { steps: 30 });
  await page.mouse.up();
}
