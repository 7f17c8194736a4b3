import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { DamageError, UnavailableError } from "../../base/errors.ts";
import { parseAddress, redactedAddress } from "./address.ts";
import { ask, type Answer, type Question } from "./exchange.ts";
import type { Network } from "./network.ts";
import { NotNow } from "./patience.ts";

export interface WholeAnswer {
  readonly url: URL;
  readonly status: number;
  readonly headers: Answer["headers"];
  readonly body: Uint8Array;
}

export interface WholeQuestion extends Question {
  /** Largest body that is taken, before and after unpacking. Default 64 MiB. */
  readonly mostBytes?: number;
}

const usualMostBytes = 64 * 2 ** 20;

/**
 * Asks for a whole body, patiently. Any status that does not pass comes back to the caller, also 404.
 * @throws InputError on an address that is none; UnavailableError when it cannot be had now; DamageError when the body is larger than
 * taken or cannot be unpacked
 */
export async function request(
  network: Network,
  address: string,
  question: WholeQuestion = {},
): Promise<WholeAnswer> {
  const url = parseAddress(address);
  return network.patiently(() => wholeOnce(network, url, question), question.signal);
}

/** JSON from an address, and its bytes as they came. A body that is cut or no JSON is asked for again before it is damage. */
export async function requestJson(
  network: Network,
  address: string,
  question: WholeQuestion = {},
): Promise<{ readonly url: URL; readonly json: unknown; readonly bytes: Uint8Array }> {
  const url = parseAddress(address);
  const headers = {
    accept: "application/geo+json, application/json",
    "accept-encoding": "gzip",
    ...question.headers,
  };
  let cut = 0;
  return network.patiently(async () => {
    const answer = await wholeOnce(network, url, { ...question, headers });
    if (answer.status !== 200)
      throw new StatusError(`${redactedAddress(answer.url)} answered ${answer.status}`, answer.status);
    try {
      return {
        url: answer.url,
        json: JSON.parse(new TextDecoder().decode(answer.body)) as unknown,
        bytes: answer.body,
      };
    } catch (error) {
      const words = `${redactedAddress(answer.url)}: the body of ${answer.body.length} bytes is no JSON`;
      if (++cut >= 3) throw new DamageError(words, [(error as Error).message.slice(0, 200)]);
      throw new NotNow(words, null, error);
    }
  }, question.signal);
}

/** A server's answer that trying again does not change. */
export class StatusError extends UnavailableError {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message, false);
    this.status = status;
  }
}

async function wholeOnce(network: Network, url: URL, question: WholeQuestion): Promise<WholeAnswer> {
  const most = question.mostBytes ?? usualMostBytes;
  const answer = await ask(network, url, question);
  const announced = Number(answer.headers["content-length"] ?? 0);
  if (announced > most) {
    answer.drop();
    throw tooLarge(answer.url, most);
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.pieces()) {
    length += piece.length;
    if (length > most) throw tooLarge(answer.url, most);
    pieces.push(piece);
  }
  const body = unpacked(Buffer.concat(pieces), answer, most);
  return { url: answer.url, status: answer.status, headers: answer.headers, body };
}

const tooLarge = (url: URL, most: number): DamageError =>
  new DamageError(`${redactedAddress(url)}: the body is larger than the ${most} bytes that are taken`, []);

function unpacked(body: Buffer, answer: Answer, most: number): Uint8Array {
  const coding = answer.headers["content-encoding"]?.toLowerCase() ?? "identity";
  const limit = { maxOutputLength: most };
  try {
    if (coding === "gzip" || coding === "x-gzip") return gunzipSync(body, limit);
    if (coding === "deflate") return inflateSync(body, limit);
    if (coding === "br") return brotliDecompressSync(body, limit);
  } catch (error) {
    throw new DamageError(`${redactedAddress(answer.url)}: the body cannot be unpacked (${coding})`, [
      (error as Error).message,
    ]);
  }
  if (coding === "identity" || coding === "") return body;
  throw new DamageError(`${redactedAddress(answer.url)}: the body is packed in an unknown way`, [
    coding.slice(0, 80),
  ]);
}
