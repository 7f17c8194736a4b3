import { UnavailableError } from "../../../base/errors.ts";
import type { PictureDescription } from "../../../sites/pictures/picture.ts";
import type { TileAnswer, TileQuestion } from "./tile-messages.ts";
import type { TileAddress, TileSamples, TileSource } from "./tile-source.ts";

/** Threads that read tiled GeoTIFFs by ranges of the file, for all pictures of a page. */
export interface RangeReader {
  /** Starts a thread before there is anything to ask it, so that its script is there when there is. */
  readonly warm: () => void;
  readonly describe: (address: string) => Promise<PictureDescription>;
  readonly sourceOf: (address: string) => TileSource;
  readonly close: () => void;
}

/** Threads at most: unpacking takes one core each, and one is left for the screen. */
const mostThreads = 3;

interface Waiting {
  readonly resolve: (answer: TileAnswer) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** Threads start with the first question, or when they are warmed. */
export function openRangeReader(): RangeReader {
  const count = Math.max(1, Math.min(mostThreads, navigator.hardwareConcurrency - 1));
  const threads: Thread[] = [];
  let next = 1;

  function started(): Thread {
    const worker = new Worker(new URL("./tile-worker.ts", import.meta.url), { type: "module" });
    const waiting = new Map<number, Waiting>();
    worker.addEventListener("message", ({ data }: MessageEvent<TileAnswer>) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      asked?.resolve(data);
    });
    worker.addEventListener("error", (event) => {
      const error = new UnavailableError(`the thread that reads pictures has ended: ${event.message}`, true);
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    });
    const thread = { worker, waiting };
    threads.push(thread);
    return thread;
  }

  /** The least busy thread; a new one while there may be more and none is idle. */
  function free(): Thread {
    const [best] = threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
    return best === undefined || (best.waiting.size > 0 && threads.length < count) ? started() : best;
  }

  type Asked = TileQuestion extends infer Q ? (Q extends { id: number } ? Omit<Q, "id"> : never) : never;
  async function ask(question: Asked, signal?: AbortSignal): Promise<TileAnswer> {
    signal?.throwIfAborted();
    const id = next++;
    const { worker, waiting } = free();
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        waiting.delete(id);
        worker.postMessage({ type: "stop", id } satisfies TileQuestion, []);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener("abort", stop, { once: true });
      waiting.set(id, {
        resolve: (answer) => {
          signal?.removeEventListener("abort", stop);
          if (answer.type === "failed") reject(new Error(answer.message));
          else resolve(answer);
        },
        reject,
      });
      worker.postMessage({ ...question, id }, []);
    });
  }

  return {
    warm: () => {
      if (threads.length === 0) started();
    },
    describe: async (address) => {
      const answer = await ask({ type: "describe", address });
      if (answer.type !== "described") throw new TypeError(`describe: answered with ${answer.type}`);
      return answer.description;
    },
    sourceOf: (address) => ({
      by: "ranges",
      load: async (
        tile: TileAddress,
        bands: readonly number[],
        signal: AbortSignal,
      ): Promise<TileSamples> => {
        const answer = await ask({ type: "tile", address, tile, bands }, signal);
        if (answer.type !== "tile") throw new TypeError(`tile: answered with ${answer.type}`);
        return answer.tile;
      },
      close: () => {
        for (const { worker } of threads)
          worker.postMessage({ type: "forget", address } satisfies TileQuestion, []);
      },
    }),
    close: () => {
      for (const { worker } of threads) worker.terminate();
      threads.length = 0;
    },
  };
}
