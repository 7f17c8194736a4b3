import { RefusedError } from "./refused.ts";

/**
 * One thread answers everybody. While several clients ask, none may take so much of it that the others wait: each has a share of its time, in
 * milliseconds of work. Whoever is alone may have all of it.
 */
export interface Shares {
  /** @throws RefusedError 429 for a client that has used up its share while others ask too */
  readonly admit: (client: string) => void;
  /** Tells how long the thread worked for a client. */
  readonly spent: (client: string, ms: number) => void;
}

/** What a client may use at once, and of each second after that, in milliseconds. */
const burst = 3_000;
const perSecond = 400;
/** Others count as there for so long after they asked, in milliseconds. */
const thereFor = 10_000;
const mostClients = 10_000;
/** What reading a request and sending its answer takes besides the work of its handler, in milliseconds. */
const besides = 0.5;

interface Asker {
  readonly client: string;
  at: number;
}

export function openShares(now: () => number): Shares {
  const shares = new Map<string, { left: number; at: number }>();
  let newest: Asker = { client: "", at: -Infinity };
  let other: Asker = newest;

  const current = (client: string): { left: number; at: number } => {
    const at = now();
    const found = shares.get(client);
    const left =
      found === undefined ? burst : Math.min(burst, found.left + ((at - found.at) / 1000) * perSecond);
    const share = { left, at };
    shares.delete(client);
    shares.set(client, share);
    const [oldest] = shares.keys();
    if (shares.size > mostClients && oldest !== undefined) shares.delete(oldest);
    return share;
  };
  const othersAsk = (client: string): boolean => {
    const at = now();
    if (newest.client === client) newest.at = at;
    else {
      other = newest;
      newest = { client, at };
    }
    return at - other.at < thereFor;
  };
  return {
    admit: (client) => {
      const others = othersAsk(client);
      const { left } = current(client);
      if (others && left <= 0)
        throw new RefusedError(
          429,
          "this client has used up its share of the server while others ask too",
          Math.max(1, Math.ceil(-left / perSecond)),
        );
    },
    spent: (client, ms) => {
      const share = current(client);
      // A single long answer is not held against its client for ever.
      share.left = Math.max(-burst, share.left - ms - besides);
    },
  };
}
