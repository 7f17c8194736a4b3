import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { StopSignal } from "../../base/abort.ts";
import { DamageError, messageOf, UnavailableError } from "../../base/errors.ts";
import type { Model } from "./manifest.ts";
import {
  closing,
  type PieceAnswers,
  type PieceMessage,
  type WorkerData,
  type WorkerMessage,
} from "./reader-message.ts";

/** One piece of a strip to read. Its pixels are made when a worker is about to take it, so that few of them are in memory at a time. */
export interface Piece {
  readonly columns: number;
  /** The network's `strip` input: 5 x rows x columns. The array is given away. It may lie in `spare`, the memory of an earlier one, whatever that still holds. */
  readonly strip: (spare?: ArrayBuffer) => Float32Array;
  /** The network's `about` input. */
  readonly about: Float32Array;
  /** Places whose answers are wanted, half-open, counted from the piece's own start. */
  readonly keep: readonly [from: number, to: number];
}

export interface ReadPiecesOptions {
  readonly signal?: StopSignal;
  /** Told after each piece. */
  readonly progress?: (done: number, all: number) => void;
}

/** Worker threads that run one network. */
export interface ReaderPool {
  /**
   * The answers for each piece, in the order of the pieces, whichever worker read them.
   * @throws what the signal was aborted with; DamageError when the network cannot answer; UnavailableError when a worker died:
   * the pool is of no more use then
   */
  readonly read: (pieces: readonly Piece[], options?: ReadPiecesOptions) => Promise<readonly PieceAnswers[]>;
  /** Ends the workers, each once it has finished the piece that its network runs on. What is being read fails. */
  readonly close: () => Promise<void>;
}

export interface ReaderPoolOptions {
  readonly model: Model;
  /** Default: 2, or 1 on a machine with one core. */
  readonly workers?: number;
}

/** Pieces that a worker holds at a time: the one it reads and the next. */
const held = 2;

interface Lane {
  readonly worker: Worker;
  readonly ended: Promise<unknown>;
  readonly holds: Set<number>;
}

interface Waiting {
  readonly piece: Piece;
  readonly done: (answers: PieceAnswers) => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * Starts the workers and waits until each has the network loaded.
 * @throws RangeError on a number of workers that is not 1 to 64; DamageError when the network cannot be loaded; UnavailableError when a worker dies
 */
export async function openReaderPool({ model, workers }: ReaderPoolOptions): Promise<ReaderPool> {
  const count = workers ?? Math.min(2, availableParallelism());
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw new RangeError(`openReaderPool: ${count} workers; 1 to 64 are allowed`);
  const pool = new Pool(count, { network: model.network, rows: model.manifest.input.rows });
  try {
    await pool.ready;
  } catch (cause) {
    await pool.close();
    throw cause;
  }
  return { read: (pieces, options) => pool.read(pieces, options), close: () => pool.close() };
}

class Pool {
  readonly ready: Promise<unknown>;
  readonly #lanes: Lane[] = [];
  readonly #queue: Waiting[] = [];
  readonly #given = new Map<number, Waiting>();
  /** Memory of pieces that were read, for the next: left to the collector of each thread it would heap up. */
  readonly #spare: ArrayBuffer[] = [];
  #nextId = 0;
  /** Why nothing more can be read. */
  #broken: Error | null = null;

  constructor(count: number, data: WorkerData) {
    this.ready = Promise.all(Array.from({ length: count }, (_, i) => this.#start(i + 1, data)));
  }

  #start(number: number, data: WorkerData): Promise<void> {
    // Not the options of the process that starts it: a test runner's loaders have no business in it.
    const worker = new Worker(new URL("./reader-worker.ts", import.meta.url), {
      workerData: data,
      execArgv: [],
      name: `strip reader ${number}`,
    });
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    const lane: Lane = { worker, ended, holds: new Set() };
    this.#lanes.push(lane);
    return new Promise((resolve, reject) => {
      const die = (why: string, cause?: unknown): void => {
        const error = new UnavailableError(`worker ${number} of the strip readers ${why}`, true, cause);
        reject(error);
        this.#break(error);
      };
      worker.on("error", (cause) => die(`failed: ${messageOf(cause)}`, cause));
      worker.on("exit", (code) => die(`ended with code ${code}`));
      worker.on("message", (message: WorkerMessage) => {
        if (message.type === "ready") return resolve();
        if (message.type === "failed") {
          const error = new DamageError("the network cannot be run", [message.message]);
          if (message.id === null) reject(error);
          else this.#take(lane, message.id)?.failed(error);
        } else {
          this.#spare.push(message.spare);
          this.#take(lane, message.id)?.done(message.answers);
        }
        this.#feed();
      });
    });
  }

  /** Takes back a piece that a lane has finished. */
  #take(lane: Lane, id: number): Waiting | undefined {
    const waiting = this.#given.get(id);
    this.#given.delete(id);
    lane.holds.delete(id);
    return waiting;
  }

  #break(error: Error): void {
    this.#broken ??= error;
    for (const waiting of [...this.#given.values(), ...this.#queue]) waiting.failed(this.#broken);
    this.#given.clear();
    this.#queue.length = 0;
  }

  /** Gives pieces to the lanes that hold fewest, until all hold enough. */
  #feed(): void {
    for (let least = 0; least < held; least++)
      for (const lane of this.#lanes) {
        if (lane.holds.size > least) continue;
        const waiting = this.#queue.shift();
        if (waiting === undefined) return;
        const id = this.#nextId++;
        this.#given.set(id, waiting);
        lane.holds.add(id);
        try {
          const { columns, about, keep } = waiting.piece;
          const strip = waiting.piece.strip(this.#spare.pop());
          const message: PieceMessage = { id, strip, columns, about, keep };
          lane.worker.postMessage(message, [strip.buffer as ArrayBuffer]);
        } catch (cause) {
          this.#take(lane, id)?.failed(cause);
        }
      }
  }

  read(
    pieces: readonly Piece[],
    { signal, progress }: ReadPiecesOptions = {},
  ): Promise<readonly PieceAnswers[]> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#broken !== null) throw this.#broken;
      const answers: PieceAnswers[] = Array.from({ length: pieces.length });
      if (pieces.length === 0) return resolve(answers);
      let done = 0;
      let over = false;
      const waiting = pieces.map((piece, i): Waiting => ({
        piece,
        done: (found) => {
          if (over) return;
          answers[i] = found;
          done++;
          progress?.(done, pieces.length);
          if (done === pieces.length) end(() => resolve(answers));
        },
        failed: (cause) => end(() => reject(cause)),
      }));
      const stop = (): void =>
        end(() => {
          try {
            signal?.throwIfAborted();
          } catch (cause) {
            reject(cause);
          }
        });
      /** What is still waiting is dropped; what a worker holds is finished and forgotten. */
      const end = (settle: () => void): void => {
        over = true;
        signal?.removeEventListener("abort", stop);
        const mine = new Set(waiting);
        const others = this.#queue.filter((entry) => !mine.has(entry));
        this.#queue.splice(0, this.#queue.length, ...others);
        if (this.#queue.length === 0) this.#spare.length = 0;
        settle();
      };
      signal?.addEventListener("abort", stop, { once: true });
      this.#queue.push(...waiting);
      this.#feed();
    });
  }

  async close(): Promise<void> {
    this.#break(new UnavailableError("the strip readers were closed", false));
    await Promise.all(
      this.#lanes.map(({ worker, ended }) => {
        worker.postMessage(closing, []);
        return ended;
      }),
    );
  }
}
