import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { InputError, UnavailableError } from "../../base/errors.ts";
import { guardedLookup, type AddressRule } from "./address.ts";
import { NotNow, pauseMs, usualPatience, type Patience } from "./patience.ts";
import type { LookupFunction } from "node:net";

/** What was asked of the network and came back. Grows while a network is used. */
export interface Traffic {
  requests: number;
  /** Bytes of bodies, as they came over the wire. */
  bytes: number;
  /** Tries after the first. */
  retries: number;
}

export interface NetworkOptions {
  /** Hosts that may be private, without port: the catalogue's own. Default none. */
  readonly privateHosts?: readonly string[];
  /** True: no private host is reached, also not one that a catalogue calls its own. Default false. */
  readonly publicOnly?: boolean;
  readonly patience?: Partial<Patience>;
  /** No byte for this long ends a try. Default 30 s. */
  readonly idleMs?: number;
  /** One try may last this long in all. Default 5 minutes. */
  readonly longestMs?: number;
  /** Says who asks. Default "yardwatch". */
  readonly agentName?: string;
  /** Chance for pauses, in [0, 1). Default Math.random. */
  readonly random?: () => number;
  /** Default Date.now. */
  readonly now?: () => number;
  /** Default a timer. Rejects when the signal stops it. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** The way out: kept connections, the rule on private hosts, patience, and what was fetched so far. */
export interface Network {
  readonly traffic: Traffic;
  readonly rule: AddressRule;
  readonly patience: Patience;
  readonly idleMs: number;
  readonly longestMs: number;
  readonly agentName: string;
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  readonly lookup: LookupFunction;
  readonly now: () => number;
  /** Lets a private host in, such as the one that the analyst's own catalogue stands on. */
  readonly allowHost: (host: string) => void;
  /** Waits until a host that asked for a pause may be asked again. */
  readonly untilWelcome: (host: string, signal?: AbortSignal) => Promise<void>;
  /** Tells all users of a host that it asked for a pause. */
  readonly holdOff: (host: string, ms: number) => void;
  /**
   * Does something until it works: after `NotNow` it waits and tries again, as often as `tries` says at that time.
   * @throws UnavailableError when the tries are used up or the server asks for too long a pause; anything else at once
   */
  readonly patiently: <T>(task: () => Promise<T>, signal?: AbortSignal, tries?: () => number) => Promise<T>;
  readonly close: () => void;
}

const optionNames = new Set([
  "privateHosts",
  "publicOnly",
  "patience",
  "idleMs",
  "longestMs",
  "agentName",
  "random",
  "now",
  "sleep",
]);

/**
 * Opens the way out. Close it when done.
 * @throws InputError on an unknown option
 */
export function openNetwork(options: NetworkOptions = {}): Network {
  for (const name of Object.keys(options))
    if (!optionNames.has(name))
      throw InputError.of("network", name, "an unknown option", [...optionNames].join(", "));
  const patience: Patience = { ...usualPatience, ...options.patience };
  const random = options.random ?? Math.random;
  const now = options.now ?? Date.now;
  const sleep = options.sleep ?? timer;
  const privateHosts = new Set((options.privateHosts ?? []).map((host) => host.toLowerCase()));
  const rule: AddressRule = { privateHosts };
  const traffic: Traffic = { requests: 0, bytes: 0, retries: 0 };
  const agentOptions = { keepAlive: true, maxSockets: 16, keepAliveMsecs: 5000 };
  const http = new HttpAgent(agentOptions);
  const https = new HttpsAgent(agentOptions);
  const welcomeAt = new Map<string, number>();

  return {
    traffic,
    rule,
    patience,
    idleMs: options.idleMs ?? 30_000,
    longestMs: options.longestMs ?? 300_000,
    agentName: options.agentName ?? "yardwatch",
    http,
    https,
    lookup: guardedLookup(rule),
    now,
    allowHost: (host) => {
      if (options.publicOnly !== true) privateHosts.add(host.toLowerCase());
    },
    async untilWelcome(host, signal) {
      const wait = (welcomeAt.get(host) ?? 0) - now();
      if (wait > 0) await sleep(wait, signal);
    },
    holdOff: (host, ms) => void welcomeAt.set(host, Math.max(welcomeAt.get(host) ?? 0, now() + ms)),
    async patiently(task, signal, tries = () => patience.tries) {
      for (let failed = 1; ; failed++) {
        signal?.throwIfAborted();
        try {
          return await task();
        } catch (error) {
          if (!(error instanceof NotNow)) throw error;
          const wait = pauseMs(failed, error.askedPauseMs, patience, random);
          if (wait === null)
            throw new UnavailableError(
              `${error.message}; the server asks for a pause of ${Math.round((error.askedPauseMs ?? 0) / 1000)} s, which is longer than is waited`,
              true,
              error,
            );
          if (failed >= tries())
            throw new UnavailableError(`${error.message} (tried ${failed} times)`, true, error);
          traffic.retries++;
          await sleep(wait, signal);
        }
      }
    },
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

async function timer(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await pause(ms, undefined, signal === undefined ? {} : { signal });
}
