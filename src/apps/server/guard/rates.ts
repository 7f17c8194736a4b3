import { RefusedError } from "./refused.ts";

/** How fast a client may ask: so much at once, so much a second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Buckets of many clients: each holds what its client may still ask for. */
export interface Rates {
  /** Takes `cost` out of a client's bucket. @throws RefusedError 429 with how long to wait when it does not hold so much */
  readonly take: (client: string, cost: number) => void;
  readonly size: () => number;
}

/** Clients that are remembered; of more the longest silent is forgotten, whose bucket is full again by then in all likelihood. */
const mostClients = 10_000;

export function openRates({ burst, perSecond }: Rate, now: () => number): Rates {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take: (client, cost) => {
      const at = now();
      const found = buckets.get(client) ?? { left: burst, at };
      const left = Math.min(burst, found.left + (Math.max(0, at - found.at) / 1000) * perSecond);
      const enough = left >= cost;
      // Moved to the end: the map stays in the order of the last request.
      buckets.delete(client);
      buckets.set(client, { left: enough ? left - cost : left, at });
      const [oldest] = buckets.keys();
      if (buckets.size > mostClients && oldest !== undefined) buckets.delete(oldest);
      if (!enough)
        throw new RefusedError(429, "too many requests", Math.max(1, Math.ceil((cost - left) / perSecond)));
    },
    size: () => buckets.size,
  };
}
