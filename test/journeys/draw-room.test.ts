import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import type { DrawScreen, OutlineOnScreen, ProposalsScreen } from "../../src/findings/screens/draw.ts";
import { capture } from "../../src/sites/simulated/capture.ts";
import { drawScene } from "../../src/sites/simulated/draw-scene.ts";
import { createCase, openCase } from "../../src/system/files/case-folder.ts";
import { writeSimulated } from "../../src/system/pictures/simulated-files.ts";
import { addLook } from "../../src/system/steps/add-look.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { demoCase } from "../workbench/demo-case.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

let folder = "";
let made = "";
let look = "";
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-draw-"));
  made = join(folder, "case");
  const opened = await createCase(made, "A yard to draw", () => new Date("2026-01-02T03:04:05Z"));
  const properties = { record: "site", site: "yard", name: "River yard", utc_offset: "+10:00" };
  writeFileSync(
    join(folder, "sites.geojson"),
    JSON.stringify({
      type: "FeatureCollection",
      features: [{ type: "Feature", geometry: { type: "Point", coordinates: [131, 43] }, properties }],
    }),
  );
  await importPlaces(opened, join(folder, "sites.geojson"));
  const scene = drawScene(
    { kind: "rail-yard", widthMetres: 250, heightMetres: 250, tracks: 5, tarpedCars: 30, gauge: "1520" },
    910_003,
  );
  const yard = capture(scene, { gsdMetres: 0.5, sunAzimuth: 160, sunElevation: 42 }, 7);
  const { picture } = await writeSimulated(folder, "yard", yard);
  look = (await addLook(opened, picture, { site: "yard", takenAt: "2023-10-05", licence: "CC0-1.0" })).lookId;
  opened.close();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const screenOf = async (served: Served, site = "yard"): Promise<DrawScreen> =>
  (await (await fetch(`${served.url}/api/sites/${site}/areas`)).json()) as DrawScreen;

/** What the room says of what was just done. */
const said = (page: Page) => page.locator("footer .said");
async function opened(page: Page, served: Served, id = look): Promise<void> {
  await page.goto(`${served.url}/looks/${id}/draw`);
  await page.locator(".host [role=application]").waitFor();
  await expect
    .poll(() => page.evaluate<string>("document.activeElement?.getAttribute('role') ?? ''"))
    .toBe("application");
  // The picture sets the view, and with it the crosshair.
  await expect
    .poll(() => page.evaluate<number>(`performance.getEntriesByName("draw:placed").length`), {
      timeout: 40_000,
    })
    .toBeGreaterThan(0);
}
async function press(
  page: Page,
  ...keys: readonly (string | readonly [key: string, times: number])[]
): Promise<void> {
  for (const key of keys) {
    const [name, times] = typeof key === "string" ? [key, 1] : key;
    for (let i = 0; i < times; i++) await page.keyboard.press(name);
  }
}

/** A yard outline about the middle of the view. */
async function drawOutline(page: Page): Promise<void> {
  await press(page, ["Shift+ArrowLeft", 3], ["Shift+ArrowUp", 3], "o");
  for (const side of ["Right", "Down", "Left"]) await press(page, [`Shift+Arrow${side}`, 6], "Space");
  await press(page, "Enter");
}

/** A yard outline, and three tracks in it, the second and third laid beside the one before. */
async function drawYard(page: Page): Promise<void> {
  await drawOutline(page);
  await press(page, ["Shift+ArrowUp", 3], ["ArrowRight", 3]);
  for (const track of [1, 2, 3]) {
    await press(page, "t", ["Shift+ArrowRight", 2], "Space", ["Shift+ArrowRight", 2], "Space", "Enter");
    await expect
      .poll(() => said(page).innerText())
      .toMatch(new RegExp(`Track ${track} ended: \\d+ m, bearing 0\\d\\d°`));
    await press(page, ["Shift+ArrowLeft", 4], ["ArrowDown", 1], ["Alt+ArrowDown", 2]);
  }
}

