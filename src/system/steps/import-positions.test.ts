import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { zipSync, strToU8 } from "fflate";
import { describe, expect, onTestFinished, test } from "vitest";
import { standingClock, temporaryFolder } from "../../../test/made-case.ts";
import { createCase, type Case } from "../files/case-folder.ts";
import { literal, openDuck } from "../positions/duck.ts";
import { exportReports } from "../positions/export/export-reports.ts";
import { openPositions } from "../positions/open-positions.ts";
import { importPositions } from "./import-positions.ts";
import { verifyCase } from "./verify-case.ts";

async function madeCase(): Promise<Case> {
  const opened = await createCase(join(temporaryFolder(), "case"), "test", standingClock);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  return opened;
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** Mmsi, time and latitude of everything that a case has. */
async function everything(opened: Case): Promise<string[]> {
  const positions = await openPositions(opened);
  const found: string[] = [];
  for await (const f of positions.fixes({ fromMs: -Infinity, toMs: Infinity }))
    for (let i = 0; i < f.length; i++)
      found.push(`${f.mmsi[i]} ${new Date(f.at[i] ?? 0).toISOString().slice(0, 19)} ${f.latitude[i]}`);
  positions.close();
  return found;
}

const header = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName";
const rows = [
  "366562000,2020-01-01T00:00:08,33.1,-118.2,1,2,3,ONE",
  "366562000,2020-01-02T00:00:08,33.2,-118.2,1,2,3,ONE",
  "366562001,2020-01-01T12:00:00,33.3,-118.2,1,2,3,TWO",
];
const all = [
  "366562000 2020-01-01T00:00:08 33.1",
  "366562000 2020-01-02T00:00:08 33.2",
  "366562001 2020-01-01T12:00:00 33.3",
];
const text = `${header}\n${rows.join("\n")}\n`;
const half = text.length >> 1;

describe("import of position reports", () => {
  test.each([
    ["day.csv", text],
    ["day.csv", `\uFEFF${text.replaceAll("\n", "\r\n").trimEnd()}`],
    ["day.csv.gz", gzipSync(text)],
    ["two members.csv.gz", Buffer.concat([gzipSync(text.slice(0, half)), gzipSync(text.slice(half))])],
    ["day.csv.zst", zstdCompressSync(text)],
    ["day.zip", zipSync({ "a/day.csv": strToU8(text), "__MACOSX/._day.csv": strToU8("junk") })],
    [
      "two.zip",
      zipSync({
        "1.csv": strToU8(`${header}\n${rows[0]}\n`),
        "2.csv": [strToU8(`${header}\n${rows[1]}\n${rows[2]}`), { level: 0 }],
      }),
    ],
  ])("%s", async (name, content) => {
    const opened = await madeCase();
    const result = await importPositions(opened, file(name, content));
    expect(result).toMatchObject({
      changed: true,
      reports: 3,
      added: 3,
      import: { format: "csv", lines: 3, refused: {} },
    });
    expect(await everything(opened)).toEqual(all);
    expect((await verifyCase(opened)).sound).toBe(true);
  });

  test("again changes nothing; in parts and overlapping is the same as at once", async () => {
    const opened = await madeCase();
    const path = file("day.csv", text);
    await importPositions(opened, path);
    expect((await importPositions(opened, path)).changed).toBe(false);
    const other = await madeCase();
    await importPositions(other, file("b.csv", `${header}\n${rows[2]}\n${rows[1]}\n`));
    const second = await importPositions(
      other,
      file("a.csv", `${header}\n${rows[0]}\n${rows[2]}\n${rows[0]}\n`),
    );
    expect(second).toMatchObject({ reports: 3, added: 1 });
    const day = (c: Case) => readFileSync(join(c.folder, "positions", "2020-01-01.parquet"));
    expect(day(other).equals(day(opened))).toBe(true);
  });

  test("what is wrong is counted by reason, what is right comes in: also around ten megabytes without a line end", async () => {
    const opened = await madeCase();
    const wrong = [
      "",
      `366562000,2020-01-01T00:00:09,33.9,-118.2,1,2,3,"${"x".repeat(10_000_000)}`,
      "366562000,2020-01-01T00:00:09,33.9",
      "366562000,2020-01-01T00:00:09,-118.2,33.9,1,2,3,SWAPPED",
      "366562000,2030-01-01T00:00:09,33.9,-118.2,1,2,3,LATE",
      "x,2020-01-01T00:00:09,33.9,-118.2,1,2,3,NOBODY",
      '366562000,yesterday,33.9,-118.2,1,2,3,"QUOTED, BUT',
      Buffer.from([0xff, 0xfe, 0x00, 0x41]).toString("latin1"),
    ];
    const result = await importPositions(
      opened,
      file("bad.csv", [header, rows[0], ...wrong, rows[1], rows[2]].join("\n")),
    );
    expect(result.import).toMatchObject({
      lines: 11,
      fixes: 3,
      refused: {
        blank: 1,
        "too long": 1,
        "wrong cells": 3,
        "axes suspected": 1,
        "time in future": 1,
        "sender impossible": 1,
      },
    });
    expect(await everything(opened)).toEqual(all);
  });

  test("nothing is guessed: no zone, no known content, an archive that breaks off", async () => {
    const opened = await madeCase();
    const plain = file("plain.csv", "mmsi,at,longitude,latitude\n366562000,2020-01-01T00:00:08,-118,33\n");
    await expect(importPositions(opened, plain)).rejects.toThrow("--zone");
    await expect(importPositions(opened, file("x.csv", "a,b,c\n1,2,3\n"))).rejects.toThrow("content");
    await expect(importPositions(opened, file("x.gz", gzipSync(text).subarray(0, 40)))).rejects.toThrow(
      "whole archive",
    );
    await expect(
      importPositions(opened, file("x.zip", zipSync({ "a.csv": strToU8(text) }).subarray(0, 90))),
    ).rejects.toThrow("whole ZIP");
    await expect(importPositions(opened, file("x.parquet", "PAR1 and no more"))).rejects.toThrow("Parquet");
    await expect(importPositions(opened, file("x.csv", ""))).rejects.toThrow("empty");
    await expect(importPositions(opened, join(temporaryFolder(), "none"))).rejects.toThrow("no such file");
    expect(readdirSync(join(opened.folder, "positions"))).not.toContain("import.lock");
    expect(await everything(opened)).toEqual([]);
    expect((await verifyCase(opened)).sound).toBe(true);
    await importPositions(opened, plain, { zoneMinutes: 60 });
    expect(await everything(opened)).toEqual(["366562000 2019-12-31T23:00:08 33"]);
  });

  test.each([
    ["in UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le"), /content: .*UTF-8/],
    ["with carriage returns alone", text.replaceAll("\n", "\r"), /content: .*line feed/],
    ["with a column twice", text.replace("SOG", "lat"), /columns: found lat twice/],
  ])(
    "a table %s is refused with what is wrong, not taken as one without reports",
    async (_, content, said) => {
      const opened = await madeCase();
      await expect(importPositions(opened, file("day.csv", content))).rejects.toThrow(said);
      expect(await everything(opened)).toEqual([]);
    },
  );

  test("a single line without its end is told as what it is", async () => {
    const opened = await madeCase();
    const sentence = "!AIVDM,1,1,,A,15M67FC000G?ufbE`FepT@3n00Sa,0*5C";
    const { import: record } = await importPositions(
      opened,
      file("one.log", `\\c:1577836800*52\\${sentence}`),
    );
    expect(record?.format).toBe("sentences");
  });

  test("a Parquet file with bytes that were overwritten is named itself, not the case's reports", async () => {
    const opened = await madeCase();
    const path = join(temporaryFolder(), "flipped.parquet");
    const engine = await openDuck({
      memory: "200MB",
      threads: 1,
      temporary: join(temporaryFolder(), "aside"),
    });
    const connection = await engine.connect();
    await connection.run(
      `COPY (SELECT 366562000 + i % 7 AS mmsi, 1577836800000 + i * 61 AS at_ms, sin(i) AS longitude, cos(i) AS latitude
         FROM range(20000) t(i)) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    connection.disconnectSync();
    engine.closeSync();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(255, 1000, bytes.length - 4000));
    await expect(importPositions(opened, path)).rejects.toThrow("flipped.parquet: file: found");
    expect((await verifyCase(opened)).sound).toBe(true);
  });

  test("an import that is stopped leaves the case as it was", async () => {
    const opened = await madeCase();
    await importPositions(opened, file("first.csv", `${header}\n${rows[0]}\n`));
    const stop = new AbortController();
    const many = Array.from(
      { length: 40_000 },
      (_, i) => `36656${i % 9000},2020-01-0${(i % 3) + 1}T0${i % 10}:00:08,33.1,-118.2,1,2,3,N`,
    );
    const going = importPositions(opened, file("many.csv", `${header}\n${many.join("\n")}\n`), {
      signal: stop.signal,
      onProgress: (what) => {
        if (what.startsWith("day 2020-01-02")) stop.abort(new Error("stopped"));
      },
    });
    await expect(going).rejects.toThrow("stopped");
    expect(await everything(opened)).toEqual(all.slice(0, 1));
    expect((await verifyCase(opened)).sound).toBe(true);
    expect(readdirSync(join(opened.folder, "positions", "incoming"))).toEqual([]);
  });

  test("one that was killed between the record and the files is ended by whoever comes next", async () => {
    const opened = await madeCase();
    await importPositions(opened, file("day.csv", text));
    // As the disk looks then: the import is on record, its files are still aside.
    const positions = join(opened.folder, "positions");
    const ready = join(positions, "incoming", "import-000001", "ready");
    mkdirSync(join(ready, "statements"), { recursive: true });
    for (const name of ["2020-01-01.parquet", "2020-01-02.parquet", "statements/2020-01-01.parquet"])
      renameSync(join(positions, name), join(ready, name));
    const before = await verifyCase(opened);
    expect(before.damage).toEqual([]);
    expect(before.notes.filter((n) => n.includes("interrupted"))).toHaveLength(3);
    expect(await everything(opened)).toEqual(all);
    expect(existsSync(ready)).toBe(false);
    expect((await verifyCase(opened)).notes).toEqual([]);
  });

  test("a verification names a day that was altered, that is missing, and that nobody imported; importing again mends the first two", async () => {
    const opened = await madeCase();
    const path = file("day.csv", text);
    await importPositions(opened, path);
    const positions = join(opened.folder, "positions");
    const bytes = readFileSync(join(positions, "2020-01-01.parquet"));
    writeFileSync(join(positions, "2020-01-03.parquet"), bytes);
    truncateSync(join(positions, "2020-01-01.parquet"), bytes.length - 3);
    rmSync(join(positions, "statements", "2020-01-02.parquet"));
    expect((await verifyCase(opened)).damage).toEqual([
      "positions/2020-01-01.parquet: altered since import-000001 wrote it",
      expect.stringContaining("positions/statements/2020-01-02.parquet: missing; import-000001 wrote it"),
      "positions/2020-01-03.parquet: no import on record wrote it",
    ]);
    // What was altered is not built upon: it would be on record as sound.
    await expect(importPositions(opened, path, { again: true })).rejects.toThrow(
      "altered since import-000001",
    );
    rmSync(join(positions, "2020-01-01.parquet"));
    rmSync(join(positions, "2020-01-03.parquet"));
    await importPositions(opened, path, { again: true });
    expect((await verifyCase(opened)).damage).toEqual([]);
    expect(await everything(opened)).toEqual(all);
  });

  test("large files are on record by their hash, small ones are evidence, and both as it is asked", async () => {
    const opened = await madeCase();
    const small = await importPositions(opened, file("day.csv", text));
    expect(small.kept).toBe(true);
    expect(existsSync(opened.evidencePath(small.import?.sha256 ?? ""))).toBe(true);
    const other = await importPositions(opened, file("other.csv", `${text}\n`), { keep: false });
    expect(other.kept).toBe(false);
    expect(existsSync(opened.evidencePath(other.import?.sha256 ?? ""))).toBe(false);
    expect((await verifyCase(opened)).sound).toBe(true);
  });

  test("lines of a table and rows of Parquet are read alike: the same reports, statements and reasons", async () => {
    const columns =
      "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass";
    const times = [
      "2020-01-01T00:00:08",
      "2020-01-01 23:59:59",
      "2020-02-30T00:00:00",
      "2020-01-01",
      "",
      "1970-01-01T00:00:00",
      "2031-01-01T00:00:00",
      "2020-01-05T12:00:00.250",
      "2020-01-01T25:00:00",
    ];
    const senders = [
      "366562000",
      "507027",
      "0",
      "",
      "x",
      "1073741824",
      "-5",
      "366562000.5",
      "992010001",
      "2010001",
      "970123456",
    ];
    const places = [
      "33.1,-118.2",
      "91,181",
      "-118.2,33.1",
      "95,100",
      ",1",
      "0,-180",
      "89.5,180.5",
      "1e1,1e1",
    ];
    const names = ["ONE", "TWO@@@@ ", "", "Unknown", "  THREE'S", "=1+1"];
    const others = [
      "IMO9543756,KDBG,70,0,120,20.5,9.5,,A",
      "IMO0000000,,1004,moored,0,0,0,,B",
      "9543757,,Cargo,Under way using engine,2000,1,,,",
      ",X,,15,,,,,class a",
      ",,,,,,,,",
    ];
    const numbers = ["1,2,3", "102.2,359.9,0", "102.3,360,511", "-1,-1,-1", ",,", "x,y,z"];
    const at = (list: readonly string[], i: number): string => list[i % list.length] ?? "";
    const made = Array.from({ length: 4000 }, (_, i) =>
      [
        at(senders, i),
        at(times, i >> 1),
        at(places, i >> 2),
        at(numbers, i >> 3),
        at(names, i >> 1),
        at(others, i >> 2),
      ].join(","),
    );
    const csv = file("all.csv", `${columns}\n${made.join("\n")}\n`);
    const parquet = join(temporaryFolder(), "all.parquet");
    const engine = await openDuck({ memory: "400MB", threads: 2, temporary: `${parquet}.aside` });
    const connection = await engine.connect();
    await connection.run(
      `COPY (SELECT * FROM read_csv(${literal(csv)}, all_varchar = true, header = true, quote = '')) TO ${literal(parquet)} (FORMAT parquet)`,
    );
    engine.closeSync();
    const [a, b] = [await madeCase(), await madeCase()];
    const [byLine, byRow] = [await importPositions(a, csv), await importPositions(b, parquet)];
    expect(byRow.import?.refused).toEqual(byLine.import?.refused);
    expect(Object.keys(byLine.import?.refused ?? {})).toEqual(
      expect.arrayContaining(["no time", "axes suspected", "sender impossible"]),
    );
    expect(byRow).toMatchObject({ reports: byLine.reports, oddSenders: byLine.oddSenders });
    expect(byRow.import?.days).toEqual(byLine.import?.days);
  });

  test("a Parquet file of many days is sorted apart, and gives the days that it was written from", async () => {
    const [a, b] = [await madeCase(), await madeCase()];
    const many = Array.from(
      { length: 500 },
      (_, i) => `36656${i % 90},2020-01-0${(i % 7) + 1}T0${i % 10}:00:08,33.${i},-118.2,1,2,3,N`,
    );
    const first = await importPositions(a, file("many.csv", `${header}\n${many.join("\n")}\n`));
    const path = join(temporaryFolder(), "week.parquet");
    const positions = await openPositions(a);
    await exportReports(positions, { fromMs: -Infinity, toMs: Infinity }, path, Infinity);
    positions.close();
    const second = await importPositions(b, path);
    expect(second).toMatchObject({ reports: first.added, import: { format: "parquet plain" } });
    const fixes = Object.entries(first.import?.days ?? {}).filter(([day]) => !day.startsWith("statements"));
    expect(fixes).toHaveLength(7);
    expect(second.import?.days).toEqual(Object.fromEntries(fixes));
  });
});
