import type { FastifyRequest } from "fastify";
import { InputError } from "../../../base/errors.ts";
import type { Person } from "../route.ts";
import { RefusedError } from "./refused.ts";
import { openRates } from "./rates.ts";
import { cookieIn, openSessions, type Sessions } from "./sessions.ts";
import { openTokens, type TokenHolder, type Tokens } from "./tokens.ts";

/** Who is let in: on loopback without tokens everybody, as owner; else who has a token, with the role of that token. */
export interface Doors {
  readonly needTokens: boolean;
  /** Who asks; null: nobody that is known. @throws RefusedError for a token that is nobody's */
  readonly personOf: (request: FastifyRequest) => Person | null;
  /** Lets a browser in. @returns what its cookie holds. @throws RefusedError for a token that is nobody's */
  readonly signIn: (token: string, address: string) => { readonly cookie: string; readonly who: Person };
  readonly signOut: (request: FastifyRequest) => void;
}

/** Tries with a wrong token from one address: ten at once, then one in ten seconds. */
const wrongTokens = { burst: 10, perSecond: 0.1 };

/** @throws InputError when the file of tokens is none */
export function openDoors(tokenFile: string | undefined, now: () => number): Doors {
  if (tokenFile === undefined) return openToAll;
  const tokens = openTokens(tokenFile, now);
  return guardedDoors(tokens, openSessions(tokens, now), now);
}

const openToAll: Doors = {
  needTokens: false,
  personOf: (request) => ({ name: saidName(request), role: "owner" }),
  signIn: () => {
    throw InputError.of("session", "token", "a token", "none: this server asks for no tokens");
  },
  signOut: () => {},
};

function guardedDoors(tokens: Tokens, sessions: Sessions, now: () => number): Doors {
  const wrong = openRates(wrongTokens, now);
  const known = (token: string, address: string): TokenHolder => {
    const holder = tokens.holderOf(token);
    if (holder !== null) return holder;
    wrong.take(address, 1);
    throw new RefusedError(401, "nobody has this token");
  };
  const personOf = ({ name, role }: TokenHolder): Person => ({ name, role });
  return {
    needTokens: true,
    personOf: (request) => {
      const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
      if (bearer !== undefined) return personOf(known(bearer, request.ip));
      const cookie = cookieIn(request.headers.cookie);
      const holder = cookie === null ? null : sessions.holderOf(cookie);
      return holder === null ? null : personOf(holder);
    },
    signIn: (token, address) => {
      const holder = known(token, address);
      return { cookie: sessions.begin(holder), who: personOf(holder) };
    },
    signOut: (request) => {
      const cookie = cookieIn(request.headers.cookie);
      if (cookie !== null) sessions.end(cookie);
    },
  };
}

/** The name that the screen was given. */
function saidName({ headers }: FastifyRequest): string {
  const given = headers["x-yardwatch-by"];
  try {
    // Where the cut goes through a character, its first half goes too.
    return typeof given === "string"
      ? decodeURIComponent(given)
          .trim()
          .slice(0, 200)
          .replace(/[\ud800-\udbff]$/, "")
      : "";
  } catch {
    // A name that cannot be read is no name; what needs one says so.
    return "";
  }
}
