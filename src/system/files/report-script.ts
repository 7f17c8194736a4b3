import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";

/**
 * The browser script of a report, without its types. It is read as a file: it runs in a browser, and the report carries the
 * script as text.
 */
export function reportScript(): string {
  const source = readFileSync(new URL("../../apps/web/report.ts", import.meta.url), "utf8");
  return stripTypeScriptTypes(source).trim();
}
