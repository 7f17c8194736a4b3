import { DamageError, UnavailableError } from "../../base/errors.ts";
import { parseAddress, redactedAddress } from "./address.ts";
import { ask, type Answer } from "./exchange.ts";
import type { Network } from "./network.ts";
import { NotNow } from "./patience.ts";

/** What a file on a server was when it was first seen. All parts must come from the same file. */
export interface FilePin {
  /** Bytes in all. */
  readonly size: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What comes is not what was announced or begun with: the fault is on the way or at the server, and may be gone another day. */
export class ServerDamage extends DamageError {}

/** The file on the server is no longer the one that was begun with. */
export class ChangedFile extends ServerDamage {}

/** What a server announces and what it sends do not fit; another answer may. */
class Contradiction extends NotNow {}

/** A file on a server, of which parts are asked for. */
export interface RemoteFile {
  /** Where it is, for messages and records: never with a signature. */
  readonly name: string;
  /** Where to ask; `fresh` after the server refused the last address (an expired signature). */
  readonly address: (fresh: boolean, signal?: AbortSignal) => Promise<string>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Set by the first answer. */
  pin: FilePin | null;
}

/** Largest file that is taken whole from a server that does not serve parts. */
export const usualMostWholeBytes = 64 * 2 ** 20;

/** Tries that are granted again for each so many bytes that came. */
const bytesPerTry = 65_536;

/**
 * Fetches bytes `offset` to `offset + length` and hands them over as they come, in order. After a break only what is missing is asked
 * for. Until the file is pinned, the first answer pins it, and the range is cut at its size.
 * A server that answers with the whole file is taken at its word for a first question if the file has at most `mostWholeBytes`:
 * then all of it is handed over.
 * @throws ChangedFile when the file is another one by now; DamageError when the server's figures contradict each other;
 * UnavailableError when it cannot be had
 */
export async function fetchRange(
  network: Network,
  file: RemoteFile,
  offset: number,
  length: number,
  onBytes: (offset: number, bytes: Uint8Array) => void,
  options: { readonly signal?: AbortSignal; readonly mostWholeBytes?: number } = {},
): Promise<void> {
  let received = 0;
  let fresh = false;
  const end = (): number => Math.min(offset + length, file.pin?.size ?? Infinity);
  const task = async (): Promise<void> => {
    while (offset + received < end()) {
      const url = parseAddress(await file.address(fresh, options.signal));
      const from = offset + received;
      const answer = await ask(network, url, {
        headers: {
          range: `bytes=${from}-${end() - 1}`,
          ...(file.pin?.etag?.startsWith('"') === true ? { "if-match": file.pin.etag } : {}),
        },
        ...(file.secrets === undefined ? {} : { secrets: file.secrets }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      if ((answer.status === 401 || answer.status === 403) && !fresh) {
        answer.drop();
        fresh = true;
        continue;
      }
      const whole = answer.status === 200;
      const unpinned = file.pin === null;
      const part = whole
        ? wholeOf(file, answer, options.mostWholeBytes ?? usualMostWholeBytes)
        : partOf(file, answer, from, end());
      let at = part.from;
      let excess = false;
      try {
        for await (const bytes of answer.pieces()) {
          const wanted = bytes.subarray(0, part.to - at);
          excess = wanted.length < bytes.length;
          if (wanted.length > 0) onBytes(at, wanted);
          at += wanted.length;
          if (!whole) received += wanted.length;
          if (excess) break;
        }
      } catch (error) {
        // A whole file that broke off is begun anew; as a pinned one it could only be asked for by parts.
        if (whole && unpinned) file.pin = null;
        throw error;
      }
      if (excess || at < part.to) {
        if (whole && unpinned) file.pin = null;
        const amount = excess ? "more" : String(at - part.from);
        throw new Contradiction(`${file.name}: ${part.to - part.from} bytes announced, ${amount} sent`, null);
      }
      if (whole) return;
    }
  };
  try {
    await network.patiently(
      task,
      options.signal,
      () => network.patience.tries + Math.floor(received / bytesPerTry),
    );
  } catch (error) {
    if (error instanceof UnavailableError && error.cause instanceof Contradiction)
      throw new ServerDamage(`${file.name}: what the server announces is not what it sends`, [error.message]);
    throw error;
  }
}

const pinOf = (answer: Answer, size: number): FilePin => ({
  size,
  etag: answer.headers.etag ?? null,
  lastModified: answer.headers["last-modified"] ?? null,
});

interface Part {
  readonly from: number;
  readonly to: number;
}

/** Checks a 206 against what was asked for; pins the file or holds it against its pin. */
function partOf(file: RemoteFile, answer: Answer, from: number, end: number): Part {
  const refuse = (error: Error): never => {
    answer.drop();
    throw error;
  };
  const { status, headers } = answer;
  const shown = redactedAddress(answer.url);
  if (status === 412 || (status === 416 && file.pin !== null))
    return refuse(
      new ChangedFile(`${file.name} has changed on the server since it was begun`, [`answer ${status}`]),
    );
  if (status === 416) return refuse(new DamageError(`${file.name} is empty`, []));
  if (status !== 206) return refuse(new UnavailableError(`${shown} answered ${status}`, false));
  if ((headers["content-encoding"] ?? "identity") !== "identity")
    return refuse(new UnavailableError(`${shown} packs parts of files, which cannot be used`, false));
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(headers["content-range"] ?? "");
  if (range === null)
    return refuse(new DamageError(`${shown} does not say which part of the file it sends`, []));
  const [first, last] = [Number(range[1]), Number(range[2])];
  if (range[3] === "*")
    return refuse(new UnavailableError(`${shown} does not say how large the file is`, false));
  const size = Number(range[3]);
  if (first !== from || last < first || last >= Math.min(end, size))
    return refuse(
      new Contradiction(
        `${file.name}: asked for bytes ${from} to ${end - 1}, the answer says ${range[0]}`,
        null,
      ),
    );
  const announced = headers["content-length"];
  if (announced !== undefined && Number(announced) !== last - first + 1)
    return refuse(
      new Contradiction(
        `${file.name}: ${range[0]} and a content length of ${announced} contradict each other`,
        null,
      ),
    );
  holdToPin(file, answer, size);
  return { from, to: last + 1 };
}

/** A whole file in answer to a part: usable as the first answer only, and if it is small. */
function wholeOf(file: RemoteFile, answer: Answer, most: number): Part {
  const announced = answer.headers["content-length"];
  const size = announced === undefined ? null : Number(announced);
  const refuse = (error: Error): never => {
    answer.drop();
    throw error;
  };
  if (file.pin !== null) {
    if (size !== null && !samePin(file.pin, pinOf(answer, size)))
      return refuse(new ChangedFile(`${file.name} has changed on the server since it was begun`, []));
    return refuse(new NotNow(`${file.name}: asked for a part, the server sends the whole file`, null));
  }
  if (size === null || size > most)
    return refuse(
      new UnavailableError(
        `${redactedAddress(answer.url)} does not serve parts of files, and the whole ${size === null ? "is of unknown size" : `has ${size} bytes`}; at most ${most} are taken`,
        false,
      ),
    );
  file.pin = pinOf(answer, size);
  return { from: 0, to: size };
}

function holdToPin(file: RemoteFile, answer: Answer, size: number): void {
  const seen = pinOf(answer, size);
  if (file.pin === null) file.pin = seen;
  else if (!samePin(file.pin, seen)) {
    answer.drop();
    throw new ChangedFile(`${file.name} has changed on the server since it was begun`, [
      `size ${file.pin.size}, now ${size}`,
    ]);
  }
}

/** True when two answers can be of one file: what both say is the same. */
export const samePin = (a: FilePin, b: FilePin): boolean =>
  a.size === b.size &&
  (a.etag === null || b.etag === null
    ? a.lastModified === null || b.lastModified === null || a.lastModified === b.lastModified
    : a.etag === b.etag);
