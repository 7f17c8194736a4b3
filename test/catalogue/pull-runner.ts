// node pull-runner.ts URL WORK RECORDS: pulls the made site of a test server and writes a record for each item, as the process that the tests kill.
import { readFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../src/system/files/atomic.ts";
import { sha256 } from "../../src/system/hash.ts";
import { pullMade } from "./made-catalogue.ts";

/** Most bytes of one question, so that little is under way at a kill. */
const mostBytesAtOnce = 16_384;

const [url, work, records] = process.argv.slice(2);
if (url === undefined || work === undefined || records === undefined)
  throw new Error("pull-runner: found fewer than three arguments; allowed: URL WORK RECORDS");
mkdirSync(records, { recursive: true });
const summary = await pullMade(
  url,
  work,
  (result) => {
    const { key, id, outcome, reason, files, remarks, bytesFetched, clipPath, item } = result;
    const clip = clipPath === null ? null : sha256(readFileSync(clipPath));
    const takenAt = item?.takenAt ?? null;
    // Addresses differ from server to server only in the port.
    const withoutPort = files.map(({ address, ...file }) => ({ ...file, path: new URL(address).pathname }));
    // Written whole under the item's key: to be handed the same item twice changes nothing.
    writeWhole(
      join(records, `${key}.json`),
      JSON.stringify({ id, outcome, reason, files: withoutPort, remarks, bytesFetched, clip, takenAt }),
    );
    return Promise.resolve();
  },
  { mostBytesAtOnce, concurrency: 4 },
);
console.log(JSON.stringify(summary));
