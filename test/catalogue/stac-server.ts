import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server does instead of its duty. */
export type Mischief =
  | { readonly do: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Ends the connection after this share of the body. */
  | { readonly do: "break"; readonly share: number }
  /** Announces more bytes than it sends, or fewer. */
  | { readonly do: "lie"; readonly by: number }
  /** Sends the whole file, as if no part had been asked for. */
  | { readonly do: "whole" }
  /** Says that it sends another part than it was asked for. */
  | { readonly do: "wrong-range" }
  | { readonly do: "etag"; readonly etag: string }
  /** Sends a few bytes at a time with pauses. */
  | { readonly do: "drip"; readonly pauseMs: number }
  /** Sends nothing. */
  | { readonly do: "hang" }
  | { readonly do: "cut-json" };

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly url: URL;
  /** How often this path was asked for before. */
  readonly before: number;
  /** Place in the order of all requests, from 0. */
  readonly index: number;
  readonly range: readonly [from: number, to: number] | null;
  readonly headers: IncomingMessage["headers"];
}

export const pagings = ["get-token", "post-body", "post-merge", "loop", "stale"] as const;
export type Paging = (typeof pagings)[number];

export interface StacServerOptions {
  readonly items: readonly unknown[];
  /** Files by path, such as "/files/a.tif"; or by computing. */
  readonly file?: (path: string) => Uint8Array | null;
  readonly collection?: Readonly<Record<string, unknown>>;
  readonly paging?: Paging;
  readonly pageSize?: number;
  /** Items of the end of each page that are sent again at the beginning of the next; default 0. */
  readonly overlap?: number;
  readonly numberMatched?: number;
  readonly acceptsPost?: boolean;
  readonly mischief?: (request: SeenRequest) => Mischief | null;
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  readonly port?: number;
}

export interface StacServer {
  /** "http://127.0.0.1:12345" */
  readonly url: string;
  readonly close: () => Promise<void>;
  readonly seen: readonly SeenRequest[];
  /** Bytes of bodies of files that were sent, by path, as [from, to) in the order of sending. */
  readonly sent: ReadonlyMap<string, readonly (readonly [from: number, to: number])[]>;
  /** Most connections that were open at the same time. */
  readonly mostConnections: () => number;
  /** Bytes of files sent in all, and those of them that had been sent before. */
  readonly totals: () => { readonly bytes: number; readonly twice: number };
}

/**
 * A STAC API, a static catalogue under /static/catalog.json, a signing address under /sign?href= and files with range requests, on this machine, for
 * tests. It keeps count of every byte of a file that it sends.
 */
