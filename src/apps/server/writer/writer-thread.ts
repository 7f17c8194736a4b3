import { parentPort, workerData } from "node:worker_threads";
import { openCase, type Case } from "../../../system/files/case-folder.ts";
import { answerOf, type NamedQuestion } from "../threads/questions.ts";
import { actions, type ActionName } from "./actions.ts";

/*
 * The only thread of the server with a writing connection. It may wait for another program's write (a count, an import) without keeping
 * a screen from being answered.
 */
const { folder } = workerData as { readonly folder: string };
/** How long a write waits for that of another program, in milliseconds. */
const patience = 120_000;

let opened: Case | null = null;

async function answer({ name, input }: NamedQuestion): Promise<unknown> {
  if (name === "open") {
    opened = openCase(folder, "write", () => new Date());
    opened.database.exec(`PRAGMA busy_timeout = ${patience}`);
    return null;
  }
  if (name === "close") {
    opened?.close();
    opened = null;
    return null;
  }
  if (opened === null) throw new Error("the writer is not open");
  if (!Object.hasOwn(actions, name)) throw new Error(`${name} is no action`);
  const action: (opened: Case, input: never) => unknown = actions[name as ActionName];
  return action(opened, input as never);
}

let turn = Promise.resolve();
parentPort?.on("message", (request: NamedQuestion) => {
  turn = turn.then(async () => parentPort?.postMessage(await answerOf(request.id, () => answer(request))));
});
