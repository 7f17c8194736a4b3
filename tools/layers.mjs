// Holds the line of imports: base <- sites <- movements <- findings <- system <- apps.
// Reads every specifier after from, import and import( in src/, prints file:line for each fault, exits 1 if there is one.
// The apps may not import each other either, but for one door: the command line starts the server. Run by itself it also proves, on made-up sources, that it finds faults.
import { globSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";

const order = ["base", "sites", "movements", "findings", "system", "apps"];
const pure = new Set(["base", "sites", "movements", "findings"]);
const packagesInPureLayers = new Set([
  "@tmcw/togeojson",
  "@xmldom/xmldom",
  "fflate",
  "geographiclib-geodesic",
  "geotiff-geokeys-to-proj4",
  "proj4",
]);
/** Doors between the apps: who may import which one file of another. */
const doors = new Map([["cli", "src/apps/server/start.ts"]]);
const impure =
  /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\s*\)|\bglobalThis\b|\bimport\.meta\b|\bperformance\.now\b/g;

/** Blanks out comments and keeps line numbers. */
function withoutComments(text) {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(^|[^:"'`])\/\/.*$/gm,
    (all, before) => (before ?? "") + "\n".repeat(all.split("\n").length - 1),
  );
}

/** Faults of one source file: [{line, what}]. */
export function faultsOf(file, source) {
  const text = withoutComments(source);
  const lineAt = (index) => text.slice(0, index).split("\n").length;
  const [, layer, app] = file.split("/");
  const test = file.endsWith(".test.ts");
  const faults = [];
  for (const match of text.matchAll(/(?:(?<=[\s}*])from\s*|\bimport\s*\(?\s*)(["'`])([^"'`]+)\1/g)) {
    const specifier = match[2];
    const line = lineAt(match.index);
    if (specifier.startsWith(".")) {
      const target = posix.normalize(posix.join(dirname(file), specifier)).split("/");
      if (target[0] !== "src") {
        if (!test) faults.push({ line, what: `${specifier}: leaves src/` });
        continue;
      }
      if (!order.includes(target[1]))
        faults.push({ line, what: `${specifier}: ${target[1]} is not a layer` });
      else if (order.indexOf(target[1]) > order.indexOf(layer))
        faults.push({ line, what: `${specifier}: ${layer} may not import ${target[1]}` });
      else if (
        layer === "apps" &&
        target[1] === "apps" &&
        target[2] !== app &&
        doors.get(app) !== target.join("/")
      )
        faults.push({ line, what: `${specifier}: ${app} may not import ${target[2]}` });
    } else if (pure.has(layer) && !test && !packagesInPureLayers.has(specifier))
      faults.push({ line, what: `${specifier}: not allowed in a pure layer` });
  }
  if (pure.has(layer) && !test)
    for (const match of text.matchAll(impure))
      faults.push({ line: lineAt(match.index), what: `${match[0]}: not allowed in a pure layer` });
  return faults;
}

function proveThatItFindsFaults() {
  const cases = [
    ["src/base/a.ts", 'import { x } from "../sites/b.ts";', 1],
    ["src/sites/a.ts", 'const x = await import("../system/b.ts");', 1],
    ["src/findings/a.ts", 'import fs from "node:fs";', 1],
    ["src/base/a.ts", "const t = Date.now();", 1],
    ["src/apps/cli/a.ts", 'import { x } from "../web/b.ts";', 1],
    ["src/apps/cli/a.ts", 'import { x } from "../server/b.ts";', 1],
    ["src/apps/cli/a.ts", 'import { x } from "../server/start.ts";', 0],
    ["src/apps/web/a.ts", 'import { x } from "../server/start.ts";', 1],
    ["src/system/a.ts", '// import { x } from "../apps/b.ts";\nimport fs from "node:fs";', 0],
    ["src/findings/a.ts", 'import { x } from "../sites/b.ts";', 0],
    ["src/findings/a.ts", 'import {x}from"../system/b.ts"', 1],
    ["src/findings/a.ts", 'bind("interval/from", "day")', 0],
  ];
  for (const [file, source, expected] of cases) {
    const found = faultsOf(file, source).length;
    if (found !== expected)
      throw new Error(`layers: ${file} ${JSON.stringify(source)}: ${found} faults, expected ${expected}`);
  }
}

proveThatItFindsFaults();
const files = globSync("src/**/*.{ts,js,mjs,svelte}");
let count = 0;
for (const file of files) {
  for (const fault of faultsOf(file.replaceAll("\\", "/"), readFileSync(file, "utf8"))) {
    count++;
    console.log(`${file}:${fault.line} ${fault.what}`);
  }
}
if (files.length === 0) {
  count++;
  console.log("layers: nothing read");
}
console.log(`layers: ${files.length} files, ${count} faults`);
process.exitCode = count > 0 ? 1 : 0;
