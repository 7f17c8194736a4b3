import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fixes, PositionQuery, PositionSource, Statement } from "../../../src/movements/ais/fixes.ts";
import type { DaySources, Written } from "../../../src/system/positions/day-sources.ts";
import { openDuck } from "../../../src/system/positions/duck.ts";
import { batchLength, emptyFixes } from "../../../src/system/positions/fix-batches.ts";
import { IncomingRows } from "../../../src/system/positions/incoming-rows.ts";
import { stagedSources } from "../../../src/system/positions/intake-file.ts";
import { openStaging } from "../../../src/system/positions/staging.ts";

/** An engine that sits the exam. */
export interface Engine {
  readonly source: PositionSource;
  readonly write: (connection: DuckDBConnection, sources: readonly DaySources[]) => Promise<Written>;
  readonly close: () => Promise<void> | void;
}

/** A report as the exam writes it down. */
export interface Row {
  readonly mmsi: number;
  readonly at: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly speed?: number;
  readonly course?: number;
  readonly heading?: number;
  readonly status?: number;
  readonly senderClass?: number;
  readonly second?: number;
}

const row = (
  mmsi: number,
  at: string,
  longitude: number,
  latitude: number,
  more: Partial<Row> = {},
): Row => ({
  mmsi,
  at,
  longitude,
  latitude,
  ...more,
});

export function fixesOf(rows: readonly Row[]): Fixes {
  const fixes = emptyFixes(rows.length);
  for (const [i, r] of rows.entries()) {
    fixes.mmsi[i] = r.mmsi;
    fixes.at[i] = Date.parse(r.at);
    fixes.longitude[i] = r.longitude;
    fixes.latitude[i] = r.latitude;
    fixes.speed[i] = r.speed ?? Number.NaN;
    fixes.course[i] = r.course ?? Number.NaN;
    fixes.heading[i] = r.heading ?? Number.NaN;
    fixes.status[i] = r.status ?? 15;
    fixes.senderClass[i] = r.senderClass ?? 6;
    fixes.second[i] = r.second ?? 60;
  }
  fixes.length = rows.length;
  return fixes;
}

export const statement = (
  mmsi: number,
  name: string,
  from: string,
  to: string,
  reports: number,
): Statement => ({
  mmsi,
  name,
  callSign: "",
  imo: null,
  shipType: 70,
  lengthMetres: 122.5,
  widthMetres: null,
  toBowMetres: null,
  toPortMetres: null,
  draughtMetres: null,
  destination: "",
  firstMs: Date.parse(from),
  lastMs: Date.parse(to),
  reports,
});

const always: PositionQuery = { fromMs: -Infinity, toMs: Infinity };
const between = (from: string, to: string): PositionQuery => ({
  fromMs: Date.parse(from),
  toMs: Date.parse(to),
});

