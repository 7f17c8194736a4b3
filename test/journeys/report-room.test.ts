import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { openCase } from "../../src/system/files/case-folder.ts";
import { importLooks } from "../../src/system/steps/import-looks.ts";
import { looksFile, lookHeader } from "../made-case.ts";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { demoCase } from "../workbench/demo-case.ts";
import { serveCopy, type Served } from "../workbench/served.ts";

const finding = "tumangang.csis-2023-10-05.1";
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

const side = (page: Page) => page.getByRole("complementary", { name: "Evidence of the value" });
const value = (page: Page, text: string) =>
  page.locator("[data-sentence='1']").getByRole("link", { name: text, exact: true });

inBrowser("from 73 to the row of the table that it was read from, and back", async () => {
  const { page, complaints, close } = await openPage(browser);
  await page.goto(`${served.url}/findings/${finding}`);
  await page.getByText("values agree with the records").waitFor();
  await value(page, "73").click();
  await side(page).getByText("counts/csis-2023-10-05-railcar/best").waitFor();
  await expect.poll(() => side(page).innerText()).toContain("CSIS Beyond Parallel");
  await side(page).getByText("how it came on record").click();
  await expect.poll(() => side(page).innerText()).toMatch(/look import[\s\S]*looks\.csv[\s\S]*[0-9a-f]{64}/);
  await side(page).getByRole("button", { name: "row in looks.csv" }).click();
  const row = page.locator("tr[aria-current]");
  await row.waitFor();
  await expect.poll(() => row.innerText()).toContain("csis-2023-10-05-railcar");
  await expect.poll(() => row.locator("td.cell").innerText()).toBe("73");
  expect(
    await row
      .locator("td.cell")
      .evaluate((e: { getBoundingClientRect: () => { top: number } }) => e.getBoundingClientRect().top),
  ).toBeLessThan(800);
  // The address alone restores what is seen.
  await page.goto(page.url());
  await row.waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "What was seen" }).waitFor();
  await expect.poll(() => value(page, "73").getAttribute("aria-current")).toBe("true");
  expect(complaints).toEqual([]);
  await close();
});

inBrowser("the keyboard alone walks from value to value, and the side follows", async () => {
  const { page, complaints, close } = await openPage(browser);
  await page.goto(`${served.url}/findings/${finding}?value=1.2`);
  await page.getByText("values agree with the records").waitFor();
  const focused = (): Promise<string> => page.evaluate<string>("document.activeElement.dataset.value ?? ''");
  await page.keyboard.press("ArrowRight");
  await expect.poll(focused).toBe("1.3");
  expect(new URL(page.url()).searchParams.get("value")).toBe("1.3");
  await page.keyboard.press("Tab");
  await expect.poll(focused).toBe("1.4");
  await side(page).getByText("site/name").waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(focused).toBe("1.2");
  // Enter on a value keeps it, and Escape leads from its row back to it.
  await side(page).getByRole("button", { name: "row in looks.csv" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("tr[aria-current]").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(focused).toBe("1.2");
  expect(complaints).toEqual([]);
  await close();
});

inBrowser("a likelihood word opens its band", async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${served.url}/findings/${finding}`);
  const word = page.getByRole("button", { name: "almost certain" });
  await word.click();
  await expect.poll(() => word.getAttribute("aria-expanded")).toBe("true");
  await page.getByText("95 to 99 %", { exact: true }).waitFor();
  await close();
});

inBrowser("the report is built as HTML and as PDF, and both open", async () => {
  const { page, complaints, close } = await openPage(browser);
  await page.goto(`${served.url}/findings/${finding}`);
  await page.getByRole("button", { name: "build HTML" }).click();
  await page.getByText("The HTML report is built.").waitFor();
  const [report] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "open the HTML" }).click(),
  ]);
  await report.getByRole("heading", { level: 1 }).waitFor();
  await expect
    .poll(() => report.locator("h1").innerText())
    .toBe("Tumangang rail facility: railcars on 5 October 2023");
  // It is shown without the workbench's origin: it can read nothing of it.
  expect(await report.evaluate<string>("self.origin")).toBe("null");
  await report.close();
  await page.getByRole("button", { name: "build PDF" }).click();
  await page.getByRole("progressbar").waitFor();
  await page.getByText("The PDF report is built.").waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("listitem")
      .filter({ hasText: "open the PDF" })
      .getByRole("link", { name: "download" })
      .click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${finding}.pdf`);
  const pdf = readFileSync(await download.path()).toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf).toContain("/StructTreeRoot");
  expect(complaints).toEqual([]);
  await close();
});

