import { join } from "node:path";
import { tmpdir } from "node:os";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import type { MovementsScreen } from "../../src/findings/screens/movements.ts";
import { createCase, openCase } from "../../src/system/files/case-folder.ts";
import { analysePositions } from "../../src/system/steps/analyse-positions.ts";
import { standingClock } from "../made-case.ts";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { demoCase } from "../workbench/demo-case.ts";
import { movementsCase } from "../workbench/movements-case.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

let browser: Browser;
let served: Served;
let screen: MovementsScreen;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveCopy(await movementsCase({ analysed: true }));
  // What is derived from reports holds for the very files it was derived from: a copy's are others.
  const copy = openCase(served.folder, "read", standingClock);
  await analysePositions(copy, null);
  copy.close();
  screen = (await (await fetch(`${served.url}/api/movements`)).json()) as MovementsScreen;
}, 120_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

const panel = (page: Page) => page.getByRole("complementary");
const moment = (page: Page) => page.getByRole("slider", { name: "Moment" });
const painted = (page: Page) =>
  expect
    .poll(() => page.evaluate("performance.getEntriesByName('movements:tracks').length"), { timeout: 30_000 })
    .toBeGreaterThan(0);
const frames = (page: Page): Promise<number> =>
  page.evaluate("performance.getEntriesByName('movements:frame').length");

inBrowser(
  "a dark ship is found among the sightings, with its rivals and why, and its address shows it again",
  async () => {
    const dark = screen.sightings.find((s) => s.word === "dark");
    const { page, complaints, close } = await openPage(browser);
    await page.goto(`${served.url}/movements`);
    await painted(page);
    await panel(page).getByText("simulated traffic").waitFor();
    await panel(page).getByRole("button", { name: /^dark/ }).first().click();
    await panel(page).locator("li .row").first().click();
    await panel(page).getByText("rivals").waitFor();
    const heading = await panel(page).getByRole("heading", { level: 2 }).innerText();
    expect(heading).toContain("A vessel of");
    await expect.poll(() => panel(page).locator(".word").innerText()).toContain("dark");
    // The likelihoods of all rivals together are one, and each names what was compared.
    await panel(page).getByText("no ship of the reports").waitFor();
    await expect.poll(() => panel(page).locator(".reasons li").count()).toBeGreaterThan(0);
    expect(new URL(page.url()).searchParams.get("sighting")).toBe(dark?.id);
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    await panel(page).getByText("rivals").waitFor();
    await expect.poll(() => panel(page).getByRole("heading", { level: 2 }).innerText()).toBe(heading);
    expect(complaints).toEqual([]);
    await close();
  },
);

inBrowser(
  "one verdict alone stays chosen from ship to ship and in the address; what is not found says why, and the way back",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto(`${served.url}/movements`);
    await painted(page);
    const rows = panel(page).locator("li .row");
    const dark = panel(page).getByRole("button", { name: /^dark/ }).first();
    await dark.click();
    const darkOnes = screen.sightings.filter((s) => s.word === "dark");
    await expect.poll(() => rows.count()).toBe(darkOnes.length);
    await page.waitForURL(/verdict=dark/);
    const waited = page.waitForEvent("download");
    await panel(page).getByRole("link", { name: "CSV" }).click();
    const download = await waited;
    expect(download.suggestedFilename()).toBe("verdicts-dark.csv");
    expect(
      readFileSync(await download.path(), "utf8")
        .trim()
        .split("\n"),
    ).toHaveLength(darkOnes.length + 1);
    await rows.first().click();
    await panel(page).getByText("rivals").waitFor();
    await page.keyboard.press("n");
    await page.waitForURL(new RegExp(`sighting=${(darkOnes[1]?.id ?? "").replaceAll(".", "\\.")}`));
    await page.keyboard.press("Escape");
    await expect.poll(() => rows.count()).toBe(darkOnes.length);
    await page.reload();
    await expect.poll(() => rows.count()).toBe(darkOnes.length);

    await page.keyboard.press("/");
    await page.keyboard.type("nobody is called so");
    await panel(page)
      .getByText("None of the verdict “dark” in this window of time with “nobody is called so”")
      .waitFor();
    // Escape empties the field, then gives the keys back to the room.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("2");
    await page.waitForURL(/panel=events/);
    await page.keyboard.press("1");
    await expect.poll(() => rows.count()).toBe(darkOnes.length);
    await page.keyboard.press("/");
    await page.keyboard.type("nobody");
    await panel(page).getByRole("button", { name: "any name" }).click();
    await dark.click();
    await expect.poll(() => rows.count()).toBeGreaterThan(darkOnes.length);
    expect(complaints).toEqual([]);
    await close();
  },
);

