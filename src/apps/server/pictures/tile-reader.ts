import { Worker } from "node:worker_threads";
import { UnavailableError } from "../../../base/errors.ts";
import type { PictureDescription } from "../../../sites/pictures/picture.ts";
import type { PixelWindow } from "../../../sites/pictures/raster.ts";
import type { TileAddress } from "../../../sites/pictures/read-shown-tile.ts";
import { errorOf, type FailureMessage } from "../writer/failure-message.ts";

export type TileQuestion =
  | { readonly type: "describe"; readonly id: number; readonly path: string }
  | {
      readonly type: "tile";
      readonly id: number;
      readonly path: string;
      readonly tile: TileAddress;
      readonly bands: readonly number[];
    }
  | {
      readonly type: "thumbnail";
      readonly id: number;
      readonly path: string;
      readonly window: PixelWindow | null;
      readonly side: number;
    }
  | { readonly type: "stop"; readonly id: number };

export type TileAnswer =
  | { readonly id: number; readonly description: PictureDescription }
  | { readonly id: number; readonly tile: Uint8Array }
  | { readonly id: number; readonly failure: FailureMessage };

/** A thread that reads pictures of any kind, started when the first is asked for. */
export interface TileReader {
  readonly describe: (path: string, signal: AbortSignal) => Promise<PictureDescription>;
  /** A tile as `tileBytes` writes it. */
  readonly tile: (
    path: string,
    tile: TileAddress,
    bands: readonly number[],
    signal: AbortSignal,
  ) => Promise<Uint8Array>;
  /** A part of a picture, or all of it, as a small PNG, stretched for the eye. */
  readonly thumbnail: (path: string, window: PixelWindow | null, side: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: TileAnswer) => void;
  readonly reject: (error: Error) => void;
}

export function openTileReader(): TileReader {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let next = 1;

  function started(): Worker {
    if (worker !== null) return worker;
    const thread = new Worker(new URL("./tile-thread.ts", import.meta.url));
    const end = (why: string): void => {
      if (worker === thread) worker = null;
      for (const { reject } of waiting.values()) reject(new UnavailableError(why, true));
      waiting.clear();
    };
    thread.on("message", (answer: TileAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ("failure" in answer) asked?.reject(errorOf(answer.failure));
      else asked?.resolve(answer);
    });
    thread.on("error", (error) =>
      end(`the reader of pictures failed: ${error instanceof Error ? error.message : String(error)}`),
    );
    thread.on("exit", () => end("the reader of pictures has ended"));
    // A server that is told to stop does not wait for pictures.
    thread.unref();
    worker = thread;
    return thread;
  }

  type Asked = TileQuestion extends infer Q
    ? Q extends { readonly path: string }
      ? Omit<Q, "id">
      : never
    : never;
  async function ask(question: Asked, signal: AbortSignal): Promise<TileAnswer> {
    signal.throwIfAborted();
    const id = next++;
    const thread = started();
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        waiting.delete(id);
        thread.postMessage({ type: "stop", id } satisfies TileQuestion, []);
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", stop, { once: true });
      const settled =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          signal.removeEventListener("abort", stop);
          then(value);
        };
      waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
      thread.postMessage({ ...question, id }, []);
    });
  }

  return {
    describe: async (path, signal) => {
      const answer = await ask({ type: "describe", path }, signal);
      if (!("description" in answer)) throw new TypeError("describe: answered with something else");
      return answer.description;
    },
    tile: async (path, tile, bands, signal) => {
      const answer = await ask({ type: "tile", path, tile, bands }, signal);
      if (!("tile" in answer)) throw new TypeError("tile: answered with something else");
      return answer.tile;
    },
    thumbnail: async (path, window, side) => {
      // Kept for the next who asks: it is finished also when whoever asked has gone.
      const answer = await ask({ type: "thumbnail", path, window, side }, new AbortController().signal);
      if (!("tile" in answer)) throw new TypeError("thumbnail: answered with something else");
      return answer.tile;
    },
    close: async () => {
      await worker?.terminate();
      worker = null;
    },
  };
}
