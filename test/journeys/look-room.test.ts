import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import geographiclib from "geographiclib-geodesic";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect } from "vitest";
import { singlePrecision } from "../../src/apps/web/picture/single-precision.ts";
import { startServer } from "../../src/apps/server/start.ts";
import { readShownTile } from "../../src/sites/pictures/read-shown-tile.ts";
import { packedTile, type TileSamples } from "../../src/sites/pictures/tile-samples.ts";
import { openFileSource } from "../../src/system/pictures/file-source.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";
import { greyOf } from "../../src/sites/pictures/shift/grey.ts";
import { measureShift } from "../../src/sites/pictures/shift/measure-shift.ts";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { pictureCase, type PictureCase, type PictureName } from "../workbench/picture-case.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

let folder = "";
let made: PictureCase;
let served: Served;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-look-room-"));
  made = await pictureCase(folder);
  served = await serveCopy(made.folder);
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

const address = (name: PictureName, query = ""): string =>
  `${served.url}/looks/${made.looks[name]}${query === "" ? "" : `?${query}`}`;

/** Waits until a look's picture is sharp; the page's own marks say so. */
async function sharpNow(page: Page, name: PictureName): Promise<void> {
  await page.waitForFunction(
    (look) =>
      performance
        .getEntriesByName("picture:sharp")
        .some((m) => (m as unknown as { detail: { look: string } }).detail.look === look),
    made.looks[name],
    { timeout: 30_000 },
  );
}

async function open(page: Page, name: PictureName, query = ""): Promise<void> {
  await page.goto(address(name, query));
  await sharpNow(page, name);
}

const viewOf = (page: Page): number[] =>
  (new URL(page.url()).searchParams.get("view") ?? "").split(",").map(Number);

/** The part of the screen that only the picture is on, as numbers. */
async function shot(page: Page): Promise<{ data: Buffer; width: number; height: number }> {
  const box = await page.locator(".stage").first().boundingBox();
  if (box === null) throw new Error("there is no stage");
  const png = await page.screenshot({
    clip: { x: box.x + 140, y: box.y + 60, width: Math.min(560, box.width - 200), height: box.height - 160 },
  });
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const measures = (page: Page, name: string): Promise<number[]> =>
  page.evaluate((n) => performance.getEntriesByName(n).map((m) => m.duration), name);

inBrowser(
  "what was shown whole stays whole when the window gets another size, until it is moved",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    await open(page, "reference");
    const metresPerPixel = async (): Promise<number> => {
      await expect.poll(() => viewOf(page).length).toBe(4);
      return viewOf(page)[2] ?? Number.NaN;
    };
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("0");
    const whole = await metresPerPixel();
    await page.setViewportSize({ width: 1280, height: 500 });
    await expect.poll(metresPerPixel).toBeGreaterThan(whole * 1.5);
    const small = await metresPerPixel();
    const moved = async (key: string): Promise<void> => {
      const before = page.url();
      await page.keyboard.press(key);
      await expect.poll(() => page.url()).not.toBe(before);
    };
    await moved("ArrowRight");
    await page.setViewportSize({ width: 1280, height: 800 });
    await moved("ArrowDown");
    expect(await metresPerPixel()).toBe(small);
    expect(complaints).toEqual([]);
    await close();
  },
  60_000,
);

