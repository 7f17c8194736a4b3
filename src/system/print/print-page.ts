import { pathToFileURL } from "node:url";
import { messageOf, UnavailableError } from "../../base/errors.ts";
import { findChromium } from "./chromium.ts";

export interface PrintOptions {
  /** What the file says of when it was made; the machine's clock would make the same page another file each time. */
  readonly madeAt: Date;
  readonly executable?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Longest time for one step of printing, in milliseconds. */
const patience = 120_000;

/**
 * Prints an HTML file as a tagged PDF with an outline, by the machine's Chromium. The page runs no script and reaches no network. The
 * same file on the same machine gives the same bytes.
 * @throws UnavailableError when there is no Chromium, or it does not start or print
 */
export async function printPage(path: string, options: PrintOptions): Promise<Buffer> {
  const { madeAt, signal } = options;
  const executablePath = options.executable ?? findChromium();
  signal?.throwIfAborted();
  // Loaded late: whoever prints nothing needs none of it.
  const { chromium } = await import("playwright-core");
  let browser;
  try {
    browser = await chromium.launch({
      executablePath,
      timeout: patience,
      args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
    });
  } catch (error) {
    throw new UnavailableError(`${executablePath} did not start: ${firstLine(error)}`, true, error);
  }
  const stop = (): void => void browser.close();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const address = pathToFileURL(path).href;
    await page.route("**", (route) => (route.request().url() === address ? route.continue() : route.abort()));
    await page.goto(address, { waitUntil: "load" });
    // The page's own style says how large a sheet is, which tables lie on their side, and where the page numbers stand.
    const pdf = await page.pdf({
      tagged: true,
      outline: true,
      printBackground: true,
      preferCSSPageSize: true,
    });
    return withTime(pdf, madeAt);
  } catch (error) {
    signal?.throwIfAborted();
    throw new UnavailableError(`${executablePath} could not print ${path}: ${firstLine(error)}`, true, error);
  } finally {
    signal?.removeEventListener("abort", stop);
    await browser.close();
  }
}

const firstLine = (error: unknown): string => messageOf(error).split("\n")[0] ?? "";

/** Sets both dates of a PDF, without moving a byte: its table of offsets stays true. */
export function withTime(pdf: Uint8Array, at: Date): Buffer {
  const bytes = Buffer.from(pdf);
  const digits = at.toISOString().replace(/\D/g, "").slice(0, 14);
  for (const key of ["/CreationDate (D:", "/ModDate (D:"]) {
    // The first one: the dates stand in the first object of the file.
    const start = bytes.indexOf(key, 0, "latin1");
    if (start >= 0 && /^\d{14}/.test(bytes.toString("latin1", start + key.length, start + key.length + 14)))
      bytes.write(digits, start + key.length, "latin1");
  }
  return bytes;
}
