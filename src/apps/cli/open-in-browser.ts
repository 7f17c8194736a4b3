import { spawn } from "node:child_process";

/** The program that opens an address on this system, with its arguments; null where nobody would see it. */
export function openerOf(
  address: string,
  system: { readonly platform: string; readonly env: Readonly<Record<string, string | undefined>> },
): readonly [command: string, ...args: string[]] | null {
  const { platform, env } = system;
  // BROWSER=none is how people keep programs from opening one.
  if (env["BROWSER"] === "none" || env["CI"] !== undefined || env["SSH_CONNECTION"] !== undefined)
    return null;
  if (platform === "darwin") return ["open", address];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", address];
  const hasScreen = (env["DISPLAY"] ?? "") !== "" || (env["WAYLAND_DISPLAY"] ?? "") !== "";
  return hasScreen ? ["xdg-open", address] : null;
}

/** Opens an address in the user's browser where there is a screen. What does not work is no failure: the address is printed. */
export function openInBrowser(address: string): void {
  const opener = openerOf(address, process);
  if (opener === null) return;
  const [command, ...args] = opener;
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
