import type { StopSignal } from "../../../base/abort.ts";
import { DamageError, UnavailableError } from "../../../base/errors.ts";
import type { ByteSource } from "../../../sites/pictures/bytes.ts";

/** Bytes of the first request: the head of most files, which the reader asks for first. */
const firstBytes = 32_768;

/**
 * Opens a file of the server for reading by ranges. The first request also tells how large it is.
 * @throws UnavailableError when the server cannot be reached or refuses, in its words
 */
export async function openHttpBytes(address: string, signal?: AbortSignal): Promise<ByteSource> {
  const { bytes: first, size } = await ranged(address, 0, firstBytes, signal);
  return {
    name: "the picture",
    size,
    read: async (offset, length, stop) => {
      if (offset + length <= first.length) return first.slice(offset, offset + length);
      if (offset + length > size)
        throw new DamageError(`the picture ends at byte ${size}; ${offset + length} were needed`, []);
      return (await ranged(address, offset, length, aborting(stop))).bytes;
    },
    close: async () => undefined,
  };
}

/** The reader's signals are the platform's own here. */
const aborting = (signal: StopSignal | undefined): AbortSignal | undefined =>
  signal instanceof AbortSignal ? signal : undefined;

async function ranged(
  address: string,
  offset: number,
  length: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly bytes: Uint8Array; readonly size: number }> {
  let response: Response;
  try {
    response = await fetch(address, {
      headers: { range: `bytes=${offset}-${offset + length - 1}` },
      // The browser's cache takes one request of an address at a time; tiles are kept by the view.
      cache: "no-store",
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new UnavailableError("the server cannot be reached", true, error);
  }
  if (response.status !== 206) throw await refusal(response);
  const size = Number(/\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(size))
    throw new UnavailableError("the server does not say how large the picture is", false);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const expected = Math.min(length, size - offset);
  if (bytes.length !== expected)
    throw new DamageError(
      `the server gave ${bytes.length} bytes of a picture where ${expected} were asked for`,
      [],
    );
  return { bytes, size };
}

/** An answer that is no success, in the server's words. */
export async function refusal(response: Response): Promise<Error> {
  let said = `the server answered ${response.status}`;
  try {
    const body = (await response.json()) as {
      readonly error?: string;
      readonly damage?: readonly string[];
      readonly faults?: readonly {
        readonly field: string;
        readonly found: string;
        readonly allowed: string;
      }[];
    };
    const faults = (body.faults ?? []).map((f) => `${f.field}: found ${f.found}; allowed: ${f.allowed}`);
    said = [body.error ?? said, ...(body.damage ?? []), ...faults].join(": ");
  } catch {
    // What is no JSON has nothing more to say.
  }
  return new UnavailableError(said, response.status === 503 || response.status === 429);
}
