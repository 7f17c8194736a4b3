import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { onScreen } from "../../src/apps/web/map/place-on-screen.ts";
import { toWorld, type MapCamera } from "../../src/apps/web/map/camera.ts";
import { bearingDegrees, distanceMetres, positionAt } from "../../src/base/geodesy/wgs84.ts";
import type { LookScreen } from "../../src/findings/screens/look.ts";
import type { SceneScreen } from "../../src/findings/screens/movements-scene.ts";
import type { SightingScreen } from "../../src/findings/screens/movements-sighting.ts";
import type { MovementsScreen, ShownScene } from "../../src/findings/screens/movements.ts";
import type { Position } from "../../src/sites/counting/site.ts";
import { sitePlaceOf } from "../../src/sites/pictures/site-place.ts";
import { createCase, openCase } from "../../src/system/files/case-folder.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { standingClock } from "../made-case.ts";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { movementsCase } from "../workbench/movements-case.ts";
import { hull, seaPictureCase } from "../workbench/sea-picture-case.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

let browser: Browser;
let served: Served;
let first: MovementsScreen;
/** An optical picture with a name of its own for every test. */
let scenes: readonly ShownScene[];

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveCopy(await movementsCase({ analysed: true }));
  first = await ask<MovementsScreen>("");
  scenes = first.scenes.filter((s) => s.sensor === "optical");
}, 400_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what the route answers
async function ask<T>(path: string, body?: unknown, by = "B. Colleague"): Promise<T> {
  const answer = await fetch(`${served.url}/api/movements${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { "content-type": "application/json", "x-yardwatch-by": encodeURIComponent(by) },
  });
  return (await answer.json()) as T;
}
const sightingOf = (id: string): Promise<SightingScreen> =>
  ask<SightingScreen>(`/sighting?id=${encodeURIComponent(id)}`);
function sceneOf(at: number): ShownScene {
  const scene = scenes[at];
  if (scene === undefined) throw new Error(`the made case has no optical scene ${at}`);
  return scene;
}
/** A place in a picture of which nothing else was told. */
function placeIn({ footprint }: ShownScene): Position {
  const ring = footprint[0] ?? [];
  const [west, east] = [Math.min(...ring.map(([x]) => x)), Math.max(...ring.map(([x]) => x))];
  const [south, north] = [Math.min(...ring.map(([, y]) => y)), Math.max(...ring.map(([, y]) => y))];
  return [west + (east - west) * 0.37, south + (north - south) * 0.41];
}

const panel = (page: Page) => page.getByRole("complementary");
const field = (page: Page, label: string | RegExp) =>
  panel(page).getByLabel(label, { exact: typeof label === "string" });
const painted = (page: Page) =>
  expect
    .poll(() => page.evaluate("performance.getEntriesByName('movements:tracks').length"), { timeout: 30_000 })
    .toBeGreaterThan(0);
const hasFocus = (page: Page, selector: string) =>
  expect
    .poll(() => page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`))
    .toBe(true);

/** Some 5 m to a pixel of the screen. */
const worldPixels = 2 ** 22.5;
async function openAt(page: Page, place: Position, { fromMs, toMs }: ShownScene): Promise<void> {
  const at = new Date((fromMs + toMs) / 2).toISOString().slice(0, 19);
  await page.goto(`${served.url}/movements?view=${place[0]},${place[1]},${Math.round(worldPixels)}&at=${at}`);
  await painted(page);
}
/** Where a place lies on the page. */
async function onPage(page: Page, place: Position): Promise<readonly [x: number, y: number]> {
  const [longitude = 0, latitude = 0, pixels = 0] = (new URL(page.url()).searchParams.get("view") ?? "")
    .split(",")
    .map(Number);
  const [x, y] = toWorld([longitude, latitude]);
  const camera: MapCamera = { x, y, worldPixels: pixels };
  const box = await page.locator("canvas").first().boundingBox();
  if (box === null) throw new Error("there is no map");
  const [right, down] = onScreen(place, camera, box);
  return [box.x + right, box.y + down];
}
async function drag(page: Page, from: Position, to: Position): Promise<void> {
  const [start, end] = [await onPage(page, from), await onPage(page, to)];
  await page.mouse.move(...start);
  await page.mouse.down();
  await page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2);
  await page.mouse.move(...end);
  await page.mouse.up();
}

