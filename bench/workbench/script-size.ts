import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";

/** What the first page loads of scripts, compressed as a server would, in kB. */
export async function scriptKilobytes(
  page: Page,
  address: string,
  until: () => Promise<unknown>,
): Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (/\.js(?:$|\?)/.test(response.url())) bodies.push(response.body());
  });
  await page.goto(address);
  await until();
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 6 }).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
