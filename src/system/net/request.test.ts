import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { quickNetwork } from "../../../test/catalogue/made-catalogue.ts";
import { DamageError, InputError, UnavailableError } from "../../base/errors.ts";
import { isPrivateIp, parseAddress, redactedAddress } from "./address.ts";
import { redirected } from "./exchange.ts";
import { openNetwork, type Network, type NetworkOptions } from "./network.ts";
import { askedPauseMs, pauseMs, usualPatience } from "./patience.ts";
import { request, requestJson } from "./request.ts";

const tidy: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const task of tidy.splice(0)) await task();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  tidy.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
function network(options: NetworkOptions = {}): Network {
  const made = quickNetwork({ privateHosts: ["127.0.0.1"], ...options });
  tidy.push(() => made.close());
  return made;
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("addresses", () => {
  it("are http or https without a password", () => {
    expect(parseAddress("https://a.example/x").href).toBe("https://a.example/x");
    for (const bad of [
      "file:///etc/passwd",
      "s3://bucket/x",
      "ftp://a/x",
      "/x",
      "https://user:pass@a.example/",
    ])
      expect(() => parseAddress(bad)).toThrow(InputError);
    expect(() => parseAddress("https://user:hunter2@a.example/")).not.toThrow(/hunter2/);
  });

  it("show neither passwords nor values of the query", () => {
    expect(redactedAddress("https://u:p@a.example/x?sig=abc&se=2024#f")).toBe(
      "https://a.example/x?sig=…&se=…",
    );
    expect(redactedAddress("not an address?sig=abc")).toBe("not an address?…");
  });

  it("are private by their ranges, however they are written", () => {
    for (const ip of [
      "127.0.0.1",
      "10.1.2.3",
      "172.31.0.1",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "::1",
      "::",
      "fd00::1",
      "fe80::1",
      "::ffff:10.0.0.1",
      "::ffff:7f00:1",
      "nonsense",
    ])
      expect(isPrivateIp(ip), ip).toBe(true);
    for (const ip of ["8.8.8.8", "172.32.0.1", "100.63.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])
      expect(isPrivateIp(ip), ip).toBe(false);
    for (const written of ["http://2130706433/", "http://0x7f.1/", "http://127.1/"])
      expect(isPrivateIp(parseAddress(written).hostname)).toBe(true);
  });
});

describe("patience", () => {
  it("reads Retry-After as seconds or as a date", () => {
    const now = Date.UTC(2024, 0, 1);
    expect(askedPauseMs("7", now)).toBe(7000);
    expect(askedPauseMs("Mon, 01 Jan 2024 00:00:30 GMT", now)).toBe(30_000);
    expect(askedPauseMs("Sun, 31 Dec 2023 00:00:00 GMT", now)).toBe(0);
    for (const bad of ["soon", "-3", "", "2024-01-01", undefined]) expect(askedPauseMs(bad, now)).toBeNull();
  });

  it("doubles its pauses up to the longest, and never waits less than it is asked to", () => {
    const pauses = [1, 2, 3, 9].map((n) => pauseMs(n, null, usualPatience, () => 1));
    expect(pauses).toEqual([500, 1000, 2000, 30_000]);
    expect(pauseMs(1, 60_000, usualPatience, () => 0)).toBe(60_000);
    expect(pauseMs(1, 601_000, usualPatience, () => 0)).toBeNull();
  });
});

describe("a request", () => {
  it("is tried again after passing faults, with the pause that is asked for", async () => {
    let count = 0;
    const url = await serve((_, response) => {
      count++;
      if (count === 1) response.writeHead(429, { "retry-after": "3" }).end();
      else if (count === 2) response.destroy();
      else if (count === 3) response.writeHead(503).end();
      else response.end("fine");
    });
    const slept: number[] = [];
    let now = 0;
    const net = network({
      now: () => now,
      sleep: (ms) => {
        slept.push(ms);
        now += ms;
        return Promise.resolve();
      },
    });
    expect(text((await request(net, url)).body)).toBe("fine");
    expect(slept[0]).toBe(3000);
    expect(net.traffic).toMatchObject({ requests: 4, retries: 3 });
  });

  it("ends after a bounded number of tries, and at once when the pause asked for is too long", async () => {
    const url = await serve((_, response) => void response.writeHead(500).end());
    const net = network();
    await expect(request(net, `${url}/x?token=hunter2`)).rejects.toThrow(
      /\/x\?token=… answered 500 \(tried 4 times\)/,
    );
    const never = await serve(
      (_, response) => void response.writeHead(429, { "retry-after": "99999" }).end(),
    );
    const other = network();
    await expect(request(other, never)).rejects.toThrow(/longer than is waited/);
    expect(other.traffic.requests).toBe(1);
  });

  it("follows redirects, but not in circles, to other schemes, into private networks", async () => {
    const own = await serve((request, response) => {
      const to: Record<string, string> = {
        "/ok": "/two",
        "/two": "/end",
        "/loop": "/loop",
        "/file": "file:///etc/passwd",
        "/private": "http://10.0.0.1/",
        "/metadata": "http://169.254.169.254/latest",
        "/name": "http://localhost:1/x",
      };
      const location = to[request.url ?? ""];
      if (location === undefined) response.end(`${request.method} ${request.url}`);
      else response.writeHead(302, { location }).end();
    });
    const net = network();
    expect(text((await request(net, `${own}/ok`)).body)).toBe("GET /end");
    await expect(request(net, `${own}/loop`)).rejects.toThrow(/more than 5 times/);
    await expect(request(net, `${own}/file`)).rejects.toThrow(/only http and https/);
    for (const path of ["/private", "/metadata", "/name"])
      await expect(request(net, `${own}${path}`)).rejects.toThrow(/private network/);
    await expect(request(net, `${own}/private`)).rejects.toThrow(UnavailableError);
  });

  it("is not led from https to http", () => {
    const from = new URL("https://a.example/x");
    expect(redirected(from, "/y").href).toBe("https://a.example/y");
    expect(redirected(from, "https://b.example/").href).toBe("https://b.example/");
    for (const to of ["http://a.example/", "ftp://a.example/", "//user:pass@a.example/", "data:,x"])
      expect(() => redirected(from, to)).toThrow(UnavailableError);
  });

  it("does not reach this machine unless it may", async () => {
    const url = await serve((_, response) => void response.end("secret"));
    const net = openNetwork();
    tidy.push(() => net.close());
    await expect(request(net, url)).rejects.toThrow(/private network or of this machine/);
    await expect(request(net, url.replace("127.0.0.1", "localhost"))).rejects.toThrow(/private network/);
  });

  it("reaches no private host at all where only public ones are meant, whatever a catalogue calls its own", async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked++;
      response.end();
    });
    const net = openNetwork({ publicOnly: true });
    tidy.push(() => net.close());
    for (const host of ["127.0.0.1", "localhost"]) net.allowHost(host);
    for (const address of [url, url.replace("127.0.0.1", "localhost")])
      await expect(request(net, address)).rejects.toThrow(/private network/);
    expect(asked).toBe(0);
  });

  it("shows secrets to the first origin only", async () => {
    const seen: unknown[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers["x-key"]);
      response.end();
    });
    const first = await serve((request, response) => {
      seen.push(request.headers["x-key"]);
      response.writeHead(307, { location: other }).end();
    });
    await request(network(), first, { secrets: { "X-Key": "hunter2" } });
    expect(seen).toEqual(["hunter2", undefined]);
  });

  it("bounds bodies before and after unpacking", async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    const url = await serve((request, response) => {
      if (request.url === "/bomb") response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
      else if (request.url === "/endless") {
        const write = (): void =>
          void (response.destroyed || (response.write(Buffer.alloc(10_000)), setImmediate(write)));
        write();
      } else response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('{"a":1}'));
    });
    const net = network();
    await expect(request(net, `${url}/bomb`, { mostBytes: 100_000 })).rejects.toThrow(DamageError);
    await expect(request(net, `${url}/endless`, { mostBytes: 100_000 })).rejects.toThrow(
      /larger than the 100000 bytes/,
    );
    expect((await requestJson(net, `${url}/fine`)).json).toEqual({ a: 1 });
  });

  it("asks again for JSON that is cut, and calls it damage when it stays so", async () => {
    let count = 0;
    const url = await serve((request, response) => {
      response.end(request.url === "/once" && count++ > 0 ? '{"a":1}' : '{"a":');
    });
    expect((await requestJson(network(), `${url}/once`)).json).toEqual({ a: 1 });
    await expect(requestJson(network(), `${url}/always`)).rejects.toThrow(DamageError);
  });

  it("stops when it is told to", async () => {
    const url = await serve(() => {});
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error("enough")), 20);
    await expect(request(network(), url, { signal: stop.signal })).rejects.toThrow("enough");
  });
});
