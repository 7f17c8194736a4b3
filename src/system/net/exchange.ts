import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { UnavailableError } from "../../base/errors.ts";
import { mustBeReachable, parseAddress, redactedAddress } from "./address.ts";
import type { Network } from "./network.ts";
import { askedPauseMs, NotNow, passes } from "./patience.ts";

export interface Question {
  readonly method?: "GET" | "HEAD" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that only the first address's own origin may see: keys, tokens. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** An answer whose body has not been read. */
export interface Answer {
  /** Where it came from in the end, after redirects. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /**
   * The body in pieces. Counted as they come.
   * @throws NotNow when the connection breaks or stalls before the end
   */
  readonly pieces: () => AsyncGenerator<Uint8Array, void, undefined>;
  /** Ends the answer without reading on. */
  readonly drop: () => void;
}

/** Most redirects that are followed. */
export const mostRedirects = 5;

/**
 * Asks once, following redirects: at most five, never from https to http, never to another scheme, never into a private network.
 * Statuses that pass (408, 425, 429, 5xx) become `NotNow` with the pause that the server asks for; others are for the caller.
 * @throws NotNow on network faults and passing statuses; UnavailableError where trying again does not help
 */
export async function ask(network: Network, address: URL, question: Question): Promise<Answer> {
  let url = address;
  let method = question.method ?? "GET";
  let body = question.body;
  for (let hop = 0; ; hop++) {
    mustBeReachable(url, network.rule);
    await network.untilWelcome(url.host, question.signal);
    const headers = {
      "user-agent": network.agentName,
      "accept-encoding": "identity",
      ...question.headers,
      ...(url.origin === address.origin ? question.secrets : {}),
    };
    const answer = await once(network, url, {
      ...question,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    if (passes(answer.status)) {
      answer.drop();
      const asked = askedPauseMs(answer.headers["retry-after"], network.now());
      if (asked !== null && asked <= network.patience.longestAskedMs) network.holdOff(url.host, asked);
      throw new NotNow(`${redactedAddress(url)} answered ${answer.status}`, asked);
    }
    const location = answer.headers.location;
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return answer;
    answer.drop();
    if (hop === mostRedirects)
      throw new UnavailableError(
        `${redactedAddress(address)} redirects more than ${mostRedirects} times`,
        false,
      );
    const next = redirected(url, location);
    if (answer.status === 303 || (method === "POST" && answer.status < 303)) {
      method = "GET";
      body = undefined;
    }
    url = next;
  }
}

/**
 * Where a redirect leads.
 * @throws UnavailableError where it is not followed: to another scheme, or from https to http
 */
export function redirected(from: URL, location: string): URL {
  let next: URL;
  try {
    next = parseAddress(location, "redirect", from);
  } catch (error) {
    throw new UnavailableError(
      `${redactedAddress(from)} redirects to ${redactedAddress(location)}, which is not followed: only http and https are`,
      false,
      error,
    );
  }
  if (from.protocol === "https:" && next.protocol === "http:")
    throw new UnavailableError(
      `${redactedAddress(from)} redirects from https to http, which is not followed`,
      false,
    );
  return next;
}

function once(network: Network, url: URL, question: Question): Promise<Answer> {
  const { signal } = question;
  signal?.throwIfAborted();
  network.traffic.requests++;
  const shown = redactedAddress(url);
  return new Promise((resolve, reject) => {
    const secure = url.protocol === "https:";
    const send = secure ? httpsRequest : httpRequest;
    const outgoing = send(url, {
      method: question.method ?? "GET",
      headers: {
        ...question.headers,
        ...(question.body === undefined
          ? {}
          : { "content-length": String(Buffer.byteLength(question.body)) }),
      },
      agent: secure ? network.https : network.http,
      lookup: network.lookup,
      timeout: network.idleMs,
      maxHeaderSize: 65_536,
    });
    let incoming: IncomingMessage | null = null;
    // Once there is an answer it is the answer that breaks off, so that its reader hears of it.
    const breakOff = (why: string): void => void (incoming ?? outgoing).destroy(new Error(why));
    const overall = setTimeout(() => breakOff(`no end after ${network.longestMs} ms`), network.longestMs);
    overall.unref();
    const stop = (): void => breakOff("stopped");
    signal?.addEventListener("abort", stop, { once: true });
    const tidy = (): void => {
      clearTimeout(overall);
      signal?.removeEventListener("abort", stop);
    };
    outgoing.on("timeout", () => breakOff(`nothing came for ${network.idleMs} ms`));
    // Also hears faults after the response began, which the body's reader reports.
    outgoing.on("error", (error) => {
      tidy();
      reject(faultOf(error, shown, signal));
    });
    outgoing.on("response", (response) => {
      incoming = response;
      response.once("close", tidy);
      resolve({
        url,
        status: response.statusCode ?? 0,
        headers: response.headers,
        pieces: () => piecesOf(response, network, shown, signal),
        drop: () => {
          // An unread body of unknown length would hold the connection, so it is cut.
          response.on("error", () => {});
          response.destroy();
          tidy();
        },
      });
    });
    outgoing.end(question.body);
  });
}

async function* piecesOf(
  response: IncomingMessage,
  network: Network,
  shown: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of response) {
      const bytes = chunk as Uint8Array;
      network.traffic.bytes += bytes.length;
      yield bytes;
    }
  } catch (error) {
    throw faultOf(error, shown, signal);
  } finally {
    response.destroy();
  }
  if (!response.complete) throw new NotNow(`${shown}: the connection ended before the body did`, null);
}

function faultOf(error: unknown, shown: string, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return signal.reason;
  if (error instanceof UnavailableError) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code);
  const words = `${shown} could not be read: ${code === "" ? message : `${message} (${code})`}`;
  return certificate ? new UnavailableError(words, false, error) : new NotNow(words, null, error);
}
