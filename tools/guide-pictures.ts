// npm run guide: takes the screenshots of docs/guide anew, in both themes, from a case that it makes for this.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { startServer } from "../src/apps/server/start.ts";
import type { MovementsScreen } from "../src/findings/screens/movements.ts";
import { reportScript } from "../src/system/files/report-script.ts";
import { buildDemo } from "../src/system/steps/demo.ts";
import { buildTrafficDemo } from "../src/system/steps/demo-traffic.ts";
import { openBrowser, openPage } from "../test/workbench/browser.ts";
import { buildMovementsCase } from "../test/workbench/movements-case.ts";

/** A screenshot: where, and what is done before it is taken. */
interface Shot {
  readonly name: string;
  readonly address: string;
  readonly before?: (page: Page) => Promise<void>;
}

const out = fileURLToPath(new URL("../docs/guide/pictures/", import.meta.url));
const examples = fileURLToPath(new URL("../examples/tumangang/", import.meta.url));
const size = { width: 1280, height: 800 };
const only = process.argv.slice(2);
const clock = (): Date => new Date("2026-05-02T03:04:05Z");
const say = (text: string): void => console.error(`guide: ${text}`);

const settle = (page: Page, ms = 900): Promise<void> => page.waitForTimeout(ms);

async function shots(url: string): Promise<readonly Shot[]> {
  const answer = await fetch(`${url}/api/sites/simulated-yard/looks`);
  const { looks } = (await answer.json()) as { readonly looks: readonly { readonly id: string }[] };
  const on = (day: string): string =>
    looks.find((look) => look.id.startsWith(`simulated-yard.${day}`))?.id ?? `no look on ${day}`;
  const [october, september] = [on("2023-10-05"), on("2023-09-22")];
  const press =
    (...names: string[]) =>
    async (page: Page): Promise<void> => {
      await settle(page);
      for (const name of names) {
        await page.keyboard.press(name);
        await settle(page, 150);
      }
      await settle(page);
    };
  return [
    { name: "board", address: "/" },
    { name: "map", address: "/map?view=130.6,42.4,120000" },
    { name: "history", address: "/sites/tumangang?kind=railcar&at=2023-10-05&event=summit-2023-09-13" },
    { name: "look", address: `/looks/${october}` },
    { name: "compare", address: `/looks/${october}?with=${september}&mode=swipe` },
    { name: "side-by-side", address: `/looks/${october}?with=${september}&mode=side` },
    { name: "published-look", address: "/looks/csis-2023-10-05" },
    { name: "draw", address: `/looks/${october}/draw` },
    {
      name: "count",
      address: `/looks/${october}/count?by=A.%20Analyst&pass=review`,
      before: press(".", "n", "n", "n"),
    },
    {
      name: "finding",
      address: "/findings/tumangang.csis-2023-10-05.1",
      before: async (page) => {
        await page.getByText("73", { exact: true }).first().click();
        await settle(page);
      },
    },
    { name: "findings", address: "/findings" },
    {
      name: "jobs",
      address: "/jobs",
      before: async (page) => {
        await fetch(`${url}/api/sites/simulated-yard/count-all`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-yardwatch-by": encodeURIComponent("A. Analyst") },
          body: "{}",
        });
        await page.locator("progress").waitFor();
        await settle(page, 1_200);
      },
    },
    {
      name: "voyages",
      address: "/movements",
      before: async (page) => {
        await page.getByRole("complementary").waitFor();
        await page.keyboard.press("4");
        await page.getByText("published numbers").waitFor({ timeout: 60_000 });
        await page.getByRole("button", { name: "draw the least" }).first().click();
        await settle(page);
      },
    },
    { name: "chain", address: "/movements?panel=chain&way=1", before: (page) => settle(page, 2_500) },
    { name: "glossary", address: "/glossary" },
    { name: "keys", address: `/looks/${october}`, before: press("?") },
  ];
}

