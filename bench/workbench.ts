import type { Browser, Page } from "playwright-core";
import { median, type Bench, type Figure } from "./figure.ts";
import {
  benchBrowser,
  dragToAndFro,
  framesWhile,
  freshPage,
  markAt,
  marksOf,
  until,
} from "./workbench/browser-timings.ts";
import { casesOfLooks, pictureCase, type PictureCase } from "./workbench/cases.ts";
import { flooded } from "./workbench/flooded.ts";
import { scriptKilobytes } from "./workbench/script-size.ts";
import { startProcess } from "./workbench/server-process.ts";

/**
 * What the workbench promises, in headless Chromium on the built pages, by the browser's own timings. "From a cold server" is a server
 * process that has answered nothing yet and a browser without caches.
 */
export async function benchWorkbench(bench: Bench): Promise<Figure[]> {
  const browser = await benchBrowser();
  if (browser === null) {
    bench.note("no Chromium found: skipped");
    return [];
  }
  try {
    const rounds = bench.quick ? 1 : 5;
    const one = await casesOfLooks(bench.folder, 5_000, 1);
    const few = bench.quick ? one : await casesOfLooks(bench.folder, 5_000, 20);
    const pictures = await pictureCase(bench.folder, bench.note, { pictures: bench.quick ? 1 : 3 });
    return [
      ...(await firstPaints(browser, few, pictures, rounds)),
      // There is nowhere to step to in the quick run, which makes one picture only.
      ...(bench.quick ? [] : await steps(browser, pictures)),
      ...(await panning(browser, one, pictures)),
      ...(await script(browser, few)),
      ...(bench.quick ? [] : flooded(few, 60)),
    ];
  } finally {
    await browser.close();
  }
}

/** Opens an address of a server that was just started in a browser without caches. */
async function coldMark(browser: Browser, folder: string, path: string, mark: string): Promise<number> {
  const server = await startProcess(folder);
  const { page, context } = await freshPage(browser);
  try {
    await page.goto(`${server.url}${path}`, { waitUntil: "commit" });
    return await markAt(page, mark);
  } finally {
    await context.close();
    await server.stop();
  }
}

async function repeated(rounds: number, work: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let i = 0; i < rounds; i++) values.push(await work());
  return median(values);
}

async function firstPaints(
  browser: Browser,
  looks: string,
  pictures: PictureCase,
  rounds: number,
): Promise<Figure[]> {
  const look = `/looks/${encodeURIComponent(pictures.looks.at(-1) ?? "")}`;
  const board = await repeated(rounds, () => coldMark(browser, looks, "/", "board:first-paint"));
  const picture = await repeated(rounds, () =>
    coldMark(browser, pictures.folder, look, "picture:first-paint"),
  );
  const sharp = await repeated(rounds, () => coldMark(browser, pictures.folder, look, "picture:sharp"));
  // What any page of this server takes in this browser: the floor of the two above.
  const floor = await repeated(rounds, async () => {
    const server = await startProcess(looks);
    const { page, context } = await freshPage(browser);
    await page.goto(`${server.url}/icon.svg`);
    const loaded = await page.evaluate<number>("performance.getEntriesByType('navigation')[0].duration");
    await context.close();
    await server.stop();
    return loaded;
  });
  return [
    { name: "workbench-board-first-paint", value: board, unit: "ms", goal: "<=1000" },
    { name: "workbench-picture-first-paint", value: picture, unit: "ms", goal: "<=1500" },
    { name: "workbench-picture-sharp", value: sharp, unit: "ms", goal: null },
    { name: "workbench-page-floor", value: floor, unit: "ms", goal: null },
    { name: "workbench-board-over-floor", value: board / floor, unit: "x", goal: null },
  ];
}