/** What every engine for position reports must do; one exam for all. */
export function positionExam(name: string, open: (folder: string) => Promise<Engine>): void {
  describe(name, () => {
    const folder = mkdtempSync(join(tmpdir(), "yardwatch-exam-"));
    let engine: Engine;
    let append: (rows: readonly Row[], said?: readonly Statement[]) => Promise<Written>;
    let close: () => void;

    beforeAll(async () => {
      mkdirSync(join(folder, "data"));
      engine = await open(join(folder, "data"));
      const duck = await openDuck({ memory: "400MB", threads: 2, temporary: join(folder, "aside") });
      const connection = await duck.connect();
      let part = 0;
      append = async (rows, said = []) => {
        const staging = openStaging(join(folder, `staging-${part++}`));
        const incoming = new IncomingRows(connection, staging);
        await incoming.open();
        await incoming.takeFixes(fixesOf(rows));
        incoming.takeStatements(said);
        await incoming.flush();
        incoming.close();
        return engine.write(connection, stagedSources(staging));
      };
      close = () => {
        connection.disconnectSync();
        duck.closeSync();
      };
    }, 120_000);
    afterAll(async () => {
      close();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Mmsi, time and longitude of all reports of a query. */
    const read = async (query: PositionQuery): Promise<string[]> => {
      const found: string[] = [];
      for await (const fixes of engine.source.fixes(query)) {
        expect(fixes.length).toBeGreaterThan(0);
        expect(fixes.length).toBeLessThanOrEqual(batchLength);
        for (let i = 0; i < fixes.length; i++)
          found.push(
            `${fixes.mmsi[i]} ${new Date(fixes.at[i] ?? 0).toISOString().slice(0, 19)} ${fixes.longitude[i]}`,
          );
      }
      return found;
    };

    test("is empty before anything came", async () => {
      expect(await engine.source.days()).toEqual([]);
      expect(await read(always)).toEqual([]);
      expect(await engine.source.statements(always)).toEqual([]);
    });

    const first = [
      row(300000002, "2020-01-02T00:00:00Z", 179.5, -10),
      row(300000001, "2020-01-01T23:59:59.500Z", 130, 42),
      row(300000001, "2020-01-01T10:00:00Z", 131, 42, {
        speed: 12.5,
        course: 270,
        heading: 268,
        status: 0,
        senderClass: 0,
      }),
      row(300000001, "2020-01-03T10:00:00Z", 132, 43),
      row(300000002, "2020-01-01T00:00:00Z", -179.5, -10),
    ];

    test("gives reports in order of ship and time, over days, with what they left open", async () => {
      const written = await append(first, [
        statement(300000001, "TEST ONE", "2020-01-01T10:00:00Z", "2020-01-01T20:00:00Z", 7),
      ]);
      expect(written.added).toBe(5);
      expect(await read(always)).toEqual([
        "300000001 2020-01-01T10:00:00 131",
        "300000001 2020-01-01T23:59:59 130",
        "300000001 2020-01-03T10:00:00 132",
        "300000002 2020-01-01T00:00:00 -179.5",
        "300000002 2020-01-02T00:00:00 179.5",
      ]);
      const one: Fixes[] = [];
      for await (const fixes of engine.source.fixes({ ...always, mmsis: [300000001] })) one.push(fixes);
      const [fixes] = one;
      expect([...(fixes?.speed ?? [])]).toEqual([12.5, Number.NaN, Number.NaN]);
      expect([...(fixes?.heading ?? [])]).toEqual([268, Number.NaN, Number.NaN]);
      expect([...(fixes?.status ?? [])]).toEqual([0, 15, 15]);
      expect([...(fixes?.senderClass ?? [])]).toEqual([0, 6, 6]);
      expect(fixes?.at[1]).toBe(Date.parse("2020-01-01T23:59:59.500Z"));
    });

    test("counts days, and only those with reports", async () => {
      expect(await engine.source.days()).toEqual([
        { day: "2020-01-01", fixes: 3, ships: 2 },
        { day: "2020-01-02", fixes: 1, ships: 1 },
        { day: "2020-01-03", fixes: 1, ships: 1 },
      ]);
    });

    test("takes times half-open, to the millisecond", async () => {
      expect(await read(between("2020-01-01T10:00:00Z", "2020-01-01T23:59:59.500Z"))).toEqual([
        "300000001 2020-01-01T10:00:00 131",
      ]);
      expect(await read(between("2020-01-01T10:00:00.001Z", "2020-01-01T23:59:59.501Z"))).toEqual([
        "300000001 2020-01-01T23:59:59 130",
      ]);
      expect(await read(between("2020-01-02T00:00:00Z", "2020-01-02T00:00:00Z"))).toEqual([]);
      expect(await read(between("2020-01-02T00:00:00Z", "2020-01-02T00:00:00.001Z"))).toHaveLength(1);
      expect(await read(between("2019-01-01T00:00:00Z", "2020-01-01T00:00:00Z"))).toEqual([]);
    });

    test("takes boxes half-open, and across the date line", async () => {
      const box = (west: number, south: number, east: number, north: number) =>
        read({ ...always, box: { west, south, east, north } });
      expect(await box(179, -20, -179, 0)).toEqual([
        "300000002 2020-01-01T00:00:00 -179.5",
        "300000002 2020-01-02T00:00:00 179.5",
      ]);
      expect(await box(130, 42, 131, 43)).toEqual(["300000001 2020-01-01T23:59:59 130"]);
      expect(await box(131, 42, 132, 43)).toEqual(["300000001 2020-01-01T10:00:00 131"]);
      expect(await box(-180, -90, 180, 90)).toHaveLength(5);
      await expect(box(0, 10, 10, 0)).rejects.toThrow("latitudes");
    });

    test("takes ships, and none of an empty list", async () => {
      expect(await read({ ...always, mmsis: [300000002, 5] })).toHaveLength(2);
      expect(await read({ ...always, mmsis: [] })).toEqual([]);
      await expect(read({ ...always, mmsis: [1.5] })).rejects.toThrow("mmsis");
    });

    test("appended twice is the same once, whatever the receiver and the order", async () => {
      const said = [statement(300000001, "TEST ONE", "2020-01-01T10:00:00Z", "2020-01-01T20:00:00Z", 7)];
      const again = await append(first.toReversed(), said);
      expect(again.added).toBe(0);
      expect(again.statements).toBe(0);
      expect(await read(always)).toHaveLength(5);
      expect((await engine.source.statements(always)).map((s) => s.reports)).toEqual([7]);
    });

    test("a report that comes again fills what the other left open", async () => {
      const written = await append([
        row(300000001, "2020-01-01T23:59:59.500Z", 130, 42, { speed: 3, status: 5, senderClass: 0 }),
        row(300000001, "2020-01-01T23:59:59.500Z", 130.0001, 42),
      ]);
      expect(written.added).toBe(1);
      const found: number[][] = [];
      for await (const f of engine.source.fixes(between("2020-01-01T23:59:59Z", "2020-01-02T00:00:00Z")))
        for (let i = 0; i < f.length; i++)
          found.push([f.longitude[i] ?? 0, f.speed[i] ?? 0, f.status[i] ?? 0, f.senderClass[i] ?? 0]);
      expect(found).toEqual([
        [130, 3, 5, 0],
        [130.0001, Number.NaN, 15, 6],
      ]);
    });

    test("of equal reports the second that is known stands, then the smaller, in any order; offsets are counted around the minute", async () => {
      const at = (second: number, ms = 0) =>
        row(500000001, new Date(Date.UTC(2020, 0, 5, 10, 0, 5, ms)).toISOString(), 130, 42, { second });
      const seconds = async () => {
        const found: number[] = [];
        for await (const f of engine.source.fixes(between("2020-01-05T00:00:00Z", "2020-01-06T00:00:00Z")))
          found.push(...f.second);
        return found;
      };
      await append([at(60), row(500000002, "2020-01-05T10:00:00.999Z", 1, 1, { second: 62 })]);
      expect(await seconds()).toEqual([60, 62]);
      await append([at(63)]);
      expect(await seconds()).toEqual([63, 62]);
      await append([at(58), at(60), at(63), at(59)]);
      expect(await seconds()).toEqual([58, 62]);
      await append([at(59), at(60), at(0, 1), at(7, 2), at(61, 3)]);
      expect(await seconds()).toEqual([58, 0, 7, 61, 62]);
      const counts = await engine.source.seconds(between("2020-01-05T00:00:00Z", "2020-01-06T00:00:00Z"));
      expect({ ...counts }).toEqual({
        length: 3,
        mmsi: Int32Array.of(500000001, 500000001, 500000001),
        offset: Uint8Array.of(5, 7, 58),
        reports: Float64Array.of(1, 1, 1),
      });
      expect((await engine.source.seconds({ ...always, mmsis: [500000002] })).length).toBe(0);
      expect(
        (await engine.source.seconds(between("2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z"))).length,
      ).toBe(0);
    });

    test("statements: apart in time they add up, together they do not; hostile names come back as they were", async () => {
      const hostile = 'TAB\t"<script>\u202e\u0007=1+1\\';
      await append(
        [],
        [
          statement(300000001, "TEST ONE", "2020-01-01T15:00:00Z", "2020-01-01T21:00:00Z", 3),
          statement(300000002, hostile, "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z", 1),
        ],
      );
      await append([], [statement(300000001, "TEST ONE", "2020-01-01T22:00:00Z", "2020-01-02T01:00:00Z", 4)]);
      const said = await engine.source.statements(always);
      expect(said.map((s) => [s.mmsi, s.name])).toEqual([
        [300000001, "TEST ONE"],
        [300000002, hostile],
      ]);
      expect(said[0]).toMatchObject({
        firstMs: Date.parse("2020-01-01T10:00:00Z"),
        lastMs: Date.parse("2020-01-02T01:00:00Z"),
        reports: 10,
        shipType: 70,
        lengthMetres: 122.5,
        widthMetres: null,
        imo: null,
      });
      expect(
        await engine.source.statements(between("2020-01-02T00:30:00Z", "2020-01-02T02:00:00Z")),
      ).toHaveLength(1);
      expect(
        await engine.source.statements(between("2020-01-02T01:00:00.001Z", "2020-01-02T02:00:00Z")),
      ).toEqual([]);
      const near = await engine.source.statements({
        ...always,
        box: { west: 130, south: 40, east: 140, north: 50 },
      });
      expect(near.map((s) => s.mmsi)).toEqual([300000001]);
    });

    test("more reports than fit a batch come in several, in order, each once", async () => {
      const many = Array.from({ length: batchLength + 1000 }, (_, i) =>
        row(400000000 + (i % 7), new Date(Date.UTC(2021, 5, 1) + i * 2000).toISOString(), (i % 360) - 180, 1),
      );
      expect((await append(many)).added).toBe(many.length);
      let [reports, batches, wrong, mmsi, at] = [0, 0, 0, 0, 0];
      for await (const f of engine.source.fixes(between("2021-06-01T00:00:00Z", "2021-07-01T00:00:00Z"))) {
        batches++;
        reports += f.length;
        for (let i = 0; i < f.length; i++) {
          const [m, t] = [f.mmsi[i] ?? 0, f.at[i] ?? 0];
          if (m < mmsi || (m === mmsi && t <= at)) wrong++;
          [mmsi, at] = [m, t];
        }
      }
      expect({ reports, wrong }).toEqual({ reports: many.length, wrong: 0 });
      expect(batches).toBeGreaterThan(1);
    });

    test("many ships of a large day come in order, however many are asked for", async () => {
      const ships = Array.from({ length: 300 }, (_, s) => 600000000 + s);
      const start = Date.UTC(2022, 5, 1);
      const rows = Array.from({ length: 1000 }, (_, k) =>
        ships.map((mmsi) => row(mmsi, new Date(start + k * 80_000).toISOString(), 10, 50)),
      ).flat();
      expect((await append(rows)).added).toBe(rows.length);
      const asked = ships.filter((mmsi) => mmsi % 2 === 0);
      let [reports, wrong, mmsi, at] = [0, 0, 0, 0];
      const query = { ...between("2022-06-01T00:00:00Z", "2022-06-02T00:00:00Z"), mmsis: asked };
      for await (const f of engine.source.fixes(query)) {
        reports += f.length;
        for (let i = 0; i < f.length; i++) {
          const [m, t] = [f.mmsi[i] ?? 0, f.at[i] ?? 0];
          if (m < mmsi || (m === mmsi && t <= at)) wrong++;
          [mmsi, at] = [m, t];
        }
      }
      expect({ reports, wrong }).toEqual({ reports: asked.length * 1000, wrong: 0 });
    }, 60_000);

    test("two readers at once, and one that stops early, do not disturb each other", async () => {
      const stopping = (async () => {
        for await (const fixes of engine.source.fixes(always)) return fixes.length;
        return 0;
      })();
      const [all, some] = await Promise.all([read({ ...always, mmsis: [300000001] }), stopping]);
      expect(all).toHaveLength(4);
      expect(some).toBeGreaterThan(0);
    });
  });
}
