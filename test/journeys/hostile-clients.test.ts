import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addToken } from "../../src/apps/server/guard/tokens.ts";
import { roles, type Role } from "../../src/apps/server/route.ts";
import { routes } from "../../src/apps/server/routes.ts";
import { startServer, type RunningServer, type ServeOptions } from "../../src/apps/server/start.ts";
import type { Job } from "../../src/system/jobs/job.ts";
import { demoCase } from "../workbench/demo-case.ts";

interface Question {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Attacked extends RunningServer {
  readonly folder: string;
  readonly lines: string[];
  /** Asks by bare HTTP: a client that sends whatever it likes. */
  readonly ask: (question: Question) => Promise<Answered>;
}

const open: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of open) await close();
});

/** A copy of the demo case, served with whatever guards. */
async function serve(
  guard: (folder: string) => ServeOptions["guard"] & object = () => ({}),
  prepare: (caseFolder: string) => void = () => {},
): Promise<Attacked> {
  const parent = mkdtempSync(join(tmpdir(), "yardwatch-hostile-"));
  const folder = join(parent, "case");
  cpSync(await demoCase(), folder, { recursive: true });
  prepare(folder);
  mkdirSync(join(parent, "web"));
  writeFileSync(join(parent, "web", "index.html"), "<title>pages</title>");
  const lines: string[] = [];
  const server = await startServer({
    folder,
    web: join(parent, "web"),
    host: "127.0.0.1",
    port: 0,
    now: () => new Date(),
    log: (line) => void lines.push(line),
    guard: guard(parent),
  });
  const { port } = new URL(server.url);
  open.push(async () => {
    await server.close();
    rmSync(parent, { recursive: true, force: true });
  });
  const ask = ({ method = "GET", path, headers = {}, body }: Question): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const asked = httpRequest(
        { host: "127.0.0.1", port, method, path, headers, agent: false },
        (answer) => {
          const pieces: Buffer[] = [];
          const done = (): void =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: Buffer.concat(pieces).toString(),
            });
          answer.on("data", (piece: Buffer) => pieces.push(piece)).on("end", done);
          // Streams that do not end by themselves.
          if (answer.headers["content-type"]?.startsWith("text/event-stream") === true) {
            done();
            asked.destroy();
          }
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });
  return { ...server, folder, lines, ask };
}

const json = { "content-type": "application/json" };
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const pathOf = (path: string, value: string): string => path.replaceAll(/:\w+/g, value);

