import { afterAll, beforeAll, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CombinedScreen } from "../../../findings/screens/combined.ts";
import type { CountersScreen, CountingScreen } from "../../../findings/screens/counting.ts";
import type { ShownStrips } from "../../../findings/screens/strips.ts";
import type { Count } from "../../../sites/counting/look.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import type { MachineReading } from "../../../sites/counting/marks/machine-reading.ts";
import type { Capture } from "../../../sites/simulated/capture.ts";
import { openCase, type Case } from "../../../system/files/case-folder.ts";
import { combineMarks } from "../../../system/steps/combine-marks.ts";
import type { EditsResult } from "../../../system/steps/edit-together.ts";
import { draft } from "../../../system/steps/finding.ts";
import { importFiles } from "../../../system/steps/import.ts";
import {
  counts as countsTable,
  marks as marksTable,
  readings as readingsTable,
} from "../../../system/store/tables.ts";
import { standingClock } from "../../../../test/made-case.ts";
import { drawnYard, marksOf, trueContents, yardCase } from "../../../../test/made-yard-case.ts";
import { servedCase, type ServedCase } from "../../../../test/served-case.ts";
import { routes } from "../routes.ts";

let yard: Capture;
let folder = "";
let looks: readonly string[] = [];
let served: ServedCase;

/** The machine's count as records alone, with figures that nothing else has. */
const total = { low: 6131, best: 6173, high: 6197 };
async function machineCounts(opened: Case, look: string): Promise<void> {
  const id = `${look}.count-abcdef01`;
  const reading: MachineReading = {
    id,
    lookId: look,
    model: "modelname 9.9.9",
    rule: "cars-along-tracks/1",
    evidence: "00".repeat(32),
    settings: "{}",
    outcome: "counted",
    reasons: [],
    total,
    way: "cars",
  };
  const count: Count = {
    id: `${id}.site`,
    lookId: look,
    areaId: null,
    kind: "railcar",
    measure: "count",
    statistic: "at-look",
    ...total,
    qualifier: "",
    cover: "not-stated",
    outcome: "counted",
    reason: "",
    caveats: "",
    publisher: "Yardwatch, modelname 9.9.9",
    address: "",
    page: "primary",
    publishedAt: "",
    corrects: null,
  };
  const marks = marksOf(look, trueContents(yard), {
    marker: { type: "machine", name: "modelname 9.9.9" },
    pass: id,
    state: "proposed",
    probability: 0.9,
  });
  await importFiles(opened, {
    step: "count",
    settings: { look, rule: "cars-along-tracks/1", replaced: {} },
    paths: [],
    read: async (_files, sink) => {
      sink.add(readingsTable, reading);
      for (const [i, mark] of marks.entries()) sink.add(marksTable, { ...mark, id: `${id}.${i + 1}` });
      sink.add(countsTable, count);
      return { summary: {}, warnings: [] };
    },
  });
}

beforeAll(async () => {
  yard = drawnYard();
  folder = mkdtempSync(join(tmpdir(), "yardwatch-marks-"));
  const made = await yardCase(folder, [yard, drawnYard(12)]);
  made.opened.close();
  looks = made.looks;
  served = await servedCase(folder);
});
afterAll(async () => {
  await served.server.close();
  rmSync(folder, { recursive: true, force: true });
});

const [cars] = [() => trueContents(yard)];
const adds = (from: number, to: number) =>
  cars()
    .slice(from, to)
    .map((content) => ({ edit: { type: "add", content }, note: "" }));
const at = (look: string, what: string): string => `/api/looks/${encodeURIComponent(look)}/${what}`;
const json = async <T>(answer: Response | Promise<Response>): Promise<T> =>
  (await (await answer).json()) as T;

test("an edit without a name, of an unknown look, or that is none, is refused with its place", async () => {
  const [look = ""] = looks;
  const body = { pass: "1", key: "key-00000001", seen: 0, edits: adds(0, 1) };
  expect((await served.post(at(look, "edits"), body)).status).toBe(400);
  expect((await served.post(at("nowhere", "edits"), body, "A")).status).toBe(400);
  const wrong = await served.post(
    at(look, "edits"),
    {
      ...body,
      edits: [
        { edit: { type: "add", content: { kind: 7 } }, note: "" },
        { edit: { type: "burn" }, note: "" },
      ],
    },
    "A",
  );
  expect(wrong.status).toBe(400);
  const { faults } = await json<{ faults: { where: string; allowed: string }[] }>(wrong);
  expect(new Set(faults.map((f) => f.where))).toEqual(new Set(["edit 1", "edit 2"]));
  expect((await json<CountingScreen>(served.get(at(look, "marks?by=A&pass=1"), "A"))).marks).toEqual([]);
  expect((await served.get(at(look, "marks?by=A&pass="), "A")).status).toBe(400);
});

