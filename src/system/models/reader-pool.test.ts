import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smallManifest, smallNetwork } from "../../../bench/railcars/small-network.ts";
import { DamageError, UnavailableError } from "../../base/errors.ts";
import { uniform } from "../../base/random.ts";
import { answerSizes, type Answer } from "../../sites/tracks/reading.ts";
import { readManifest, type Model } from "./manifest.ts";
import { openReaderPool, type Piece, type ReaderPool } from "./reader-pool.ts";

const modelOf = (network: Uint8Array): Model => ({
  network,
  manifest: readManifest("made", smallManifest(network)),
});
const answers = Object.keys(answerSizes) as readonly Answer[];

/** Pieces of different lengths with pixels by chance. */
function pieces(count: number): Piece[] {
  return Array.from({ length: count }, (_, i) => {
    const places = 20 + ((i * 37) % 90);
    return {
      columns: places * 2,
      strip: () => {
        const next = uniform(i + 1);
        return Float32Array.from({ length: 5 * 64 * places * 2 }, () => next() * 4 - 2);
      },
      about: Float32Array.of(i / 7, 1, 0.5, -1, 0, 0, 0),
      keep: [i % 9, places - (i % 5)] as const,
    };
  });
}

describe("with a network that knows nothing", () => {
  const model = modelOf(smallNetwork());
  let pool: ReaderPool;
  beforeAll(async () => {
    pool = await openReaderPool({ model, workers: 2 });
  });
  afterAll(() => pool.close());

  test("answers are those of the places that are kept, in steps of 1/64", async () => {
    const [piece] = pieces(1);
    if (piece === undefined) throw new Error("no piece");
    const [all] = await pool.read([piece]);
    const [part] = await pool.read([{ ...piece, keep: [5, 12] }]);
    for (const name of answers) {
      expect(all?.[name]).toHaveLength(answerSizes[name] * (piece.columns / 2));
      for (let channel = 0; channel < answerSizes[name]; channel++)
        expect(part?.[name].subarray(channel * 7, channel * 7 + 7)).toEqual(
          all?.[name].subarray((channel * piece.columns) / 2 + 5, (channel * piece.columns) / 2 + 12),
        );
      expect(all?.[name].every((value) => Number.isInteger(value * 64))).toBe(true);
      expect(new Set(all?.[name]).size).toBeGreaterThan(10);
    }
  });

  test("whatever the number of workers and the order, the answers are the same to the bit", async () => {
    const given = pieces(17);
    const expected = await pool.read(given);
    for (const workers of [1, 3]) {
      const other = await openReaderPool({ model, workers });
      try {
        expect(await other.read(given)).toEqual(expected);
        const turned = await other.read(given.toReversed());
        expect(turned.toReversed()).toEqual(expected);
      } finally {
        await other.close();
      }
    }
  });

  test("two runs at a time do not mix", async () => {
    const [a, b] = [pieces(9), pieces(14).slice(5)];
    const both = await Promise.all([pool.read(a), pool.read(b)]);
    expect(both).toEqual([await pool.read(a), await pool.read(b)]);
  });

  test("pixels are made as workers take them, and progress is told", async () => {
    let [made, done, most] = [0, 0, 0];
    const given = pieces(12).map((piece) => ({
      ...piece,
      strip: () => {
        made++;
        most = Math.max(most, made - done);
        return piece.strip();
      },
    }));
    const told: number[] = [];
    await pool.read(given, { progress: (so) => told.push((done = so)) });
    expect(told).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(most).toBeLessThanOrEqual(4);
  });

  test("a stop ends the run, not the pool", async () => {
    const stop = new AbortController();
    const run = pool.read(pieces(30), {
      signal: stop.signal,
      progress: (done) => {
        if (done === 3) stop.abort(new Error("enough"));
      },
    });
    await expect(run).rejects.toThrow("enough");
    await expect(pool.read(pieces(1), { signal: stop.signal })).rejects.toThrow("enough");
    expect(await pool.read(pieces(2))).toHaveLength(2);
  });

  test("a piece that cannot be made fails its run alone", async () => {
    const [piece] = pieces(1);
    if (piece === undefined) throw new Error("no piece");
    const broken = {
      ...piece,
      strip: (): Float32Array => {
        throw new Error("no pixels");
      },
    };
    await expect(pool.read([piece, broken, piece])).rejects.toThrow("no pixels");
    expect(await pool.read([])).toEqual([]);
    expect(await pool.read([piece])).toHaveLength(1);
  });

  test("a worker that dies is named, and nothing hangs", async () => {
    const started: Worker[] = [];
    const note = (worker: Worker): void => void started.push(worker);
    process.on("worker", note);
    const own = await openReaderPool({ model, workers: 2 });
    process.off("worker", note);
    // What is no message ends the thread before its network runs; ended while it runs, the native code would abort the process.
    started[1]?.postMessage(null);
    const reading = own.read(pieces(40));
    await expect(reading).rejects.toThrow(UnavailableError);
    await expect(reading).rejects.toThrow(/worker 2 of the strip readers failed: /);
    await expect(own.read(pieces(1))).rejects.toThrow(/worker 2/);
    await own.close();
  });

  test("a closed pool reads no more, and what it was reading fails", async () => {
    const own = await openReaderPool({ model, workers: 2 });
    const reading = own.read(pieces(40));
    await Promise.all([expect(reading).rejects.toThrow("closed"), own.close()]);
    await expect(own.read(pieces(1))).rejects.toThrow("closed");
  });
});

test("a network that answers with what is no number is damage", async () => {
  const pool = await openReaderPool({ model: modelOf(smallNetwork(1, true)), workers: 1 });
  try {
    await expect(pool.read(pieces(1))).rejects.toThrow(DamageError);
  } finally {
    await pool.close();
  }
});

test("a file that is no network is damage", async () => {
  await expect(openReaderPool({ model: modelOf(new Uint8Array(100)), workers: 2 })).rejects.toThrow(
    DamageError,
  );
});

test("a number of workers that cannot be is refused", async () => {
  await expect(openReaderPool({ model: modelOf(smallNetwork()), workers: 0 })).rejects.toThrow(RangeError);
});
