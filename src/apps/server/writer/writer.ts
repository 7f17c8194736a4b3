import { Worker } from "node:worker_threads";
import { UnavailableError } from "../../../base/errors.ts";
import type { ActionInput, ActionName, ActionResult } from "./actions.ts";
import { errorOf, type FailureMessage } from "./failure-message.ts";

export type WriterRequest = { readonly id: number; readonly name: string; readonly input: unknown };
export type WriterAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: FailureMessage };

/** The one thread that writes to the case. Actions are done in the order in which they were asked for. */
export interface Writer {
  readonly act: <N extends ActionName>(name: N, input: ActionInput<N>) => Promise<ActionResult<N>>;
  /** Waits for what was asked for, then ends the thread. */
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the writer of a case. @throws as `openCase` does, for writing */
export async function openWriter(folder: string): Promise<Writer> {
  const worker = new Worker(new URL("./writer-thread.ts", import.meta.url), { workerData: { folder } });
  const waiting = new Map<number, Waiting>();
  let next = 1;
  let ended: Error | null = null;
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on("message", (answer: WriterAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("failure" in answer) asked?.reject(errorOf(answer.failure));
    else asked?.resolve(answer.result);
  });
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () =>
    end(new UnavailableError("the writer of the case has ended; start the server again", false)),
  );
  const ask = (name: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== null) return reject(ended);
      const id = next++;
      waiting.set(id, { resolve, reject });
      const request: WriterRequest = { id, name, input };
      worker.postMessage(request);
    });
  try {
    await ask("open", null);
  } catch (error) {
    // A thread that was left would keep the program from ending.
    await worker.terminate();
    throw error;
  }
  return {
    act: <N extends ActionName>(name: N, input: ActionInput<N>) =>
      ask(name, input) as Promise<ActionResult<N>>,
    close: async () => {
      if (ended !== null) return;
      await ask("close", null);
      await worker.terminate();
    },
  };
}
