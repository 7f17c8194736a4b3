import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { madeSites, writeMadeLooks } from "../../bench/made-looks.ts";
import { createCase } from "../../src/system/files/case-folder.ts";
import { importLooks } from "../../src/system/steps/import-looks.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
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

const tumangang = "/sites/tumangang?kind=railcar&at=2023-10-05&event=summit-2023-09-13";
const chartOf = (page: Page) => page.getByRole("application");
const said = (page: Page) => page.locator("figure [aria-live]");

inBrowser(
  "from the board to a history, through its arithmetic to the published maximum, and back",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto(served.url);
    await page.getByRole("link", { name: "Tumangang rail facility", exact: true }).click();
    await page.getByRole("combobox", { name: "look under test" }).selectOption("csis-2023-10-05\n");
    const answer = page.getByRole("complementary", { name: "Answer of the record test" });
    await answer.getByText("73").first().waitFor();
    await answer.getByText("cannot tell").first().waitFor();
    await answer.getByText("Ratio", { exact: true }).click();
    await answer.getByText("73 / 20 = 3.65").waitFor();
    await answer.getByText("Chance of a record by accident").click();
    await answer.getByText("the number of looks behind the published maximum is not known").waitFor();
    await answer.getByText("Against it: 2 February 2023, VOA").click();
    await answer.getByText("495 m / 13.92 m = 35.6 (27 to 46)").waitFor();
    const address = page.url();
    await answer.getByRole("link", { name: "a published maximum, CSIS Beyond Parallel" }).last().click();
    await page.waitForURL(/\/looks\/csis-five-year-review/);
    await page.goBack();
    expect(page.url()).toBe(address);
    await answer.getByText("cannot tell").first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  },
);

inBrowser(
  "keys walk from look to look and speak each; Enter opens one, and the way back keeps the place",
  async () => {
    const { page, close } = await openPage(browser);
    await page.goto(served.url + tumangang);
    await chartOf(page).focus();
    await page.keyboard.press("t");
    await expect
      .poll(() => said(page).innerText())
      .toBe("5 October 2023; 73 railcars (61 to 85); CSIS Beyond Parallel; the look under test");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => said(page).innerText()).toContain("1 October 2023; at least 1 railcar");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => said(page).innerText()).toContain("Event, ");
    await page.keyboard.press("End");
    await expect.poll(() => said(page).innerText()).toContain("3 December 2024; 225 railcars");
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    await page.waitForURL(/view=/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/looks\/csis-2024-12-03/);
    await page.goBack();
    await chartOf(page).waitFor();
    expect(page.url()).toContain("point=csis-2024-12-03");
    expect(page.url()).toContain("view=");
    await expect.poll(() => said(page).innerText()).toContain("3 December 2024; 225 railcars");
    await close();
  },
);

inBrowser(
  "the wheel goes nearer, a drag moves the years, and a click opens the look under the pointer",
  async () => {
    const { page, close } = await openPage(browser);
    // The look under test in the middle of eight days.
    await page.goto(`${served.url}${tumangang}&view=2023-10-01T03:00,2023-10-09T03:00`);
    const canvas = page.locator('[role="application"] canvas');
    await canvas.waitFor();
    const box = await canvas.boundingBox();
    if (box === null) throw new Error("the chart is not shown");
    const x = box.x + 56 + (box.width - 70) / 2;
    let y = box.y + 40;
    const cursor = (): Promise<string> =>
      page.evaluate(`document.querySelector('[role="application"] canvas').style.cursor`);
    for (; y < box.y + box.height; y += 6) {
      await page.mouse.move(x, y);
      if ((await cursor()) === "pointer") break;
    }
    await page.locator("figure").getByText("the look under test", { exact: true }).waitFor();
    const span = (): number => {
      const [from = "", to = ""] = (new URL(page.url()).searchParams.get("view") ?? "").split(",");
      return Date.parse(`${to}Z`) - Date.parse(`${from}Z`);
    };
    const before = span();
    await page.mouse.wheel(0, -200);
    await expect.poll(span).toBeLessThan(before);
    const nearer = page.url();
    await page.mouse.move(x - 150, y + 40);
    await page.mouse.down();
    await page.mouse.move(x - 50, y + 40, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => page.url()).not.toBe(nearer);
    expect(page.url()).toContain("/sites/");
    await page.mouse.move(x + 100, y);
    await expect.poll(cursor).toBe("pointer");
    await page.mouse.click(x + 100, y);
    await page.waitForURL(/\/looks\/csis-2023-10-05/);
    await close();
  },
);

inBrowser(
  "the table has what the chart has, what was set aside is grouped, and axe finds nothing serious in either theme",
  async () => {
    for (const theme of ["light", "dark"] as const) {
      const { page, complaints, close } = await openPage(browser, { theme });
      await page.goto(served.url + tumangang);
      await chartOf(page).waitFor();
      await page.getByText("34 entries before the look under test did not enter").waitFor();
      await page.getByText("Table of the looks").click();
      await expect
        .poll(() => page.getByRole("region", { name: "Table of the looks" }).locator("tbody tr").count())
        .toBe(23);
      await page.getByText("1 to 9 days after it").first().waitFor();
      await page.getByText("unfold all").click();
      expect(await seriousFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    }
  },
);

inBrowser("a finding is drafted from what is shown", async () => {
  const { page, complaints, close } = await openPage(browser, { analyst: "A. Analyst" });
  await page.goto(`${served.url}/sites/tumangang?kind=railcar&at=2024-06-17`);
  await page.getByRole("button", { name: "draft a finding from this" }).click();
  await page.waitForURL(/\/findings\/tumangang\.csis-2024-06-17\.1/);
  expect(complaints).toEqual([]);
  await close();
});

inBrowser("a wrong question is refused with what is allowed, and an area without looks says so", async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${served.url}/sites/tumangang?kind=wagon`);
  await page.getByRole("alert").getByText("allowed: railcar, boxcar").waitFor();
  await page.goto(`${served.url}/sites/nowhere`);
  await page.getByRole("alert").getByText("a site of the case").waitFor();
  await page.goto(`${served.url}/sites/tumangang?kind=ship-call`);
  await page.getByRole("heading", { name: "No look for ship calls on record here" }).waitFor();
  await close();
});

inBrowser("five thousand looks are drawn and walked", async () => {
  const parent = temporaryFolder();
  const [looks, places, folder] = [
    join(parent, "looks.csv"),
    join(parent, "sites.geojson"),
    join(parent, "case"),
  ];
  writeMadeLooks(looks, { rows: 5000, sites: 1, seed: 20231005 });
  writeFileSync(places, madeSites(1));
  const opened = await createCase(folder, "many", standingClock);
  await importPlaces(opened, places);
  await importLooks(opened, looks);
  opened.close();
  const many = await serveCopy(folder);
  const { page, complaints, close } = await openPage(browser);
  await page.goto(`${many.url}/sites/yard-0?kind=railcar`);
  await chartOf(page).waitFor();
  await page.getByText("intervals are drawn when nearer").waitFor();
  await page.getByText("5,000 points, 20").waitFor();
  await chartOf(page).focus();
  const frames = (): Promise<number> => page.evaluate(`performance.getEntriesByName("history:frame").length`);
  const before = await frames();
  for (let i = 0; i < 8; i++) await page.keyboard.press("+");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(frames).toBeGreaterThan(before);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => said(page).innerText()).toMatch(/railcars \(|not seen: cloud/);
  expect(complaints).toEqual([]);
  await close();
  await many.close();
});
