import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, temporaryFolder } from "../../../test/made-case.ts";
import { importContext, type ContextStep } from "./import-context.ts";
import { verifyCase } from "./verify-case.ts";

const made = (...lines: string[]): string => {
  const path = join(temporaryFolder(), "rows.csv");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};

const voyages =
  "voyage,vessel,mode,from_place,from_at,to_place,to_at,containers_low,containers_best,containers_high,transponder,identified_by,observer,publisher,address,page";
const leg = (from: string, to: string, amounts: string): string =>
  `a,Angara,ship,rajin,${from},dunai,${to},${amounts},off,named,RUSI,RUSI,https://example.org/a,quoting`;

test.each<[ContextStep, string, string, string]>([
  [
    "voyage import",
    voyages,
    leg("2023-10-10", "2023-09-01", ",,"),
    "to_at: found 2023-09-01; allowed: not before from_at",
  ],
  [
    "voyage import",
    voyages,
    leg("2023-10-10T09:00+09:00", "2023-10-10T09:00+10:00", ",,"),
    "to_at: found 2023-10-10T09:00+10:00",
  ],
  ["voyage import", voyages, leg("2023-09-01", "2023-09-02", "500,,50"), "containers_high: found 50"],
  ["voyage import", voyages, leg("2023-09-01", "2023-09-02", "500,100,"), "containers_best: found 100"],
  [
    "chain import",
    "connection,from_place,to_place,mode,length_km_low,length_km_high,basis",
    "way,rajin,dunai,rail,54,49,a map",
    "length_km_high: found 49; allowed: not less than length_km_low, which is 54",
  ],
])("%s refuses what cannot be, by its column", async (step, header, row, said) => {
  const opened = await caseWithSites();
  await expect(importContext(opened, step, made(header, row))).rejects.toThrow(said);
  expect((await verifyCase(opened)).sound).toBe(true);
});

test("a leg over the date line and one of a single day are in order", async () => {
  const opened = await caseWithSites();
  const path = made(voyages, leg("2023-10-10", "2023-10-09", "1,2,3"));
  expect((await importContext(opened, "voyage import", path)).records).toBe(1);
  expect((await verifyCase(opened)).sound).toBe(true);
});