inBrowser(
  "what publications tell is shown without rivals and says why; nothing of a chain is said to be 'not known of the first load'",
  async () => {
    const demo = await serveCopy(await demoCase());
    const { page, complaints, close } = await openPage(browser, { width: 1024, height: 700 });
    await page.goto(`${demo.url}/movements`);
    await panel(page).locator("li .row").first().click();
    await panel(page).getByText("None could be weighed").waitFor();
    await page.keyboard.press("f");
    await page.keyboard.press("5");
    const ways = panel(page).getByLabel("way");
    await ways.waitFor();
    const count = await ways.locator("option").count();
    for (let way = 0; way < count; way++) {
      await ways.selectOption(String(way));
      const told = await panel(page).locator(".content").innerText();
      expect(told).not.toMatch(/not known of the first load|lay there not known|\d{2}T\d{2}:/);
      // The caption of the map leaves the scale its place.
      const [caption, map] = [
        await page.locator(".made").boundingBox(),
        await page.locator("canvas").first().boundingBox(),
      ];
      expect((caption?.x ?? 0) - (map?.x ?? 0)).toBeGreaterThan(140);
    }
    expect(complaints).toEqual([]);
    await close();
    await demo.close();
  },
  120_000,
);

inBrowser("the bar stays where it is, whatever is pointed at and however narrow the window", async () => {
  const { page, close } = await openPage(browser, { width: 1024, height: 700 });
  await page.goto(`${served.url}/movements`);
  await painted(page);
  const bar = page.getByRole("group", { name: /^Time bar/ });
  const before = await bar.boundingBox();
  if (before === null) throw new Error("there is no bar");
  const said = page.locator(".tools .beside");
  for (let share = 0.2; share < 1; share += 0.1) {
    await page.mouse.move(before.x + before.width * share, before.y + before.height - 8);
    await expect.poll(() => said.innerText()).not.toBe("");
    expect(await bar.boundingBox()).toEqual(before);
  }
  await close();
});

inBrowser("time is moved, widened and played by keys, and everything of it is in the address", async () => {
  const { page, complaints, close } = await openPage(browser);
  await page.goto(`${served.url}/movements`);
  await painted(page);
  const before = await moment(page).getAttribute("aria-valuetext");
  await page.keyboard.press(">");
  await expect.poll(() => moment(page).getAttribute("aria-valuetext")).not.toBe(before);
  await page.keyboard.press("{");
  await page.keyboard.press("w");
  const window = page.getByRole("slider", { name: "Window of what is shown" });
  await expect.poll(() => window.getAttribute("aria-valuetext")).toContain("1 Oct 2023 07:12");
  const drawn = await frames(page);
  await page.keyboard.press(" ");
  await expect.poll(() => frames(page)).toBeGreaterThan(drawn + 3);
  await page.keyboard.press(" ");
  await page.waitForURL(/window=2023-10-01T07:12/);
  const held = await moment(page).getAttribute("aria-valuetext");
  await expect
    .poll(() => Date.parse(`${new URL(page.url()).searchParams.get("at") ?? ""}Z`))
    .toBe(Date.parse(held ?? ""));
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await painted(page);
  await expect.poll(() => moment(page).getAttribute("aria-valuetext")).toBe(held);
  // A grip with the focus is moved by arrow keys, and the map is not.
  const view = new URL(page.url()).searchParams.get("view");
  await page.getByRole("slider", { name: "End of the window" }).focus();
  const end = await page.getByRole("slider", { name: "End of the window" }).getAttribute("aria-valuetext");
  await page.keyboard.press("ArrowLeft");
  await expect
    .poll(() => page.getByRole("slider", { name: "End of the window" }).getAttribute("aria-valuetext"))
    .not.toBe(end);
  expect(new URL(page.url()).searchParams.get("view")).toBe(view);
  expect(complaints).toEqual([]);
  await close();
});

