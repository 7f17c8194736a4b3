import { readFileSync } from "node:fs";

let version: string | undefined;

/** Name and version of the program, as trails and reports state it. */
export function program(): string {
  version ??= versionIn(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return `yardwatch ${version}`;
}

function versionIn(text: string): string {
  const { version: found } = JSON.parse(text) as { readonly version?: unknown };
  return typeof found === "string" ? found : "unknown";
}
