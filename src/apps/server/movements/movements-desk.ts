import { Worker } from "node:worker_threads";
import { UnavailableError } from "../../../base/errors.ts";
import { wholeOf } from "../guard/blind.ts";
import { Questions, type Answered, type NamedAnswer, type NamedQuestion } from "../threads/questions.ts";
import type { Workbench } from "../workbench.ts";
import type { AskInput, AskName, AskResult } from "./asks.ts";
import { SharedAnswers } from "./shared-answers.ts";

/** What the thread is told: an ask, that whoever asked has gone, or to close. */
export type DeskMessage = NamedQuestion | { readonly gone: number } | "close";

/** What handlers of movements ask of the thread that reads position reports. */
export interface MovementsDesk {
  readonly ask: <N extends AskName>(name: N, input: AskInput<N>) => Promise<AskResult<N>>;
  /**
   * As `ask`; while the case and its files of reports are the same, the answer is the same and is kept. It is worked out no further when all
   * who asked for it have gone. @throws why `signal` ended, where it did
   */
  readonly kept: <N extends AskName>(
    name: N,
    input: AskInput<N>,
    version: string,
    signal: AbortSignal,
  ) => Promise<AskResult<N>>;
  /** Ends the thread, after it has closed what it reads from. */
  readonly close: () => Promise<void>;
}

/** How long a thread may take to close before it is ended as it is, in milliseconds. */
const patienceMs = 5_000;

/** Answers that are kept, the longest unused forgotten first. */
const mostKept = 24;

const desks = new WeakMap<Workbench, MovementsDesk>();

/** Ends the thread of a workbench's desk, where it has one: an engine that is left open would keep the process. */
export async function closeMovementsDesk(bench: Workbench): Promise<void> {
  await desks.get(bench)?.close();
}

/** The desk of a workbench, made when it is first needed. */
export function movementsDeskOf(asking: Workbench): MovementsDesk {
  const bench = wholeOf(asking);
  const had = desks.get(bench);
  if (had !== undefined) return had;
  const made = openDesk(bench.folder);
  desks.set(bench, made);
  return made;
}

function openDesk(folder: string): MovementsDesk {
  const questions = new Questions<Answered>();
  const answers = new SharedAnswers(mostKept);
  let worker: Worker | null = null;
  const start = (): Worker => {
    const made = new Worker(new URL("./movements-thread.ts", import.meta.url), { workerData: { folder } });
    made.unref();
    const end = (error: Error): void => {
      if (worker === made) worker = null;
      questions.end(error);
    };
    made.on("message", (answer: NamedAnswer) => questions.answered(answer));
    made.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
    made.on("exit", () => end(new UnavailableError("the reading of position reports has ended", true)));
    return made;
  };
  const ask = async (name: string, input: unknown, signal?: AbortSignal): Promise<unknown> => {
    const thread = (worker ??= start());
    let asked = 0;
    const answer = questions.ask((id) => {
      asked = id;
      thread.postMessage({ id, name, input } satisfies DeskMessage);
    });
    const leave = (): void => {
      questions.drop(asked, signal?.reason as Error);
      thread.postMessage({ gone: asked } satisfies DeskMessage);
    };
    signal?.addEventListener("abort", leave, { once: true });
    return (await answer).result;
  };
  return {
    ask: <N extends AskName>(name: N, input: AskInput<N>) => ask(name, input) as Promise<AskResult<N>>,
    kept: <N extends AskName>(name: N, input: AskInput<N>, version: string, signal: AbortSignal) =>
      answers.of(`${version} ${name} ${JSON.stringify(input)}`, signal, (allGone) =>
        ask(name, input, allGone),
      ) as Promise<AskResult<N>>,
    close: async () => {
      const ending = worker;
      if (ending === null) return;
      const ended = new Promise<void>((resolve) => ending.once("exit", () => resolve()));
      const late = setTimeout(() => void ending.terminate(), patienceMs);
      ending.postMessage("close" satisfies DeskMessage);
      await ended;
      clearTimeout(late);
    },
  };
}