inBrowser(
  "a ship is drawn from stern to bow, put on record, weighed, corrected and withdrawn, and the case is sound",
  async () => {
    const scene = sceneOf(0);
    const place = placeIn(scene);
    const [stern, bow] = [positionAt(place, 240, 90), positionAt(place, 60, 90)];
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Analyst" });
    await openAt(page, place, scene);
    await panel(page).getByRole("button", { name: "new sighting" }).click();
    await panel(page).getByRole("heading", { name: "New sighting" }).waitFor();
    await drag(page, stern, bow);
    await expect.poll(() => field(page, "length, metres").inputValue()).not.toBe("");
    const number = async (label: string): Promise<number> => Number(await field(page, label).inputValue());
    // A pixel of the screen is some 7 m here: so well can the ends be laid.
    expect(Math.abs((await number("length, metres")) - 180)).toBeLessThan(15);
    expect(Math.abs((await number("heading, degrees")) - 60)).toBeLessThan(5);
    const laid: Position = [await number("longitude, degrees east"), await number("latitude, degrees north")];
    expect(distanceMetres(laid, place)).toBeLessThan(15);
    // The screen is coarser than the picture: the place is as uncertain as the screen, not as the picture.
    expect(await number("1-sigma error of the place in metres, or its longer axis")).toBeGreaterThan(
      Math.hypot(scene.sampleDistanceMetres ?? 0, 10),
    );
    await expect.poll(() => field(page, "picture").inputValue()).toBe(scene.id);
    await field(page, "width, metres").fill("26");
    await field(page, "note").fill("drawn in a test");
    await panel(page).getByRole("button", { name: "put it on record" }).click();
    const said = page.locator("#sighting-done");
    await said.getByText("is on record").waitFor();
    await said.getByText("the verdicts of its picture hold no longer").waitFor();
    const id = `${scene.id}.hand-1`;
    await page.waitForURL(new RegExp(`sighting=${id.replaceAll(".", "\\.")}`));
    const { sighting } = await sightingOf(id);
    expect(sighting).toMatchObject({
      sceneId: scene.id,
      at: { text: scene.time },
      axisOnly: true,
      by: "A. Analyst",
      source: scene.source,
      note: "drawn in a test",
    });
    expect(distanceMetres(sighting.position, laid)).toBeLessThan(0.2);

    await said.getByRole("button", { name: "weigh again" }).click();
    await expect
      .poll(() => panel(page).locator(".word").innerText(), { timeout: 120_000 })
      .not.toContain("no verdict yet");
    const weighed = await sightingOf(id);
    expect(weighed.verdict?.rivals.length).toBeGreaterThan(0);
    await panel(page).getByText("rivals").first().waitFor();

    await page.keyboard.press("e");
    await panel(page)
      .getByRole("heading", { name: `Correct ${id}` })
      .waitFor();
    await field(page, "length, metres").fill("150");
    // A value that is typed anew does not keep the interval of the old one.
    await expect.poll(() => field(page, "length: lower end of its 95 % interval").inputValue()).toBe("");
    await panel(page).getByRole("button", { name: "correct it" }).click();
    await panel(page).getByText("reason: found").waitFor();
    await hasFocus(page, "input[aria-label='why it was wrong']");
    await page.keyboard.type("measured again without the wake");
    await page.keyboard.press("Enter");
    await said.getByText("was corrected").waitFor();
    await said.getByText("The verdicts of its picture hold no longer").waitFor();
    await panel(page).getByText("no verdict yet").first().waitFor();
    const versions = panel(page).getByText("measured again without the wake");
    await versions.waitFor();
    await panel(page)
      .getByText(/^length_m: .* → 150$/)
      .waitFor();
    const corrected = await sightingOf(id);
    expect(corrected).toMatchObject({
      version: 2,
      verdict: null,
      sighting: {
        lengthMetres: { best: 150, low: null },
        position: sighting.position,
        note: "drawn in a test",
      },
    });
    expect(corrected.earlier).toHaveLength(1);
    expect(
      (await ask<MovementsScreen>("")).sightings.filter((s) => s.sceneId === scene.id && s.word !== null),
    ).toEqual([]);

    await page.keyboard.press("x");
    await panel(page).getByLabel("why", { exact: true }).fill("a wave, not a ship");
    await page.keyboard.press("Enter");
    await said.getByText("was withdrawn; it stays on record").waitFor();
    await panel(page).getByText("1 withdrawn").click();
    await panel(page)
      .getByText(/a wave, not a ship \(A\. Analyst/)
      .waitFor();
    await expect.poll(() => panel(page).locator("li .row").count()).toBeGreaterThan(0);
    await said.getByRole("button", { name: "weigh again" }).click();
    await said.getByRole("button", { name: "weigh again" }).waitFor({ state: "hidden" });
    await expect
      .poll(
        async () =>
          (await ask<MovementsScreen>("")).sightings.filter((s) => s.sceneId === scene.id && s.word === null)
            .length,
        { timeout: 120_000 },
      )
      .toBe(0);
    expect(complaints.filter((c) => !c.includes("400"))).toEqual([]);
    await close();
    const opened = openCase(served.folder, "read", standingClock);
    const { damage } = await verifyCase(opened);
    opened.close();
    expect(damage).toEqual([]);
  },
  400_000,
);

inBrowser(
  "by the keyboard alone: the form is reached, left and taken up again, wrong fields are told, and a colleague's correction is not overwritten",
  async () => {
    const scene = sceneOf(1);
    const place = placeIn(scene);
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Analyst" });
    await openAt(page, place, scene);
    await page.keyboard.press("a");
    await hasFocus(page, "form button[aria-pressed]");
    // The room's keys still move the map, so that its middle can be taken as the place.
    const view = new URL(page.url()).searchParams.get("view");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => new URL(page.url()).searchParams.get("view")).not.toBe(view);
    await page.keyboard.press("ArrowLeft");
    await panel(page).getByRole("button", { name: "middle of the map" }).focus();
    await page.keyboard.press("Enter");
    await field(page, "length, metres").focus();
    await page.keyboard.type("about 90");
    await page.keyboard.press("Escape");
    await hasFocus(page, "#new-sighting");
    await page.keyboard.press("Enter");
    await panel(page).getByText("As you left it.").waitFor();
    await expect.poll(() => field(page, "length, metres").inputValue()).toBe("about 90");
    await field(page, "latitude, degrees north").focus();
    await page.keyboard.press("Control+Enter");
    await panel(page).getByText('found "about 90"').waitFor();
    await hasFocus(page, "input[aria-label='length, metres']");
    await expect.poll(() => field(page, "length, metres").getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("90");
    await page.keyboard.press("Control+Enter");
    await hasFocus(page, "#sighting-done");
    const id = `${scene.id}.hand-1`;
    expect((await sightingOf(id)).sighting).toMatchObject({ lengthMetres: { best: 90 }, by: "A. Analyst" });

    await panel(page)
      .getByRole("button", { name: /^correct …/ })
      .waitFor();
    await page.keyboard.press("e");
    await field(page, "width, metres").fill("14");
    await field(page, "why it was wrong").fill("width measured");
    await ask("/sighting/correct", { id, cells: { length_m: "95" }, reason: "stern was cut off" });
    await page.keyboard.press("Control+Enter");
    await panel(page).getByText("corrected by B. Colleague since you opened it").waitFor();
    expect((await sightingOf(id)).sighting.widthMetres).toBeNull();
    await panel(page).getByRole("button", { name: "go out from what stands now" }).click();
    await expect.poll(() => field(page, "length, metres").inputValue()).toBe("95");
    await expect.poll(() => field(page, "width, metres").inputValue()).toBe("14");
    await field(page, "width, metres").focus();
    await page.keyboard.press("Control+Enter");
    await hasFocus(page, "#sighting-done");
    expect(await sightingOf(id)).toMatchObject({
      version: 3,
      sighting: { lengthMetres: { best: 95 }, widthMetres: { best: 14 } },
    });

    await panel(page).getByText("stern was cut off").waitFor();
    await page.keyboard.press("x");
    await hasFocus(page, "form[aria-label='Withdraw the sighting'] input");
    await page.keyboard.press("Escape");
    await hasFocus(page, "#withdraw-sighting");
    expect(complaints.filter((c) => !/40[09]/.test(c))).toEqual([]);
    await close();
  },
  120_000,
);

inBrowser(
  "what is said of a picture is corrected: its sightings follow, its verdicts end, a colleague's correction is not overwritten",
  async () => {
    const scene = sceneOf(2);
    const before = first.sightings.filter((s) => s.sceneId === scene.id);
    expect(before.length).toBeGreaterThan(0);
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Analyst" });
    await page.goto(`${served.url}/movements?sighting=${encodeURIComponent(before[0]?.id ?? "")}`);
    await painted(page);
    await panel(page).getByText("what was seen", { exact: true }).waitFor();
    await page.keyboard.press("Shift+E");
    await panel(page)
      .getByRole("heading", { name: `Correct picture ${scene.id}` })
      .waitFor();
    await hasFocus(page, "input[aria-label^='time: ']");
    const pixel = field(page, "metres on the ground from pixel to pixel");
    await pixel.fill("fine");
    await field(page, "why it was wrong").fill("as its supplier says");
    await page.keyboard.press("Control+Enter");
    await panel(page).getByText('sample_distance_m: found "fine"').waitFor();
    await hasFocus(page, "input[aria-label='metres on the ground from pixel to pixel']");
    await page.keyboard.press("Escape");
    await hasFocus(page, "#correct-scene");
    await page.keyboard.press("Enter");
    await panel(page).getByText("As you left it.").waitFor();
    await pixel.fill("7");
    // Where the sightings would lie outside of it, they are named and nothing is saved.
    await panel(page).getByText("what it covers, what was hidden").click();
    const covers = field(page, "what the picture covers");
    const stood = await covers.inputValue();
    await covers.fill("-10,-10,-9,-9");
    await panel(page).getByRole("button", { name: "correct it" }).click();
    await panel(page)
      .getByText(`sighting ${before[0]?.id ?? ""}`)
      .first()
      .waitFor();
    await covers.fill(stood);
    const other = await ask<{ readonly changed: boolean }>("/scene/correct", {
      id: scene.id,
      cells: { platform: "another satellite" },
      reason: "named by its supplier",
    });
    expect(other.changed).toBe(true);
    await panel(page).getByRole("button", { name: "correct it" }).click();
    await panel(page).getByText("corrected by B. Colleague since you opened it").waitFor();
    await panel(page).getByRole("button", { name: "go out from what stands now" }).click();
    await expect.poll(() => field(page, "satellite or aircraft").inputValue()).toBe("another satellite");
    await expect.poll(() => pixel.inputValue()).toBe("7");
    await pixel.focus();
    await page.keyboard.press("Control+Enter");
    const said = page.locator("#sighting-done");
    await said.getByText("was corrected").waitFor();
    await said.getByText("Its verdicts hold no longer").waitFor();
    await hasFocus(page, "#sighting-done");
    const screen = await ask<SceneScreen>(`/scene?id=${encodeURIComponent(scene.id)}`);
    expect(screen).toMatchObject({
      version: 3,
      scene: { sampleDistanceMetres: 7, platform: "another satellite" },
    });
    expect(screen.corrections.at(-1)).toMatchObject({
      columns: ["sample_distance_m"],
      by: "A. Analyst",
      reason: "as its supplier says",
    });
    const after = (await ask<MovementsScreen>("")).sightings.filter((s) => s.sceneId === scene.id);
    expect(after.map((s) => s.word)).toEqual(before.map(() => null));

    // It is found among the pictures too, without a sighting to come from.
    await page.keyboard.press("Escape");
    await panel(page)
      .getByText(/pictures of the window in which ships were looked for/)
      .click();
    const again = panel(page).getByRole("button", {
      name: `correct what is said of the picture ${scene.id}`,
    });
    await again.click();
    await panel(page).getByText("as its supplier says").waitFor();
    await panel(page).getByText("sample_distance_m: ").waitFor();
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      expect(await seriousFindings(page), theme).toEqual([]);
    }
    await page.keyboard.press("Escape");
    await expect
      .poll(() => page.evaluate("document.activeElement?.getAttribute('aria-label')"))
      .toBe(`correct what is said of the picture ${scene.id}`);
    expect(complaints.filter((c) => !/40[09]/.test(c))).toEqual([]);
    await close();
  },
  120_000,
);

