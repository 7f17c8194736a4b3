import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DamageError, InputError, messageOf } from "../../base/errors.ts";
import { writeWhole } from "../files/atomic.ts";
import type { Case } from "../files/case-folder.ts";
import { daysIn } from "./parquet-source.ts";
import { positionsFolder } from "./unfinished.ts";

const engineFile = (opened: Case): string => join(positionsFolder(opened), "engine.json");

/**
 * Where the position reports of a case are kept: the address of a ClickHouse database, or null for files in the case. A password is not kept in the case: it comes from
 * YARDWATCH_POSITIONS_PASSWORD.
 * @throws DamageError when the file that says it cannot be read
 */
export function engineAddress(opened: Case): string | null {
  const path = engineFile(opened);
  if (!existsSync(path)) return null;
  try {
    const { clickhouse } = JSON.parse(readFileSync(path, "utf8")) as { readonly clickhouse?: unknown };
    if (typeof clickhouse !== "string") throw new TypeError("no address in it");
    return withPassword(clickhouse);
  } catch (error) {
    throw new DamageError("where the position reports are kept cannot be read", [
      `positions/engine.json: ${messageOf(error)}`,
    ]);
  }
}

function withPassword(address: string): string {
  const password = process.env["YARDWATCH_POSITIONS_PASSWORD"];
  if (password === undefined) return address;
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
}

/**
 * Chooses where the position reports of a case are kept, from now on.
 * @throws InputError when the case has reports elsewhere: they would no longer be seen
 */
export function chooseEngine(opened: Case, address: string): void {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw InputError.of(
      "--positions",
      "address",
      "no address",
      "http:// or https:// with user, host, port and database",
    );
  const url = new URL(address);
  if (url.password !== "")
    throw InputError.of(
      "--positions",
      "address",
      "an address with a password in it",
      "one without: the case would keep it; YARDWATCH_POSITIONS_PASSWORD gives it",
    );
  const now = existsSync(engineFile(opened)) ? engineAddress(opened) : null;
  if (now === withPassword(url.href)) return;
  if (now !== null || daysIn(positionsFolder(opened)).length > 0)
    throw InputError.of(
      "--positions",
      "address",
      url.host,
      "another engine only while the case has no position reports; ais show --out writes them for an import there",
    );
  mkdirSync(positionsFolder(opened), { recursive: true });
  writeWhole(engineFile(opened), `${JSON.stringify({ clickhouse: url.href }, null, 2)}\n`);
}
