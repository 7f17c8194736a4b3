import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../src/apps/server/routes.ts";
import type { MovementsScreen } from "../../src/findings/screens/movements.ts";
import { servedCase, type ServedCase } from "../served-case.ts";
import { movementsCase } from "../workbench/movements-case.ts";

let folder = "";
let served: ServedCase;
let good: Readonly<Record<string, readonly string[]>> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-questions-"));
  cpSync(await movementsCase({ analysed: true }), join(folder, "case"), { recursive: true });
  served = await servedCase(folder);
  const screen = (await (await served.get("/api/movements")).json()) as MovementsScreen;
  good = {
    id: [...screen.sightings, ...screen.scenes].map(({ id }) => id),
    site: screen.sites.map(({ id }) => id),
    from: [String(Date.UTC(2023, 9, 1)), "0"],
    to: [String(Date.UTC(2023, 9, 2)), String(Date.UTC(2023, 9, 4))],
    box: ["130,42,133,43", "170,-10,-170,10", "-180,-90,180,90", "1,2,1,2"],
    mmsi: ["399000101", "399000101,399000112"],
    format: ["csv", "kml", "geojson", "html"],
    kind: ["gap", "visit", "railcar"],
    collection: ["sites", "looks", "counts", "yard"],
    skip: ["0", "1000000"],
    most: ["1", "500"],
  };
}, 120_000);
afterAll(async () => {
  await served.server.close();
  rmSync(folder, { recursive: true, force: true });
});

const odd = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "0",
    "-1",
    "NaN",
    "Infinity",
    "1e308",
    "1e400",
    "9007199254740993",
    "8.64e15",
    "0x10",
    "__proto__",
    "constructor",
    "toString",
    "../../etc/passwd",
    "a/b",
    "\u0000",
    "%",
    "null",
    "[]",
    "{}",
    "2023-09-01",
    "2023-09-01T00:00",
    "2023-13-45T99:99Z",
    "1,2,3,4",
    ",,,",
    "180,90,-180,-90",
    "'; DROP TABLE looks;--",
    "x".repeat(2000),
    "*",
    "\\",
  ),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.integer().map(String),
  fc.double().map(String),
);

/** The names that a route takes in its path and in its query. */
const namesOf = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((m) => m[1] ?? "");
const asked = routes
  .filter((r) => r.method === "GET" && r.path !== "/api/changes")
  .map(({ path, schema }) => ({
    path,
    names: namesOf(path),
    // A schema is a plain thing once it is written down.
    query: Object.keys(
      (
        JSON.parse(JSON.stringify(schema?.querystring ?? {})) as {
          readonly properties?: Readonly<Record<string, unknown>>;
        }
      ).properties ?? {},
    ),
  }));

const question = fc.constantFrom(...asked).chain(({ path, names, query }) =>
  fc.record({
    path: fc.constant(path),
    names: fc.constant([...names, ...query]),
    inPath: fc.constant(names.length),
    values: fc.array(fc.record({ odd, isOdd: fc.boolean(), pick: fc.nat(), left: fc.nat(9) }), {
      minLength: names.length + query.length,
      maxLength: names.length + query.length,
    }),
  }),
);

test("whatever is asked for is answered or refused, and no question is a fault of the server", async () => {
  await fc.assert(
    fc.asyncProperty(question, async ({ path, names, inPath, values }) => {
      let address = path;
      const query = new URLSearchParams();
      for (const [i, name] of names.entries()) {
        const value = values[i];
        const known = good[name] ?? [];
        const text =
          value === undefined || value.isOdd || known.length === 0
            ? (value?.odd ?? "")
            : (known[value.pick % known.length] ?? "");
        if (i < inPath)
          address = address.replace(`:${name}`, () => encodeURIComponent(text.toWellFormed() || "x"));
        else if (value?.left !== 0) query.append(name, text);
      }
      const url = `${address}?${query.toString()}`;
      const answer = await served.get(url);
      const body = await answer.text();
      expect(answer.status, `${url}: ${body.slice(0, 300)}`).toBeLessThan(500);
      if (answer.status === 400) expect(body).toMatch(/"(?:error|title)":/);
    }),
    { numRuns: 400 },
  );
  expect(served.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
}, 120_000);
