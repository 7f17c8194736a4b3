import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawnYard, yardCase } from "../../../../test/made-yard-case.ts";
import { servedCase, type ServedCase } from "../../../../test/served-case.ts";
import type { LookScreen } from "../../../findings/screens/look.ts";
import type { LookStrip } from "../../../findings/screens/look-strip.ts";
import { readShownTile } from "../../../sites/pictures/read-shown-tile.ts";
import { packedTile, tileOfBytes } from "../../../sites/pictures/tile-samples.ts";
import { openCase } from "../../../system/files/case-folder.ts";
import { openFileSource } from "../../../system/pictures/file-source.ts";
import { openPicture } from "../../../system/pictures/open-picture.ts";

let folder = "";
let served: ServedCase;
let looks: readonly string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "yardwatch-pictures-"));
  const made = await yardCase(folder, [drawnYard(11), drawnYard(12)]);
  ({ looks } = made);
  made.opened.close();
  served = await servedCase(folder);
});
afterAll(async () => {
  await served.server.close();
  rmSync(folder, { recursive: true, force: true });
});

const first = (): string => `/api/looks/${looks[0]}`;
const file = (i: number): string => join(folder, `yard-${i + 1}.tif`);

test("a look is told with its facts, its outlines of that day and its trail", async () => {
  const look = (await (await served.get(first())).json()) as LookScreen;
  expect(look).toMatchObject({
    id: looks[0],
    site: { id: "yard", zoneMinutes: 600 },
    taken: "5 October 2023",
    simulated: true,
    picture: { width: 240, height: 180, readBy: "browser" },
    supply: { mayLeave: true, licence: "CC0-1.0" },
    lineUp: { outcome: "none", isReference: false },
    noPicture: "",
  });
  expect(look.takenBasis).toContain("known to the day");
  expect(look.areas.length).toBeGreaterThan(0);
  expect(look.usability[0]?.kinds).toEqual(["railcar"]);
  expect(look.usability.flatMap((u) => u.kinds)).toHaveLength(22);
  expect(look.trail.map((t) => t.step)).toEqual(["look add"]);
  expect(look.trail[0]?.inputs.map((i) => i.sha256)).toEqual([look.picture?.sha256]);
});

test("looks, sites and kinds that are not there are refused with what is allowed", async () => {
  expect((await served.get("/api/looks/none")).status).toBe(404);
  expect((await served.get("/api/looks/none/file")).status).toBe(404);
  expect((await served.get("/api/sites/none/looks")).status).toBe(404);
  const kind = await served.get(`${first()}?kind=zeppelin`);
  expect(kind.status).toBe(400);
  expect(await kind.json()).toMatchObject({ faults: [{ field: "kind", found: '"zeppelin"' }] });
});

test("the looks of a site come in order of time", async () => {
  const strip = (await (await served.get("/api/sites/yard/looks")).json()) as LookStrip;
  expect(strip.looks.map((l) => [l.id, l.picture, l.simulated])).toEqual(looks.map((id) => [id, true, true]));
});

