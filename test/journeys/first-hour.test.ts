import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { demoCase } from "../workbench/demo-case.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

// The steps of docs/guide/first-hour.md, in its order and by its words.

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

const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name }).first();
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first();

/** Names the workbench's question, where it is asked. */
async function nameMyself(page: Page): Promise<void> {
  await page.getByLabel("Name").fill("A. Analyst");
  await button(page, "use this name").click();
}

inBrowser(
  "the first hour goes as its guide says",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    const { url } = served;

    // 1. Stand in front of a finding
    await page.goto(`${url}/findings/tumangang.csis-2023-10-05.1`);
    await page.getByText("73", { exact: true }).first().click();
    await page.getByText("61 to 85 (central 90 %)", { exact: true }).waitFor();
    await button(page, "row in looks.csv").click();
    await page.getByText("csis-2023-10-05-railcar").first().waitFor();
    await page.keyboard.press("Escape");

    // 2. Ask whether it is unprecedented
    await link(page, "the history").click();
    await page.getByText("cannot tell", { exact: true }).first().waitFor();
    await page.getByText("Ratio", { exact: true }).click();
    await page
      .getByText(/73 \/ 20/)
      .first()
      .waitFor();
    await page.getByText("Chance of a record by accident", { exact: true }).click();
    const history = page.url();
    await link(page, "5 October 2023").click();
    await page.getByText("No picture of it is at hand", { exact: false }).first().waitFor();
    await page.goBack();
    await expect.poll(() => page.url()).toBe(history);

    // 3. See what needs you
    await link(page, "Board").click();
    const first = page.locator("tbody tr").first();
    await first.getByText("Simulated yard").waitFor();
    await first.getByText("simulated", { exact: true }).waitFor();

    // 4. Look, and compare two days
    await link(page, "Simulated yard").click();
    // The day under cloud is a look: it stands in the history as one that saw nothing.
    await page
      .getByText(/^Table of the looks/i)
      .first()
      .click();
    await page.getByRole("row", { name: /29 September 2023.*not seen/ }).waitFor();
    await link(page, "the newest picture").click();
    await page.getByRole("heading", { name: "5 October 2023" }).waitFor();
    await page.keyboard.press("[");
    await page.getByRole("heading", { name: "22 September 2023" }).waitFor();
    await page.keyboard.press("}");
    await page.getByRole("heading", { name: "29 September 2023" }).waitFor();
    await page.keyboard.press("]");
    await page.getByRole("heading", { name: "5 October 2023" }).waitFor();
    await page.keyboard.press("c");
    await page.getByText(/Lined up by the measured shift: 5 October 2023 moved \d\.\d+ m/).waitFor();
    await page.keyboard.press("4");
    const october = /\/looks\/([^/?]+)/.exec(page.url())?.[1] ?? "";
    await page.keyboard.press("c");

    // 5. Count
    await link(page, /^count/).click();
    await button(page, "begin the review").click();
    await nameMyself(page);
    await page.getByText("73 by the machine, not looked at").waitFor();
    await page.keyboard.press(".");
    await page.keyboard.press("a");
    await page.getByText("72 by the machine, not looked at").waitFor();
    await page.keyboard.press("x");
    await page.getByText("71 by the machine, not looked at").waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText("72 by the machine, not looked at").waitFor();
    await page.getByText("saved", { exact: true }).first().waitFor();
    await page.keyboard.press("f");
    await page
      .getByRole("dialog", { name: "Finish this pass?" })
      .getByRole("button", { name: "finish" })
      .click();
    await button(page, /put on record/i).click();
    await page.getByText(/^On record as/).waitFor();

    // 6. Draw
    await page.goto(`${url}/looks/${october}/draw`);
    await button(page, /^track/).waitFor();
    await page.keyboard.press("t");
    await page.keyboard.press("Space");
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await button(page, "save 1 outline").click();
    await page.getByText("1 outline saved").waitFor();

    // 7. Say it
    await page.goto(`${url}/sites/simulated-yard?kind=railcar&look=${october}`);
    await button(page, /draft a finding/).click();
    await page.waitForURL(/\/findings\/simulated-yard/);
    await button(page, "build HTML").click();
    await link(page, "open the HTML").waitFor();

    expect(complaints).toEqual([]);
    await close();
  },
  120_000,
);