inBrowser(
  "on the picture that lies on the map a ship is measured from stern to bow, and a new one belongs to that picture",
  async () => {
    const parent = mkdtempSync(join(tmpdir(), "yardwatch-measured-"));
    const made = await seaPictureCase(parent);
    const sea = await serveCopy(made.folder);
    rmSync(parent, { recursive: true, force: true });
    const look = (await (await fetch(`${sea.url}/api/looks/${made.looks.second}`)).json()) as LookScreen;
    if (look.picture?.georeference == null) throw new Error("the picture has no place");
    const { toPosition } = sitePlaceOf(look.picture.georeference, look.lineUp);
    const { left, top, right, bottom } = hull;
    const [stern, bow] = [toPosition([left, (top + bottom) / 2]), toPosition([right, (top + bottom) / 2])];
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Analyst" });
    const view = `${stern[0]},${stern[1]},${2 ** 25}`;
    await page.goto(`${sea.url}/movements?sighting=${made.sighting}&view=${view}`);
    await panel(page)
      .getByRole("button", { name: /^correct …/ })
      .waitFor();
    await page.keyboard.press("e");
    await drag(page, stern, bow);
    // 90 pixels of 2 m; a pixel of the screen is nearer than that, and the picture's pixels are not told of its scene.
    await expect
      .poll(async () => Math.abs(Number(await field(page, "length, metres").inputValue()) - 180))
      .toBeLessThan(3);
    const heading = Number(await field(page, "heading, degrees").inputValue());
    expect(Math.abs(heading - bearingDegrees(stern, bow))).toBeLessThan(1);
    await field(page, "heading: upper end of its 95 % interval").fill("");
    await panel(page).getByLabel("bow", { exact: true }).selectOption("bow");
    await field(page, "why it was wrong").fill("measured on the picture");
    await page.keyboard.press("Control+Enter");
    await page.locator("#sighting-done").getByText("was corrected").waitFor();
    const { sighting } = (await (
      await fetch(`${sea.url}/api/movements/sighting?id=${made.sighting}`)
    ).json()) as SightingScreen;
    expect(sighting).toMatchObject({ axisOnly: false, headingDegrees: { best: heading, high: null } });
    expect(sighting.error.semiMajorMetres).toBeCloseTo(Math.hypot(3, 10), 0);
    await page.getByRole("region", { name: "Pictures on the map" }).getByRole("link").first().waitFor();
    await page.keyboard.press("a");
    await expect.poll(() => field(page, "picture").inputValue()).toBe("sea-2");
    await expect.poll(() => field(page, /^source: /).inputValue()).toBe("simulated by a test");
    expect(complaints).toEqual([]);
    await close();
    await sea.close();
  },
  120_000,
);