inBrowser(
  "a yard with three tracks is drawn on a new picture and counted by hand, with the keyboard alone",
  async () => {
    const served = await serveCopy(made);
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Nalyst" });
    await opened(page, served);
    await drawYard(page);
    await press(page, "Control+s");
    await expect.poll(() => said(page).innerText()).toBe("4 outlines saved");

    await page.goto(`${served.url}/looks/${look}/count`);
    await page.getByRole("button", { name: "begin pass 1" }).focus();
    await press(page, "Enter");
    await page.getByRole("heading", { name: "the next car" }).waitFor();
    await page.getByText("Track 3").first().waitFor();
    // Two cars on the first track, two on the next, one on the third.
    for (const [track, cars] of [2, 2, 1].entries()) {
      if (track > 0) await press(page, "ArrowDown");
      await press(page, "Home", [" ", cars]);
    }
    await expect.poll(() => page.locator("aside .figure .number").innerText()).toBe("5");
    await page
      .getByRole("status")
      .filter({ hasText: /^saved$/ })
      .waitFor();
    await press(page, "f");
    await page.getByRole("dialog", { name: "Finish this pass?" }).waitFor();
    await press(page, "Enter");
    await page.getByRole("button", { name: /put on record/i }).focus();
    await press(page, "Enter");
    await page.getByText(/^On record as/).waitFor();

    const copy = openCase(served.folder, "read", () => new Date());
    const { damage } = await verifyCase(copy);
    copy.close();
    expect(damage).toEqual([]);
    const history = (await (await fetch(`${served.url}/api/sites/yard/history?kind=railcar`)).json()) as {
      readonly answer: { readonly count: { readonly best: number } } | null;
    };
    expect(history.answer?.count.best).toBe(5);
    expect(complaints).toEqual([]);
    await close();
    await served.close();
  },
  120_000,
);

inBrowser(
  "a yard and its tracks are drawn, saved, corrected and ended with the keyboard alone",
  async () => {
    const served = await serveCopy(made);
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Nalyst" });
    await opened(page, served);
    await drawYard(page);
    const drafts = page.getByRole("region", { name: "Not saved yet" }).locator("> ul > li");
    await expect.poll(() => drafts.count()).toBe(4);
    await expect
      .poll(() => page.getByRole("region", { name: "Not saved yet" }).innerText())
      .toContain("Track 3");

    // Ten steps back, one by one, and forward again.
    await press(page, ["Control+z", 10]);
    await expect.poll(() => drafts.count()).toBeLessThan(4);
    await press(page, ["Control+Shift+z", 10]);
    await expect.poll(() => drafts.count()).toBe(4);
    expect((await screenOf(served)).outlines).toEqual([]);
    await press(page, "Control+s");
    await expect.poll(() => said(page).innerText()).toBe("4 outlines saved");
    const first = await screenOf(served);
    expect(first.outlines.map((o) => o.key).toSorted()).toEqual([
      "yard/track-1@",
      "yard/track-2@",
      "yard/track-3@",
      "yard/yard-1@",
    ]);
    expect(first.outlines[0]?.drawn).toMatchObject({ by: "A. Nalyst", look, step: "site draw" });

    // After a reload all of it is there; one is corrected, its line moved by a point.
    await opened(page, served);
    await page.getByRole("button", { name: /^Track 2/ }).waitFor();
    const choose = async (name: string): Promise<void> => {
      for (let i = 0; i < 6 && !(await said(page).innerText()).startsWith(`${name};`); i++)
        await press(page, "Tab");
      await expect.poll(() => said(page).innerText()).toBe(`${name}; E changes it`);
    };
    await choose("Track 2");
    await press(page, "e", ".", "s", "Space", ["Alt+ArrowUp", 4], "Space", "Control+s");
    await expect.poll(() => said(page).innerText()).toBe("1 outline saved");
    const corrected = await screenOf(served);
    const lineOf = (screen: DrawScreen): OutlineOnScreen["area"]["outline"] | undefined =>
      screen.outlines.find((o) => o.key === "yard/track-2@")?.area.outline;
    expect(lineOf(corrected)).not.toEqual(lineOf(first));
    expect(corrected.changes[0]?.words).toBe("corrects track-2@");

    // After saving, undo takes the change back on the server, and redo is another undoing.
    await press(page, "Control+z");
    await expect.poll(() => said(page).innerText()).toMatch(/change \d+ taken back/);
    expect(lineOf(await screenOf(served))).toEqual(lineOf(first));

    // One is ended from a day.
    await press(page, "Escape");
    await choose("Track 3");
    await press(page, "d");
    await page.keyboard.type("06062024");
    // Past the calendar's own button to the reason.
    await press(page, "Tab", "Tab");
    await page.keyboard.type("taken up");
    await press(page, "Enter");
    await expect.poll(() => said(page).innerText()).toBe("ended: from 2024-06-06 on it no longer holds");
    expect((await screenOf(served)).outlines.find((o) => o.key === "yard/track-3@")?.area.validTo).toBe(
      "2024-06-06",
    );
    await expect
      .poll(() => page.getByRole("button", { name: /^Track 3/ }).innerText())
      .toContain("until 2024-06-06");
    expect(complaints).toEqual([]);
    await close();
    const now = openCase(served.folder, "read", () => new Date());
    expect((await verifyCase(now)).damage).toEqual([]);
    now.close();
    await served.close();
  },
  120_000,
);

