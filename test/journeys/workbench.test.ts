import { afterAll, beforeAll, expect } from "vitest";
import type { Browser } from "playwright-core";
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

/** How many colours a canvas shows: none where nothing was drawn. Run in the page. */
const colours = `(() => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
})()`;

inBrowser("the map shows the sites without a tile server, and its address restores the view", async () => {
  const { page, complaints, close } = await openPage(browser);
  await page.goto(`${served.url}/map`);
  await page.getByRole("link", { name: "Tumangang rail facility" }).waitFor();
  await page.getByRole("button", { name: "Show Tumangang rail facility on the map" }).click();
  await page.waitForURL(/view=130\.\d+,42\.\d+,\d+/);
  const view = (): string[] => (new URL(page.url()).searchParams.get("view") ?? "").split(",");
  const [longitude, latitude, worldPixels] = view();
  await page.goto(page.url());
  await expect.poll(async () => page.evaluate<number>(colours), { timeout: 10_000 }).toBeGreaterThan(8);
  // A step to the west goes on from the view that the address restored.
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => view()[0]).not.toBe(longitude);
  expect(view().slice(1)).toEqual([latitude, worldPixels]);
  expect(Number(longitude) - Number(view()[0])).toBeCloseTo((80 * 360) / Number(worldPixels), 4);
  expect(complaints).toEqual([]);
  await close();
});

inBrowser("the site that the list points at is shown on the map", async () => {
  const { page, complaints, close } = await openPage(browser);
  await page.goto(`${served.url}/map`);
  const site = page.getByRole("link", { name: "Tumangang rail facility" });
  await site.waitFor();
  await expect.poll(() => page.evaluate<number>(colours)).toBeGreaterThan(8);
  const picture = (): Promise<string> =>
    page.evaluate<string>("document.querySelector('canvas').toDataURL()");
  const before = await picture();
  await site.focus();
  await expect.poll(async () => (await picture()) === before).toBe(false);
  expect(complaints).toEqual([]);
  await close();
});

inBrowser("an address that is none says so, and rooms are reached by the keyboard alone", async () => {
  const { page, complaints, close } = await openPage(browser);
  await page.goto(`${served.url}/nowhere`);
  await page.getByText("There is no room here").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate<string>("document.activeElement.id")).toBe("room");
  await page.getByRole("link", { name: "Glossary" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Glossary" }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "hidden" });
  expect(complaints).toEqual([]);
  await close();
});

inBrowser("the theme that was chosen stays", async () => {
  const { page, close } = await openPage(browser, { theme: "dark" });
  const theme = (): Promise<string> => page.evaluate<string>("document.documentElement.dataset.theme");
  await page.goto(`${served.url}/glossary`);
  await expect.poll(theme).toBe("dark");
  await page.getByRole("button", { name: "Theme: system" }).click();
  await expect.poll(theme).toBe("light");
  await page.reload();
  await expect.poll(theme).toBe("light");
  await close();
});
