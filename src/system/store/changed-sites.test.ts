import { expect, test } from "vitest";
import { caseWithSites, lookHeader, looksFile } from "../../../test/made-case.ts";
import { importLooks } from "../steps/import-looks.ts";
import { rowsNow, sitesChangedSince } from "./changed-sites.ts";
import { migrations } from "./migrations.ts";

test("only the sites that something was put on record of are named", async () => {
  const opened = await caseWithSites();
  const seen = rowsNow(opened.database);
  expect(sitesChangedSince(opened.database, seen)).toEqual([]);
  await importLooks(
    opened,
    looksFile(["a,khasan,railcar,count,,5,,2023-10-05,A,A,primary,counted,"], lookHeader),
  );
  expect(sitesChangedSince(opened.database, seen)).toEqual(["khasan"]);
  expect(sitesChangedSince(opened.database, rowsNow(opened.database))).toEqual([]);
});

test("every table of records that names a look or a site is taken account of", async () => {
  const opened = await caseWithSites();
  const known = Object.keys(rowsNow(opened.database));
  const tables = [...migrations.join("\n").matchAll(/CREATE TABLE (\w+) \(([^;]+)\) STRICT/g)]
    .filter(([, , columns = ""]) => /REFERENCES (?:looks|sites)\b/.test(columns))
    .map(([, name]) => name);
  // None bears on what a row says: the angle of a camera, a picture searched for ships, and what was decided of a proposed track (an area that came of it does).
  expect(tables.filter((name) => !known.includes(name ?? "")).sort()).toEqual([
    "proposals",
    "scenes",
    "views",
  ]);
});
