import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { test } from "vitest";

const executablePath = [
  process.env["YARDWATCH_CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== "" && existsSync(path));

/** A test that opens pages: skipped with a word where there is no Chromium, but never in CI. */
export const inBrowser = test.skipIf(executablePath === undefined);

if (executablePath === undefined) {
  if (process.env["CI"] !== undefined)
    throw new Error("no Chromium: in CI the workbench must be opened in a browser");
  console.warn(
    "SKIPPED: no Chromium found; the workbench was not opened in a browser (install chromium, or set YARDWATCH_CHROMIUM)",
  );
}

/** Starts a browser that asks nothing of the network by itself. `more`: further switches of Chromium. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

/** A page with what it complained of: errors of the script and of the console, and requests that left this machine. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

export interface PageWishes {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
  /** The name of who works; asked for by the page where left out. */
  readonly analyst?: string;
}

export async function openPage(
  browser: Browser,
  { width = 1280, height = 800, theme = "light", analyst }: PageWishes = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    // Paths of files and times must not depend on where the tests run.
    locale: "en-GB",
    timezoneId: "UTC",
    acceptDownloads: true,
  });
  if (analyst !== undefined)
    await context.addInitScript((name) => localStorage.setItem("yardwatch.analyst", name), analyst);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1")
      complaints.push(`asked for ${request.url()}`);
  });
  return { page, complaints, close: () => context.close() };
}