/** Of simulated traffic: a day of it can be shown to everybody. */
async function seaShots(url: string): Promise<readonly Shot[]> {
  const screen = (await (await fetch(`${url}/api/movements`)).json()) as MovementsScreen;
  const { sightings } = screen;
  const chosen = (word: string): string =>
    encodeURIComponent(sightings.find((s) => s.word === word)?.id ?? `no sighting is ${word}`);
  const settled = (page: Page): Promise<void> => settle(page, 2_500);
  return [
    { name: "movements", address: "/movements", before: settled },
    { name: "sighting", address: `/movements?sighting=${chosen("cannot-tell")}`, before: settled },
    {
      name: "events",
      address: "/movements?panel=events",
      before: async (page) => {
        await settled(page);
        await page.keyboard.press("n");
        await settle(page);
      },
    },
    { name: "ship", address: "/movements?panel=ships&ship=399000141", before: settled },
    {
      name: "by-hand",
      address: nearOptical(screen),
      before: async (page) => {
        await settled(page);
        await page.keyboard.press("a");
        await settle(page, 300);
        await page.mouse.move(600, 430);
        await page.mouse.down();
        await page.mouse.move(660, 388, { steps: 4 });
        await page.mouse.up();
        await page.getByLabel("length, metres").focus();
        await settle(page);
      },
    },
    {
      name: "movements-legend",
      address: `/movements?sighting=${chosen("dark")}`,
      before: async (page) => {
        await settled(page);
        await page.keyboard.press("l");
        await settle(page);
      },
    },
  ];
}

/** Of the demo of movements, of which some pictures have pixels: two ships in port, of which one sends and one does not. */
function pixelShots(): readonly Shot[] {
  return [
    {
      name: "movements-picture",
      address: "/movements?sighting=sim-optical-20230902t0214-south-port-01&view=130.2979,42.2229,40000000",
      before: (page) => settle(page, 3_500),
    },
  ];
}

/** The room over a sighting of the first optical picture, at the time when that was taken and near enough to see a hull. */
function nearOptical({ scenes, sightings }: MovementsScreen): string {
  const scene = scenes.find((s) => s.sensor === "optical");
  const seen = sightings.find((s) => s.sceneId === scene?.id);
  if (scene === undefined || seen === undefined) throw new Error("the made sea has no optical picture");
  const at = new Date(scene.fromMs).toISOString().slice(0, 19);
  return `/movements?view=${seen.position.join(",")},16000000&at=${at}`;
}

const folder = mkdtempSync(join(tmpdir(), "yardwatch-guide-"));
mkdirSync(out, { recursive: true });
const browser = await openBrowser();
try {
  const { folder: made } = await buildDemo({
    folder: join(folder, "case"),
    examples,
    script: reportScript(),
    now: clock,
    say,
  });
  await buildMovementsCase(join(folder, "sea"), { analysed: true });
  const { folder: drawn } = await buildTrafficDemo({ folder: join(folder, "drawn"), now: clock, say });
  const serve = (of: string) =>
    startServer({
      folder: of,
      host: "127.0.0.1",
      port: 0,
      web: process.env["YARDWATCH_WEB"],
      now: clock,
      log: console.error,
    });
  const [server, sea, pixels] = [await serve(made), await serve(join(folder, "sea")), await serve(drawn)];
  const all = [
    ...(await shots(server.url)).map((shot) => ({ ...shot, url: server.url })),
    ...(await seaShots(sea.url)).map((shot) => ({ ...shot, url: sea.url })),
    ...pixelShots().map((shot) => ({ ...shot, url: pixels.url })),
  ];
  for (const theme of ["light", "dark"] as const) {
    const { page, complaints, close } = await openPage(browser, { ...size, theme, analyst: "A. Analyst" });
    for (const { name, address, before, url } of all) {
      if (only.length > 0 && !only.includes(name)) continue;
      await page.goto(`${url}${address}`);
      await settle(page, 1_500);
      await before?.(page);
      const png = await page.screenshot();
      const file = `${name}-${theme}.webp`;
      writeFileSync(join(out, file), await sharp(png).webp({ quality: 84, effort: 6 }).toBuffer());
      console.error(`guide: ${file}`);
    }
    if (complaints.length > 0) {
      console.error(`guide: the pages complained: ${complaints.join("; ")}`);
      process.exitCode = 1;
    }
    await close();
  }
  await pixels.close();
  await sea.close();
  await server.close();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
