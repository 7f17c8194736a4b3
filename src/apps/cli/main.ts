import { CommanderError } from "commander";
import { failureOf } from "./failure.ts";
import { outputTo } from "./output.ts";
import { programOf } from "./program.ts";
import { program as programName } from "../../system/program.ts";

const insistsAfterMs = 1000;
const stop = new AbortController();
// A key in a terminal reaches this process and the older Node before it, which hands it on: twice at once is one wish. A later one insists.
for (const [signal, word] of [
  ["SIGINT", "interrupted"],
  ["SIGTERM", "stopped"],
] as const) {
  let first: number | null = null;
  process.on(signal, () => {
    first ??= performance.now();
    if (performance.now() - first > insistsAfterMs) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
    stop.abort(new Error(word));
  });
}
// A program that started this one hears how far it is, and is not waited for.
process.channel?.unref();
// A reader that closes early (head, less) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const line = programOf(programName().replace("yardwatch ", ""), async (definition, args, options) => {
  const json = options["json"] === true;
  const output = outputTo(process.stdout, process.stderr, json);
  try {
    const { run } = await definition.load();
    const caseFolder = typeof options["case"] === "string" ? options["case"] : ".";
    return await run({ args, options, output, now: () => new Date(), signal: stop.signal, caseFolder });
  } catch (error) {
    if (stop.signal.aborted) {
      output.say("interrupted; nothing was half done");
      process.exit(130);
    }
    const failure = failureOf(error);
    for (const text of failure.lines) process.stderr.write(`yardwatch: ${text}\n`);
    if (json) process.stdout.write(`${JSON.stringify(failure.value, null, 2)}\n`);
    return failure.code;
  }
});

try {
  await line.parseAsync(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Help and version end with 0; everything else that commander refuses is wrong input.
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
