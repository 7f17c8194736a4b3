import { expect, test } from "vitest";
import { openerOf } from "./open-in-browser.ts";

const address = "http://127.0.0.1:8477/";

test("each system has its own way to open an address", () => {
  expect(openerOf(address, { platform: "darwin", env: {} })).toEqual(["open", address]);
  expect(openerOf(address, { platform: "linux", env: { DISPLAY: ":0" } })).toEqual(["xdg-open", address]);
  expect(openerOf(address, { platform: "win32", env: {} })?.at(-1)).toBe(address);
});

test("nothing is opened where nobody would see it", () => {
  expect(openerOf(address, { platform: "linux", env: {} })).toBeNull();
  for (const env of [{ CI: "true" }, { BROWSER: "none" }, { SSH_CONNECTION: "there" }])
    expect(openerOf(address, { platform: "linux", env: { DISPLAY: ":0", ...env } })).toBeNull();
});