inBrowser(
  "in a case of which nothing is known yet the first sighting is put down by hand",
  async () => {
    const parent = mkdtempSync(join(tmpdir(), "yardwatch-first-"));
    (await createCase(join(parent, "case"), "Nothing yet", standingClock)).close();
    const empty = await serveCopy(join(parent, "case"));
    rmSync(parent, { recursive: true, force: true });
    const { page, complaints, close } = await openPage(browser, { analyst: "A. Analyst" });
    await page.goto(`${empty.url}/movements`);
    await page.getByRole("button", { name: "new sighting" }).click();
    await field(page, "latitude, degrees north").fill("42.2");
    await field(page, "longitude, degrees east").fill("130.3");
    await field(page, /^time: /).fill("2019-03-12");
    await field(page, /^clock: /).fill("+09:00");
    await field(page, "1-sigma error of the place in metres, or its longer axis").fill("3000");
    await field(page, /^source: /).fill("told in a test");
    await panel(page).getByRole("button", { name: "put it on record" }).click();
    await page.locator("#sighting-done").getByText("2019-03-12.hand-1 is on record").waitFor();
    await page.locator("#sighting-done").getByText("no position reports").waitFor();
    // Its day is long before all that the bar knew: the bar reaches there now.
    await expect
      .poll(() => page.getByRole("slider", { name: "Moment" }).getAttribute("aria-valuetext"))
      .toContain("12 Mar 2019");
    expect(complaints).toEqual([]);
    await close();
    await empty.close();
  },
  120_000,
);