inBrowser(
  "the browser and the server give the pixels that Node reads, however the file is packed",
  async () => {
    const { build } = await import("vite");
    const web = join(folder, "proof");
    await build({
      configFile: false,
      logLevel: "error",
      root: fileURLToPath(new URL("../../src/apps/web/proof/", import.meta.url)),
      build: { outDir: web, emptyOutDir: true, target: "es2023" },
      worker: { format: "es" },
    });
    const server = await startServer({
      folder: made.folder,
      host: "127.0.0.1",
      port: 0,
      web,
      now: () => new Date(),
      log: () => {},
    });
    const { page, complaints, close } = await openPage(browser);
    await page.goto(server.url);
    await page.waitForFunction("typeof tile === 'function'");
    for (const [name, ways] of [
      ["reference", ["ranges", "server"]],
      ["lzw", ["ranges", "server"]],
      ["bits16", ["ranges", "server"]],
      ["strips", ["server"]],
      ["points", ["server"]],
    ] as const) {
      const picture = await openPicture(await openFileSource(made.files[name]));
      const bands = name === "bits16" ? [3, 0, 1] : [0, 1, 2];
      const whole = await readShownTile(picture, { level: 0, column: 0, row: 0 }, bands);
      const expected = singlePrecision(packedTile(whole));
      // Not one tone, and all of it there: else equal tiles would say nothing.
      expect(new Set(expected.samples).size).toBeGreaterThan(60);
      expect(whole.valid).toBeNull();
      for (const by of ways) {
        const found = await page.evaluate<ReturnType<typeof plain>>(
          `tile(${JSON.stringify(made.looks[name])}, "${by}", { level: 0, column: 0, row: 0 }, ${JSON.stringify(bands)})`,
        );
        const { samples, ...rest } = plain(expected);
        expect({ ...found, samples: "" }, name).toEqual({ ...rest, samples: "" });
        // Megabytes that differ are of no use in a message.
        expect(found.samples === samples, `${name} by ${by}`).toBe(true);
      }
      await picture.close();
    }
    // A stripe is no tile: the browser leaves it to the server.
    expect(complaints).toEqual([]);
    await close();
    await server.close();
  },
);

const plain = ({ width, height, channels, samples }: TileSamples) => ({
  width,
  height,
  channels,
  samples: Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString("base64"),
});

