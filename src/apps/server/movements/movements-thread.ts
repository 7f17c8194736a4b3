import { parentPort, workerData } from "node:worker_threads";
import { openCase } from "../../../system/files/case-folder.ts";
import { openPositions } from "../../../system/positions/open-positions.ts";
import { openAnalysis } from "../../../system/steps/movements-events.ts";
import { answerOf, type NamedQuestion } from "../threads/questions.ts";
import { asks, type AskedOf, type AskName } from "./asks.ts";
import type { DeskMessage } from "./movements-desk.ts";

/* The thread of the server that reads position reports. It writes nothing but what may be deleted at any time. */
const { folder } = workerData as { readonly folder: string };

/** What asks may use, with a source that is closed at the end. */
type Opened = AskedOf & { readonly source: Awaited<ReturnType<typeof openPositions>> };

let opened: Promise<Opened> | null = null;

async function answer({ name, input }: NamedQuestion): Promise<unknown> {
  if (!Object.hasOwn(asks, name)) throw new Error(`${name} is no ask`);
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  const ask: (of: AskedOf, input: never) => unknown = asks[name as AskName];
  return ask(await opened, input as never);
}

async function open(): Promise<Opened> {
  const of = openCase(folder, "read", () => new Date());
  return { opened: of, source: await openPositions(of), analysis: openAnalysis(of) };
}

/** Closes what was opened, and ends with it. */
async function close(): Promise<void> {
  const of = await opened?.catch(() => null);
  of?.source.close();
  of?.opened.close();
  parentPort?.close();
}

parentPort?.on("message", (request: DeskMessage) => {
  if (request === "close") {
    void close();
    return;
  }
  void (async () => {
    const told = await answerOf(request.id, () => answer(request));
    const bytes = "result" in told && told.result instanceof Uint8Array ? told.result : null;
    // Columns are handed over and not copied.
    parentPort?.postMessage(told, bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : []);
  })();
});
