import { closeSync, existsSync, openSync, readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../src/base/errors.ts";
import { plainText } from "../../src/findings/judgements/binding.ts";
import { draft } from "../../src/system/steps/finding.ts";
import { openCase, type Case } from "../../src/system/files/case-folder.ts";
import { askHistory } from "../../src/system/steps/history.ts";
import { importLooks } from "../../src/system/steps/import-looks.ts";
import { readTotals } from "../../src/system/store/reading.ts";
import { storedLines } from "../../src/system/store/custody.ts";
import {
  caseWithSites,
  example,
  lookHeader,
  looksFile,
  standingClock,
  temporaryFolder,
} from "../made-case.ts";

const row = (id: string, takenAt: string, best: number | string, rest = "A,A,primary,counted,") =>
  `${id},tumangang,railcar,count,,${best},,${takenAt},${rest}`;

async function faultsOf(opened: Case, file: string): Promise<InputError> {
  const error = await importLooks(opened, file).then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof InputError)) throw new Error(`expected wrong input, got ${String(error)}`);
  return error;
}

/** Nothing was changed: no record, no evidence, no line of custody beyond those of the sites. */
function expectUntouched(opened: Case): void {
  expect(readTotals(opened.database)).toMatchObject({
    looks: 0,
    counts: 0,
    publications: 0,
    evidence: 1,
    custody: 2,
  });
  expect(readdirSync(join(opened.folder, "evidence")).length).toBe(1);
}

test("the example is imported whole, and importing it twice changes nothing", async () => {
  const opened = await caseWithSites();
  const options = { publications: join(example, "publications.csv") };
  const first = await importLooks(opened, join(example, "looks.csv"), options);
  expect(first.changed).toBe(true);
  expect(first.summary).toMatchObject({ rows: 180, newObservations: 180, publications: 45 });
  const before = JSON.stringify([readTotals(opened.database), storedLines(opened.database)]);
  const second = await importLooks(opened, join(example, "looks.csv"), options);
  expect(second.changed).toBe(false);
  // The same rows in another file change nothing either.
  const third = await importLooks(opened, join(example, "looks.csv"));
  expect(third.changed).toBe(false);
  expect(JSON.stringify([readTotals(opened.database), storedLines(opened.database)])).toBe(before);
});

test("wrong rows are refused all together, each with line, field, found and allowed, and nothing is half-imported", async () => {
  const opened = await caseWithSites();
  const file = looksFile([
    row("good", "2023-10-05", 73),
    row("bad-date", "2023-02-30", 5),
    row("no-zone", "2023-10-05T10:24", 5),
    row("negative", "2023-10-06", -4),
    row("words", "2023-10-07", "about 70"),
    "nowhere,atlantis,railcar,count,,5,,2023-10-08,A,A,primary,counted,",
    row("zero-but-blind", "2023-10-09", 0, "A,A,primary,not-seen,cloud"),
    row("no-reason", "2023-10-10", "", "A,A,primary,not-seen,"),
    "short,tumangang",
  ]);
  const error = await faultsOf(opened, file);
  const told = error.faults.map((f) => `${f.where} ${f.field}`);
  expect(told).toEqual([
    "looks.csv line 3 taken_at",
    "looks.csv line 4 taken_at",
    "looks.csv line 5 best",
    "looks.csv line 6 best",
    "looks.csv line 7 site",
    "looks.csv line 8 outcome",
    "looks.csv line 9 reason",
    "looks.csv line 10 row",
  ]);
  expect(error.message).toContain('found "about 70"; allowed: a number from 0');
  expect(error.message).toContain("zero is a count");
  expectUntouched(opened);
});

test("8 October called a Thursday is refused with the weekday that it was", async () => {
  const opened = await caseWithSites();
  const header = `${lookHeader},taken_weekday`;
  const error = await faultsOf(opened, looksFile([`${row("slip", "2023-10-08", 73)},thursday`], header));
  expect(error.faults[0]).toMatchObject({ field: "taken_weekday", found: "thursday" });
  expect(error.faults[0]?.allowed).toContain("sunday");
  const prose = await faultsOf(opened, looksFile([row("prose", '"Thursday, October 8"', 73)]));
  expect(prose.faults[0]?.allowed).toContain("taken_weekday");
  expectUntouched(opened);
});

