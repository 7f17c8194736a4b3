import type { Change } from "../../../findings/screens/change.ts";
import type { Asked } from "../route.ts";

/** How often a comment is sent so that a dead connection is noticed, in milliseconds. */
const heartbeat = 15_000;
/** What may wait for a reader before it is let go, in bytes: it asks again and reads the case anew. */
const mostWaiting = 1 << 20;

/** Tells every change of the case from now on, as server-sent events. The first tells the version as it is. */
export function getChanges({ bench, reply }: Asked) {
  const { raw } = reply;
  reply.hijack();
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  const send = (change: Change): void => {
    if (raw.writableLength > mostWaiting) raw.destroy();
    else raw.write(`data: ${JSON.stringify(change)}\n\n`);
  };
  raw.write("retry: 1000\n\n");
  send({ version: bench.version(), action: "open" });
  const stop = bench.changes.listen(send, () => raw.end());
  const beat = setInterval(() => raw.write(": here\n\n"), heartbeat);
  raw.on("close", () => {
    clearInterval(beat);
    stop();
  });
  return reply;
}
