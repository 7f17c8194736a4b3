import { existsSync } from "node:fs";
import { UnavailableError } from "../../base/errors.ts";

/** Names a Chromium that is not where systems put it. */
export const chromiumVariable = "YARDWATCH_CHROMIUM";

const usual: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files\\Chromium\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/**
 * Where the machine's Chromium is.
 * @throws UnavailableError when none is found, or when the one that `YARDWATCH_CHROMIUM` names is not there
 */
export function findChromium(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  isThere: (path: string) => boolean = existsSync,
): string {
  const named = environment[chromiumVariable] ?? "";
  if (named !== "") {
    if (isThere(named)) return named;
    throw new UnavailableError(`${chromiumVariable} names ${named}, which is not there`, false);
  }
  const found = (usual[process.platform] ?? []).find((path) => isThere(path));
  if (found !== undefined) return found;
  throw new UnavailableError(
    `no Chromium is on this machine, and a PDF is printed by one: install chromium, or name one in ${chromiumVariable}; the HTML report needs none`,
    false,
  );
}