test("files that are not what they claim get a sentence", async () => {
  const opened = await caseWithSites();
  const text = `${lookHeader}\n${row("a", "2023-10-05", 5)}\n`;
  const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
  expect((await faultsOf(opened, looksFile(utf16))).message).toContain("UTF-16");
  expect(
    (await faultsOf(opened, looksFile(Buffer.concat([Buffer.from(text), Buffer.from([0x63, 0xe9, 0x0a])]))))
      .message,
  ).toMatch(/line 3: encoding: found bytes that are not UTF-8/);
  expect((await faultsOf(opened, looksFile(Buffer.from([0x50, 0x4b, 3, 4, 0, 0])))).message).toContain(
    "Excel",
  );
  expect((await faultsOf(opened, looksFile(""))).message).toContain("empty file");
  expect((await faultsOf(opened, looksFile(text.replaceAll(",", ";")))).message).toContain("semicolons");
  expect((await faultsOf(opened, looksFile(text.replace("best", "Best")))).message).toContain("Best");
  expect((await faultsOf(opened, looksFile(text.replace("observer", "best")))).message).toContain(
    "best twice",
  );
  expect((await faultsOf(opened, join(temporaryFolder(), "none.csv"))).message).toContain("no such file");
  expect((await faultsOf(opened, temporaryFolder())).message).toContain("a folder");
  expectUntouched(opened);
});

test("a byte order mark, CRLF and quoted cells are read as they are meant", async () => {
  const opened = await caseWithSites();
  const text = `\ufeff${lookHeader}\r\nquoted,tumangang,railcar,count,,5,,2023-10-05,"Smith, ""J""",A,primary,counted,\r\n`;
  await importLooks(opened, looksFile(text));
  expect(opened.database.prepare("SELECT observer FROM looks").get()?.["observer"]).toBe('Smith, "J"');
});

test("a quote that is never closed and a line without an end are refused in bounded memory", async () => {
  const opened = await caseWithSites();
  const open = await faultsOf(
    opened,
    looksFile(`${lookHeader}\n${row("a", "2023-10-05", 5)}\nb,"tumangang,railcar\n`),
  );
  expect(open.message).toMatch(/line 3.*quote/);
  const path = join(temporaryFolder(), "long.csv");
  const file = openSync(path, "w");
  writeSync(file, `${lookHeader}\nlong,`);
  const block = Buffer.alloc(1 << 20, "x");
  for (let i = 0; i < 128; i++) writeSync(file, block);
  closeSync(file);
  const before = process.memoryUsage().rss;
  const long = await faultsOf(opened, path);
  expect(long.message).toMatch(/line 2.*65536 characters/);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
  expectUntouched(opened);
});

test("hostile names stay text and cannot leave their cell", async () => {
  const opened = await caseWithSites();
  const bad = await faultsOf(
    opened,
    looksFile([
      "../../etc/passwd,tumangang,railcar,count,,5,,2023-10-05,A,A,primary,counted,",
      row("control", "2023-10-05", 5, '"A\u0007",A,primary,counted,'),
      row("turned", "2023-10-05", 5, "A\u202eB,A,primary,counted,"),
    ]),
  );
  expect(bad.faults.map((f) => f.field)).toEqual(["observation", "observer", "observer"]);
  expect(bad.message).toContain("\\u0007");
  const header = `${lookHeader},address`;
  const script = await faultsOf(
    opened,
    looksFile([`${row("link", "2023-10-05", 5)},javascript:alert(1)`], header),
  );
  expect(script.faults[0]?.field).toBe("address");
  await importLooks(
    opened,
    looksFile([row("inject", "2023-10-05", 5, "Robert'); DROP TABLE looks;--,<b>A</b>,primary,counted,")]),
  );
  expect(readTotals(opened.database)["looks"]).toBe(1);
});

test("an observation on record is not overwritten; a correction names what it corrects", async () => {
  const opened = await caseWithSites();
  await importLooks(opened, looksFile([row("a", "2023-10-05", 73)]));
  const error = await faultsOf(opened, looksFile([row("a", "2023-10-05", 80)]));
  expect(error.faults[0]?.found).toContain("best 80, on record 73");
  const second = await faultsOf(opened, looksFile([`${row("b", "2023-10-05", 80)},a`], `${lookHeader},look`));
  expect(second.faults[0]?.found).toContain("a second figure beside a");
  await importLooks(opened, looksFile([`${row("b", "2023-10-05", 80)},a,a`], `${lookHeader},look,corrects`));
  expect(askHistory(opened, { site: "tumangang", kind: "railcar" }).count.best).toBe(80);
  const none = await faultsOf(
    opened,
    looksFile([`${row("c", "2023-10-06", 80)},missing`], `${lookHeader},corrects`),
  );
  expect(none.faults[0]?.field).toBe("corrects");
});