inBrowser(
  "the events of all ships: silences first, of one kind, of the map alone; one is shown, in time and in the address",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto(`${served.url}/movements`);
    await painted(page);
    await page.keyboard.press("2");
    const rows = panel(page).locator("li .row");
    await rows.first().waitFor();
    await expect.poll(() => rows.first().innerText()).toContain("silence");
    const all = await rows.count();
    await panel(page)
      .getByRole("button", { name: /^meeting/ })
      .click();
    await expect.poll(() => rows.count()).toBe(1);
    await page.waitForURL(/kind=meeting/);
    const before = await moment(page).getAttribute("aria-valuetext");
    await page.keyboard.press("n");
    await expect.poll(() => moment(page).getAttribute("aria-valuetext")).not.toBe(before);
    await expect.poll(() => rows.first().getAttribute("aria-pressed")).toBe("true");
    await panel(page).getByRole("button", { name: "all of SIM MEETER TWO" }).waitFor();
    await page.waitForURL(/event=meeting/);
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    await expect.poll(() => rows.first().getAttribute("aria-pressed"), { timeout: 15_000 }).toBe("true");
    // Nothing but what changes is read: the list is asked for once.
    const asked = () =>
      page.evaluate(
        "performance.getEntriesByType('resource').filter((e) => e.name.includes('/api/movements/events')).length",
      );
    const count = await asked();
    await page.waitForTimeout(900);
    expect(await asked()).toBe(count);
    await panel(page)
      .getByRole("button", { name: /^meeting/ })
      .click();
    await expect.poll(() => rows.count()).toBe(all);
    await panel(page).getByLabel("only what the map shows").check();
    for (const key of ["+", "+", "+", "+", "+", "+"]) await page.keyboard.press(key);
    await expect.poll(() => rows.count()).toBeLessThan(all);
    await panel(page).getByRole("searchbox").fill("no such ship");
    await panel(page).getByText("Nothing by these words").waitFor();
    expect(complaints).toEqual([]);
    await close();
  },
  60_000,
);

inBrowser("what could not be read says so, and is read again when asked", async () => {
  const { page, close } = await openPage(browser);
  await page.route(/movements\/(events|reception)/, (route) => route.abort());
  await page.goto(`${served.url}/movements?panel=events`);
  await panel(page).getByText("The reception could not be shown").waitFor();
  await panel(page).getByText("The events could not be shown").waitFor();
  await page.unroute(/movements\/(events|reception)/);
  await panel(page).getByRole("button", { name: "try again" }).last().click();
  await panel(page).locator("li .row").first().waitFor();
  await panel(page).getByRole("button", { name: "try again" }).first().click();
  await panel(page).getByText("The reception could not be shown").waitFor({ state: "hidden" });
  await close();
});

