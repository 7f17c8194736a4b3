/** Most blocks that are unpacked at a time. */
const mostAtOnce = 4;
/** Most bytes that they may have together, unpacked; a single larger one goes alone. */
const mostBytes = 128 << 20;

/** Lets a bounded amount of work run at a time and keeps the first error. */
export interface Gate {
  /** Waits for room, then starts the work. @throws what earlier work threw */
  readonly start: (bytes: number, work: () => Promise<void>) => Promise<void>;
  /** Waits for all that was started. @throws what any of it threw */
  readonly end: () => Promise<void>;
  /** Waits for all that was started, whatever became of it. */
  readonly settle: () => Promise<void>;
}

export function gateOf(): Gate {
  const running = new Set<Promise<void>>();
  let bytesRunning = 0;
  let failure: { readonly error: unknown } | null = null;

  const isFull = (more: number): boolean =>
    running.size > 0 && (running.size >= mostAtOnce || bytesRunning + more > mostBytes);

  function check(): void {
    if (failure !== null) throw failure.error;
  }

  return {
    start: async (bytes, work) => {
      while (isFull(bytes)) await Promise.race(running);
      check();
      bytesRunning += bytes;
      const task: Promise<void> = work()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          bytesRunning -= bytes;
          running.delete(task);
        });
      running.add(task);
    },
    end: async () => {
      await Promise.all(running);
      check();
    },
    settle: async () => {
      await Promise.all(running);
    },
  };
}
