import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { knownLicences } from "./licence.ts";

describe("the page on licences", () => {
  it("has all terms that the table has, and says of each whether pixels leave", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../../docs/method/dates.md"), "utf8");
    const rows = page
      .split("\n")
      .filter((row) => /^\| [A-Za-z0-9.-]+[A-Z0-9a-z,. -]* +\| (?:yes|no) +\|/.test(row));
    for (const { id, mayLeave } of knownLicences) {
      const family = id.replace(/-[\d.]+$/, "").replace(/^CC-BY-N.*/, "CC-BY-NC");
      const row = rows.find((text) => text.startsWith(`| ${family}`));
      expect(row, id).toMatch(mayLeave ? /\| yes +\|/ : /\| no +\|/);
    }
  });
});