test("a picture entered twice under two names is said to be a likely repeat", async () => {
  const opened = await caseWithSites();
  const { warnings, summary } = await importLooks(
    opened,
    looksFile([row("a", "2023-10-05", 7), row("b", "2023-10-05", 7), row("c", "2023-10-05", 8)]),
  );
  expect(warnings).toEqual([expect.stringContaining("line 3: b looks like a repeat of line 2")]);
  expect(summary["likelyRepeats"]).toBe(1);
});

test("rows of one look must agree on what the look was", async () => {
  const opened = await caseWithSites();
  const header = `${lookHeader},look`;
  const error = await faultsOf(
    opened,
    looksFile([`${row("a", "2023-10-05", 7)},l`, `${row("b", "2023-10-06", 8)},l`], header),
  );
  expect(error.faults[0]).toMatchObject({ where: "looks.csv line 3", field: "look" });
});

test("more faults than can be read are counted, not listed", async () => {
  const opened = await caseWithSites();
  const error = await faultsOf(
    opened,
    looksFile(Array.from({ length: 1000 }, (_, i) => row(`r${i}`, "never", 1))),
  );
  expect(error.faults.length).toBe(100);
  expect(error.unlisted).toBe(900);
});

test("an import that is stopped leaves nothing", async () => {
  const opened = await caseWithSites();
  const stop = new AbortController();
  const file = looksFile(Array.from({ length: 5000 }, (_, i) => row(`r${i}`, "2023-10-05", i)));
  const running = importLooks(opened, file, {
    signal: stop.signal,
    onProgress: () => stop.abort(new Error("stopped")),
  });
  await expect(running).rejects.toThrow();
  expectUntouched(opened);
});

test("the order of rows and files, and doubled rows, do not change any answer", async () => {
  const rows = Array.from({ length: 14 }, (_, i) =>
    row(`r${i}`, `2023-${String((i % 9) + 1).padStart(2, "0")}-1${i % 10}`, (i * 7) % 30),
  );
  const last = row("new", "2023-12-05", 73);
  const answerOf = async (files: readonly (readonly string[])[]): Promise<string> => {
    const opened = await caseWithSites();
    for (const file of files) await importLooks(opened, looksFile(file));
    const answer = JSON.stringify(
      askHistory(opened, { site: "tumangang", kind: "railcar", at: "2023-12-05" }),
    );
    opened.close();
    return answer;
  };
  const expected = await answerOf([[...rows, last]]);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...rows, last], { minLength: rows.length + 1 }),
      fc.integer({ min: 0, max: rows.length }),
      async (shuffled, cut) => {
        const doubled = [...shuffled.slice(0, cut), ...shuffled.slice(0, 3)];
        expect(await answerOf([doubled, shuffled.slice(cut), shuffled].filter((f) => f.length > 0))).toBe(
          expected,
        );
      },
    ),
    { numRuns: 8 },
  );
});

test("forty looks that saw nothing and three zeros become no sentence about years without railcars", async () => {
  const opened = await caseWithSites();
  const day = (n: number): string => new Date(Date.UTC(2020, 0, 1 + 25 * n)).toISOString().slice(0, 10);
  const blind = Array.from({ length: 40 }, (_, i) =>
    row(`blind-${i}`, day(i), "", "A,A,primary,not-seen,cloud"),
  );
  const zeros = [40, 41, 42].map((n) => row(`zero-${n}`, day(n), 0));
  await importLooks(opened, looksFile([...blind, ...zeros]));
  const { sentences } = await draft(opened, { site: "tumangang", kind: "railcar" });
  const text = sentences.map((s) => plainText(s.text)).join("\n");
  expect(text).not.toMatch(/zero for|for \S+ years|no railcars|never/i);
  expect(text).toContain("Looks in the window that could not see the area: 40 not seen and 0 failed");
  expect(text).toContain(
    "cannot tell: 2 comparable looks before it, and the test needs 8; 40 more looks could not see the area",
  );
});

test("a case of a newer format is refused with both numbers", async () => {
  const opened = await caseWithSites();
  const { folder } = opened;
  opened.close();
  const { writeFileSync } = await import("node:fs");
  writeFileSync(
    join(folder, "case.json"),
    JSON.stringify({ format: 7, title: "x", createdAt: "", program: "yardwatch 9" }),
  );
  expect(() => openCase(folder, "read", standingClock)).toThrow(/found 7; allowed: at most 1/);
  expect(existsSync(join(folder, "case.json"))).toBe(true);
});
