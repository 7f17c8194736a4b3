import { parentPort, workerData } from "node:worker_threads";
import { openCase } from "../../../system/files/case-folder.ts";
import { openPositions } from "../../../system/positions/open-positions.ts";
import { openAnalysis } from "../../../system/steps/movements-events.ts";
import { answerOf, type NamedQuestion } from "../threads/questions.ts";
import { Turns } from "../threads/turns.ts";
import { asks, longAsks, type AskedOf, type AskName } from "./asks.ts";
import type { DeskMessage } from "./movements-desk.ts";

/* The thread of the server that reads position reports. It writes nothing but what may be deleted at any time. */
const { folder } = workerData as { readonly folder: string };

/** What asks may use, with a source that is closed at the end. */
type Opened = AskedOf & { readonly source: Awaited<ReturnType<typeof openPositions>> };

let opened: Promise<Opened> | null = null;

const underWay = new Map<number, AbortController>();
/** Two: a map that is moved on need not wait for a whole day that somebody else reads. */
const turns = new Turns(2);

async function answer({ name, input }: NamedQuestion, signal: AbortSignal): Promise<unknown> {
  if (!Object.hasOwn(asks, name)) throw new Error(`${name} is no ask`);
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  const ask: (of: AskedOf, input: never, signal: AbortSignal) => unknown = asks[name as AskName];
  const of = await opened;
  const work = (): unknown => ask(of, input as never, signal);
  return longAsks.has(name) ? turns.take(signal, work) : work();
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
  if ("gone" in request) {
    underWay.get(request.gone)?.abort();
    return;
  }
  void (async () => {
    const stop = new AbortController();
    underWay.set(request.id, stop);
    const told = await answerOf(request.id, () => answer(request, stop.signal));
    underWay.delete(request.id);
    const bytes = "result" in told && told.result instanceof Uint8Array ? told.result : null;
    // Columns are handed over and not copied.
    parentPort?.postMessage(told, bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : []);
  })();
});
