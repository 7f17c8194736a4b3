// Plain JavaScript without dependencies that runs on Node 20: installs what is missing and says so.
//   node bin/ready.js run        what the program needs
//   node bin/ready.js develop    what tests, checks and benchmarks need too; with `chromium`, `gdal`, `pip` and `gpsd`, those of Debian as well
//   ... chdb                     with `chdb`: ClickHouse's engine as a library, for the exam of the dialect, in a folder of its own (550 MB)
//   ... web                      with `web`: the pages of the workbench too, built anew when their sources changed, or with `rebuild`
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}node_modules/.yardwatch-ready`;
// What was installed for development stays so when the lock file changes.
const had = existsSync(stamp) ? readFileSync(stamp, "utf8").split("\n", 1)[0] : "";
const wanted = process.argv[2] === "run" && had !== "develop" ? "run" : "develop";
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

/** What tests need of Debian: a browser to open pages in, GDAL as the judge of pixels, pip to fetch the standards' own schemas, gpsd as the judge of AIS messages. */
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
  pip: {
    places: (process.env.PATH ?? "").split(":").map((folder) => `${folder}/pip3`),
    packages: ["python3-pip"],
    without: "tests against the schemas of STAC and OGC will be skipped (install python3-pip)",
  },
  gpsd: {
    places: ["/usr/bin/gpsdecode", "/usr/local/bin/gpsdecode", "/opt/homebrew/bin/gpsdecode"],
    packages: ["gpsd-clients"],
    without: "tests that hold AIS messages against gpsd will be skipped (install gpsd-clients)",
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

/**
 * Fetches chdb, which is too large for the lock of a program that never runs it. It counts as there when it has answered a question; without it the exam of
 * ClickHouse is skipped, loudly.
 */
function engineOfClickHouse() {
  const version = "3.4.0";
  const folder = `${root}node_modules/.exam-chdb`;
  const done = `${folder}/ready-${version}`;
  if (existsSync(done)) return;
  const began = Date.now();
  say("fetching chdb for the exam of ClickHouse (550 MB, npm) ...");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, dependencies: { chdb: version } }));
  const args = [
    "install",
    "--ignore-scripts",
    "--loglevel=error",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
  ];
  const npm = process.env.npm_execpath;
  // A network that is slower than this is not worth its wait: everything else can be tested without.
  const options = { cwd: folder, stdio: ["ignore", 2, 2], timeout: 180_000 };
  const result = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  const asks = 'process.stdout.write(require("chdb").query("SELECT 42", "TSV"))';
  const answer = spawnSync(process.execPath, ["-e", asks], {
    cwd: folder,
    encoding: "utf8",
    timeout: 60_000,
  });
  if (result.status === 0 && answer.stdout?.trim() === "42") {
    writeFileSync(done, "");
    say(`chdb fetched in ${seconds(began)}`);
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  say("chdb cannot be had or does not run here; the exam of ClickHouse will be skipped");
}

/** What the pages are built from: the browser's code, the pure code that it imports, and the packages. */
function pagesStamp() {
  const digest = createHash("sha256").update(lock);
  const sources = ["apps/web", "base", "sites", "movements", "findings"].flatMap((folder) =>
    readdirSync(`${root}src/${folder}`, { recursive: true }).map((name) => `src/${folder}/${String(name)}`),
  );
  for (const file of sources
    .filter((n) => /\.(?:ts|svelte|html|css|svg)$/.test(n) && !n.endsWith(".test.ts"))
    .sort()) {
    const { size, mtimeMs } = statSync(root + file);
    digest.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return digest.digest("hex");
}

/** Builds the pages of the workbench where they are missing or older than their sources. */
function buildPages() {
  const built = `${root}dist/web.stamp`;
  const wantedStamp = pagesStamp();
  const fresh = existsSync(built) && readFileSync(built, "utf8") === wantedStamp;
  if (fresh && existsSync(`${root}dist/web/index.html`) && !process.argv.includes("rebuild")) return;
  const began = Date.now();
  say("building the pages of the workbench (vite) ...");
  const vite = createRequire(import.meta.url)
    .resolve("vite/package.json")
    .replace("package.json", "bin/vite.js");
  const result = spawnSync(process.execPath, [vite, "build", "src/apps/web", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (result.status !== 0) {
    say(`the pages could not be built: vite ended with ${result.status ?? result.signal}`);
    process.exit(result.status ?? 1);
  }
  mkdirSync(`${root}dist`, { recursive: true });
  writeFileSync(built, wantedStamp);
  say(`pages built in ${seconds(began)}`);
}

if (!installed()) install();
debianPackages(Object.keys(debian).filter((name) => process.argv.includes(name)));
if (process.argv.includes("chdb")) engineOfClickHouse();
if (process.argv.includes("web")) buildPages();