test("two analysts count one look at once: no mark is lost, and a conflict says who changed what", async () => {
  const look = looks[1] ?? "";
  const ask = (by: string, n: number) =>
    served.post(
      at(look, "edits"),
      { pass: "1", key: `key-${by}-${String(n).padStart(4, "0")}`, seen: 0, edits: adds(n, n + 1) },
      by,
    );
  const n = cars().length;
  expect(n).toBeGreaterThan(8);
  const answers = await Promise.all(
    ["A", "B"].flatMap((by) => Array.from({ length: n }, (_, i) => ask(by, i))),
  );
  expect(answers.map((a) => a.status)).toEqual(answers.map(() => 200));
  // Sent again, as after a lost answer: the same, and nothing more.
  const again = await json<EditsResult>(ask("A", 3));
  expect(again).toMatchObject({ again: true, made: [{ marker: { name: "A" } }] });
  const of = (by: string) => json<CountingScreen>(served.get(at(look, `marks?by=${by}&pass=1`), by));
  const [a, b] = [await of("A"), await of("B")];
  expect([a.marks.length, b.marks.length]).toEqual([n, n]);
  expect(a.state).toBe("open");
  // Neither sees the other's, whatever they ask for.
  expect((await json<CountingScreen>(served.get(at(look, "marks?by=B&pass=1"), "A"))).marks).toEqual([]);
  const [mark] = a.marks;
  const judge = (state: string, key: string) =>
    served.post(
      at(look, "edits"),
      { pass: "1", key, seen: a.seen, edits: [{ edit: { type: "judge", mark: mark?.id, state }, note: "" }] },
      "A",
    );
  expect((await judge("unsure", "key-window-1")).status).toBe(200);
  const late = await judge("hidden", "key-window-2");
  expect(late.status).toBe(409);
  expect(await json(late)).toMatchObject({
    error:
      /A \(1\) changed this first/u.source === "" ? "" : expect.stringContaining("A (1) changed this first"),
    current: { marks: [{ mark: mark?.id, now: [{ state: "unsure" }] }] },
  });
  // B's marks are B's.
  const foreign = await served.post(
    at(look, "edits"),
    {
      pass: "1",
      key: "key-foreign-1",
      seen: 0,
      edits: [{ edit: { type: "judge", mark: b.marks[0]?.id, state: "rejected" }, note: "" }],
    },
    "A",
  );
  expect(foreign.status).toBe(400);
  const open = await served.post(at(look, "combined"), {}, "A");
  expect(open.status).toBe(409);
  for (const by of ["A", "B"]) {
    const { marks } = await of(by);
    const replaced = new Set(marks.flatMap((m) => m.replaces));
    const expects = marks.filter((m) => !replaced.has(m.id)).map((m) => m.id);
    const lacking = await served.post(
      at(look, "passes"),
      { pass: "1", event: "finished", expects: expects.slice(1) },
      by,
    );
    expect(lacking.status).toBe(409);
    const finished = await served.post(at(look, "passes"), { pass: "1", event: "finished", expects }, by);
    expect(finished.status).toBe(200);
  }
  const side = await json<CombinedScreen>(served.get(at(look, "combined"), "A"));
  expect(side.counters.map((c) => [c.name, c.marked])).toEqual([
    ["A, pass 1", n],
    ["B, pass 1", n],
  ]);
  expect(side.pairs[0]).toMatchObject({ onlyA: [], onlyB: [] });
  expect(side.steps.map((s) => s.name)).toEqual([
    "The count of A, pass 1",
    "The count of B, pass 1",
    "How much each counter weighs",
    "The counts as one distribution",
    "What A, pass 1 and B, pass 1 may both have missed",
    "Low and high",
    "As it goes on record",
  ]);
  expect(side.onRecord).toBe(false);
  const kept = await json<{ changed: boolean; counts: { best: number }[] }>(
    served.post(at(look, "combined"), {}, "A"),
  );
  expect(kept).toMatchObject({ changed: true, counts: [{ best: side.whole?.best }] });
  expect((await json<CombinedScreen>(served.get(at(look, "combined"), "A"))).onRecord).toBe(true);
});

test("a strip's pieces are pictures, and wrong ones are refused", async () => {
  const [look = ""] = looks;
  const strips = await json<ShownStrips>(served.get(at(look, "strips")));
  expect(strips.tracks.length).toBeGreaterThan(1);
  const track = encodeURIComponent(strips.tracks[0]?.track ?? "");
  const piece = await served.get(at(look, `strip?track=${track}&piece=0`));
  expect([piece.status, piece.headers.get("content-type")]).toEqual([200, "image/png"]);
  const stretched = await served.get(
    at(look, `strip?track=${track}&piece=0&ends=10,200,10,200,10,200&gamma=1.5`),
  );
  expect(stretched.status).toBe(200);
  expect((await served.get(at(look, `strip?track=${track}&piece=0&ends=10`))).status).toBe(400);
  expect((await served.get(at(look, "strip?track=none"))).status).toBe(400);
});