inBrowser("a track is drawn and changed with the mouse, and the picture moves where nothing is", async () => {
  const served = await serveCopy(made);
  const { page, complaints, close } = await openPage(browser, { analyst: "A. Nalyst" });
  await opened(page, served);
  await page.mouse.move(300, 400);
  await press(page, "t");
  await page.mouse.click(420, 420);
  await page.mouse.dblclick(560, 400);
  await expect.poll(() => said(page).innerText()).toMatch(/^Track 1 ended: \d+ m/);
  const row = page.getByRole("region", { name: "Not saved yet" }).getByRole("button").first();
  const before = await row.innerText();
  await page.mouse.move(420, 420);
  await page.mouse.down();
  await page.mouse.move(420, 470, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => row.innerText()).not.toBe(before);
  await press(page, "Control+z");
  await expect.poll(() => row.innerText()).toBe(before);
  await page.mouse.move(200, 650);
  await page.mouse.down();
  await page.mouse.move(260, 650, { steps: 3 });
  await page.mouse.up();
  // The line went along with the picture.
  await page.mouse.click(480, 420);
  await press(page, "Delete", "Control+s");
  await expect.poll(() => said(page).innerText()).toBe("1 outline saved");
  const [track] = (await screenOf(served)).outlines;
  expect(track?.area.outline.type === "lines" ? track.area.outline.lines[0]?.length : 0).toBe(2);
  expect(complaints).toEqual([]);
  await close();
  await served.close();
});

inBrowser("a drawing that was not saved is there after a crash, in the middle of a line", async () => {
  const served = await serveCopy(made);
  const { page, close } = await openPage(browser, { analyst: "A. Nalyst" });
  await opened(page, served);
  await press(page, "t", ["Shift+ArrowRight", 2], "Space");
  const again = await page.context().newPage();
  await page.close({ runBeforeUnload: false });
  await opened(again, served);
  await again.getByText("was brought back").waitFor();
  await press(again, ["Shift+ArrowRight", 2], "Space", "Enter", "Control+s");
  await expect.poll(() => said(again).innerText()).toBe("1 outline saved");
  const [track] = (await screenOf(served)).outlines;
  expect(track?.area.outline.type === "lines" ? track.area.outline.lines[0]?.length : 0).toBe(3);
  await again.reload();
  await again.locator(".host [role=application]").waitFor();
  await expect.poll(() => again.getByText("was brought back").count()).toBe(0);
  await close();
  await served.close();
});

inBrowser(
  "what somebody else changed meanwhile is not overwritten, and nothing that was drawn is lost",
  async () => {
    const served = await serveCopy(made);
    const { page, close } = await openPage(browser, { analyst: "A. Nalyst" });
    await opened(page, served);
    await press(page, "t", ["Shift+ArrowRight", 2], "Space", "Enter", "Control+s");
    await expect.poll(() => said(page).innerText()).toBe("1 outline saved");
    await press(page, "Tab", "e", ".", "Space", ["Alt+ArrowUp", 5], "Space");
    const renamed = {
      drawn: [
        {
          type: "Feature",
          geometry: {
            type: "LineString",
            coordinates: [
              [131, 43],
              [131.001, 43],
            ],
          },
          properties: { area: "track-1", name: "North track", role: "tracks", approximate: false },
        },
      ],
    };
    await fetch(`${served.url}/api/sites/yard/areas`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-yardwatch-by": "B.%20Colleague" },
      body: JSON.stringify(renamed),
    });
    await press(page, "Control+s");
    await page.getByText("somebody changed this outline since you opened it; nothing was saved").waitFor();
    expect((await screenOf(served)).outlines[0]?.area.name).toBe("North track");
    await page.getByRole("button", { name: "show what stands now" }).click();
    await page.getByRole("button", { name: "save 1 outline" }).click();
    await expect.poll(() => said(page).innerText()).toBe("1 outline saved");
    expect((await screenOf(served)).outlines[0]?.area.name).toBe("Track 1");
    await close();
    await served.close();
  },
);