async function ended(
  server: Attacked,
  answer: Answered,
  headers: Readonly<Record<string, string>> = {},
): Promise<Job> {
  expect(answer.status, answer.text).toBe(200);
  const { id } = JSON.parse(answer.text) as Job;
  for (;;) {
    const job = JSON.parse((await server.ask({ path: `/api/jobs/${id}`, headers })).text) as Job;
    if (job.endedAt !== null) return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("a server that asks for tokens", () => {
  const tokens = new Map<Role, string>();
  let server: Attacked;
  beforeAll(async () => {
    server = await serve((folder) => {
      const file = join(folder, "tokens.json");
      for (const role of roles) tokens.set(role, addToken(file, `the ${role}`, role).token);
      return { tokens: file };
    });
  });

  it.each(routes.map((route) => ({ ...route, name: `${route.method} ${route.path}` })))(
    "$name: for whom it is, and for nobody else",
    async ({ method, path, role, open: isOpen, stream }) => {
      const question = {
        method,
        path: pathOf(path, "none"),
        headers:
          method === "GET"
            ? {}
            : { "content-type": stream === true ? "application/octet-stream" : "application/json" },
        ...(method === "GET" ? {} : { body: "{}" }),
      };
      const nobody = await server.ask(question);
      if (isOpen === true) expect([401, 403]).not.toContain(nobody.status);
      else {
        expect(nobody.status).toBe(401);
        expect(nobody.headers["www-authenticate"]).toContain("Bearer");
        expect(nobody.text).not.toMatch(/tumangang|simulated/i);
      }
      for (const asking of roles) {
        const headers = { ...question.headers, ...bearer(tokens.get(asking) ?? "") };
        const { status } = await server.ask({ ...question, headers });
        const may = roles.indexOf(asking) >= roles.indexOf(role);
        if (may) expect([401, 403], `${asking}: ${status}`).not.toContain(status);
        else expect(status, asking).toBe(403);
        // Nothing that a hostile client may send is a fault of the server.
        expect(status, asking).not.toBe(500);
      }
    },
  );

  it("lets nobody guess: wrong tokens are slowed down for their address, right ones are not", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 15; i++)
      statuses.push((await server.ask({ path: "/api/case", headers: bearer(`yw_guess${i}`) })).status);
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.at(-1)).toBe(429);
    expect(
      (await server.ask({ path: "/api/case", headers: bearer(tokens.get("viewer") ?? "") })).status,
    ).toBe(200);
  });

  it("signs a browser in by a cookie, with the role of the token and its name on what is done", async () => {
    const signed = await server.ask({
      method: "POST",
      path: "/api/session",
      headers: json,
      body: JSON.stringify({ token: tokens.get("analyst") }),
    });
    expect(JSON.parse(signed.text)).toEqual({
      needsToken: true,
      who: { name: "the analyst", role: "analyst" },
    });
    const set = signed.headers["set-cookie"]?.[0] ?? "";
    expect(set).toMatch(/; HttpOnly; SameSite=Strict; /);
    const cookie = { cookie: set.split(";")[0] ?? "", "x-yardwatch-by": "the owner" };
    const seen = await server.ask({ path: "/api/case", headers: cookie });
    expect(JSON.parse(seen.text)).toMatchObject({ who: { name: "the analyst", role: "analyst" } });
    await server.ask({
      method: "POST",
      path: "/api/session/end",
      headers: { ...json, ...cookie },
      body: "{}",
    });
    expect((await server.ask({ path: "/api/case", headers: cookie })).status).toBe(401);
  });

  it("writes down who was turned away, and no secrets", () => {
    const log = server.lines.join("\n");
    for (const line of server.lines) expect(JSON.parse(line)).toHaveProperty("message");
    expect(log).toContain("Request:Ask:Refused");
    for (const token of tokens.values()) expect(log).not.toContain(token);
    expect(log).not.toContain("yw_guess");
  });
});

describe("a server behind a proxy that does TLS", () => {
  it("believes what the proxy says of a request, keeps its cookie to https, and is asked under its names alone", async () => {
    let token = "";
    const server = await serve((folder) => {
      const file = join(folder, "tokens.json");
      ({ token } = addToken(file, "Ana", "analyst"));
      return { tokens: file, behindProxy: true, names: ["yards.example.org"] };
    });
    const forwarded = {
      host: "127.0.0.1",
      "x-forwarded-host": "yards.example.org",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "203.0.113.7",
    };
    const signIn = (headers: Record<string, string>): Promise<Answered> =>
      server.ask({
        method: "POST",
        path: "/api/session",
        headers: { ...json, ...forwarded, ...headers },
        body: JSON.stringify({ token }),
      });
    const signed = await signIn({ origin: "https://yards.example.org", "sec-fetch-site": "same-origin" });
    expect(signed.status, signed.text).toBe(200);
    expect(signed.headers["set-cookie"]?.[0]).toMatch(/; SameSite=Strict; .*; Secure$/);
    expect((await signIn({ origin: "http://yards.example.org" })).status).toBe(403);
    expect((await signIn({ "x-forwarded-host": "evil.example" })).status).toBe(421);
    const landing = await server.ask({ path: "/stac", headers: { ...forwarded, ...bearer(token) } });
    expect(landing.text).toContain("https://yards.example.org/stac/search");
    // Guesses are counted by the address that the proxy names.
    for (let i = 0; i < 11; i++) await signIn({ authorization: "Bearer yw_guess" });
    expect((await signIn({ authorization: "Bearer yw_guess" })).status).toBe(429);
    expect(
      (await signIn({ authorization: "Bearer yw_guess", "x-forwarded-for": "203.0.113.8" })).status,
    ).toBe(401);
    expect(server.lines.join("\n")).toContain("203.0.113.7");
  });
});

