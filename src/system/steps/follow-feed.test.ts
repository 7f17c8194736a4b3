import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { standingClock, temporaryFolder } from "../../../test/made-case.ts";
import { createCase, type Case } from "../files/case-folder.ts";
import { openPositions } from "../positions/open-positions.ts";
import { followFeed, type FollowFeedOptions } from "./follow-feed.ts";
import { verifyCase } from "./verify-case.ts";

async function madeCase(): Promise<Case> {
  const opened = await createCase(join(temporaryFolder(), "case"), "test", standingClock);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  return opened;
}

const rhythm: FollowFeedOptions = { everyReports: 1_000_000, everySeconds: 3600 };

const message = (i: number, more: object = {}): string =>
  `${JSON.stringify({ mmsi: 366562000 + (i % 5), at: new Date(Date.UTC(2025, 5, 1) + i * 1000).toISOString(), longitude: -118, latitude: 33, ...more })}\n`;

async function reportsOf(opened: Case): Promise<number> {
  const positions = await openPositions(opened);
  const days = await positions.days();
  positions.close();
  return days.reduce((sum, d) => sum + d.fixes, 0);
}

describe("a feed", () => {
  test("that repeats, reorders, lies about time, breaks lines and sends ten megabytes without one: all that is valid comes in, once", async () => {
    const opened = await madeCase();
    async function* hostile(): AsyncGenerator<Uint8Array> {
      const order = Array.from({ length: 3000 }, (_, i) => (i * 1789) % 3000);
      const lines = order.flatMap((i) => [message(i), ...(i % 3 === 0 ? [message(i)] : [])]);
      lines.splice(100, 0, '{"mmsi":366562000,"at":"2199-01-01T00:00:00Z","longitude":1,"latitude":1}\n');
      lines.splice(200, 0, '{"mmsi":366562000,"at":"1969-01-01T00:00:00Z","longitude":1,"latitude":1}\n');
      lines.splice(300, 0, '{"mmsi":"\\u0007<script>","at":1e999}\n', "\n", "]]\n", '{"mmsi":', "\n");
      const bytes = Buffer.from(lines.join(""));
      // In the middle of a line, at first.
      yield Buffer.from('":33}\n');
      for (let at = 0; at < bytes.length; at += 777) {
        yield bytes.subarray(at, at + 777);
        if (at === 777 * 50) yield* flood();
      }
    }
    /** Ten megabytes inside a line; the line that they are in is lost, and no other. */
    async function* flood(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 160; i++) yield Buffer.alloc(65_536, 120);
      yield Buffer.from("\n");
    }
    const result = await followFeed(opened, hostile(), rhythm);
    expect(result.format).toBe("json-lines");
    expect(result.refused).toMatchObject({
      "too long": 1,
      "time in future": 1,
      "time absurd": 1,
      "sender impossible": 1,
      blank: 1,
    });
    expect(result.lines).toBe(result.reports + Object.values(result.refused).reduce((a, b) => a + b, 0));
    const taken = await reportsOf(opened);
    // The flood cut one line in two: it is lost, unless it was one of those that came twice.
    expect(taken).toBeGreaterThanOrEqual(2999);
    expect(taken).toBe(result.added);
    expect((await verifyCase(opened)).damage).toEqual([]);
  });

  test("that stalls: what came is on record without another byte, and a stop ends it soundly", async () => {
    const opened = await madeCase();
    const feed = new PassThrough();
    const stop = new AbortController();
    const commits: number[] = [];
    const following = followFeed(opened, feed, {
      ...rhythm,
      everySeconds: 0.2,
      signal: stop.signal,
      onCommit: ({ added }) => commits.push(added),
    });
    feed.write(message(1) + message(2) + message(3).slice(0, 20));
    while (commits.length === 0) await pause(20);
    expect(await reportsOf(opened)).toBe(2);
    feed.write(message(3).slice(20) + message(4));
    await pause(50);
    stop.abort(new Error("interrupted"));
    const result = await following;
    expect(result).toMatchObject({ reports: 4, added: 4, changed: true });
    expect(await reportsOf(opened)).toBe(4);
    expect((await verifyCase(opened)).damage).toEqual([]);
  });

  test("that is put on record every so many reports, each time as an import of its own", async () => {
    const opened = await madeCase();
    async function* feed(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 40; i++) yield Buffer.from(message(i));
    }
    const result = await followFeed(opened, feed(), { ...rhythm, everyReports: 10 });
    expect(result.imports).toEqual(["import-000001", "import-000002", "import-000003", "import-000004"]);
    expect(await reportsOf(opened)).toBe(40);
  });

  test("that breaks: what came before is on record, and the error is told", async () => {
    const opened = await madeCase();
    async function* feed(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(message(1));
      throw new Error("the line went dead");
    }
    await expect(followFeed(opened, feed(), rhythm)).rejects.toThrow("went dead");
    expect(await reportsOf(opened)).toBe(1);
  });

  test("of nothing that is known, packed, or empty", async () => {
    const opened = await madeCase();
    const of = (...pieces: (string | Uint8Array)[]) =>
      (async function* () {
        for (const piece of pieces) yield Buffer.from(piece);
      })();
    await expect(followFeed(opened, of("x\n".repeat(2000)), rhythm)).rejects.toThrow("content");
    await expect(followFeed(opened, of(Uint8Array.of(0x1f, 0x8b, 8, 0)), rhythm)).rejects.toThrow("unpack");
    expect((await followFeed(opened, of(), rhythm)).changed).toBe(false);
    expect(await reportsOf(opened)).toBe(0);
  });

  test("of sentences without times: refused, or of the time at which they come", async () => {
    const opened = await madeCase();
    const line = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\r\n";
    const of = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(line.slice(0, 10));
      yield Buffer.from(line.slice(10) + line);
    };
    expect(await followFeed(opened, of(), rhythm)).toMatchObject({
      reports: 0,
      lines: 2,
      refused: { "no time": 2 },
    });
    expect(await followFeed(opened, of(), { ...rhythm, timeOfArrival: true })).toMatchObject({
      reports: 1,
      lines: 2,
      added: 1,
    });
    const positions = await openPositions(opened);
    expect(await positions.days()).toEqual([{ day: "2026-05-02", fixes: 1, ships: 1 }]);
    positions.close();
  });
});