inBrowser(
  "a ship by its name: what it called itself, what happened, and from an event to its time",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto(`${served.url}/movements`);
    await painted(page);
    await page.keyboard.press("3");
    await page.keyboard.press("/");
    await page.keyboard.type("meeter one");
    await panel(page)
      .getByRole("button", { name: /SIM MEETER ONE/ })
      .click();
    await panel(page).getByText("MMSI 399000141").first().waitFor();
    const meeting = panel(page).getByRole("button", { name: /meeting beside SIM MEETER TWO/ });
    await meeting.waitFor();
    const before = await moment(page).getAttribute("aria-valuetext");
    await meeting.click();
    await expect.poll(() => moment(page).getAttribute("aria-valuetext")).not.toBe(before);
    await panel(page).getByRole("button", { name: "show SIM MEETER TWO" }).click();
    await page.waitForURL(/ship=399000142/);
    await page.goBack();
    await page.waitForURL(/ship=399000141/);
    await panel(page).getByRole("heading", { name: "SIM MEETER ONE" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  },
);

inBrowser(
  "voyages and the chain of the published case: bounds, days that nobody saw, the weakest link",
  async () => {
    const demo = await serveCopy(await demoCase());
    const { page, complaints, close } = await openPage(browser, { theme: "dark" });
    await page.goto(`${demo.url}/movements`);
    await panel(page).waitFor();
    await page.keyboard.press("4");
    await panel(page).getByText("round trips").first().waitFor({ timeout: 30_000 });
    await panel(page)
      .getByText(/days seen by nobody/)
      .first()
      .waitFor();
    await panel(page).getByRole("button", { name: "draw the least" }).first().click();
    await panel(page).getByText("what could have been, never what was").waitFor();
    await page.keyboard.press("5");
    await panel(page).getByRole("button", { name: "weakest link" }).first().waitFor();
    await panel(page).getByRole("combobox").selectOption({ index: 1 });
    await panel(page).getByText("250 to 350 containers").waitFor();
    await page.waitForURL(/panel=chain.*way=1|way=1.*panel=chain/);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
    await demo.close();
  },
  120_000,
);

inBrowser(
  "axe finds nothing serious, in both themes and in every panel",
  async () => {
    for (const theme of ["light", "dark"] as const) {
      const { page, close } = await openPage(browser, { theme });
      const first = screen.sightings.find((s) => s.word !== null)?.id ?? "";
      for (const query of [
        "",
        `?sighting=${encodeURIComponent(first)}`,
        "?panel=events",
        "?panel=ships",
        "?panel=ships&ship=399000141",
      ]) {
        await page.goto(`${served.url}/movements${query}`);
        await painted(page);
        await page.keyboard.press("l");
        expect(await seriousFindings(page), `${theme} ${query}`).toEqual([]);
      }
      await close();
    }
  },
  120_000,
);

inBrowser("an empty case says what to bring in", async () => {
  const parent = mkdtempSync(join(tmpdir(), "yardwatch-empty-"));
  (await createCase(join(parent, "case"), "Nothing yet", standingClock)).close();
  const empty = await serveCopy(join(parent, "case"));
  rmSync(parent, { recursive: true, force: true });
  const { page, complaints, close } = await openPage(browser);
  await page.goto(`${empty.url}/movements`);
  await page.getByRole("heading", { name: "Nothing of this case moved yet" }).waitFor();
  await page.getByText("yardwatch ais import FILE").waitFor();
  expect(complaints).toEqual([]);
  await close();
  await empty.close();
});

inBrowser(
  "reports that were not analysed offer the work, and what it gives is shown when it is done",
  async () => {
    const plain = await serveCopy(await movementsCase({ analysed: false }));
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Analyst" });
    await page.goto(`${plain.url}/movements`);
    await painted(page);
    await panel(page).getByText("were not held against the position reports yet").waitFor();
    await panel(page).getByRole("button", { name: "analyse the reports" }).click();
    await panel(page).getByText("were not analysed yet").waitFor({ state: "hidden", timeout: 90_000 });
    const { analysis } = (await (await fetch(`${plain.url}/api/movements`)).json()) as MovementsScreen;
    expect(analysis).toBe("made");
    expect(complaints).toEqual([]);
    await close();
    await plain.close();
  },
  180_000,
);