describe("a server on this machine alone", () => {
  let server: Attacked;
  beforeAll(async () => {
    server = await serve(() => ({ bodyMs: 400, headersMs: 400 }));
  });
  const looksOf = async (): Promise<number> =>
    (JSON.parse((await server.ask({ path: "/api/case" })).text) as { totals: { looks: number } }).totals
      .looks;
  let looks = 0;
  beforeAll(async () => {
    looks = await looksOf();
  });
  const isWell = async (): Promise<void> => {
    expect(await looksOf()).toBe(looks);
  };

  it("gives out no file that was not asked for, however the way to it is written", async () => {
    const ways = [
      "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
      "%2e%2e",
      "..%5c..%5cetc%5cpasswd",
      "%2fetc%2fpasswd",
      "..%00.png",
      "%c0%ae%c0%ae%2fpasswd",
      "a%0d%0aset-cookie:x=1",
      "constructor",
      "__proto__",
      "%ff",
      "a".repeat(5000),
    ];
    for (const route of routes.filter((r) => r.path.includes(":")))
      for (const way of ways) {
        const { status, text, headers } = await server.ask({
          method: route.method,
          path: pathOf(route.path, way),
          ...(route.method === "GET"
            ? {}
            : {
                headers: route.stream === true ? { "content-type": "application/octet-stream" } : json,
                body: "{}",
              }),
        });
        expect(status, `${route.method} ${route.path} ${way.slice(0, 40)}`).toBeGreaterThanOrEqual(400);
        expect(status, `${route.method} ${route.path} ${way.slice(0, 40)}: ${text}`).toBeLessThan(500);
        expect(text).not.toContain("root:");
        expect(headers).not.toHaveProperty("set-cookie");
      }
    for (const path of [
      "/../../../etc/passwd",
      "/..%2f..%2fcase/case.json",
      "//etc/passwd",
      "/assets/../../case/case.json",
      "/%2e%2e/case/records.sqlite",
      "/.%2e/case/custody.jsonl",
    ]) {
      const { status, text } = await server.ask({ path, headers: { accept: "*/*" } });
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/root:|"format"|SQLite/);
    }
    await isWell();
  });

  it("is not asked by pages of other sites, by forms, nor under a name that was made to lead here", async () => {
    const write = { method: "POST", path: "/api/sites/tumangang/count-all" };
    const jobs = async (): Promise<unknown> => JSON.parse((await server.ask({ path: "/api/jobs" })).text);
    const before = await jobs();
    const attempts: readonly (readonly [status: number, headers: Record<string, string>, body?: string])[] = [
      [403, { ...json, origin: "https://evil.example" }],
      [403, { ...json, origin: "null" }],
      [403, { ...json, "sec-fetch-site": "cross-site" }],
      [403, { ...json, "sec-fetch-site": "same-site", origin: "http://127.0.0.1:1" }],
      [415, { "content-type": "application/x-www-form-urlencoded" }, "a=1"],
      [415, { "content-type": "text/plain" }, "{}"],
      [415, { "content-type": "multipart/form-data; boundary=x" }, "--x--"],
      [415, {}, ""],
      [421, { ...json, host: "evil.example" }],
      [421, { ...json, host: "127.0.0.1.evil.example:8477" }],
      [421, { ...json, host: "localhost.evil.example" }],
      // Nobody's word is taken for where a request comes from.
      [
        421,
        { ...json, host: "evil.example", "x-forwarded-host": "127.0.0.1", "x-forwarded-for": "127.0.0.1" },
      ],
    ];
    for (const [status, headers, body = "{}"] of attempts)
      expect((await server.ask({ ...write, headers, body })).status, JSON.stringify(headers)).toBe(status);
    expect((await server.ask({ path: "/api/case", headers: { host: "evil.example" } })).status).toBe(421);
    const page = await server.ask({ path: "/", headers: { accept: "text/html" } });
    expect(page.headers["content-security-policy"]).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(page.headers).not.toHaveProperty("access-control-allow-origin");
    const preflight = await server.ask({
      method: "OPTIONS",
      path: write.path,
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBeGreaterThanOrEqual(400);
    expect(await jobs()).toEqual(before);
  });

  it("takes no more than it said it would, of bodies and of heads", async () => {
    const large = "x".repeat(5 * 2 ** 20);
    const body = JSON.stringify({ ids: [large] });
    expect((await server.ask({ method: "POST", path: "/stac/search", headers: json, body })).status).toBe(
      413,
    );
    const long = await server.ask({ path: "/api/case", headers: { "x-long": "x".repeat(20_000) } });
    expect(long.status).toBe(431);
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`x-${i}`, "1"]));
    expect((await server.ask({ path: "/api/case", headers: many })).status).toBe(431);
    expect((await server.ask({ path: `/api/case?${"a=1&".repeat(5000)}` })).status).toBeGreaterThanOrEqual(
      400,
    );
    const bomb = "[".repeat(1_000_000);
    expect(
      (await server.ask({ method: "POST", path: "/stac/search", headers: json, body: bomb })).status,
    ).toBe(400);
    const poison = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}';
    expect(
      (await server.ask({ method: "POST", path: "/stac/search", headers: json, body: poison })).status,
    ).toBe(400);
    expect({}).not.toHaveProperty("polluted");
    await isWell();
  });

  it("lets clients go that send too slowly, of heads and of bodies", async () => {
    const { port } = new URL(server.url);
    const cutAfter = (first: string): Promise<string> =>
      new Promise((resolve, reject) => {
        let told = "";
        const socket = connect(Number(port), "127.0.0.1", () => socket.write(first));
        const drip = setInterval(() => socket.write("x"), 100);
        socket.on("data", (bytes) => (told += bytes.toString()));
        socket.on("close", () => {
          clearInterval(drip);
          resolve(told);
        });
        socket.on("error", () => {});
        setTimeout(() => reject(new Error("still open")), 20_000).unref();
      });
    const slow = [
      cutAfter("GET /api/case HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: "),
      cutAfter(
        "POST /stac/search HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{",
      ),
    ];
    await isWell();
    const [head, bodyTold] = await Promise.all(slow);
    expect(head).toMatch(/^$|408/);
    expect(bodyTold).toBe("");
    await isWell();
  });

  it("refuses outlines that are made to hurt, in a bounded way", async () => {
    const read = (name: string, content: Uint8Array | string): Promise<Answered> =>
      server.ask({
        method: "POST",
        path: "/api/sites/tumangang/areas/read",
        headers: { ...json, "x-yardwatch-by": "eve" },
        body: JSON.stringify({ name, base64: Buffer.from(content).toString("base64") }),
      });
    const entities = `<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa">${Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY ${"bcdefghij"[i]} "${`&${"abcdefghi"[i]};`.repeat(10)}">`,
    ).join("")}]><kml><Document><name>&j;</name></Document></kml>`;
    const outside = `<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><Document><Placemark><name>&x;</name></Placemark></Document></kml>`;
    const hostile: readonly (readonly [name: string, content: Uint8Array | string])[] = [
      ["a.geojson", `{"type":"FeatureCollection","features":${"[".repeat(200_000)}`],
      [
        "a.geojson",
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"__proto__":{"a":1}},"geometry":{"type":"Polygon","coordinates":[[["a",1e999]]]}}]}',
      ],
      ["../../../etc/cron.d/a.geojson", "not json"],
      ["a.kml", entities],
      ["a.kml", outside],
      ["a.kmz", zipSync({ "doc.kml": strToU8(" ".repeat(70 * 2 ** 20)) }, { level: 9 })],
      ["a.kmz", zipSync({ "../../evil.kml": strToU8("<kml/>"), "doc.kml": strToU8("<kml>") })],
      ["a.kmz", "PK\u0003\u0004 cut off"],
      ["a.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ];
    for (const [name, content] of hostile) {
      const { status, text } = await read(name, content);
      expect(status, `${name}: ${text.slice(0, 300)}`).toBe(400);
      expect(text).not.toContain("root:");
    }
    expect({}).not.toHaveProperty("a");
    await isWell();
  });

  it("takes a picture up under a harmless name, and adds it or says why not; nothing stays behind", async () => {
    const send = (name: string, body: Uint8Array | string): Promise<Answered> =>
      server.ask({
        method: "POST",
        path: `/api/sites/simulated-yard/uploads?name=${encodeURIComponent(name)}&licence=${encodeURIComponent("--reference")}`,
        headers: { "content-type": "application/octet-stream", "x-yardwatch-by": "eve" },
        body,
      });
    const evidence = readdirSync(join(server.folder, "evidence"));
    for (const [name, body] of [
      ["../../../../tmp/evil.tif", "II*\0\xff\xff\xff\x7f"],
      ["<img src=x>.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
      ["-rf.png", Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(1000, 0xff)])],
    ] as const) {
      const job = await ended(server, await send(name, body));
      expect(["failed", "partly"], JSON.stringify(job)).toContain(job.state);
      expect(job.why.join(" ")).not.toBe("");
      expect(job.args[2]).toMatch(/\/case\/uploads\/[0-9a-f-]{36}\/[A-Za-z0-9_-]+\.(?:tif|png)$/);
      expect(job.args).toContain("--licence=--reference");
    }
    expect((await send("empty.tif", "")).status).toBe(400);
    expect(readdirSync(join(server.folder, "evidence"))).toEqual(evidence);
    expect(readdirSync(join(server.folder, "uploads"))).toEqual([]);
    expect(existsSync("/tmp/evil.tif")).toBe(false);
    await isWell();
    // A picture that is one comes on record: the one of the look that is there, once more.
    const listed = JSON.parse((await server.ask({ path: "/stac/search" })).text) as {
      features: { assets: { picture: { href: string; "file:checksum": string } } }[];
    };
    const sha256 = listed.features[0]?.assets.picture["file:checksum"].slice(4) ?? "";
    const picture = readFileSync(join(server.folder, "evidence", sha256));
    const job = await ended(server, await send("yard 2023-10-06.TIF", picture));
    expect(job.state, JSON.stringify(job)).toBe("done");
    expect(readdirSync(join(server.folder, "uploads"))).toEqual([]);
    expect(await looksOf()).toBe(looks + 1);
  });
});

describe("a case whose catalogues lead into the network that the server stands in", () => {
  const asked: string[] = [];
  const inside = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(404).end();
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
    ({ port } = inside.address() as AddressInfo);
  });
  afterAll(() => void inside.close());

  const addresses = (): readonly string[] => [
    `http://127.0.0.1:${port}/stac`,
    // A name that leads here.
    `http://localhost:${port}/stac`,
    `http://2130706433:${port}/stac`,
    `http://[::ffff:127.0.0.1]:${port}/stac`,
    "http://169.254.169.254/latest/meta-data/",
  ];
  const withCatalogues = (folder: string): void =>
    writeFileSync(
      join(folder, "catalogues.json"),
      JSON.stringify(
        Object.fromEntries([
          ...addresses().map((address, i) => [
            `inner-${i}`,
            {
              kind: "stac-api",
              address,
              privateHosts: ["127.0.0.1", "localhost"],
              collections: { any: { assets: ["visual"] } },
            },
          ]),
          ["disk", { kind: "folder", address: "/etc" }],
        ]),
      ),
    );
  const pull = async (server: Attacked, catalogue: string): Promise<Job> =>
    ended(
      server,
      await server.ask({
        method: "POST",
        path: "/api/sites/tumangang/pull",
        headers: json,
        body: JSON.stringify({ from: "2023-10-01", to: "2023-10-02", catalogue }),
      }),
    );

  it("reaches none of it, unless it was told that it may", async () => {
    const server = await serve(() => ({}), withCatalogues);
    for (const [i] of addresses().entries()) {
      const job = await pull(server, `inner-${i}`);
      expect(job.state, JSON.stringify(job)).not.toBe("done");
      expect(job.why.join(" ")).toMatch(/private network/);
    }
    expect((await pull(server, "disk")).why.join(" ")).toMatch(/--public-only/);
    expect(asked).toEqual([]);
    // The guard against what it guards: with the option the very same pull does ask.
    const trusting = await serve(() => ({ privateCatalogues: true }), withCatalogues);
    await pull(trusting, "inner-0");
    expect(asked).not.toEqual([]);
  });
});
