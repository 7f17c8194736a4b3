import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishedCase } from "../../../../test/demo-records.ts";
import { lookHeader, looksFile, standingClock } from "../../../../test/made-case.ts";
import type { Board } from "../../../findings/screens/board.ts";
import type { HistoryScreen } from "../../../findings/screens/history.ts";
import { openCase } from "../../../system/files/case-folder.ts";
import { draft } from "../../../system/steps/finding.ts";
import { importLooks } from "../../../system/steps/import-looks.ts";
import { startServer, type RunningServer } from "../start.ts";

let folder = "";
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-history-"));
  (await publishedCase(join(folder, "case"))).close();
  mkdirSync(join(folder, "web"));
  writeFileSync(join(folder, "web", "index.html"), "<title>pages</title>");
  server = await startServer({
    folder: join(folder, "case"),
    web: join(folder, "web"),
    host: "127.0.0.1",
    port: 0,
    now: standingClock,
    log: () => {},
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Refusal {
  readonly faults: readonly { readonly field: string; readonly found: string; readonly allowed: string }[];
}
interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

async function ask(path: string): Promise<Answer<unknown>> {
  const response = await fetch(`${server.url}${path}`);
  return { status: response.status, body: await response.json() };
}
const board = async (): Promise<Answer<Board>> => (await ask("/api/board")) as Answer<Board>;
const history = async (rest: string): Promise<Answer<HistoryScreen>> =>
  (await ask(`/api/sites/${rest}`)) as Answer<HistoryScreen>;

test("the board answers for every site, as of the clock of the server", async () => {
  const { status, body } = await board();
  expect(status).toBe(200);
  expect(body.rows.length + body.pending).toBe(6);
  const row = body.rows.find((r) => r.site === "tumangang");
  expect(row).toMatchObject({
    kind: "railcar",
    newest: { count: { low: 188, best: 225, high: 262 }, ratio: 225 / 73 },
  });
  // From the end of 3 December 2024 at the site to the standing clock.
  expect(row?.blindDays).toBe(514);
});

test("a history is that of the command line, and without a kind it is of what the site is watched for", async () => {
  const { body } = await history("tumangang/history?at=2023-10-05&event=summit-2023-09-13");
  expect(body.asked).toMatchObject({ kind: "railcar", windowYears: 5 });
  expect(body.answer).toMatchObject({ verdict: "cannot-tell", count: { low: 61, best: 73, high: 85 } });
  expect(body.onsets[0]?.daysAfterEvent).toEqual({ earliest: 1, latest: 9 });
});

test("a wrong question is refused with the field, what was found and what is allowed", async () => {
  for (const [path, field, allowed] of [
    ["/api/sites/nowhere/history", "site", "tumangang"],
    ["/api/sites/tumangang/history?kind=wagon", "kind", "railcar, boxcar"],
    ["/api/sites/tumangang/history?kind=railcar&at=1999", "--at", "csis-2023-10-05"],
    ["/api/sites/tumangang/history?kind=railcar&look=none", "--look", "csis-2023-10-05"],
    ["/api/sites/tumangang/history?kind=railcar&area=moon", "area", "depot"],
    ["/api/sites/tumangang/history?event=never", "event", "summit-2023-09-13"],
    ["/api/sites/tumangang/history?windowYears=0", "windowYears", "above 0"],
    ["/api/sites/tumangang/history?windowYears=many", "windowYears", "above 0"],
  ] as const) {
    const { status, body } = (await ask(path)) as Answer<Refusal>;
    expect([path, status]).toEqual([path, 400]);
    expect(body.faults[0]?.field).toBe(field);
    expect(body.faults[0]?.allowed).toContain(allowed);
  }
});

test("where the question leaves the look open and none can be tested, the screen says so", async () => {
  const { status, body } = await history("tumangang/history?kind=ship-call");
  expect(status).toBe(200);
  expect(body).toMatchObject({ answer: null, points: { rows: 0 } });
  expect(body.noAnswer).toContain("no look on record");
});

test("what comes on record shows in both at once; answers that are kept do not outlive it", async () => {
  const before = await history("khasan/history?kind=railcar");
  const opened = openCase(join(folder, "case"), "write", standingClock);
  await importLooks(
    opened,
    looksFile(["new,khasan,railcar,count,,400,,2025-12-01,A,A,primary,counted,"], lookHeader),
  );
  opened.close();
  const after = await history("khasan/history?kind=railcar");
  expect(after.body.points.rows).toBe(before.body.points.rows + 1);
  expect(after.body.answer?.count.best).toBe(400);
  const row = (await board()).body.rows.find((r) => r.site === "khasan");
  expect(row?.newest?.count.best).toBe(400);
  expect(row?.blindDays).toBe(151);
});

test("a finding whose count was corrected since needs a person before anything else", async () => {
  const opened = openCase(join(folder, "case"), "write", standingClock);
  const { finding } = await draft(opened, { site: "tumangang", kind: "railcar", at: "2023-10-05" });
  const needs = async () => (await board()).body.rows.find((r) => r.site === "tumangang")?.needs;
  expect(await needs()).toEqual([]);
  await importLooks(
    opened,
    looksFile(
      [
        "fixed,csis-2023-10-05,tumangang,railcar,count,,80,,2023-10-05,CSIS Beyond Parallel,A,primary,counted,,csis-2023-10-05-railcar,Planet Labs",
      ],
      "observation,look,site,kind,measure,low,best,high,taken_at,observer,publisher,page,outcome,reason,corrects,provider",
    ),
  );
  opened.close();
  expect(await needs()).toMatchObject([{ code: "finding-drifted", finding: finding.id }]);
  expect((await board()).body.rows[0]?.site).toBe("tumangang");
});