test("the bytes of a picture are given whole and by ranges", async () => {
  const whole = readFileSync(file(0));
  const all = await served.get(`${first()}/file`);
  expect(all.status).toBe(200);
  expect(Buffer.from(await all.arrayBuffer()).equals(whole)).toBe(true);
  const ask = (range: string, more: Record<string, string> = {}): Promise<Response> =>
    fetch(`${served.server.url}${first()}/file`, { headers: { range, ...more } });
  const part = await ask("bytes=100-299");
  expect(part.status).toBe(206);
  expect(part.headers.get("content-range")).toBe(`bytes 100-299/${whole.length}`);
  expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(100, 300))).toBe(true);
  const beyond = await ask(`bytes=${whole.length}-`);
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${whole.length}`]);
  // Of another content than the asker has, the whole is given.
  expect((await ask("bytes=0-9", { "if-range": '"other"' })).status).toBe(200);
  const tag = all.headers.get("etag") ?? "";
  expect((await ask("bytes=0-9", { "if-range": tag })).status).toBe(206);
});

test("a tile has the samples of the file", async () => {
  const answer = await served.get(`${first()}/tiles/0/0/0?bands=2,0`);
  expect(answer.status).toBe(200);
  const picture = await openPicture(await openFileSource(file(0)));
  const expected = packedTile(await readShownTile(picture, { level: 0, column: 0, row: 0 }, [2, 0]));
  await picture.close();
  expect(new Set(expected.samples).size).toBeGreaterThan(50);
  const found = tileOfBytes(new Uint8Array(await answer.arrayBuffer()));
  expect({ ...found, samples: Buffer.from(found.samples).equals(Buffer.from(expected.samples)) }).toEqual({
    ...expected,
    samples: true,
  });
});

test("tiles and bands that a picture does not have are refused", async () => {
  for (const [path, field] of [
    ["tiles/0/5/0", "address"],
    ["tiles/9/0/0", "address"],
    ["tiles/0/0/x", "row"],
    ["tiles/0/0/0?bands=0,9", "bands"],
    ["tiles/0/0/0?bands=a", "bands"],
    ["tiles/0/0/0?bands=0,0,0,0,0", "bands"],
  ]) {
    const answer = await served.get(`${first()}/${path}`);
    expect(answer.status, path).toBe(400);
    expect(await answer.json(), path).toMatchObject({ faults: [{ field }] });
  }
});

test("a thumbnail is a PNG of the site, with outlines where asked for", async () => {
  for (const path of ["thumbnail?side=64", "thumbnail?side=64&outlines=true"]) {
    const answer = await served.get(`${first()}/${path}`);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await answer.arrayBuffer()).toString("latin1", 1, 4)).toBe("PNG");
  }
  expect((await served.get(`${first()}/thumbnail?side=5`)).status).toBe(400);
});

test("an override needs a name, a word and a reason, and holds from then on", async () => {
  const body = { kind: "railcar", usability: "not-seen", reason: "haze that the rule does not see" };
  expect((await served.post(`${first()}/override`, body)).status).toBe(400);
  expect((await served.post(`${first()}/override`, { ...body, reason: " " }, "A")).status).toBe(400);
  expect((await served.post(`${first()}/override`, { ...body, usability: "good" }, "A")).status).toBe(400);
  expect((await served.post(`${first()}/override`, body, "A. Analyst")).status).toBe(200);
  const look = (await (await served.get(first())).json()) as LookScreen;
  expect(look.usability[0]).toMatchObject({
    kinds: ["railcar"],
    state: "not-seen",
    override: { by: "A. Analyst", reason: "haze that the rule does not see" },
  });
  expect(look.trail.map((t) => t.step)).toEqual(["look add", "look override"]);
});

test("a picture that is not what came on record is refused, in bytes, tiles and thumbnails", async () => {
  const id = looks[1] ?? "";
  const ask = (path: string): Promise<Response> => served.get(`/api/looks/${id}/${path}`);
  expect((await ask("file")).status).toBe(200);
  const opened = openCase(join(folder, "case"), "read", () => new Date());
  const look = (await (await served.get(`/api/looks/${id}`)).json()) as LookScreen;
  const path = opened.evidencePath(look.picture?.sha256 ?? "");
  opened.close();
  const bytes = readFileSync(path);
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  chmodSync(path, 0o644);
  writeFileSync(path, bytes);
  for (const part of ["file", "tiles/0/0/0", "thumbnail?side=64", "picture"]) {
    const answer = await ask(part);
    expect(answer.status, part).toBe(500);
    expect(await answer.json(), part).toMatchObject({
      error: "the picture is not what came on record",
      damage: [expect.stringContaining("altered")],
    });
  }
  rmSync(path);
  expect(await (await ask("file")).json()).toMatchObject({ damage: [expect.stringContaining("missing")] });
});
