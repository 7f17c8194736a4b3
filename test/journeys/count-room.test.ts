import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { tangentPlane } from "../../src/sites/tracks/strips/tangent-plane.ts";
import { onWay } from "../../src/sites/tracks/strips/track-way.ts";
import { wayOfKnots, type ShownStrips } from "../../src/findings/screens/strips.ts";
import type { CombinedScreen } from "../../src/findings/screens/combined.ts";
import type { Capture } from "../../src/sites/simulated/capture.ts";
import { openCase } from "../../src/system/files/case-folder.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { drawnYard, yardCase } from "../made-yard-case.ts";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

let browser: Browser;
let served: Served;
let folder = "";
let look = "";
let yard: Capture;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-count-room-"));
  yard = drawnYard();
  const { opened, looks } = await yardCase(folder, [yard], () => new Date());
  opened.close();
  look = looks[0] ?? "";
  browser = await openBrowser();
  served = await serveCopy(join(folder, "case"));
}, 120_000);
afterAll(async () => {
  await browser.close();
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

const room = (query = ""): string => `${served.url}/looks/${encodeURIComponent(look)}/count?canvas=1${query}`;
const ask = async <T>(what: string, by: string): Promise<T> =>
  (await (
    await fetch(`${served.url}/api/looks/${encodeURIComponent(look)}/${what}`, {
      headers: { "x-yardwatch-by": by },
    })
  ).json()) as T;

/** The cars of the yard's truth on each strip, in the order of the strips, from the west. */
async function truth(): Promise<
  { readonly seen: readonly [number, number]; readonly cars: { fromMetres: number; toMetres: number }[] }[]
> {
  const strips = await ask<ShownStrips>("strips", "");
  const plane = tangentPlane([131, 43]);
  return strips.tracks.map((track) => {
    const way = wayOfKnots(track, plane.toGround);
    const cars = yard.truth.cars
      .filter((c) => c.whole && c.track === track.track)
      .map((car) => {
        const along = car.outline.map((p) => onWay(way, plane.toGround(p))?.metres ?? 0);
        return { fromMetres: Math.min(...along), toMetres: Math.max(...along) };
      })
      .sort((a, b) => a.fromMetres - b.fromMetres);
    return { seen: track.seen, cars };
  });
}

const press = async (page: Page, key: string, times = 1): Promise<void> => {
  for (let n = 0; n < times; n++) await page.keyboard.press(key);
};
/** Presses the button by the keyboard. */
async function enter(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().focus();
  await page.keyboard.press("Enter");
}
const counted = async (page: Page): Promise<number> =>
  Number(await page.locator("aside .figure .number").innerText());
const saved = (page: Page) =>
  page
    .getByRole("status")
    .filter({ hasText: /^saved$/ })
    .waitFor({ timeout: 20_000 });

/** Goes to the track of which most is seen, from the first one. */
async function longestTrack(page: Page): Promise<void> {
  const seen = (await truth()).map((t) => t.seen[1] - t.seen[0]);
  await press(page, "ArrowDown", seen.indexOf(Math.max(...seen)));
  await press(page, "Home");
}

/** Moves the next car to a place and gives it a length, by keys alone. */
async function place(page: Page, at: number, to: number): Promise<void> {
  const steps = Math.round((to - at) / 0.5);
  await press(page, steps > 0 ? "ArrowRight" : "ArrowLeft", Math.abs(steps));
}

inBrowser(
  "a yard is counted by keyboard alone, again by somebody who sees nothing of it, by the machine and its review, and becomes one count on record",
  async () => {
    const cars = await truth();
    const number = cars.flatMap((t) => t.cars).length;
    expect(number).toBeGreaterThan(8);

    // Anna counts from nothing.
    const anna = await openPage(browser, { analyst: "Anna" });
    const { page } = anna;
    await page.goto(room());
    await enter(page, "begin pass 1");
    await page.getByRole("heading", { name: "the next car" }).waitFor();
    // The ends are given by keys here, not found in the picture.
    await press(page, "k");
    await press(page, "t");
    let length = 12.8;
    for (const [i, track] of cars.entries()) {
      if (i > 0) await press(page, "ArrowDown");
      await press(page, "Home");
      let [at] = track.seen;
      for (const car of track.cars) {
        const wanted = car.toMetres - car.fromMetres;
        const steps = Math.round((wanted - length) / 0.5);
        await press(page, steps > 0 ? "]" : "[", Math.abs(steps));
        length += steps * 0.5;
        await place(page, at, car.fromMetres);
        at += Math.round((car.fromMetres - at) / 0.5) * 0.5;
        await press(page, " ");
        at += length + 1.1;
      }
    }
    expect(await counted(page)).toBe(number);
    await press(page, "Control+z", 8);
    expect(await counted(page)).toBe(number - 8);
    await press(page, "Control+Shift+z", 8);
    expect(await counted(page)).toBe(number);
    // A judgement of the last one, taken back: ten steps in all.
    await press(page, "p");
    await press(page, "u");
    expect(await counted(page)).toBe(number - 0.5);
    await press(page, "Control+z", 2);
    expect(await counted(page)).toBe(number - 1);
    await press(page, "Control+y");
    expect(await counted(page)).toBe(number);
    await saved(page);
    expect(await seriousFindings(page)).toEqual([]);

    // What was done is there after the page was loaded anew, and can still be taken back.
    await page.reload();
    await page.getByRole("heading", { name: "the next car" }).waitFor();
    expect(await counted(page)).toBe(number);
    await press(page, "Control+z");
    expect(await counted(page)).toBe(number - 1);
    await press(page, "Control+y");
    await saved(page);

    // Bo counts blind meanwhile: three cars, and a fourth that may be one.
    const bo = await openPage(browser, { analyst: "Bo" });
    await bo.page.goto(room());
    await enter(bo.page, "begin pass 1");
    await bo.page.getByRole("heading", { name: "the next car" }).waitFor();
    await longestTrack(bo.page);
    await press(bo.page, " ", 4);
    await press(bo.page, "u");
    expect(await counted(bo.page)).toBe(3.5);
    await press(bo.page, "g");
    await bo.page.getByText("Finish your pass first").waitFor();
    expect(await bo.page.getByText("Anna").count()).toBe(0);
    await press(bo.page, "Escape");
    await press(bo.page, "f");
    await bo.page.getByRole("dialog", { name: "Finish this pass?" }).waitFor();
    await press(bo.page, "Enter");
    await bo.page.getByRole("heading", { name: "All counts side by side" }).waitFor();
    await bo.page.getByText("this pass is not finished yet").waitFor();

    // Anna is done.
    await press(page, "f");
    await page.getByRole("dialog", { name: "Finish this pass?" }).waitFor();
    await press(page, "Enter");
    await page.getByRole("rowheader", { name: "Bo, pass 1", exact: true }).waitFor();
    const people = await ask<CombinedScreen>("combined", "Anna");
    expect(people.counters.map((c) => [c.name, c.marked])).toEqual([
      ["Anna, pass 1", number],
      ["Bo, pass 1", 4],
    ]);

    // The machine counts, and Anna looks through what it found.
    await page.goto(room());
    await enter(page, "have the machine count it");
    await page.getByRole("button", { name: "begin the review" }).waitFor({ timeout: 120_000 });
    await enter(page, "begin the review");
    await page.getByText("by the machine, not looked at").first().waitFor();
    const machine = await counted(page);
    await press(page, ".");
    await press(page, "x");
    await press(page, "a", 3);
    await press(page, "Escape");
    await press(page, "Control+z");
    await press(page, "Control+y");
    await saved(page);
    expect(await page.locator("aside .states").innerText()).toMatch(
      /3 accepted[\s\S]*1 rejected|1 rejected[\s\S]*3 accepted/,
    );
    expect(await counted(page)).toBeLessThan(machine);

    // Side by side, worked out in the open, and put on record.
    await press(page, "g");
    await page.getByRole("heading", { name: "All counts side by side" }).waitFor();
    await page.getByRole("rowheader", { name: "Anna, review", exact: true }).waitFor();
    await page.getByText("how it is worked out, step by step").click();
    await page.getByText("Chapman's double count").first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await enter(page, "put on record");
    await page.getByText("On record", { exact: true }).waitFor({ timeout: 20_000 });
    const kept = await ask<CombinedScreen>("combined", "Anna");
    expect(kept.onRecord).toBe(true);
    expect(anna.complaints).toEqual([]);
    expect(bo.complaints).toEqual([]);
    await anna.close();
    await bo.close();
    const opened = openCase(served.folder, "read", () => new Date());
    try {
      expect((await verifyCase(opened)).damage).toEqual([]);
    } finally {
      opened.close();
    }
  },
  300_000,
);

inBrowser(
  "cars that are put down while the count is read anew stay, and are kept",
  async () => {
    const dora = await openPage(browser, { analyst: "Dora" });
    const { page } = dora;
    await page.goto(room());
    await enter(page, /begin pass/);
    await page.getByRole("heading", { name: "the next car" }).waitFor();
    await longestTrack(page);
    await press(page, " ", 2);
    await expect.poll(() => counted(page)).toBe(2);
    await saved(page);
    // The answer to the next reading comes late: what the server had before the last cars were put down.
    let isHeld = false;
    const reading = Promise.withResolvers<void>();
    const answering = Promise.withResolvers<void>();
    await page.route("**/api/looks/*/marks?*", async (route) => {
      if (isHeld) return route.continue();
      isHeld = true;
      const response = await route.fetch();
      reading.resolve();
      await answering.promise;
      await route.fulfill({ response });
    });
    // Another window of hers puts one down further along, of which this one hears.
    const other = await page.context().newPage();
    await other.goto(room("&by=Dora&pass=1"));
    await other.getByRole("heading", { name: "the next car" }).waitFor();
    await longestTrack(other);
    await press(other, "ArrowRight", 120);
    await press(other, " ");
    await saved(other);
    await other.close();
    await reading.promise;
    await press(page, " ", 3);
    await expect.poll(() => counted(page)).toBe(5);
    await saved(page);
    answering.resolve();
    await expect.poll(() => counted(page), { timeout: 20_000 }).toBe(6);
    // What was put down last is still what is judged, and what is taken back.
    await press(page, "u");
    await expect.poll(() => counted(page)).toBe(5.5);
    await saved(page);
    await page.reload();
    await page.getByRole("heading", { name: "the next car" }).waitFor();
    await expect.poll(() => counted(page)).toBe(5.5);
    expect(dora.complaints).toEqual([]);
    await dora.close();
  },
  120_000,
);

inBrowser(
  "edits wait while the server cannot be had, a conflict says who was first, and nothing here is a count of zero",
  async () => {
    const cleo = await openPage(browser, { analyst: "Cleo" });
    const { page } = cleo;
    await page.goto(room());
    await enter(page, /begin pass/);
    await page.getByRole("heading", { name: "the next car" }).waitFor();
    // No edit arrives; the page is closed and opened again; then the connection is back.
    const edits = "**/api/looks/*/edits";
    await page.route(edits, (route) => route.abort());
    await longestTrack(page);
    await press(page, " ", 3);
    await page.getByText(/not saved: the server cannot be reached/).waitFor();
    await page.getByText(/3 edits, kept in this browser meanwhile/).waitFor();
    expect(await counted(page)).toBe(3);
    await page.reload();
    await page.unroute(edits);
    await page.getByRole("heading", { name: "the next car" }).waitFor({ timeout: 20_000 });
    expect(await counted(page)).toBe(3);
    await saved(page);

    // Another window of Cleo's judges a mark that this one, which hears of nothing, judges too.
    const other = await page.context().newPage();
    await other.route("**/api/changes", (route) => route.abort());
    await other.goto(room("&by=Cleo&pass=1"));
    await other.getByRole("heading", { name: "the next car" }).waitFor();
    await press(page, "Home");
    await press(page, "n");
    await press(page, "u");
    await saved(page);
    await press(other, "n");
    await press(other, "h");
    await other.getByText(/Cleo \(1\) changed this first/).waitFor();
    await other.getByText("what is shown now is what stands").waitFor();
    await expect.poll(() => counted(other)).toBe(2.5);
    await other.close();

    // All of it taken away: the pass says that nothing stands there.
    for (let n = 0; n < 3; n++) {
      await press(page, "Home");
      await press(page, "n");
      await press(page, "Backspace");
    }
    expect(await counted(page)).toBe(0);
    await saved(page);
    await press(page, "f");
    await page.getByText("a count of zero").waitFor();
    await press(page, "Enter");
    await page.getByRole("heading", { name: "All counts side by side" }).waitFor();
    const { counters } = await ask<CombinedScreen>("combined", "Cleo");
    expect(counters.find((c) => c.name === "Cleo, pass 1")).toMatchObject({
      marked: 0,
      count: { low: 0, best: 0, high: 0 },
    });
    // What was aborted by this test is all that was complained of.
    expect(cleo.complaints.filter((c) => !/ERR_FAILED|409/.test(c))).toEqual([]);
    await cleo.close();
  },
  120_000,
);
