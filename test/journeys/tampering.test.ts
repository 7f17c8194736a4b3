import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, expect, test, afterAll } from "vitest";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { DamageError } from "../../src/base/errors.ts";
import { openCase } from "../../src/system/files/case-folder.ts";
import { buildReport } from "../../src/system/steps/build-report.ts";
import { importLooks } from "../../src/system/steps/import-looks.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { recordHash } from "../../src/system/store/batch.ts";
import { counts } from "../../src/system/store/tables.ts";
import { publishedFinding } from "../demo-records.ts";
import { looksFile, standingClock, temporaryFolder } from "../made-case.ts";

let demo = "";
beforeAll(async () => {
  demo = join(mkdtempSync(join(tmpdir(), "yardwatch-")), "case");
  await publishedFinding(demo);
});
afterAll(() => rmSync(join(demo, ".."), { recursive: true, force: true }));

/** A copy of the demo's case after something was done to it, and what the verification and the report say then. */
async function after(
  harm: (folder: string, database: DatabaseSync) => void,
): Promise<{ damage: readonly string[]; report: readonly string[]; folder: string }> {
  const folder = join(temporaryFolder(), "case");
  cpSync(demo, folder, { recursive: true });
  const database = new DatabaseSync(join(folder, "records.sqlite"), { enableForeignKeyConstraints: false });
  harm(folder, database);
  database.close();
  const opened = openCase(folder, "write", standingClock);
  try {
    const { damage, sound } = await verifyCase(opened);
    expect(sound).toBe(damage.length === 0);
    const report = await buildReport(opened, { script: "", out: join(folder, "new.html") }).then(
      () => [],
      (error: unknown) => (error instanceof DamageError ? error.damage : [String(error)]),
    );
    return { damage, report, folder };
  } finally {
    opened.close();
  }
}

const logOf = (folder: string): string[] =>
  readFileSync(join(folder, "custody.jsonl"), "utf8").trimEnd().split("\n");
const writeLog = (folder: string, lines: readonly string[]): void =>
  writeFileSync(join(folder, "custody.jsonl"), lines.map((l) => `${l}\n`).join(""));

test("a case that nobody touched is sound, and its report can be built again", async () => {
  const { damage, report } = await after(() => {});
  expect(damage).toEqual([]);
  expect(report).toEqual([]);
});

test("one changed count is named with what the evidence says, and the report names the sentence", async () => {
  const { damage, report, folder } = await after((_, db) =>
    db.exec("UPDATE counts SET best = 80 WHERE id = 'csis-2023-10-05-railcar'"),
  );
  expect(damage.join("\n")).toMatch(
    /count csis-2023-10-05-railcar: altered: best is 80, the evidence says 73/,
  );
  expect(report.join("\n")).toMatch(
    /sentence "On 5 October 2023 about 73 railcars stood .*": prints 73; counts\/csis-2023-10-05-railcar\/best is 80/,
  );
  expect(readdirSync(folder)).not.toContain("new.html");
});

test("a changed count whose hashes were made to fit is still named", async () => {
  const { damage } = await after((_, db) => {
    db.exec("UPDATE counts SET best = 80 WHERE id = 'csis-2023-10-05-railcar'");
    const row =
      db
        .prepare(`SELECT ${counts.columns.join(", ")} FROM counts WHERE id = 'csis-2023-10-05-railcar'`)
        .get() ?? {};
    db.prepare("UPDATE counts SET hash = ? WHERE id = 'csis-2023-10-05-railcar'").run(
      recordHash(counts.columns.map((c) => (row[c] ?? null) as string | number | null)),
    );
  });
  expect(damage.join("\n")).toContain(
    "count csis-2023-10-05-railcar: altered: best is 80, the evidence says 73",
  );
  expect(damage.join("\n")).toContain("the hashes of its records are not those that it was made with");
});

test("a count that no sentence prints is named too, and stops the report", async () => {
  const { damage, report } = await after((_, db) =>
    db.exec("UPDATE counts SET best = 9 WHERE id = 'us-2022-11-18-railcar'"),
  );
  expect(damage.join("\n")).toContain("us-2022-11-18-railcar: altered: best is 9, the evidence says 5");
  expect(report.join("\n")).toContain("us-2022-11-18-railcar");
});

test("a removed record and one slipped in are named", async () => {
  const removed = await after((_, db) => db.exec("DELETE FROM counts WHERE id = 'us-2022-11-18-railcar'"));
  expect(removed.damage.join("\n")).toMatch(/count us-2022-11-18-railcar: missing; looks.csv/);
  const added = await after((_, db) => {
    const row = {
      ...db.prepare("SELECT * FROM counts WHERE id = 'csis-2023-10-05-railcar'").get(),
      id: "slipped-in",
      kind: "boxcar",
    } as Record<string, string | number | null>;
    db.prepare(
      `INSERT INTO counts (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
        .map(() => "?")
        .join(", ")})`,
    ).run(...Object.values(row));
  });
  expect(added.damage.join("\n")).toContain("count slipped-in: no evidence gives it");
});

