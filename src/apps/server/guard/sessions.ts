import { randomBytes } from "node:crypto";
import { hashOf, type TokenHolder, type Tokens } from "./tokens.ts";

/** Browsers that signed in with a token. They end with the server, after half a day, or when the token is taken out of its file. */
export interface Sessions {
  /** Begins one. @returns what the cookie holds */
  readonly begin: (holder: TokenHolder) => string;
  readonly holderOf: (cookie: string) => TokenHolder | null;
  readonly end: (cookie: string) => void;
}

export const cookieName = "yardwatch";
export const longestSeconds = 12 * 3600;
/** Beyond this many the oldest ends. */
const mostSessions = 1000;

export function openSessions(tokens: Tokens, now: () => number): Sessions {
  // By hash: what is in memory lets nobody in.
  const open = new Map<string, { readonly holder: TokenHolder; readonly until: number }>();
  return {
    begin: (holder) => {
      const id = randomBytes(32).toString("base64url");
      open.set(hashOf(id), { holder, until: now() + longestSeconds * 1000 });
      const [oldest] = open.keys();
      if (open.size > mostSessions && oldest !== undefined) open.delete(oldest);
      return id;
    },
    holderOf: (cookie) => {
      const key = hashOf(cookie.slice(0, 200));
      const found = open.get(key);
      if (found === undefined) return null;
      const holder = found.until > now() ? tokens.stillThere(found.holder) : null;
      if (holder === null) open.delete(key);
      return holder;
    },
    end: (cookie) => void open.delete(hashOf(cookie.slice(0, 200))),
  };
}

/** The session in a Cookie header; null for none. */
export function cookieIn(header: string | undefined): string | null {
  for (const part of (header ?? "").slice(0, 8_000).split(";")) {
    const [name, value] = part.trim().split("=");
    if (name === cookieName && value !== undefined && /^[\w-]{1,100}$/.test(value)) return value;
  }
  return null;
}

/** A Set-Cookie header. `isSecure`: the browser came by https. */
export const cookieHeader = (value: string, isSecure: boolean): string =>
  [
    `${cookieName}=${value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
    `Max-Age=${value === "" ? 0 : longestSeconds}`,
    ...(isSecure ? ["Secure"] : []),
  ].join("; ");
