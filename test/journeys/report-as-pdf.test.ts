import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { UnavailableError } from "../../src/base/errors.ts";
import type { Case } from "../../src/system/files/case-folder.ts";
import { findChromium } from "../../src/system/print/chromium.ts";
import { withTime } from "../../src/system/print/print-page.ts";
import { buildReport, type BuiltReport } from "../../src/system/steps/build-report.ts";
import { draft } from "../../src/system/steps/finding.ts";
import { keepPrinted, printReport, type PrintedReport } from "../../src/system/steps/report-pdf.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { publishedCase } from "../demo-records.ts";

const thereIsChromium = (() => {
  try {
    return findChromium() !== "";
  } catch (error) {
    if (process.env["CI"] !== undefined) throw error;
    console.warn("SKIPPED: no Chromium found; no report was printed");
    return false;
  }
})();
const printed = test.skipIf(!thereIsChromium);

let folder = "";
let opened: Case | undefined;
let report: BuiltReport | undefined;
let pdf: PrintedReport | undefined;

const theCase = (): Case => {
  if (opened === undefined) throw new Error("no case");
  return opened;
};
const theReport = (): BuiltReport => {
  if (report === undefined) throw new Error("no report");
  return report;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-"));
  opened = await publishedCase(join(folder, "case"));
  await draft(opened, {
    site: "tumangang",
    kind: "railcar",
    at: "2023-10-05",
    event: "summit-2023-09-13",
  });
  report = await buildReport(opened, { script: "" });
  if (thereIsChromium) pdf = await keepPrinted(opened, await printReport(report));
});
afterAll(() => {
  opened?.close();
  rmSync(folder, { recursive: true, force: true });
});

const textOf = (path: string): string => readFileSync(path).toString("latin1");

printed(
  "a printed report is tagged, has an outline and a language, and every row and heading of the HTML",
  () => {
    const html = readFileSync(theReport().path, "utf8");
    const text = textOf(pdf?.path ?? "");
    expect(text.startsWith("%PDF-")).toBe(true);
    expect(text).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(text).toContain("/StructTreeRoot");
    expect(text).toContain("/Lang (en)");
    const tagged = (type: string): number => text.match(new RegExp(`/S /${type}\\b`, "g"))?.length ?? 0;
    const inHtml = (tag: string): number => html.match(new RegExp(`<${tag}[\\s>]`, "g"))?.length ?? 0;
    expect(inHtml("tr")).toBeGreaterThan(100);
    expect(tagged("TR")).toBe(inHtml("tr"));
    expect(tagged("Table")).toBe(inHtml("table"));
    expect(tagged("H1")).toBe(1);
    expect(tagged("H2")).toBe(inHtml("h2"));
    expect(tagged("Figure")).toBeGreaterThan(0);
    for (const [, heading = ""] of html.matchAll(/<h2[^>]*>([^<&]+)<\/h2>/g))
      expect(text, heading).toContain(`/Title (${heading.trim()})`);
    expect(pdf?.pages).toBeGreaterThan(10);
  },
);

printed("the same report gives the same file, and building it again changes nothing", async () => {
  const again = await keepPrinted(theCase(), await printReport(theReport()));
  expect(again).toEqual({ ...pdf, changed: false });
});

printed(
  "the custody log names the file and the HTML that it was printed from, and the case is sound",
  async () => {
    const line = readFileSync(theCase().custodyPath, "utf8").trimEnd().split("\n").at(-1) ?? "";
    expect(JSON.parse(line)).toMatchObject({
      action: "report build",
      detail: { format: "pdf", of: theReport().sha256, sha256: pdf?.sha256 },
    });
    expect((await verifyCase(theCase())).damage).toEqual([]);
    // The HTML is still the same one: printing it is no change of the case that it would have to show.
    expect((await buildReport(theCase(), { script: "" })).changed).toBe(false);
  },
);

test("a report that was changed after it was built is not printed", async () => {
  const copy = { ...theReport() };
  const original = readFileSync(copy.path);
  chmodSync(copy.path, 0o644);
  appendFileSync(copy.path, "<p>One more thing</p>");
  await expect(printReport(copy)).rejects.toThrow("not the one that was built");
  rmSync(copy.path);
  await expect(printReport(copy)).rejects.toThrow("missing");
  const { writeWhole } = await import("../../src/system/files/atomic.ts");
  writeWhole(copy.path, original);
});

test("a browser that is none is told in a sentence", async () => {
  process.env["YARDWATCH_CHROMIUM"] = "/usr/bin/false";
  try {
    await expect(printReport(theReport())).rejects.toThrow(/\/usr\/bin\/false did not start/);
    await expect(printReport(theReport())).rejects.toBeInstanceOf(UnavailableError);
  } finally {
    delete process.env["YARDWATCH_CHROMIUM"];
  }
});

const launcher = fileURLToPath(new URL("../../bin/yardwatch.js", import.meta.url));
const command = (
  args: readonly string[],
  chromium = "",
): { status: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, "report", "build", ...args], {
    encoding: "utf8",
    env: { ...process.env, ...(chromium === "" ? {} : { YARDWATCH_CHROMIUM: chromium }) },
  });
  return { status, out: stdout, err: stderr };
};

test("the command says in a sentence that there is no Chromium, with the HTML built all the same", () => {
  const out = join(folder, "elsewhere.html");
  const { status, err } = command(["--case", theCase().folder, "--out", out, "--pdf"], "/no/such/chromium");
  expect(status).toBe(1);
  expect(err).toContain("YARDWATCH_CHROMIUM names /no/such/chromium, which is not there");
  expect(existsSync(out)).toBe(true);
  expect(existsSync(join(folder, "elsewhere.pdf"))).toBe(false);
  const refused = command(["--case", theCase().folder, "--out", join(folder, "a.pdf")]);
  expect(refused.status).toBe(2);
  expect(refused.err).toContain("a name for the HTML file");
});

printed("the command prints the PDF beside the HTML", () => {
  const out = join(folder, "beside.html");
  const { status, out: said } = command(["--case", theCase().folder, "--out", out, "--pdf", "--json"]);
  expect(status).toBe(0);
  const { path, pdf: made } = JSON.parse(said) as { path: string; pdf: PrintedReport };
  expect([path, made.path]).toEqual([out, join(folder, "beside.pdf")]);
  expect(made.pages).toBe(pdf?.pages);
  expect(readFileSync(made.path).length).toBe(made.bytes);
});

test("both dates of a PDF are set and no byte moves", () => {
  const before = Buffer.from(
    "1 0 obj <</CreationDate (D:20261128162205+00'00') /ModDate (D:20261128162205+00'00')>>",
  );
  const after = withTime(before, new Date("2026-01-02T03:04:05Z"));
  expect(after.length).toBe(before.length);
  expect(after.toString()).toBe(
    "1 0 obj <</CreationDate (D:20260102030405+00'00') /ModDate (D:20260102030405+00'00')>>",
  );
});