inBrowser("a look opens with its picture and its facts, and axe finds nothing serious", async () => {
  const { page, complaints, close } = await openPage(browser);
  await open(page, "reference");
  const marks = await page.evaluate(() =>
    ["picture:first-paint", "picture:sharp"].map((n) => performance.getEntriesByName(n)[0]?.startTime ?? 0),
  );
  expect(marks[0]).toBeGreaterThan(0);
  expect(marks[1]).toBeGreaterThanOrEqual(marks[0] ?? 0);
  await page.getByRole("heading", { name: "5 October 2023" }).waitFor();
  const facts = page.getByRole("complementary");
  await facts.getByText("CC0-1.0", { exact: true }).first().waitFor();
  await facts.getByText("the site's reference:").waitFor();
  await facts.getByText("known to the day").waitFor();
  await page.locator("strong", { hasText: "simulated" }).waitFor();
  // The picture is there: not one tone.
  const { data } = await shot(page);
  expect(new Set(data).size).toBeGreaterThan(100);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForTimeout(200);
    expect(await seriousFindings(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await close();
});

inBrowser("a plain canvas shows what WebGL shows", async () => {
  const query = "drawn=none&view=0.0000,0.0000,0.4,20";
  const shots: Buffer[] = [];
  for (const canvas of ["", "&canvas=1"]) {
    const { page, close } = await openPage(browser);
    await open(page, "points", `${query}${canvas}`);
    const by = await page.evaluate(
      () =>
        (
          performance.getEntriesByName("picture:sharp")[0] as unknown as {
            detail: { drawnBy: string };
          }
        ).detail.drawnBy,
    );
    expect(by).toBe(canvas === "" ? "webgl2" : "canvas");
    await page.waitForTimeout(300);
    shots.push((await shot(page)).data);
    await close();
  }
  const [webgl, plain] = shots;
  if (webgl === undefined || plain === undefined || webgl.length !== plain.length)
    throw new Error("no shots");
  const off = [...webgl].map((v, i) => Math.abs(v - (plain[i] ?? 0)));
  expect(off.reduce((sum, v) => sum + v, 0) / off.length).toBeLessThan(4);
  expect(new Set(webgl).size).toBeGreaterThan(100);
});

inBrowser("without WebGL in the browser the plain canvas draws by itself", async () => {
  const without = await openBrowser(["--disable-webgl", "--disable-webgl2"]);
  const { page, close } = await openPage(without);
  await open(page, "reference");
  await page.getByText("drawn by a plain canvas").waitFor();
  expect(new Set((await shot(page)).data).size).toBeGreaterThan(100);
  await close();
  await without.close();
});

inBrowser("keys step to the next usable look, keep view and tones, and go back", async () => {
  const { page, complaints, close } = await openPage(browser);
  await open(page, "reference", "view=0.0002,0.0001,0.3,12&stretch=3,97");
  await page.waitForTimeout(1500);
  await page.keyboard.press("]");
  await page.getByRole("heading", { name: "19 October 2023" }).waitFor();
  await sharpNow(page, "shifted");
  expect(page.url()).toContain(made.looks.shifted);
  expect(viewOf(page)).toEqual([0.0002, 0.0001, 0.3, 12]);
  expect(new URL(page.url()).searchParams.get("stretch")).toBe("3,97");
  expect(await measures(page, "look:stepped:took")).toHaveLength(1);
  await page.keyboard.press("[");
  await page.getByRole("heading", { name: "5 October 2023" }).waitFor();
  // Before the first there is none: the key changes nothing.
  await page.keyboard.press("[");
  await page.waitForTimeout(200);
  expect(page.url()).toContain(made.looks.reference);
  await page.goBack();
  await page.getByRole("heading", { name: "19 October 2023" }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

inBrowser("the address restores the view, the tones, what is drawn and the comparison", async () => {
  const { page, close } = await openPage(browser);
  await open(page, "reference");
  const stage = page.getByRole("application").first();
  await stage.focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("r");
  await page.keyboard.press("t");
  await page.keyboard.press("n");
  await page.keyboard.press("c");
  await page.keyboard.press("3");
  await page.keyboard.press(".");
  await expect.poll(() => new URL(page.url()).searchParams.get("share")).toBe("0.550");
  const before = page.url();
  const [, , metresPerPixel, rotation] = viewOf(page);
  expect(rotation).toBe(15);
  for (const part of ["drawn=areas,names", "mode=fade", `with=${made.looks.shifted}`, "share=0.550"])
    expect(before).toContain(part);
  await close();
  const again = await openPage(browser);
  await again.page.goto(before);
  await sharpNow(again.page, "reference");
  await again.page.waitForTimeout(500);
  await expect.poll(() => again.page.url()).toBe(before);
  expect(viewOf(again.page)[2]).toBe(metresPerPixel);
  await again.page.getByText("Lined up by the measured shift").waitFor();
  await again.close();
});

inBrowser(
  "two dates lie on each other by the measured shift, and the screen says how good it is",
  async () => {
    const { page, close } = await openPage(browser, { width: 1500 });
    const query = "drawn=none&view=0.00005,0.0000,0.25,0";
    await open(page, "reference", query);
    await page.waitForTimeout(300);
    const a = await shot(page);
    await open(page, "shifted", query);
    await page.waitForTimeout(300);
    const b = await shot(page);
    const grey = ({ data, width, height }: typeof a) =>
      greyOf(
        {
          width,
          height,
          bands: [0, 1, 2].map((k) =>
            Uint8Array.from({ length: width * height }, (_, i) => data[i * 3 + k] ?? 0),
          ),
          valid: null,
        },
        ["red", "green", "blue"],
      );
    const shift = measureShift(grey(a), grey(b));
    expect(shift.outcome).toBe("matched");
    // The file is 4 m wrong, 16 pixels here; what is left is what the line-up could not measure.
    expect(Math.hypot(shift.columns, shift.rows) * 0.25).toBeLessThan(0.3);
    for (const mode of ["swipe", "side", "fade", "blink"]) {
      await open(page, "reference", `${query}&with=${made.looks.shifted}&mode=${mode}`);
      await page
        .getByText(
          /Lined up by the measured shift: 19 October 2023 moved 3\.\d+ m west, 2\.\d+ m north, quality/,
        )
        .waitFor();
      await expect.poll(() => page.getByRole("application").count()).toBe(mode === "side" ? 2 : 1);
    }
    await open(page, "reference", `${query}&with=${made.looks.nowhere}`);
    await page.getByText("The shift between the two could not be measured").waitFor();
    await close();
  },
);

inBrowser("the ruler gives the length and bearing of the geodesic, with its error", async () => {
  const { page, close } = await openPage(browser);
  await open(page, "reference", "view=0.0001,0.00005,0.25,0&drawn=none");
  const box = await page.getByRole("application").first().boundingBox();
  if (box === null) throw new Error("there is no picture");
  const [longitude = 0, latitude = 0] = viewOf(page);
  await page.keyboard.press("d");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.click(x - 160, y - 60);
  await page.mouse.dblclick(x + 120, y + 90);
  const said = (await page.locator("p[role=status]", { hasText: "bearing" }).textContent()) ?? "";
  // 280 pixels to the east and 150 to the south, of 0.25 m.
  const geodesic = geographiclib.Geodesic.WGS84;
  const place = (east: number, north: number): { lat2?: number; lon2?: number } =>
    geodesic.Direct(latitude, longitude, (Math.atan2(east, north) * 180) / Math.PI, Math.hypot(east, north));
  const [a, b] = [place(-40, 15), place(30, -22.5)];
  const inverse = geodesic.Inverse(a.lat2 ?? 0, a.lon2 ?? 0, b.lat2 ?? 0, b.lon2 ?? 0);
  const [, metres, plusMinus, bearing] = /([\d.]+) m ±([\d.]+); bearing ([\d.]+)°/.exec(said) ?? [];
  expect(Number(metres)).toBeCloseTo(inverse.s12 ?? 0, 0);
  expect(Number(plusMinus)).toBeGreaterThan(0.4);
  expect(Number(plusMinus)).toBeLessThan(0.9);
  expect(Number(bearing)).toBeCloseTo(inverse.azi1 ?? 0, 0);
  await page.keyboard.press("Escape");
  await page.locator("p[role=status]", { hasText: "bearing" }).waitFor({ state: "detached" });
  await close();
});

inBrowser("an analyst's word goes on record beside the rule's", async () => {
  const { page, close } = await openPage(browser, { analyst: "A. Analyst" });
  await open(page, "points");
  await page.keyboard.press("o");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "not seen" }).check();
  await dialog.getByRole("textbox").fill("the picture is of another day");
  await dialog.getByRole("button", { name: "put on record" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("complementary").getByText("“the picture is of another day”").waitFor();
  const look = (await (await fetch(`${served.url}/api/looks/${made.looks.points}`)).json()) as {
    readonly usability: readonly {
      readonly state: string;
      readonly override: { readonly by: string } | null;
    }[];
  };
  expect(look.usability[0]).toMatchObject({ state: "not-seen", override: { by: "A. Analyst" } });
  await close();
});

inBrowser("a picture without a place is shown in its pixels, and says so", async () => {
  const { page, close } = await openPage(browser);
  await open(page, "nowhere");
  await page.getByText("no place on the ground").first().waitFor();
  // The address follows when the view stands still.
  await expect.poll(() => viewOf(page).slice(0, 2)).toEqual([200, 200]);
  expect(new Set((await shot(page)).data).size).toBeGreaterThan(100);
  await close();
});

inBrowser("a picture that was altered is not shown; its records are, with why", async () => {
  const own = await serveCopy(made.folder);
  const { page, close } = await openPage(browser);
  const look = (await (await fetch(`${own.url}/api/looks/${made.looks.shifted}`)).json()) as {
    readonly picture: { readonly sha256: string };
  };
  const path = join(own.folder, "evidence", look.picture.sha256);
  const bytes = readFileSync(path);
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 255;
  chmodSync(path, 0o644);
  writeFileSync(path, bytes);
  await page.goto(`${own.url}/looks/${made.looks.shifted}`);
  await page.getByRole("alert").getByText("the picture is not what came on record").waitFor();
  await page.getByRole("complementary").getByText("known to the day").waitFor();
  expect(await page.evaluate(() => performance.getEntriesByName("picture:first-paint").length)).toBe(0);
  await close();
  await own.close();
});

inBrowser("two fingers zoom and turn, one moves", async () => {
  const { page, close } = await openPage(browser);
  await open(page, "reference", "view=0.0001,0.0000,0.5,0");
  const box = await page.getByRole("application").first().boundingBox();
  if (box === null) throw new Error("there is no picture");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const cdp = await page.context().newCDPSession(page);
  const touch = async (
    type: "touchStart" | "touchMove" | "touchEnd",
    ...points: readonly (readonly [number, number])[]
  ): Promise<void> => {
    await cdp.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })),
    });
  };
  const [longitude = 0, latitude = 0] = viewOf(page);
  await touch("touchStart", [x, y]);
  for (const step of [10, 20, 30, 40]) await touch("touchMove", [x - step, y]);
  await touch("touchEnd");
  // What lay 40 pixels of half a metre to the east is in the middle now.
  await expect.poll(() => (viewOf(page)[0] ?? 0) - longitude).toBeCloseTo((40 * 0.5) / 111_320, 6);
  expect(viewOf(page)[1]).toBeCloseTo(latitude, 6);
  await touch("touchStart", [x - 50, y], [x + 50, y]);
  for (const step of [10, 20, 30, 40, 50]) await touch("touchMove", [x - 50 - step, y], [x + 50 + step, y]);
  await touch("touchEnd");
  await expect.poll(() => viewOf(page)[2]).toBeCloseTo(0.25, 2);
  expect(viewOf(page)[3]).toBe(0);
  await close();
});

