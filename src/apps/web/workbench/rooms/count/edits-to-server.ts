import {
  openEditQueue,
  type EditQueue,
  type EditQueueOptions,
  type GoAnswer,
  type GoFailure,
  type QueuedGo,
} from "../../../counting/edit-queue.ts";
import { openGoStore } from "../../../counting/go-store.ts";
import { ofLook } from "../../addresses.ts";
import { ApiError, post } from "../../api.ts";

export interface EditsToServerOptions extends Pick<EditQueueOptions, "onAnswer" | "onRefused" | "onState"> {
  readonly counter: Pick<QueuedGo, "look" | "by" | "pass">;
  /** The newest trail entry whose marks are shown by now. */
  readonly seen: () => number;
  /** The server has taken a go, and will tell every window that something was changed. */
  readonly taken: () => void;
}

/** The edits of a count on their way to the server, kept in the browser until they are answered. */
export const openEditsToServer = (options: EditsToServerOptions): EditQueue =>
  openEditQueue({
    store: openGoStore(localStorage, options.counter),
    send: async (go) => {
      const { look, by: _by, order: _order, ...body } = go;
      const seen = Math.max(go.seen, options.seen());
      const answer = await post<GoAnswer>(ofLook(look, "edits"), { ...body, seen });
      options.taken();
      return answer;
    },
    failureOf,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve();
        });
      }),
    onAnswer: options.onAnswer,
    onRefused: options.onRefused,
    onState: options.onState,
  });

/** What the server cannot take it will not take later either; what did not reach it is sent again. */
function failureOf(error: unknown): GoFailure {
  const isFinal = error instanceof ApiError && [400, 409, 413, 422].includes(error.status);
  const fault = error instanceof ApiError ? error.faults[0] : undefined;
  const why =
    fault === undefined
      ? error instanceof Error
        ? error.message
        : String(error)
      : `${fault.field}: ${fault.found}; allowed: ${fault.allowed}`;
  return { isFinal, why, error };
}