test("a changed sentence is found by its hash", async () => {
  const { damage, report } = await after((_, db) =>
    db.exec(
      "UPDATE judgements SET text = replace(text, 'cannot tell', 'is certain') WHERE text LIKE '%cannot tell%'",
    ),
  );
  expect(damage.join("\n")).toMatch(/judgement tumangang.*altered/);
  expect(report.length).toBeGreaterThan(0);
});

test("the last line of custody cut off, two lines swapped, one line changed: each is found", async () => {
  const cut = await after((folder) => writeLog(folder, logOf(folder).slice(0, -1)));
  expect(cut.damage.join("\n")).toMatch(/custody.jsonl: cut off: 1 of \d+ lines are missing at its end/);
  const swapped = await after((folder) => {
    const lines = logOf(folder);
    [lines[2], lines[3]] = [lines[3] ?? "", lines[2] ?? ""];
    writeLog(folder, lines);
  });
  expect(swapped.damage.join("\n")).toMatch(/custody line 3: out of place/);
  const changed = await after((folder) =>
    writeLog(
      folder,
      logOf(folder).map((l, i) => (i === 2 ? l.replace("looks.csv", "other.csv") : l)),
    ),
  );
  expect(changed.damage.join("\n")).toContain("custody line 3: altered");
  const gone = await after((folder) => rmSync(join(folder, "custody.jsonl")));
  expect(gone.damage.join("\n")).toContain("custody.jsonl: missing");
  const table = await after((_, db) =>
    db.exec("DELETE FROM custody WHERE seq = (SELECT max(seq) FROM custody)"),
  );
  expect(table.damage.join("\n")).toContain("more than the records know of");
});

test("a log that was cut off is not silently mended by the next import", async () => {
  const folder = join(temporaryFolder(), "case");
  cpSync(demo, folder, { recursive: true });
  writeLog(folder, logOf(folder).slice(0, -1));
  const opened = openCase(folder, "write", standingClock);
  const file = looksFile(["new,tumangang,railcar,count,,5,,2025-01-01,A,A,primary,counted,"]);
  await expect(importLooks(opened, file)).rejects.toThrow(/cut off/);
  expect((await verifyCase(opened)).damage.join("\n")).toContain("cut off");
  opened.close();
});

test("a write that was interrupted before the log had its line is told apart from a cut, and the next write mends it", async () => {
  const folder = join(temporaryFolder(), "case");
  cpSync(demo, folder, { recursive: true });
  const lines = logOf(folder);
  writeLog(folder, lines.slice(0, -1));
  const opened = openCase(folder, "write", standingClock);
  opened.database.exec("UPDATE custody SET written = 0 WHERE seq = (SELECT max(seq) FROM custody)");
  expect((await verifyCase(opened)).damage.join("\n")).toContain("an interrupted write");
  await importLooks(opened, looksFile(["new,tumangang,railcar,count,,5,,2025-01-01,A,A,primary,counted,"]));
  expect(logOf(folder).slice(0, -1)).toEqual(lines);
  expect((await verifyCase(opened)).damage).toEqual([]);
  opened.close();
});

test("evidence that was changed, cut or removed is named, and a stray file is noted", async () => {
  const evidence = (folder: string): string =>
    join(
      folder,
      "evidence",
      readdirSync(join(folder, "evidence")).find((n) =>
        readFileSync(join(folder, "evidence", n), "utf8").startsWith("observation,look"),
      ) ?? "",
    );
  const overwrite = (path: string, content: string): void => {
    chmodSync(path, 0o644);
    writeFileSync(path, content);
  };
  const changed = await after((folder) =>
    overwrite(evidence(folder), readFileSync(evidence(folder), "utf8").replace("73", "74")),
  );
  expect(changed.damage.join("\n")).toMatch(/evidence looks.csv .*: altered/);
  const cut = await after((folder) =>
    overwrite(evidence(folder), readFileSync(evidence(folder), "utf8").slice(0, 500)),
  );
  expect(cut.damage.join("\n")).toMatch(/looks.csv .*cut off \(500 bytes/);
  const removed = await after((folder) => rmSync(evidence(folder)));
  expect(removed.damage.join("\n")).toMatch(/looks.csv .*: missing/);
});

test("a changed case file, trail entry or title is named", async () => {
  const file = await after((folder) =>
    writeFileSync(
      join(folder, "case.json"),
      readFileSync(join(folder, "case.json"), "utf8").replace("as published", "as said"),
    ),
  );
  expect(file.damage.join("\n")).toContain("case.json: altered");
  const trail = await after((_, db) => db.exec("UPDATE trail SET program = 'yardwatch 9.9' WHERE id = 2"));
  expect(trail.damage.join("\n")).toContain("trail entry 2 (look import): altered");
});

test("records that are no database, or of a newer program, are refused with a sentence", async () => {
  const folder = join(temporaryFolder(), "case");
  cpSync(demo, folder, { recursive: true });
  const database = new DatabaseSync(join(folder, "records.sqlite"));
  database.exec("PRAGMA user_version = 99");
  database.close();
  expect(() => openCase(folder, "read", standingClock)).toThrow(/found 99; allowed: at most \d+/);
  writeFileSync(
    join(folder, "records.sqlite"),
    "this is not a database, however long it may be ".repeat(100),
  );
  expect(() => openCase(folder, "read", standingClock)).toThrow(DamageError);
});