inBrowser("a timelapse leaves a view-only look out, names it, and can be played", async () => {
  const { page, complaints, close } = await openPage(browser);
  await open(page, "reference", "view=0.0001,0.0000,0.5,0");
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Timelapse of the usable looks" });
  await dialog
    .getByText("26 October 2023, A Seller: its licence does not let pixels leave the case")
    .waitFor();
  const shown = Number(/(\d+) looks/.exec((await dialog.locator("p").first().textContent()) ?? "")?.[1]);
  for (const form of ["mp4", "gif"]) {
    await dialog.getByLabel("as").selectOption(form);
    await dialog.getByLabel("size").selectOption("960 × 960");
    await dialog.getByRole("button", { name: "make it" }).click();
    const link = dialog.getByRole("link", { name: `save yard-timelapse.${form}` });
    await link.waitFor({ timeout: 60_000 });
    await dialog.getByText(`${shown} looks`).last().waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const bytes = readFileSync(await download.path());
    if (form === "gif") {
      const { pages, width, pageHeight } = await sharp(bytes, { animated: true }).metadata();
      expect([pages, width, pageHeight]).toEqual([shown, 960, 960]);
    } else {
      expect(bytes.toString("latin1", 4, 8)).toBe("ftyp");
      const seconds = await page.evaluate<number>(`new Promise((resolve, reject) => {
        const video = document.querySelector("video");
        if (video.readyState > 0) resolve(video.duration);
        video.addEventListener("loadedmetadata", () => resolve(video.duration));
        video.addEventListener("error", () => reject(new Error(video.error?.message ?? "not played")));
      })`);
      expect(seconds).toBeCloseTo(1.5 * shown, 1);
    }
  }
  expect(complaints.filter((c) => !c.startsWith("asked for blob:"))).toEqual([]);
  await close();
});
