/** A worker thread of the pool: runs the network, one piece after another, on one thread. */
import { parentPort, workerData } from "node:worker_threads";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { messageOf } from "../../base/errors.ts";
import { answerSizes, type Answer } from "../../sites/tracks/reading.ts";
import { closing, type PieceMessage, type WorkerData, type WorkerMessage } from "./reader-message.ts";

/** Answers are rounded to steps of 1/64, so that what is stored decodes to the same cars on any machine. */
const stepsInOne = 64;
const answerNames = Object.keys(answerSizes) as readonly Answer[];

const port = parentPort;
if (port === null) throw new Error("reader-worker: to be started as a worker thread");
const { network, rows } = workerData as WorkerData;
const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

async function read(
  session: InferenceSession,
  { id, strip, columns, about, keep }: PieceMessage,
): Promise<void> {
  const answered = await session.run({
    strip: new Tensor("float32", strip, [1, strip.length / (rows * columns), rows, columns]),
    about: new Tensor("float32", about, [1, about.length]),
  });
  const answers = {} as Record<Answer, Float32Array>;
  for (const name of answerNames) {
    const data = answered[name]?.data;
    if (!(data instanceof Float32Array) || data.length !== (answerSizes[name] * columns) / 2)
      throw new Error(`the network gives no ${answerSizes[name]} x ${columns / 2} numbers of ${name}`);
    answers[name] = kept(data, answerSizes[name], keep);
  }
  const spare = strip.buffer as ArrayBuffer;
  say({ type: "read", id, answers, spare }, [
    spare,
    ...answerNames.map((name) => answers[name].buffer as ArrayBuffer),
  ]);
}

/** The places between the halos, rounded. */
function kept(data: Float32Array, channels: number, [from, to]: readonly [number, number]): Float32Array {
  const places = data.length / channels;
  const part = new Float32Array(channels * (to - from));
  let at = 0;
  for (let channel = 0; channel < channels; channel++)
    for (let i = channel * places + from; i < channel * places + to; i++) {
      const value = Math.round((data[i] ?? Number.NaN) * stepsInOne) / stepsInOne;
      if (!Number.isFinite(value)) throw new Error("the network answers with what is no number");
      part[at++] = value;
    }
  return part;
}

try {
  const session = await InferenceSession.create(network, {
    executionProviders: ["cpu"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
  });
  let last: Promise<void> = Promise.resolve();
  let closed = false;
  port.on("message", (message: PieceMessage | typeof closing) => {
    if (message === closing) {
      closed = true;
      // A thread that is ended while the network runs takes the whole process with it: the native code has nowhere to answer to.
      last = last.then(() => session.release()).finally(() => port.close());
      return;
    }
    const { id } = message;
    last = last.then(() =>
      closed
        ? undefined
        : read(session, message).catch((cause: unknown) =>
            say({ type: "failed", id, message: messageOf(cause) }),
          ),
    );
  });
  say({ type: "ready" });
} catch (cause) {
  say({ type: "failed", id: null, message: messageOf(cause) });
}
