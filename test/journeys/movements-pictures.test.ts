import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { cameraOf, cameraText, fitted, type MapCamera } from "../../src/apps/web/map/camera.ts";
import { barLeft, barRight } from "../../src/apps/web/time/bar-layout.ts";
import { knownTimes } from "../../src/apps/web/workbench/rooms/movements/first-view.ts";
import type { MovementsScreen } from "../../src/findings/screens/movements.ts";
import { onScreen } from "../../src/apps/web/map/place-on-screen.ts";
import type { LookScreen } from "../../src/findings/screens/look.ts";
import type { Position } from "../../src/sites/counting/site.ts";
import { sitePlaceOf } from "../../src/sites/pictures/site-place.ts";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import {
  field,
  seaPicture,
  seaPictureCase,
  takenAt,
  type SeaPictureCase,
} from "../workbench/sea-picture-case.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

let folder = "";
let made: SeaPictureCase;
let served: Served;
let browser: Browser;
/** From pixels of the second look to longitude and latitude. */
let placeOf: (pixel: readonly [number, number]) => Position;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-sea-picture-"));
  made = await seaPictureCase(folder);
  served = await serveCopy(made.folder);
  const look = (await (await fetch(`${served.url}/api/looks/${made.looks.second}`)).json()) as LookScreen;
  if (look.picture?.georeference == null) throw new Error("the picture has no place");
  placeOf = sitePlaceOf(look.picture.georeference, look.lineUp).toPosition;
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

const caption = (page: Page) => page.getByRole("region", { name: "Pictures on the map" });
const size = (page: Page): Promise<{ width: number; height: number }> =>
  page.evaluate(
    `(({ clientWidth: width, clientHeight: height }) => ({ width, height }))(document.querySelector('.map'))`,
  );

/** Opens the room at a view of the map, and waits until its pictures are there as sharp as the screen needs. */
async function open(page: Page, query: string, camera?: MapCamera): Promise<void> {
  const view = camera === undefined ? "" : `&view=${cameraText(camera)}`;
  await page.goto(`${served.url}/movements?${query}${view}`);
  await caption(page).getByRole("link").first().waitFor({ timeout: 30_000 });
  await expect.poll(() => caption(page).getByText("loading").count(), { timeout: 30_000 }).toBe(0);
}

/** Red, green and blue of a pixel of the map's canvas. */
const colourAt = (page: Page, [x, y]: readonly [number, number]): Promise<number[]> =>
  page.evaluate(
    `[...document.querySelector('.map canvas').getContext('2d').getImageData(${Math.floor(x)}, ${Math.floor(y)}, 1, 1).data].slice(0, 3)`,
  );
const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));
const isGreen = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean =>
  green > red + 60 && green > blue + 60;
const isRed = ([red = 0, green = 0, blue = 0]: readonly number[]): boolean =>
  red > green + 60 && red > blue + 60;

const middle = [(field.left + field.right) / 2, (field.top + field.bottom) / 2] as const;
/** So many pixels of the screen to one of the picture, over the field. */
function over(zoom: number): MapCamera {
  const [a, b] = [placeOf([0, middle[1]]), placeOf([seaPicture.width, middle[1]])];
  return {
    ...fitted([placeOf(middle)], { width: 800, height: 500 }),
    worldPixels: Math.round((zoom * seaPicture.width) / ((b[0] - a[0]) / 360)),
  };
}
const second = () => `sighting=${made.sighting}`;

inBrowser(
  "the picture of a sighting lies on the map to the pixel, under it, and is taken away and shown again by a key",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    const camera = over(3);
    await open(page, second(), camera);
    await expect
      .poll(() => caption(page).innerText())
      .toMatch(/picture of 7 Oct 2023 02:11:30 UTC\s+simulated\s+Eye of a test · taken at the moment/);
    const place = (pixel: readonly [number, number]) =>
      size(page).then((s) => onScreen(placeOf(pixel), camera, s));
    expect(isGreen(await colourAt(page, await place(middle)))).toBe(true);
    // Just inside of each edge of the field there is the field, just outside there is the sea: less than a pixel of the picture apart.
    const { left, top, right, bottom } = field;
    for (const [inside, outside] of [
      [
        [left + 0.9, middle[1]],
        [left - 0.9, middle[1]],
      ],
      [
        [right - 0.9, middle[1]],
        [right + 0.9, middle[1]],
      ],
      [
        [middle[0], top + 0.9],
        [middle[0], top - 0.9],
      ],
      [
        [middle[0], bottom - 0.9],
        [middle[0], bottom + 0.9],
      ],
    ] as const) {
      expect(isGreen(await colourAt(page, await place(inside))), `inside ${inside.join(" ")}`).toBe(true);
      expect(isGreen(await colourAt(page, await place(outside))), `outside ${outside.join(" ")}`).toBe(false);
    }
    await page.keyboard.press("i");
    await page.waitForURL(/hide=pictures/);
    await expect.poll(async () => isGreen(await colourAt(page, await place(middle)))).toBe(false);
    await caption(page).waitFor({ state: "hidden" });
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    await page.getByRole("slider", { name: "Moment" }).waitFor();
    await page.keyboard.press("l");
    const layer = page.getByRole("button", { name: "pictures", exact: true });
    await expect.poll(() => layer.getAttribute("aria-pressed")).toBe("false");
    await layer.click();
    await expect.poll(async () => isGreen(await colourAt(page, await place(middle)))).toBe(true);
    // Half of it, and the map shines through; the address says so.
    const whole = await colourAt(page, await place(middle));
    await page.getByRole("slider", { name: /^pictures/ }).fill("40");
    await page.waitForURL(/opacity=40/);
    await expect
      .poll(async () => apart(await colourAt(page, await place(middle)), whole))
      .toBeGreaterThan(40);
    expect(complaints).toEqual([]);
    await close();
  },
  120_000,
);

