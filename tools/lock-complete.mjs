// Every optional dependency that a package of the lock names must stand in the lock: npm leaves out silently what a registry lacked on the
// day, and `npm ci` fails on it later. No address may stand in it.
import { readFileSync } from "node:fs";

const text = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");
const { packages } = JSON.parse(text);
const missing = [];
for (const [path, { optionalDependencies = {} }] of Object.entries(packages))
  for (const name of Object.keys(optionalDependencies)) {
    const places = [`${path === "" ? "" : `${path}/`}node_modules/${name}`, `node_modules/${name}`];
    if (!places.some((place) => Object.hasOwn(packages, place)))
      missing.push(`${name} (of ${path || "the project"})`);
  }
if (/"resolved"\s*:/.test(text)) missing.push('addresses: "resolved" stands in the lock');
console.log(
  missing.length === 0
    ? `lock: ${Object.keys(packages).length} packages, complete`
    : `lock: missing ${missing.join(", ")}`,
);
process.exitCode = missing.length === 0 ? 0 : 1;