inBrowser(
  "a finding of a counted picture leads to the picture with its marks, named as simulated",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto(`${served.url}/findings`);
    await page.getByLabel("Site").selectOption("simulated-yard");
    await page.getByRole("button", { name: "draft a finding" }).click();
    await page.getByRole("heading", { level: 1, name: /^Simulated yard/ }).waitFor();
    await page.locator(".state").getByText("simulated picture").waitFor();
    await page.locator("[data-value='1.2']").click();
    await side(page)
      .getByRole("button", { name: /^picture with \d+ marks$/ })
      .click();
    const picture = page.getByRole("img", { name: /each mark outlined and numbered/ });
    await expect
      .poll(() => picture.evaluate((e: { naturalWidth?: number }) => e.naturalWidth ?? 0), {
        timeout: 30_000,
      })
      .toBeGreaterThan(100);
    expect(complaints).toEqual([]);
    await close();
  },
);

inBrowser(
  "a count that is corrected breaks its sentences on the open screen, and drafting anew mends them",
  async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto(`${served.url}/findings/${finding}`);
    await page.getByText("values agree with the records").waitFor();
    const opened = openCase(served.folder, "write", () => new Date());
    await importLooks(
      opened,
      looksFile(
        [
          "recount,csis-2023-10-05,tumangang,railcar,count,,78,,2023-10-05,CSIS Beyond Parallel,CSIS Beyond Parallel,primary,counted,,Planet Labs,csis-2023-10-05-railcar",
        ],
        `${lookHeader.replace("observation", "observation,look")},provider,corrects`,
      ),
    );
    opened.close();
    // Nobody loads the page again: the change is told.
    await page.getByText("no longer agree with the records").waitFor({ timeout: 15_000 });
    await page.keyboard.press("d");
    await side(page).getByText("This value does not hold").waitFor();
    await expect
      .poll(() => side(page).innerText())
      .toMatch(/printed\s+73\s+now\s+78\s+why\s+count recount corrects/);
    await expect
      .poll(() => page.locator("[data-sentence='1']").innerText())
      .toMatch(/does not hold.*73\s*drifted,\s*⚠ now 78/is);
    await expect.poll(() => page.getByRole("button", { name: "build HTML" }).isDisabled()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await side(page).getByRole("button", { name: "draft anew" }).click();
    await page.waitForURL(/\.2\?view=changes/);
    const changes = page.getByRole("region", { name: "Changes since the version before" });
    await changes.waitFor();
    await expect.poll(() => changes.innerText()).toMatch(/counts\/recount\/best\s+73\s+78/);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  },
);

inBrowser("a number that was altered in the database is found by its sentence, with the reason", async () => {
  const database = new DatabaseSync(join(served.folder, "records.sqlite"));
  database.exec("UPDATE counts SET best = 200 WHERE id = 'voa-2023-02-02-train-by-yard'");
  database.close();
  const { page, close } = await openPage(browser);
  await page.goto(`${served.url}/findings/${finding.replace(/1$/, "2")}`);
  await page.getByText("no longer agree with the records").waitFor();
  const sentence = page.locator("li.drifted").filter({ hasText: "The maximum itself is contested" });
  await expect.poll(() => sentence.innerText()).toMatch(/75\s*drifted,\s*⚠ now 200/);
  await sentence.getByRole("link", { name: "75", exact: true }).click();
  await side(page).getByText("was altered outside of the program").waitFor();
  await close();
});

inBrowser("no screen of the room keeps anybody out, in either theme", async () => {
  for (const theme of ["light", "dark"] as const) {
    const { page, complaints, close } = await openPage(browser, { theme });
    for (const [address, there] of [
      ["/findings", "Findings"],
      [`/findings/${finding}?value=1.2`, "What was seen"],
      [`/findings/${finding}?value=1.2&row=counts+csis-2023-10-05-railcar`, "looks.csv"],
    ] as const) {
      await page.goto(`${served.url}${address}`);
      await page.getByRole("heading", { name: there }).first().waitFor();
      if (address.includes("row=")) await page.locator("tr[aria-current]").waitFor();
      expect(await seriousFindings(page), `${theme} ${address}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  }
});

inBrowser("a finding that is none says so and leads on", async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${served.url}/findings/none`);
  await page.getByRole("alert").getByText('no finding "none"').waitFor();
  await page.getByRole("link", { name: "All findings of the case" }).click();
  await page.getByRole("heading", { level: 1, name: "Findings" }).waitFor();
  await close();
});

inBrowser(
  "a finding whose look lost its figure is readable, and none of it is vouched for or called wrong",
  async () => {
    const database = new DatabaseSync(join(served.folder, "records.sqlite"), {
      enableForeignKeyConstraints: false,
    });
    database.exec("DELETE FROM counts WHERE look LIKE 'simulated-yard%'");
    database.close();
    const { page, close } = await openPage(browser);
    await page.goto(`${served.url}/findings`);
    await page.getByRole("link", { name: /^Simulated yard/ }).click();
    await page.getByText("cannot be checked").waitFor();
    await expect
      .poll(() => page.locator("[data-sentence='1']").innerText())
      .toContain("stood at Simulated yard");
    await expect.poll(() => page.locator(".main .drifted").count()).toBe(0);
    await expect.poll(() => page.getByRole("button", { name: "build PDF" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "draft anew" }).click();
    await page.getByRole("alert").getByText("a new draft could not be shown").waitFor();
    await close();
  },
);