inBrowser(
  "an outline that counts rest on is drawn anew from a day, and says what becomes of them",
  async () => {
    const served = await serveCopy(await demoCase());
    const { looks } = (await (await fetch(`${served.url}/api/sites/simulated-yard/looks`)).json()) as {
      readonly looks: readonly { readonly id: string }[];
    };
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Nalyst" });
    await opened(page, served, looks[0]?.id);
    const tracks = (await screenOf(served, "simulated-yard")).outlines.filter(
      (o) => o.area.role === "tracks",
    );
    const counted = tracks.find((o) => o.resting.looks > 0);
    expect(counted).toBeDefined();
    await page
      .getByRole("button", { name: new RegExp(`^${counted?.area.name ?? ""}`) })
      .first()
      .click();
    await page.getByRole("button", { name: "change E" }).click();
    await expect.poll(() => page.getByLabel("as a new outline, from a day").isChecked()).toBe(true);
    await page.getByText(/counts before \d{4}-\d\d-\d\d keep the outline drawn on/).waitFor();
    await page.getByLabel("as a correction, for the same days").check();
    await page.getByText(/rest on this line: its name and days can be corrected, its line cannot/).waitFor();
    expect(complaints).toEqual([]);
    await close();
    await served.close();
  },
);

inBrowser(
  "proposed tracks are looked for, accepted and rejected",
  async () => {
    const served = await serveCopy(made);
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Nalyst" });
    await opened(page, served);
    await drawOutline(page);
    await press(page, "Control+s");
    await expect.poll(() => said(page).innerText()).toBe("1 outline saved");
    await page.getByRole("button", { name: "look for tracks" }).click();
    const proposals = page.getByRole("region", { name: "Proposed tracks" }).locator("> ul > li");
    await expect.poll(() => proposals.count(), { timeout: 60_000 }).toBeGreaterThan(3);
    const count = await proposals.count();
    await proposals.nth(0).getByRole("button").first().click();
    await page.locator(".host [role=application]").focus();
    await press(page, "a");
    await expect.poll(() => said(page).innerText()).toBe("1 track saved");
    await press(page, "x");
    await expect.poll(() => said(page).innerText()).toBe("1 rejected; that is on record");
    await expect.poll(() => proposals.count()).toBe(count - 2);
    const { outlines } = await screenOf(served);
    expect(outlines.map((o) => o.key)).toEqual(["yard/track-1@", "yard/yard-1@"]);
    expect(outlines[0]?.area.basis).toMatch(/proposed by the program from look .*; accepted by A\. Nalyst/);
    const answer = await fetch(`${served.url}/api/looks/${look}/proposals`);
    const told = (await answer.json()) as ProposalsScreen;
    expect(told.proposals.flatMap((p) => p.decided?.decision ?? [])).toEqual(["accepted", "rejected"]);
    expect(complaints).toEqual([]);
    await close();
    await served.close();
  },
  120_000,
);

for (const theme of ["light", "dark"] as const)
  inBrowser(`the draw room with drafts has no serious finding of axe, ${theme}`, async () => {
    const served = await serveCopy(made);
    const { page, close } = await openPage(browser, { analyst: "A. Nalyst", theme });
    await opened(page, served);
    await drawYard(page);
    expect(await seriousFindings(page)).toEqual([]);
    await press(page, "Control+s");
    await expect.poll(() => said(page).innerText()).toBe("4 outlines saved");
    await press(page, "Tab", "w");
    expect(await seriousFindings(page)).toEqual([]);
    await close();
    await served.close();
  });

inBrowser("a site begins where the crosshair is, with what was drawn", async () => {
  const served = await serveCopy(made);
  const { page, close } = await openPage(browser, { analyst: "A. Nalyst" });
  await opened(page, served);
  await press(page, "t", ["Shift+ArrowRight", 2], "Space", "Enter");
  await page.getByRole("button", { name: "begin a site here …" }).click();
  await page.getByLabel("name", { exact: true }).last().fill("East yard");
  await page.getByLabel("with the outline drawn here").check();
  await page.getByRole("button", { name: "begin it" }).click();
  await page.waitForURL(/\/sites\/east-yard/);
  const { site, outlines } = await screenOf(served, "east-yard");
  expect(site.zoneMinutes).toBe(600);
  expect(outlines.map((o) => o.key)).toEqual(["east-yard/track-1@"]);
  await close();
  await served.close();
});
