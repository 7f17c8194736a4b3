import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { lookUsability } from "../../src/sites/pictures/look-usability.ts";
import { withoutSuperseded } from "../../src/sites/pictures/picture-look.ts";
import { createCase, openCase, type Case } from "../../src/system/files/case-folder.ts";
import { importPlaces } from "../../src/system/steps/import-places.ts";
import { pullLooks } from "../../src/system/steps/pull-looks.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { recordTables } from "../../src/system/store/tables.ts";
import { readPictureLooks } from "../../src/system/store/reading-pictures.ts";
import { quickNetwork, startMadeServer, type MadeServer } from "../catalogue/made-catalogue.ts";
import { writeMadeCatalogues, writeMadeSite } from "../catalogue/made-site.ts";
import { standingClock, temporaryFolder } from "../made-case.ts";

async function made(count: number, options: Parameters<typeof startMadeServer>[1] = {}) {
  const server = await startMadeServer(count, options);
  onTestFinished(() => server.close());
  const opened = await createCase(join(temporaryFolder(), "case"), "Pulled", standingClock);
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close();
  });
  await importPlaces(opened, writeMadeSite(temporaryFolder()));
  return { server, opened };
}

const pull = (opened: Case, server: MadeServer, more: Partial<Parameters<typeof pullLooks>[1]> = {}) =>
  pullLooks(opened, {
    site: "made",
    from: "2023-01-01",
    to: "2025-12-31",
    catalogue: "made",
    catalogues: writeMadeCatalogues(temporaryFolder(), server.url),
    ...more,
  });

/** All records of a case but for the port of the server that they came from. */
const recordsOf = (opened: Case): string =>
  recordTables
    .map(({ name, columns }) =>
      JSON.stringify(
        opened.database
          .prepare(`SELECT ${columns.join(", ")} FROM ${name} ORDER BY ${columns[0] ?? "id"}`)
          .all(),
      ).replace(/127\.0\.0\.1:\d+/g, "server"),
    )
    .join("\n");

describe("a pull from a catalogue", () => {
  it("makes every item a look with the supplier's mask judged over the site, and nothing new the second time", async () => {
    const { server, opened } = await made(6);
    const first = await pull(opened, server);
    expect(first.summary).toMatchObject({ found: 6, fetched: 6, refused: 0, failed: 0, complete: true });
    const looks = readPictureLooks(opened.database, { siteId: "made" });
    expect(looks).toHaveLength(6);
    for (const { supply, picture, clarities } of looks) {
      expect(supply).toMatchObject({
        catalogue: "made",
        outcome: "read",
        licence: "CC-BY-4.0",
        mayLeave: true,
      });
      expect(supply.takenSource).toBe("made, datetime");
      expect(picture?.bands.map((b) => b.meaning)).toEqual(["blue", "near-infrared", "classes"]);
      expect(clarities[0]?.method).toContain("supplier's mask");
    }
    const asked = server.totals().bytes;
    const second = await pull(opened, server);
    expect(second.looks).toEqual([]);
    expect(second.summary).toMatchObject({ known: 6, fetched: 0 });
    // The list is asked for again, the pictures are not.
    expect(server.totals().bytes - asked).toBeLessThan(100_000);
    expect((await verifyCase(opened)).damage).toEqual([]);
  });

  it("records items that cannot be had with their reasons, and takes the failed one when it can", async () => {
    let broken = true;
    const { server, opened } = await made(4, {
      mischief: ({ path }) => (path.includes("made-0002/") && broken ? { do: "status", status: 503 } : null),
      change: (n) => (n === 1 ? { assets: {} } : {}),
    });
    const pulled = await pull(opened, server, { network: quickNetwork() });
    expect(pulled.summary).toMatchObject({ found: 4, fetched: 2, refused: 1, failed: 1, complete: false });
    const looks = readPictureLooks(opened.database, { siteId: "made" });
    expect(looks.map((l) => l.supply.outcome)).toEqual(["read", "refused", "failed", "read"]);
    for (const look of looks.filter((l) => l.picture === null)) {
      expect(look.supply.reason).not.toBe("");
      expect(look.look.takenAt).not.toBeNull();
      expect(lookUsability(look, "ship")).toMatchObject({ usability: "not-seen", failed: true });
    }
    // The same failure again is no new look; once the file can be had, the attempt that failed no longer counts.
    await pull(opened, server, { network: quickNetwork() });
    expect(readPictureLooks(opened.database, { siteId: "made" })).toHaveLength(4);
    broken = false;
    expect(await pull(opened, server)).toMatchObject({ summary: { fetched: 1, known: 3, complete: true } });
    const all = readPictureLooks(opened.database, { siteId: "made" });
    expect(all).toHaveLength(5);
    expect(withoutSuperseded(all).map((l) => l.supply.outcome)).toEqual(["read", "refused", "read", "read"]);
    expect((await verifyCase(opened)).damage).toEqual([]);
  });

  it("goes on after it was interrupted, to the same records", async () => {
    const calm = await made(8);
    await pull(calm.opened, calm.server);
    const rough = await made(8);
    const stop = new AbortController();
    await expect(
      pull(rough.opened, rough.server, {
        signal: stop.signal,
        onProgress: ({ done }) => {
          if (done === 3) stop.abort();
        },
      }),
    ).rejects.toThrow();
    expect(readPictureLooks(rough.opened.database, { siteId: "made" }).length).toBeLessThan(8);
    await pull(rough.opened, rough.server);
    expect(recordsOf(rough.opened)).toBe(recordsOf(calm.opened));
    expect(rough.server.totals().twice).toBe(0);
  });

  it("tells of items that were taken in days to come, and takes them", async () => {
    const { server, opened } = await made(1);
    const early = openCase(opened.folder, "write", () => new Date("2022-06-01T00:00:00Z"));
    onTestFinished(() => early.close());
    const { summary, remarks } = await pull(early, server);
    expect(summary).toMatchObject({ fetched: 1, complete: true });
    expect(remarks).toContainEqual(
      expect.stringMatching(/made-0000: takenAt: "2023-01-01T02:10:31.*" \(made, datetime\) has not come/),
    );
    expect((await verifyCase(opened)).damage).toEqual([]);
  });

  it("says which catalogue, collection, folder or day is wrong", async () => {
    const { server, opened } = await made(1);
    await expect(pull(opened, server, { catalogue: "nowhere" })).rejects.toThrow(
      /--catalogue.*earth-search.*made/s,
    );
    await expect(pull(opened, server, { collections: ["none"] })).rejects.toThrow(
      /--collections.*allowed: made/,
    );
    await expect(pull(opened, server, { from: "2023" })).rejects.toThrow(/--from.*a day/);
    await expect(pull(opened, server, { folder: "/nowhere" })).rejects.toThrow(/--folder/);
    await expect(pull(opened, server, { site: "elsewhere" })).rejects.toThrow(/a site of the case: made/);
  });
});