/** Steps from look to look by key and waits for each to be shown. */
async function steps(browser: Browser, { folder, looks }: PictureCase): Promise<Figure[]> {
  const server = await startProcess(folder);
  const { page, context } = await freshPage(browser);
  try {
    await page.goto(`${server.url}/looks/${encodeURIComponent(looks[0] ?? "")}`);
    await markAt(page, "picture:sharp");
    // An analyst looks at a picture before going on: neighbours are fetched meanwhile.
    const times: number[] = [];
    for (const key of ["]", "[", "]", "["]) {
      await page.waitForTimeout(1_500);
      const before = await marksOf(page, "look:stepped");
      await page.keyboard.press(key);
      await until(
        page,
        `performance.getEntriesByName("look:stepped", "mark").length > ${before} ? true : null`,
      );
      times.push(
        await page.evaluate<number>(
          "performance.getEntriesByName('look:stepped:took', 'measure').at(-1).duration",
        ),
      );
    }
    return [{ name: "workbench-step-between-looks", value: median(times), unit: "ms", goal: "<=300" }];
  } finally {
    await context.close();
    await server.stop();
  }
}

/** The milliseconds that the marks of a name carry, in order of time. */
const detailsOf = (page: Page, name: string): Promise<number[]> =>
  page.evaluate<number[]>(
    `performance.getEntriesByName(${JSON.stringify(name)}, "mark").map(({ detail }) => (typeof detail === "number" ? detail : detail.milliseconds))`,
  );

async function panning(browser: Browser, looks: string, pictures: PictureCase): Promise<Figure[]> {
  const history = await startProcess(looks);
  const chart = await freshPage(browser);
  await chart.page.goto(`${history.url}/sites/yard-0?kind=railcar&area=main`);
  await markAt(chart.page, "history:frame");
  await chart.page.waitForTimeout(1_000);
  const canvas = await chart.page.locator("canvas").first().boundingBox();
  const at = [
    (canvas?.x ?? 0) + (canvas?.width ?? 0) / 2,
    (canvas?.y ?? 0) + (canvas?.height ?? 0) / 2,
  ] as const;
  // Nearer first, so that there is something to drag.
  await chart.page.mouse.move(...at);
  for (let i = 0; i < 3; i++) await chart.page.mouse.wheel(0, -120);
  await chart.page.waitForTimeout(500);
  const panned = await framesWhile(chart.page, () => dragToAndFro(chart.page, at, 300));
  await chart.context.close();
  await history.stop();

  const counting = await startProcess(pictures.folder);
  const marks = await freshPage(browser);
  const path = `/looks/${encodeURIComponent(pictures.looks[0] ?? "")}/count?by=${pictures.by}&pass=1`;
  await marks.page.goto(`${counting.url}${path}`);
  await markAt(marks.page, "count:frame");
  await marks.page.waitForTimeout(2_000);
  const before = await marksOf(marks.page, "count:frame");
  const dragged = await framesWhile(marks.page, () => dragToAndFro(marks.page, [500, 350], 200));
  const drawn = (await marksOf(marks.page, "count:frame")) - before;
  if (drawn < 10) throw new Error(`the marks were drawn ${drawn} times while the picture was dragged`);
  const drawing = (await detailsOf(marks.page, "count:frame")).slice(before).sort((a, b) => a - b);
  const p95 = drawing[Math.floor(drawing.length * 0.95)] ?? Number.NaN;
  await marks.context.close();
  await counting.stop();
  return [
    { name: "workbench-history-5000-looks-pan", value: panned.perSecond, unit: "frames/s", goal: ">=50" },
    { name: "workbench-history-5000-looks-longest-frame", value: panned.longestMs, unit: "ms", goal: null },
    { name: "workbench-5000-marks-drag", value: dragged.perSecond, unit: "frames/s", goal: ">=20" },
    { name: "workbench-5000-marks-drawing-p95", value: p95, unit: "ms", goal: null },
  ];
}

async function script(browser: Browser, looks: string): Promise<Figure[]> {
  const server = await startProcess(looks);
  const { page, context } = await freshPage(browser);
  const kilobytes = await scriptKilobytes(page, `${server.url}/`, () => markAt(page, "board:first-paint"));
  await context.close();
  await server.stop();
  return [{ name: "workbench-first-page-script", value: kilobytes, unit: "kB compressed", goal: "<350" }];
}