test("who counts blind is told nobody else's count by any route, until the pass is finished", async () => {
  const [look = ""] = looks;
  const opened = openCase(join(folder, "case"), "write", standingClock);
  await machineCounts(opened, look);
  opened.close();
  const edits = { pass: "1", key: "key-of-beatrix", seen: 0, edits: adds(0, 5) };
  expect((await served.post(at(look, "edits"), edits, "Beatrix")).status).toBe(200);
  await served.post(at(look, "passes"), { pass: "1", event: "finished" }, "Beatrix");
  const more = openCase(join(folder, "case"), "write", standingClock);
  await combineMarks(more, { look, kind: "railcar" });
  const { finding } = await draft(more, { site: "yard", kind: "railcar", look });
  const hashes = more.database
    .prepare("SELECT sha256 FROM evidence")
    .all()
    .map((r) => String(r["sha256"]));
  more.close();
  const values: Readonly<Record<string, readonly string[]>> = {
    look: looks,
    site: ["yard"],
    finding: [finding.id],
    sha256: hashes,
    job: ["none"],
    format: ["html", "pdf"],
    level: ["0"],
    column: ["0"],
    row: ["0"],
  };
  const collections = ["sites", "areas", "looks", "counts", "marks", "yard", "findings", "events"];
  const pathsOf = (path: string): string[] => {
    const name = /:([A-Za-z0-9]+)/.exec(path)?.[1];
    if (name === undefined) return [path];
    const given = values[name] ?? [...collections, ...looks, finding.id];
    return given.flatMap((value) => pathsOf(path.replace(`:${name}`, encodeURIComponent(value))));
  };
  const paths = routes
    .filter((r) => r.method === "GET" && r.path !== "/api/changes")
    .flatMap((r) => pathsOf(r.path))
    .flatMap((path) => [path, `${path}?kind=railcar&by=Beatrix&pass=1&look=${encodeURIComponent(look)}`]);
  /** What only somebody else's count of the look can have said. */
  const told: readonly RegExp[] = [
    ...Object.values(total).flatMap((n) => [
      new RegExp(`(?<![\\d.])${n}(?!\\d)`),
      new RegExp(`(?<![\\d.])${n.toLocaleString("en")}(?!\\d)`),
    ]),
    /modelname/,
    /Beatrix(?!"?,"pass":"1","byMachine":false,"review":false,"state":"none")/,
    /key-of-beatrix/,
    new RegExp(`${look}/mark-\\d`),
    new RegExp(`${look}\\.(?:count|combined)-`),
  ];
  const tells = (text: string): string[] => told.filter((t) => t.test(text)).map(String);
  const ask = async (by: string): Promise<Map<string, string[]>> => {
    const found = new Map<string, string[]>();
    for (const path of paths) {
      const answer = await served.get(path, by);
      const text = await answer.text();
      if (answer.status === 500) found.set(path, ["500"]);
      else if (tells(text).length > 0) found.set(path, tells(text));
    }
    return found;
  };
  // Nobody counts blind yet: the very routes that are looked through do tell it.
  const openly = await ask("Anna");
  expect([...openly.keys()].filter((p) => p.startsWith("/api/looks"))).not.toEqual([]);
  expect([...openly].filter(([, said]) => said.includes("500"))).toEqual([]);
  await served.post(at(look, "passes"), { pass: "1", event: "opened" }, "Anna");
  expect(await ask("Anna")).toEqual(new Map());
  // Who does not say who asks might be her.
  expect(await ask("")).toEqual(new Map());
  // Beside a blind pass there is neither another one nor a review.
  for (const pass of ["2", "review"]) {
    const beside = await served.post(at(look, "passes"), { pass, event: "opened" }, "Anna");
    expect(beside.status).toBe(400);
  }
  const counters = await json<CountersScreen>(served.get(at(look, "counters"), "Anna"));
  expect(counters).toMatchObject({ counting: [{ by: "Anna", pass: "1" }] });
  expect(counters.counters.map((c) => c.by)).toEqual(["Anna"]);
  expect(await json(served.get(at(look, "combined"), "Anna"))).toMatchObject({ hidden: true });
  const own = await served.post(
    at(look, "edits"),
    { pass: "1", key: "key-of-anna-1", seen: 0, edits: adds(1, 3) },
    "Anna",
  );
  expect((await json<EditsResult>(own)).made.map((m: Mark) => m.marker.name)).toEqual(["Anna", "Anna"]);
  expect(
    (await json<CountingScreen>(served.get(at(look, "marks?by=Anna&pass=1"), "Anna"))).actions,
  ).toHaveLength(1);
  // Somebody who does not count sees on.
  expect((await ask("Carl")).size).toBe(openly.size);
  expect((await served.post(at(look, "passes"), { pass: "1", event: "finished" }, "Anna")).status).toBe(200);
  expect((await ask("Anna")).size).toBe(openly.size);
});
