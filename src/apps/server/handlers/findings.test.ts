import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BuiltFile } from "../../../findings/screens/built-report.ts";
import type { TablePart } from "../../../findings/screens/evidence.ts";
import type { FindingScreen } from "../../../findings/screens/finding.ts";
import type { FindingInList } from "../../../findings/screens/finding-list.ts";
import { openCase } from "../../../system/files/case-folder.ts";
import { importLooks } from "../../../system/steps/import-looks.ts";
import { publishedCase } from "../../../../test/demo-records.ts";
import { looksFile, lookHeader, standingClock } from "../../../../test/made-case.ts";
import { startServer, type RunningServer } from "../start.ts";
import { disposition } from "./handing-out.ts";

let folder = "";
let server: RunningServer;
const log: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-findings-"));
  (await publishedCase(join(folder, "case"))).close();
  mkdirSync(join(folder, "web"));
  writeFileSync(join(folder, "web", "index.html"), "<title>pages</title>");
  server = await startServer({
    folder: join(folder, "case"),
    web: join(folder, "web"),
    host: "127.0.0.1",
    port: 0,
    now: standingClock,
    log: (line) => log.push(line),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string): Promise<Response> => fetch(`${server.url}${path}`);
const post = (path: string, body: unknown): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify(body),
  });
type Shown = FindingScreen & { readonly reports: readonly BuiltFile[] };
const shown = async (id: string): Promise<Shown> =>
  (await (await ask(`/api/findings/${encodeURIComponent(id)}`)).json()) as Shown;

const question = { site: "tumangang", kind: "railcar", at: "2023-10-05", event: "summit-2023-09-13" };
const first = "tumangang.csis-2023-10-05.1";

test("a case without a finding says what one can be drafted of", async () => {
  const answer = (await (await ask("/api/findings")).json()) as {
    findings: unknown[];
    choices: { sites: { id: string; kinds: { kind: string; newest: string[] }[] }[]; events: unknown[] };
  };
  expect(answer.findings).toEqual([]);
  const site = answer.choices.sites.find((s) => s.id === "tumangang");
  expect(site?.kinds.find((k) => k.kind === "railcar")?.newest).toContain("2023-10-05");
  expect(answer.choices.events.length).toBeGreaterThan(10);
});

test("a finding is drafted, shown with its way to the evidence, and drafted again changes nothing", async () => {
  expect(await (await post("/api/findings", question)).json()).toEqual({ finding: first, changed: true });
  expect(await (await post("/api/findings", question)).json()).toEqual({ finding: first, changed: false });
  const screen = await shown(first);
  expect(screen.state).toBe("holds");
  const row = screen.records["counts csis-2023-10-05-railcar"]?.row;
  expect(row?.evidence.name).toBe("looks.csv");
  const part = (await (
    await ask(`/api/evidence/${row?.evidence.sha256 ?? ""}/rows?key=${row?.key ?? ""}`)
  ).json()) as TablePart;
  const found = part.rows.find((r) => r.line === part.found);
  expect(found?.cells[part.columns.indexOf("observation")]).toBe("csis-2023-10-05-railcar");
  expect(found?.cells[part.columns.indexOf("best")]).toBe("73");
  expect(part.from).toBeGreaterThan(0);
});

test("a table can be read on from any row, and a row that is not there is told", async () => {
  const evidence = (await shown(first)).records["counts csis-2023-10-05-railcar"]?.row?.evidence.sha256 ?? "";
  const rows = async (query: string): Promise<TablePart> =>
    (await (await ask(`/api/evidence/${evidence}/rows${query}`)).json()) as TablePart;
  const start = await rows("");
  expect(start).toMatchObject({ from: 0, found: null, more: true });
  expect(start.rows[0]?.line).toBe(2);
  const next = await rows(`?from=${start.rows.length}`);
  expect(next.from).toBe(start.rows.length);
  expect(next.rows[0]?.line).toBeGreaterThan(start.rows.at(-1)?.line ?? 0);
  expect(await rows("?key=nothing-of-the-kind")).toMatchObject({ found: null, rows: [], more: false });
  expect((await ask(`/api/evidence/${evidence}/rows?from=-1`)).status).toBe(400);
});

test("evidence is handed out as a download and never as a page", async () => {
  const screen = await shown(first);
  const trail = screen.trails.find((t) => t.step === "site add");
  const places = trail?.inputs[0];
  expect(places).toMatchObject({ name: "sites.geojson", view: "file" });
  const file = await ask(`/api/evidence/${places?.sha256 ?? ""}/file`);
  expect(file.headers.get("content-type")).toBe("application/octet-stream");
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="sites.geojson"/);
  expect(file.headers.get("x-content-type-options")).toBe("nosniff");
  expect(file.headers.get("content-security-policy")).toContain("sandbox");
  expect((await file.json()) as object).toHaveProperty("features");
  const rows = await ask(`/api/evidence/${places?.sha256 ?? ""}/rows`);
  expect(rows.status).toBe(400);
  expect((await ask(`/api/evidence/${"0".repeat(64)}`)).status).toBe(404);
  expect((await ask("/api/evidence/..%2f..%2fcase.json/file")).status).toBe(400);
  expect(disposition("attachment", 'a"b\r\nX-Evil: 1.csv')).not.toMatch(/[\r\n]|b"/);
});

