// Plain JavaScript without dependencies that runs on Node 20: installs what is missing and says so.
//   node bin/ready.js run        what the program needs
//   node bin/ready.js develop    what tests, checks and benchmarks need too; with `chromium` and `gdal`, those of Debian as well
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

/** What tests need of Debian: a browser to open reports in, GDAL as the judge of pixels. */
const debian = {
  chromium: {
    places: [
      process.env.YARDWATCH_CHROMIUM,
      "/usr/bin/chromium",
      "/usr/bin/chromium-browser",
      "/usr/bin/google-chrome",
    ],
    packages: ["chromium", "fonts-dejavu-core"],
    without:
      "tests that open a page in a browser will be skipped (set YARDWATCH_CHROMIUM, or install chromium)",
  },
  gdal: {
    places: ["/usr/bin/gdal_translate", "/usr/local/bin/gdal_translate", "/opt/homebrew/bin/gdal_translate"],
    packages: ["gdal-bin"],
    without: "tests that hold pixels against GDAL will be skipped (install gdal-bin)",
  },
};

/** Installs the Debian packages that are missing, where that is possible; says what will be skipped where it is not. */
function debianPackages(names) {
  const missing = names.filter((name) => !debian[name].places.some((place) => place && existsSync(place)));
  if (missing.length === 0) return;
  const root = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!root) {
    for (const name of missing) say(`no ${name} found; ${debian[name].without}`);
    return;
  }
  const began = Date.now();
  say(`installing Debian's ${missing.join(" and ")} (apt-get) for the tests ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", "ignore", 2] });
  apt("update");
  for (const name of missing) {
    const result = apt("install", "-y", "--no-install-recommends", ...debian[name].packages);
    say(
      result.status === 0
        ? `${name} installed in ${seconds(began)}`
        : `${name} could not be installed; ${debian[name].without}`,
    );
  }
}

if (!installed()) install();
debianPackages(Object.keys(debian).filter((name) => process.argv.includes(name)));
