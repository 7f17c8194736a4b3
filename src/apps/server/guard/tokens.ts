import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { InputError, messageOf, quoted } from "../../../base/errors.ts";
import { writeWhole } from "../../../system/files/atomic.ts";
import { roles, type Person, type Role } from "../route.ts";

/** Who may ask, as the file of tokens says it: of a token only its hash is kept. */
export interface TokenHolder extends Person {
  readonly sha256: string;
}

/** The tokens of a server. The file is read again when it changes: a line taken out shuts its holder out. */
export interface Tokens {
  /** Whose token this is; null for nobody's. */
  readonly holderOf: (token: string) => TokenHolder | null;
  /** The holder as the file has it now; null when it no longer does. */
  readonly stillThere: (holder: TokenHolder) => TokenHolder | null;
}

const longestToken = 200;
const mostHolders = 1000;
/** How long the file is believed before it is looked at again, in milliseconds. */
const believed = 2_000;

export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * Opens a file of tokens.
 * @throws InputError when it is not there or is no such file
 */
export function openTokens(path: string, now: () => number): Tokens {
  let holders = readHolders(path);
  let changed = statSync(path).mtimeMs;
  let looked = now();
  const current = (): readonly TokenHolder[] => {
    if (now() - looked < believed) return holders;
    looked = now();
    try {
      const { mtimeMs } = statSync(path);
      if (mtimeMs !== changed) {
        holders = readHolders(path);
        changed = mtimeMs;
      }
    } catch {
      // A file that is gone or broken lets nobody in.
      holders = [];
      changed = Number.NaN;
    }
    return holders;
  };
  return {
    holderOf: (token) => {
      if (token.length > longestToken) return null;
      const asked = Buffer.from(hashOf(token), "hex");
      // All are compared, each in constant time: how long it takes says nothing of how near a guess was.
      let found: TokenHolder | null = null;
      for (const holder of current())
        if (timingSafeEqual(Buffer.from(holder.sha256, "hex"), asked)) found = holder;
      return found;
    },
    stillThere: ({ sha256 }) => current().find((h) => h.sha256 === sha256) ?? null,
  };
}

function readHolders(path: string): TokenHolder[] {
  if (!existsSync(path))
    throw InputError.of(
      "serve",
      "--tokens",
      quoted(path),
      "a file of tokens; yardwatch serve --new-token NAME makes one",
    );
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw InputError.of(path, "JSON", messageOf(error), "well-formed JSON");
  }
  const list =
    typeof json === "object" && json !== null ? (json as { readonly tokens?: unknown }).tokens : undefined;
  if (!Array.isArray(list) || list.length > mostHolders)
    throw InputError.of(path, "tokens", "something else", `{"tokens": [...]}, of at most ${mostHolders}`);
  return list.map((entry: unknown, i) => holderFrom(entry, `${path}, token ${i + 1}`));
}

function holderFrom(entry: unknown, where: string): TokenHolder {
  const { name, role, sha256 } = (typeof entry === "object" && entry !== null ? entry : {}) as Readonly<
    Record<string, unknown>
  >;
  if (typeof name !== "string" || !isName(name))
    throw InputError.of(where, "name", shown(name), "the holder's name, 1 to 100 characters");
  const known = roles.find((r) => r === role);
  if (known === undefined) throw InputError.of(where, "role", shown(role), roles.join(", "));
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256))
    throw InputError.of(where, "sha256", "something else", "64 digits of a-f and 0-9");
  return { name, role: known, sha256 };
}

const isName = (name: string): boolean => name.trim() === name && name.length > 0 && name.length <= 100;
const shown = (value: unknown): string => quoted(JSON.stringify(value) ?? "nothing");

/**
 * Makes a token for somebody and writes its hash into a file of tokens, which only its owner may read.
 * @returns the token, which is kept nowhere
 * @throws InputError for a name or a role that is none, or a file that is no file of tokens
 */
export function addToken(
  path: string,
  name: string,
  role: string,
): { readonly token: string; readonly role: Role } {
  const token = `yw_${randomBytes(32).toString("base64url")}`;
  const holder = holderFrom({ name, role, sha256: hashOf(token) }, "serve --new-token");
  const known = existsSync(path) ? readHolders(path) : [];
  writeWhole(path, `${JSON.stringify({ tokens: [...known, holder] }, null, 2)}\n`, 0o600);
  return { token, role: holder.role };
}
