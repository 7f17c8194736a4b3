// Plain JavaScript without dependencies that runs on Node 20: installs what is missing and says so.
//   node bin/ready.js run        what the program needs
//   node bin/ready.js develop    what tests, checks and benchmarks need too; with `chromium`, the browser as well
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv[2] === "run" ? "run" : "develop";
const stamp = `${root}node_modules/.yardwatch-ready`;
const lock = readFileSync(`${root}package-lock.json`, "utf8");

const say = (text) => process.stderr.write(`yardwatch: ${text}\n`);
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

/** True when the packages on disk are those of the lock file and include what is wanted. */
function installed() {
  if (!existsSync(stamp)) return false;
  const [what, ...rest] = readFileSync(stamp, "utf8").split("\n");
  return rest.join("\n") === lock && (what === "develop" || what === wanted);
}

function install() {
  const began = Date.now();
  say(`installing packages (npm ci${wanted === "run" ? ", without the test tools" : ""}) ...`);
  const args = ["ci", "--ignore-scripts", "--loglevel=error", "--no-audit", "--no-fund"];
  if (wanted === "run") args.push("--omit=dev");
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ["ignore", 2, 2] };
  const result = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  if (result.status !== 0) {
    say(
      `npm ci ended with ${result.status ?? result.signal ?? result.error?.message}; its own words are above`,
    );
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, `${wanted}\n${lock}`);
  say(`packages installed in ${seconds(began)}`);
}

function chromium() {
  const places = [
    process.env.YARDWATCH_CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ];
  if (places.some((place) => place && existsSync(place))) return;
  const root = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!root) {
    say(
      "no Chromium found; tests that open the report in a browser will be skipped (set YARDWATCH_CHROMIUM, or install chromium)",
    );
    return;
  }
  const began = Date.now();
  say("installing Debian's chromium (apt-get) for the tests that open the report in a browser ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", "ignore", 2] });
  apt("update");
  const result = apt("install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core");
  say(
    result.status === 0
      ? `chromium installed in ${seconds(began)}`
      : "chromium could not be installed; the browser tests will be skipped",
  );
}

if (!installed()) install();
if (process.argv.includes("chromium")) chromium();
