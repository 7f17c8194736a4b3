import { printable } from "../../base/errors.ts";
import type { Output } from "./definition.ts";

/** Writes results to stdout and all else to stderr. */
export function outputTo(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream, json: boolean): Output {
  let pending = false;
  const clear = (): void => {
    if (pending) stderr.write("\r\u001b[K");
    pending = false;
  };
  return {
    width: stdout.isTTY ? Math.min(stdout.columns, 120) : 110,
    say: (text) => {
      process.send?.({ progress: text });
      clear();
      stderr.write(`yardwatch: ${text}\n`);
    },
    // Without a terminal, lines that overwrite each other would only fill a log.
    progress: (text) => {
      // A program that started this one hears of it too.
      process.send?.({ progress: text });
      if (!stderr.isTTY) return;
      stderr.write(`\r\u001b[Kyardwatch: ${text}`);
      pending = true;
    },
    draw: (drawn) => {
      clear();
      if (stdout.isTTY && !json) stdout.write(`${drawn.join("\n")}\n`);
    },
    result: (value, lines) => {
      clear();
      stdout.write(
        json
          ? `${JSON.stringify(value, null, 2)}\n`
          : `${lines()
              .map((line) => printable(line, true))
              .join("\n")}\n`,
      );
    },
  };
}
