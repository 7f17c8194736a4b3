import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";

/**
 * The browser script of a report, without its types. It is read as a file: an app may not import another, and the report carries the
 * script as text.
 */
export function reportScript(): string {
  const source = readFileSync(new URL("../web/report.ts", import.meta.url), "utf8");
  return stripTypeScriptTypes(source).trim();
}