test("a report is built, listed, opened without the workbench's origin, and downloaded", async () => {
  expect((await ask(`/api/findings/${first}/report/html`)).status).toBe(404);
  const built = (await (await post(`/api/findings/${first}/report`, { format: "html" })).json()) as object;
  expect(built).toMatchObject({ finding: first, changed: true });
  expect(built).not.toHaveProperty("path");
  expect((await shown(first)).reports).toMatchObject([{ format: "html", older: false }]);
  const page = await ask(`/api/findings/${first}/report/html`);
  expect(page.headers.get("content-security-policy")).toMatch(/^sandbox allow-scripts(?! allow-same-origin)/);
  expect(await page.text()).toContain("<h1>Tumangang rail facility: railcars on 5 October 2023</h1>");
  const saved = await ask(`/api/findings/${first}/report/html?download=yes`);
  expect(saved.headers.get("content-disposition")).toMatch(/^attachment/);
  expect((await post(`/api/findings/${first}/report`, { format: "docx" })).status).toBe(400);
  expect((await post("/api/findings/none/report", { format: "html" })).status).toBe(404);
});

test("a report that was changed on disk is not shown", async () => {
  const path = join(folder, "case", "reports", `${first}.html`);
  chmodSync(path, 0o644);
  appendFileSync(path, "<script>1</script>");
  const answer = await ask(`/api/findings/${first}/report/html`);
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({
    error: expect.stringContaining("not a report that was built"),
  });
  expect((await shown(first)).reports).toMatchObject([{ format: "html", builtAt: null }]);
  await post(`/api/findings/${first}/report`, { format: "html" });
  expect((await ask(`/api/findings/${first}/report/html`)).status).toBe(200);
});

test("a corrected count drifts the finding on screen, its report is refused, and drafting anew shows what changed", async () => {
  const opened = openCase(join(folder, "case"), "write", standingClock);
  await importLooks(
    opened,
    looksFile(
      [
        "recount,csis-2023-10-05,tumangang,railcar,count,,80,,2023-10-05,CSIS Beyond Parallel,CSIS Beyond Parallel,primary,counted,,Planet Labs,csis-2023-10-05-railcar",
      ],
      `${lookHeader.replace("observation", "observation,look")},provider,looks,corrects`.replace(
        "looks,",
        "",
      ),
    ),
  );
  opened.close();
  const screen = await shown(first);
  expect(screen.state).toBe("drifted");
  const sentence = screen.sentences.find((s) => s.place === 1);
  const value = sentence?.pieces
    .flatMap((p) => ("bound" in p ? [p.bound] : []))
    .find((b) => b.printed === "73");
  expect(value).toMatchObject({ now: "80", agrees: false });
  expect(value?.why).toContain("recount");
  expect(screen.since.map((s) => s.step)).toEqual(["look import"]);
  expect(screen.reports).toMatchObject([{ format: "html", older: true }]);
  const refused = await post(`/api/findings/${first}/report`, { format: "html" });
  expect(refused.status).toBe(500);
  expect(JSON.stringify(await refused.json())).toContain("corrected by recount, is 80");
  const { finding } = (await (await post("/api/findings", question)).json()) as { finding: string };
  expect(finding).toBe("tumangang.csis-2023-10-05.2");
  const second = await shown(finding);
  expect(second.state).toBe("holds");
  expect(second.changes?.from).toBe(first);
  expect(second.changes?.sentences[0]?.values).toContainEqual({
    path: "counts/recount/best",
    before: "73",
    after: "80",
  });
  const { findings } = (await (await ask("/api/findings")).json()) as { findings: FindingInList[] };
  expect(findings.map((f) => [f.id, f.state, f.newest])).toEqual([
    [finding, "holds", true],
    [first, "drifted", false],
  ]);
});

test("evidence that was altered is not shown and not handed out", async () => {
  const evidence = (await shown(first)).records["counts csis-2023-10-05-railcar"]?.row?.evidence.sha256 ?? "";
  const path = join(folder, "case", "evidence", evidence);
  chmodSync(path, 0o644);
  appendFileSync(path, "\n");
  for (const what of ["rows", "file"]) {
    const answer = await ask(`/api/evidence/${evidence}/${what}`);
    expect(answer.status).toBe(500);
    expect(JSON.stringify(await answer.json())).toContain("not what came on record");
  }
});

test("a number that was altered in the database is named with its reason", async () => {
  const database = new DatabaseSync(join(folder, "case", "records.sqlite"));
  database.exec("UPDATE counts SET best = 900 WHERE id = 'recount'");
  database.close();
  const screen = await shown("tumangang.csis-2023-10-05.2");
  expect(screen.state).toBe("drifted");
  expect(JSON.stringify(screen.sentences)).toContain("altered outside of the program");
  expect(log.filter((l) => l.includes("Failed")).length).toBeGreaterThan(0);
});
