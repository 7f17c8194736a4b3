import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  startStacServer,
  type StacServer,
  type StacServerOptions,
} from "../../../test/catalogue/stac-server.ts";
import { quickNetwork } from "../../../test/catalogue/made-catalogue.ts";
import { uniform } from "../../base/random.ts";
import { DamageError } from "../../base/errors.ts";
import { openRangeFile } from "../catalogues/range-file.ts";
import { httpSource } from "./http-source.ts";
import { ChangedFile, ServerDamage } from "./range-fetch.ts";
import type { Network, NetworkOptions } from "./network.ts";

const next = uniform(7);
const file = Uint8Array.from({ length: 200_000 }, () => Math.floor(256 * next()));
const tidy: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const task of tidy.splice(0)) await task();
});

async function serve(mischief: StacServerOptions["mischief"], bytes = file): Promise<StacServer> {
  const server = await startStacServer({
    items: [],
    file: (path) => (path === "/a.tif" ? bytes : null),
    ...(mischief === undefined ? {} : { mischief }),
  });
  tidy.push(() => server.close());
  return server;
}
function network(options: NetworkOptions = {}): Network {
  const made = quickNetwork({ privateHosts: ["127.0.0.1"], ...options });
  tidy.push(() => made.close());
  return made;
}

describe("a file on a server", () => {
  it("is read by parts, its first bytes once", async () => {
    const server = await serve(undefined);
    const net = network();
    const source = await httpSource(`${server.url}/a.tif?sig=secret`, { network: net });
    expect(source.size).toBe(file.length);
    expect(source.name).toBe(`${server.url}/a.tif?sig=…`);
    expect(await source.read(100, 50)).toEqual(file.slice(100, 150));
    expect(await source.read(16_000, 1000)).toEqual(file.slice(16_000, 17_000));
    expect(await source.read(199_990, 10)).toEqual(file.slice(199_990));
    expect(server.sent.get("/a.tif")).toEqual([
      [0, 16_384],
      [16_384, 17_000],
      [199_990, 200_000],
    ]);
    expect(net.traffic).toEqual({ requests: 3, bytes: 16_384 + 616 + 10, retries: 0 });
    await expect(source.read(199_990, 11)).rejects.toThrow(DamageError);
  });

  it("cuts long reads into several questions", async () => {
    const server = await serve(undefined);
    const source = await httpSource(`${server.url}/a.tif`, { network: network(), mostBytesAtOnce: 50_000 });
    expect(await source.read(0, file.length)).toEqual(file);
    expect(server.sent.get("/a.tif")?.length).toBe(5);
  });

  it("asks only for what is missing after a break, and for none of it twice", async () => {
    const server = await serve(({ before }) => (before % 2 === 1 ? { do: "break", share: 0.4 } : null));
    const net = network();
    const source = await httpSource(`${server.url}/a.tif`, { network: net });
    expect(await source.read(0, file.length)).toEqual(file);
    expect(server.totals().twice).toBe(0);
    expect(net.traffic.retries).toBeGreaterThan(0);
  });

  it("is unavailable when the breaks do not end, in bounded tries", async () => {
    const server = await serve(({ before }) => (before > 0 ? { do: "break", share: 0 } : null));
    const source = await httpSource(`${server.url}/a.tif`, { network: network() });
    await expect(source.read(50_000, 1000)).rejects.toThrow(/tried 4 times/);
    expect(server.seen.length).toBe(5);
  });

  it("is damaged when the server's figures contradict each other to the end", async () => {
    for (const by of [-100, 500]) {
      const server = await serve(({ before }) => (before > 0 ? { do: "lie", by } : null));
      const source = await httpSource(`${server.url}/a.tif`, { network: network({ idleMs: 300 }) });
      await expect(source.read(50_000, 1000)).rejects.toThrow(ServerDamage);
    }
  });

  it("is read all the same when only one answer lied", async () => {
    for (const by of [-100, 500]) {
      const server = await serve(({ before }) => (before === 1 ? { do: "lie", by } : null));
      const source = await httpSource(`${server.url}/a.tif`, { network: network({ idleMs: 300 }) });
      expect(await source.read(50_000, 1000)).toEqual(file.slice(50_000, 51_000));
    }
  });

  it("is taken whole from a server that serves no parts, if it is small", async () => {
    const server = await serve(() => ({ do: "whole" }));
    const source = await httpSource(`${server.url}/a.tif`, { network: network() });
    expect(await source.read(150_000, 1000)).toEqual(file.slice(150_000, 151_000));
    expect(server.seen.length).toBe(1);
    const refused = httpSource(`${server.url}/a.tif`, { network: network(), mostWholeBytes: 1000 });
    await expect(refused).rejects.toThrow(/does not serve parts of files, and the whole has 200000 bytes/);
  });

  it("is begun anew as a whole when the only answer that it gives breaks off", async () => {
    const bytes = file.slice(0, 60_000);
    let count = 0;
    const server = createServer((_, response) => {
      response.writeHead(200, { "content-length": bytes.length });
      if (count++ > 0) response.end(bytes);
      else response.write(bytes.subarray(0, 20_000), () => setTimeout(() => response.destroy(), 5));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    tidy.push(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const source = await httpSource(`http://127.0.0.1:${port}/`, { network: network() });
    expect(await source.read(0, bytes.length)).toEqual(bytes);
    expect(count).toBe(2);
  });

  it("is refused when it is another part than asked for", async () => {
    const server = await serve(() => ({ do: "wrong-range" }));
    await expect(httpSource(`${server.url}/a.tif`, { network: network() })).rejects.toThrow(
      /announces is not what it sends[^]*asked for bytes 0 to 16383, the answer says/,
    );
  });

  it("is found out when it changes on the way", async () => {
    const server = await serve(({ before }) => (before > 0 ? { do: "etag", etag: '"other"' } : null));
    const source = await httpSource(`${server.url}/a.tif`, { network: network() });
    await expect(source.read(50_000, 1000)).rejects.toThrow(ChangedFile);
  });

  it("may be as small as one byte, and may not be empty", async () => {
    const one = await serve(undefined, Uint8Array.of(42));
    expect(await (await httpSource(`${one.url}/a.tif`, { network: network() })).read(0, 1)).toEqual(
      Uint8Array.of(42),
    );
    const none = await serve(undefined, new Uint8Array(0));
    await expect(httpSource(`${none.url}/a.tif`, { network: network() })).rejects.toThrow(/is empty/);
  });

  it("is the same to the last byte through whatever mix of breaks, refusals and reads at the same time", async () => {
    const chance = uniform(20231005);
    const server = await serve(({ before }) => {
      if (before === 0) return null;
      const draw = chance();
      if (draw < 0.25) return { do: "break", share: chance() };
      if (draw < 0.35) return { do: "status", status: 503 };
      return draw < 0.4 ? { do: "status", status: 429, headers: { "retry-after": "0" } } : null;
    });
    const folder = mkdtempSync(join(tmpdir(), "yardwatch-mix-"));
    const keeper = openRangeFile(join(folder, "a"));
    tidy.push(
      () => keeper.remove(),
      () => rmSync(folder, { recursive: true, force: true }),
    );
    const source = await httpSource(`${server.url}/a.tif`, {
      network: network({ patience: { tries: 12, firstPauseMs: 1, longestPauseMs: 2 } }),
      keeper,
      mostBytesAtOnce: 20_000,
    });
    const reads = Array.from({ length: 40 }, async () => {
      const from = Math.floor(chance() * 190_000);
      const length = 1 + Math.floor(chance() * Math.min(60_000, file.length - from - 1));
      expect(Buffer.compare(await source.read(from, length), file.subarray(from, from + length))).toBe(0);
    });
    await Promise.all(reads);
    expect(server.totals().twice).toBe(0);
  });

  it("gives up when nothing comes, and stops at once when it is told to", async () => {
    const server = await serve(({ before }) => (before > 0 ? { do: "hang" } : null));
    const source = await httpSource(`${server.url}/a.tif`, { network: network({ idleMs: 60 }) });
    await expect(source.read(50_000, 1000)).rejects.toThrow(/nothing came for 60 ms/);
    const slow = await serve(({ before }) => (before > 0 ? { do: "drip", pauseMs: 20 } : null));
    const stopped = await httpSource(`${slow.url}/a.tif`, { network: network() });
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error("enough")), 40);
    await expect(stopped.read(50_000, 100_000, stop.signal)).rejects.toThrow("enough");
  });
});
