// ClickHouse's HTTP protocol in front of chdb, the engine as a library: as much of it as the real client needs. In a process of its own, since
// an engine that breaks takes its process with it. Run as: node chdb-server.js FOLDER-OF-CHDB FOLDER-FOR-DATA; prints its address.
import { writeFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const [packages = ".", data = "."] = process.argv.slice(2);
const { Session } = createRequire(join(packages, "package.json"))("chdb");
const session = new Session(join(data, "chdb"));
let number = 0;

/** One statement; one that brings Parquet is read from a file, as the library takes no binary body. */
async function answer(sql, body) {
  const insert = /^\s*INSERT INTO\s+(\S+)\s*(\([^)]*\))\s*FORMAT Parquet\s*$/is.exec(sql);
  if (insert !== null) {
    const file = join(data, `body-${number++}.parquet`);
    writeFileSync(file, body);
    const columns = insert[2].slice(1, -1);
    await session.queryAsync(
      `INSERT INTO ${insert[1]} (${columns}) SELECT ${columns} FROM file('${file}', Parquet)`,
      {},
    );
    rmSync(file);
    return Buffer.alloc(0);
  }
  const whole = body.length === 0 ? sql : `${sql}\n${body.toString()}`;
  const format = /\bFORMAT\s+(\w+)\s*;?\s*$/i.exec(whole)?.[1] ?? "TabSeparated";
  const result = await session.queryAsync(whole.replace(/\bFORMAT\s+\w+\s*;?\s*$/i, ""), { format });
  return Buffer.from(result.bytes());
}

// One after the other: the library has one session.
let last = Promise.resolve();
const server = createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    const url = new URL(request.url, "http://localhost");
    if (url.pathname === "/ping") {
      response.end("Ok.\n");
      return;
    }
    const raw = Buffer.concat(pieces);
    const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
    const query = url.searchParams.get("query");
    const [sql, rest] = query === null ? [body.toString(), Buffer.alloc(0)] : [query, body];
    last = last.then(async () => {
      try {
        const bytes = await answer(sql, rest);
        response.setHeader("X-ClickHouse-Query-Id", url.searchParams.get("query_id") ?? "");
        response.setHeader("X-ClickHouse-Summary", "{}");
        response.end(bytes);
      } catch (error) {
        const message = String(error.message);
        response.statusCode = 500;
        response.setHeader("X-ClickHouse-Exception-Code", /Code: (\d+)/.exec(message)?.[1] ?? "1");
        response.end(message.startsWith("Code") ? message : `Code: 1. DB::Exception: ${message} (UNKNOWN)`);
      }
    });
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
// Whoever started this holds its input open.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