inBrowser(
  "the moment says which picture is shown, a click on the bar another, and the caption how old it is",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    const camera = over(0.5);
    await open(page, "window=2023-10-04T00:00,2023-10-09T00:00&at=2023-10-06T02:10", camera);
    const there = async () => colourAt(page, onScreen(placeOf(middle), camera, await size(page)));
    await expect.poll(() => caption(page).innerText()).toContain("24 h before the moment");
    await expect.poll(async () => isRed(await there())).toBe(true);
    expect(await caption(page).innerText()).not.toContain("simulated");
    // A picture without a place is named as such and not laid.
    expect(await caption(page).innerText()).toContain(
      "1 picture of the window has no place on the ground: not laid",
    );
    // Before the first picture there is none.
    const bar = page.getByRole("group", { name: /^Time bar/ });
    const box = await bar.boundingBox();
    if (box === null) throw new Error("no bar");
    await page.getByRole("slider", { name: "Moment" }).focus();
    // Ten times a tenth of the bar.
    for (let i = 0; i < 10; i++) await page.keyboard.press("Shift+ArrowLeft");
    await caption(page).getByRole("link").waitFor({ state: "hidden" });
    await expect.poll(async () => isRed(await there())).toBe(false);
    // The second picture, by its mark on the bar, is shown whatever the moment is then.
    const lane = bar.locator(".lane", { hasText: "pictures" });
    const row = await lane.boundingBox();
    if (row === null) throw new Error("no lane of pictures");
    const screen = (await (await fetch(`${served.url}/api/movements`)).json()) as MovementsScreen;
    const { fromMs, toMs } = knownTimes(screen).whole;
    const share = (Date.parse(takenAt.second) - fromMs) / (toMs - fromMs);
    const mark = box.x + barLeft + share * (box.width - barLeft - barRight);
    await page.mouse.click(mark, row.y + row.height / 2);
    await page.waitForURL(/picture=/);
    await expect.poll(async () => isGreen(await there())).toBe(true);
    await page.getByRole("slider", { name: "Moment" }).focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(() => caption(page).innerText()).toContain("after the moment");
    expect(isGreen(await there())).toBe(true);
    await caption(page).getByRole("button", { name: "by the moment" }).click();
    await expect.poll(async () => isRed(await there())).toBe(true);
    await caption(page).getByRole("link").first().click();
    await page.waitForURL(/\/looks\//);
    expect(complaints).toEqual([]);
    await close();
  },
  120_000,
);

inBrowser(
  "an address that names a picture alone shows it, and one without a place says so",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    await open(page, `picture=${made.looks.first}`);
    await expect.poll(() => caption(page).innerText()).toContain("picture of 5 Oct 2023 02:10 UTC");
    const { width, height } = await size(page);
    // The address takes the view with the next thing that is done.
    await page.keyboard.press(",");
    await page.waitForURL(/view=/);
    const camera = cameraOf(new URL(page.url()).searchParams.get("view"));
    if (camera === null) throw new Error("the address has no view");
    for (const corner of [
      [0, 0],
      [seaPicture.width, seaPicture.height],
    ] as const) {
      const [x, y] = onScreen(placeOf(corner), camera, { width, height });
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(height);
    }
    await page.goto(`${served.url}/movements?picture=${made.looks.nowhere}`);
    await caption(page).getByText("no place on the ground: not laid").first().waitFor({ timeout: 30_000 });
    expect(complaints).toEqual([]);
    await close();
  },
  60_000,
);

inBrowser(
  "a picture that cannot be read says so on the map",
  async () => {
    const { page, close } = await openPage(browser);
    await page.route(/\/api\/looks\/.*\/(file|tiles|picture)/, (route) => route.abort());
    await page.goto(`${served.url}/movements?${second()}&view=${cameraText(over(0.5))}`);
    await caption(page).getByText("could not be read").waitFor({ timeout: 30_000 });
    await close();
  },
  60_000,
);

inBrowser(
  "axe finds nothing serious with a picture on the map, in both themes",
  async () => {
    for (const theme of ["light", "dark"] as const) {
      const { page, close } = await openPage(browser, { theme });
      await open(page, second(), over(0.5));
      await page.keyboard.press("l");
      expect(await seriousFindings(page), theme).toEqual([]);
      await close();
    }
  },
  60_000,
);