export async function startStacServer(options: StacServerOptions): Promise<StacServer> {
  const seen: SeenRequest[] = [];
  const asked = new Map<string, number>();
  const sent = new Map<string, [number, number][]>();
  let base = "";

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => {});
    response.on("error", () => {});
    request.on("end", () => {
      const url = new URL(request.url ?? "/", base);
      const path = url.pathname;
      const match = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
      const entry: SeenRequest = {
        method: request.method ?? "GET",
        path,
        url,
        before: asked.get(path) ?? 0,
        index: seen.length,
        range: match === null ? null : [Number(match[1]), Number(match[2]) + 1],
        headers: request.headers,
      };
      asked.set(path, entry.before + 1);
      seen.push(entry);
      const mischief = options.mischief?.(entry) ?? null;
      if (mischief?.do === "hang") return;
      if (mischief?.do === "status") {
        response.writeHead(mischief.status, mischief.headers ?? {}).end();
        return;
      }
      const bytes = options.file?.(path) ?? null;
      if (bytes !== null)
        sendFile(entry, bytes, mischief, response, (from, to) => {
          const list = sent.get(path) ?? [];
          sent.set(path, list);
          list.push([from, to]);
        });
      else sendJson(options, base, entry, Buffer.concat(chunks).toString("utf8"), mischief, response);
    });
  });
  let [connections, mostConnections] = [0, 0];
  server.on("connection", (socket) => {
    mostConnections = Math.max(mostConnections, ++connections);
    socket.on("close", () => connections--);
  });
  server.keepAliveTimeout = 20_000;
  await new Promise<void>((resolve) =>
    server.listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve),
  );
  const { address, port, family } = server.address() as AddressInfo;
  base = `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
  return {
    url: base,
    seen,
    sent,
    mostConnections: () => mostConnections,
    totals() {
      let bytes = 0;
      let once = 0;
      for (const list of sent.values()) {
        bytes += list.reduce((sum, [from, to]) => sum + to - from, 0);
        let end = 0;
        for (const [from, to] of list.toSorted((a, b) => a[0] - b[0])) {
          once += Math.max(0, to - Math.max(from, end));
          end = Math.max(end, to);
        }
      }
      return { bytes, twice: bytes - once };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function sendFile(
  request: SeenRequest,
  bytes: Uint8Array,
  mischief: Mischief | null,
  response: ServerResponse,
  count: (from: number, to: number) => void,
): void {
  const etag = mischief?.do === "etag" ? mischief.etag : `"${bytes.length}"`;
  const ifMatch = request.headers["if-match"];
  if (ifMatch !== undefined && ifMatch !== etag) {
    response.writeHead(412, { etag }).end();
    return;
  }
  const whole = request.range === null || mischief?.do === "whole";
  const [from, end] = whole || request.range === null ? [0, bytes.length] : request.range;
  const to = Math.min(end, bytes.length);
  if (from >= bytes.length) {
    response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end();
    return;
  }
  const body = bytes.subarray(from, to);
  const said = mischief?.do === "wrong-range" ? from + 1 : from;
  const headers = {
    etag,
    "accept-ranges": "bytes",
    "content-type": "image/tiff",
    "content-length": String(body.length + (mischief?.do === "lie" ? mischief.by : 0)),
    ...(whole ? {} : { "content-range": `bytes ${said}-${to - 1}/${bytes.length}` }),
  };
  response.writeHead(whole ? 200 : 206, headers);
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  if (mischief?.do === "break") {
    const part = body.subarray(0, Math.floor(body.length * mischief.share));
    count(from, from + part.length);
    response.write(part, () => setTimeout(() => response.destroy(), 5));
    return;
  }
  if (mischief?.do === "lie") {
    // Below the rules of Node's server, which would not let it send another number than it announced.
    count(from, to);
    response.flushHeaders();
    response.socket?.end(body);
    return;
  }
  count(from, to);
  if (mischief?.do === "drip") drip(body, mischief.pauseMs, response);
  else response.end(body);
}

function drip(body: Uint8Array, pauseMs: number, response: ServerResponse): void {
  let at = 0;
  const step = (): void => {
    if (response.destroyed) return;
    if (at >= body.length) {
      response.end();
      return;
    }
    response.write(body.subarray(at, at + 2048));
    at += 2048;
    setTimeout(step, pauseMs);
  };
  step();
}

function sendJson(
  options: StacServerOptions,
  base: string,
  request: SeenRequest,
  body: string,
  mischief: Mischief | null,
  response: ServerResponse,
): void {
  const answer = documentAt(options, base, request, body);
  if (answer === null) {
    response.writeHead(404).end();
    return;
  }
  const text = JSON.stringify(answer);
  response.writeHead(200, { "content-type": "application/geo+json" });
  response.end(mischief?.do === "cut-json" ? text.slice(0, text.length >> 1) : text);
}

/** The document at a path; null where there is none. */
function documentAt(options: StacServerOptions, base: string, request: SeenRequest, body: string): unknown {
  const { path, url, method } = request;
  const collection = {
    type: "Collection",
    id: "made",
    license: "CC-BY-4.0",
    links: [],
    ...options.collection,
  };
  if (path === "/search") {
    if (method === "POST" && options.acceptsPost === false) return null;
    const asked = method === "POST" ? (JSON.parse(body) as Record<string, unknown>) : null;
    const token = asked === null ? url.searchParams.get("token") : asked["token"];
    return pageAt(options, base, Number(token ?? 0), asked);
  }
  if (path === "/collections/made") return collection;
  if (path === "/sign") {
    const href = url.searchParams.get("href") ?? "";
    return {
      href: `${href}?sig=secret-${request.before}`,
      "msft:expiry": new Date(Date.now() + 3_600_000).toISOString(),
    };
  }
  if (path === "/static/catalog.json")
    return {
      type: "Catalog",
      id: "root",
      links: [
        { rel: "child", href: "./made/collection.json" },
        { rel: "child", href: "./elsewhere/collection.json" },
      ],
    };
  if (path === "/static/elsewhere/collection.json")
    return {
      type: "Collection",
      id: "made",
      extent: { spatial: { bbox: [[-10, -10, 0, 0]] }, temporal: { interval: [[null, null]] } },
      links: [{ rel: "item", href: "never-read.json" }],
    };
  if (path === "/static/made/collection.json")
    return {
      ...collection,
      extent: {
        spatial: { bbox: [[-180, -90, 180, 90]] },
        temporal: { interval: [["2023-01-01T00:00:00Z", null]] },
      },
      links: [
        { rel: "child", href: "../catalog.json" },
        { rel: "item", href: "file:///etc/passwd" },
        ...options.items.map((_, i) => ({ rel: "item", href: `./items/${i}.json` })),
      ],
    };
  const item = /^\/static\/made\/items\/(\d+)\.json$/.exec(path);
  return item === null ? null : (options.items[Number(item[1])] ?? null);
}

function pageAt(
  options: StacServerOptions,
  base: string,
  start: number,
  asked: Record<string, unknown> | null,
): unknown {
  const size = options.pageSize ?? 100;
  const paging = options.paging ?? "post-body";
  const from = Math.max(0, start - (options.overlap ?? 0));
  const next = start + size;
  const link =
    paging === "loop"
      ? { rel: "next", href: `${base}/search?token=0` }
      : paging === "stale"
        ? { rel: "next", href: `${base}/search?token=${start + 1}` }
        : next >= options.items.length
          ? null
          : paging === "get-token"
            ? { rel: "next", href: `/search?token=${next}` }
            : {
                rel: "next",
                href: `${base}/search`,
                method: "POST",
                merge: paging === "post-merge",
                body: paging === "post-merge" ? { token: next } : { ...asked, token: next },
              };
  return {
    type: "FeatureCollection",
    features: paging === "stale" ? options.items.slice(0, size) : options.items.slice(from, next),
    numberMatched: options.numberMatched ?? options.items.length,
    links: link === null ? [] : [link],
  };
}