inBrowser(
  "the form fits a narrow window, axe finds nothing serious in either theme, and who may only look is offered nothing",
  async () => {
    const scene = sceneOf(0);
    for (const theme of ["light", "dark"] as const) {
      const { page, complaints, close } = await openPage(browser, {
        theme,
        width: 720,
        analyst: "A. Analyst",
      });
      await openAt(page, placeIn(scene), scene);
      await page.keyboard.press("a");
      await drag(page, positionAt(placeIn(scene), 270, 60), positionAt(placeIn(scene), 90, 60));
      await expect.poll(() => field(page, "heading, degrees").inputValue()).not.toBe("");
      const content = panel(page).locator(".content");
      expect(
        await content.evaluate(
          (node: { scrollWidth: number; clientWidth: number }) => node.scrollWidth - node.clientWidth,
        ),
      ).toBe(0);
      expect(await seriousFindings(page), theme).toEqual([]);
      await field(page, "heading, degrees").fill("north");
      await panel(page).getByRole("button", { name: "put it on record" }).click();
      await panel(page).getByText('found "north"').waitFor();
      expect(await seriousFindings(page), `${theme}, refused`).toEqual([]);
      // Without a picture it has the moment of the bar; in the picture again its own time.
      const error = field(page, "1-sigma error of the place in metres, or its longer axis");
      await field(page, "picture").selectOption("");
      await expect
        .poll(() => field(page, /^time: /).inputValue())
        .toBe(scene.time.slice(0, 16).replace("T", " "));
      await error.fill("250");
      await field(page, "picture").selectOption(scene.id);
      await expect.poll(() => field(page, /^time: /).inputValue()).toBe("");
      // What was typed stays, as what was drawn does not where the pixels are others.
      await expect.poll(() => error.inputValue()).toBe("250");
      await panel(page).getByRole("button", { name: "moment of the bar" }).click();
      await expect.poll(() => field(page, /^time: /).inputValue()).not.toBe("");
      // With Shift the map is moved, and the form stays as it is.
      const [length, view] = [
        await field(page, "length, metres").inputValue(),
        new URL(page.url()).searchParams.get("view"),
      ];
      await page.keyboard.down("Shift");
      await page.mouse.move(100, 300);
      await page.mouse.down();
      await page.mouse.move(160, 300, { steps: 3 });
      await page.mouse.up();
      await page.keyboard.up("Shift");
      await expect.poll(() => new URL(page.url()).searchParams.get("view")).not.toBe(view);
      await expect.poll(() => field(page, "length, metres").inputValue()).toBe(length);
      expect(complaints.filter((c) => !c.includes("400"))).toEqual([]);
      await close();
    }
    const { page, close } = await openPage(browser);
    await page.route(/\/api\/case$/, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as object;
      await route.fulfill({ response: answer, json: { ...body, who: { name: "", role: "viewer" } } });
    });
    await page.goto(`${served.url}/movements?sighting=${encodeURIComponent(first.sightings[0]?.id ?? "")}`);
    await painted(page);
    await panel(page).getByText("what was seen", { exact: true }).waitFor();
    expect(
      await panel(page)
        .getByRole("button", { name: /correct|withdraw/ })
        .count(),
    ).toBe(0);
    await page.keyboard.press("e");
    await page.keyboard.press("a");
    expect(await panel(page).getByRole("form").count()).toBe(0);
    await close();
  },
  120_000,
);
