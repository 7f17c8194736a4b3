import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, example } from "../../../test/made-case.ts";
import { importContext } from "../steps/import-context.ts";
import { verifyCase } from "../steps/verify-case.ts";
import { readTotals } from "../store/reading.ts";
import { openCase } from "./case-folder.ts";
import { snapshotOf } from "./case-snapshot.ts";

test("a snapshot stays as it was while others write", async () => {
  const opened = await caseWithSites();
  const { snapshot, drop } = await snapshotOf(opened);
  await importContext(opened, "event import", join(example, "events.csv"));
  expect(readTotals(opened.database)["events"]).toBeGreaterThan(0);
  expect(readTotals(snapshot.database)["events"]).toBe(0);
  drop();
});

test("a verification beside somebody who writes finds no damage, again and again", async () => {
  const opened = await caseWithSites();
  const reader = openCase(opened.folder, "read", () => new Date());
  const writer = { busy: true };
  const writes = (async () => {
    await importContext(opened, "event import", join(example, "events.csv"));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await importContext(opened, "voyage import", join(example, "voyages.csv"));
    writer.busy = false;
  })();
  const found: string[] = [];
  do found.push(...(await verifyCase(reader)).damage);
  while (writer.busy);
  await writes;
  found.push(...(await verifyCase(reader)).damage);
  reader.close();
  expect(found).toEqual([]);
});
