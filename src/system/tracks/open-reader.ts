import { availableParallelism } from "node:os";
import { readModel } from "../models/manifest.ts";
import { openReaderPool } from "../models/reader-pool.ts";
import { runCanary } from "../models/run-canary.ts";
import type { Reader } from "./read-look.ts";

/** Most threads that are started unless more are asked for: beyond, reading pixels is what is waited for. */
const usualWorkers = 4;

/** A reader that passed its canary, and what closes it. */
export interface OpenReader extends Reader {
  readonly close: () => Promise<void>;
}

/**
 * Loads the model, starts its threads, and sends the picture with a known answer through them.
 * @throws DamageError when the canary comes out wrong: nothing is counted then; as `readModel` and `openReaderPool` do
 */
export async function openReader(workers: number | null): Promise<OpenReader> {
  const model = readModel();
  const pool = await openReaderPool({
    model,
    workers: workers ?? Math.min(usualWorkers, availableParallelism()),
  });
  try {
    const canary = await runCanary({ model, pool });
    return { model, pool, canary, close: () => pool.close() };
  } catch (error) {
    await pool.close();
    throw error;
  }
}
