import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { demoCase } from "../workbench/demo-case.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

let browser: Browser;
let served: Served;
let pictured = "";

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveCopy(await demoCase());
  const { looks } = (await (await fetch(`${served.url}/api/sites/simulated-yard/looks`)).json()) as {
    readonly looks: readonly { readonly id: string }[];
  };
  pictured = looks[0]?.id ?? "";
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const rooms = (): readonly (readonly [room: string, address: string])[] => [
  ["board", "/"],
  ["map", "/map"],
  ["movements", "/movements"],
  ["voyages", "/movements?panel=voyages"],
  ["chain", "/movements?panel=chain"],
  ["history", "/sites/tumangang?kind=railcar&at=2023-10-05"],
  ["look with a picture", `/looks/${pictured}`],
  ["look without one", "/looks/csis-2023-10-05"],
  ["draw", `/looks/${pictured}/draw`],
  ["count", `/looks/${pictured}/count?by=A.%20Analyst&pass=1`],
  ["finding", "/findings/tumangang.csis-2023-10-05.1"],
  ["findings", "/findings"],
  ["jobs", "/jobs"],
  ["glossary", "/glossary"],
];

for (const theme of ["light", "dark"] as const)
  inBrowser(`no room has a serious finding of axe, ${theme}`, async () => {
    const { page, complaints, close } = await openPage(browser, { theme, analyst: "A. Analyst" });
    for (const [room, address] of rooms()) {
      await page.goto(`${served.url}${address}`);
      await page.locator("main :is(h1, h2)").first().waitFor();
      await page.waitForTimeout(700);
      expect(await seriousFindings(page), room).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  });
