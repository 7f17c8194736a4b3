import { Worker } from "node:worker_threads";
import { UnavailableError } from "../../../base/errors.ts";
import { Questions, type Answered, type NamedAnswer, type NamedQuestion } from "../threads/questions.ts";
import type { ActionInput, ActionName, ActionResult } from "./actions.ts";

/** The one thread that writes to the case. Actions are done in the order in which they were asked for. */
export interface Writer {
  readonly act: <N extends ActionName>(name: N, input: ActionInput<N>) => Promise<ActionResult<N>>;
  /** Waits for what was asked for, then ends the thread. */
  readonly close: () => Promise<void>;
}

/** Starts the writer of a case. @throws as `openCase` does, for writing */
export async function openWriter(folder: string): Promise<Writer> {
  const worker = new Worker(new URL("./writer-thread.ts", import.meta.url), { workerData: { folder } });
  const questions = new Questions<Answered>();
  let ended: Error | null = null;
  const end = (error: Error): void => {
    ended ??= error;
    questions.end(ended);
  };
  worker.on("message", (answer: NamedAnswer) => questions.answered(answer));
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () =>
    end(new UnavailableError("the writer of the case has ended; start the server again", false)),
  );
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    if (ended !== null) throw ended;
    const { result } = await questions.ask((id) =>
      worker.postMessage({ id, name, input } satisfies NamedQuestion),
    );
    return result;
  };
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
