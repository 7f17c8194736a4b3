import { DamageError, InputError, UnavailableError } from "../../base/errors.ts";
import { hindranceInWords } from "../../system/files/hindrance.ts";
import type { ExitCode } from "./definition.ts";

/** How a failure is told: lines for people, an object for machines, and the exit code. */
export interface Failure {
  readonly lines: readonly string[];
  readonly value: object;
  readonly code: ExitCode;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof InputError) {
    const rest = error.unlisted > 0 ? [`and ${error.unlisted} more`] : [];
    const total = error.faults.length + error.unlisted;
    return {
      lines: [
        ...error.message.split("\n"),
        ...rest,
        ...(total > 1 ? [`${total} faults; nothing was changed`] : []),
      ],
      value: { error: "wrong input", faults: error.faults, unlisted: error.unlisted },
      code: 2,
    };
  }
  if (error instanceof DamageError)
    return {
      lines: error.message.split("\n"),
      value: { error: error.message.split("\n")[0], damage: error.damage },
      code: 1,
    };
  if (error instanceof UnavailableError)
    return {
      lines: [`${error.message}${error.tryAgain ? " (trying again can help)" : ""}`],
      value: { error: error.message, tryAgain: error.tryAgain },
      code: 1,
    };
  const told = hindranceInWords(error);
  if (told !== null) return { lines: [told], value: { error: told, tryAgain: false }, code: 1 };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    lines: [`unexpected: ${message}`, "this is a fault of the program; please report it"],
    value: { error: "unexpected", message },
    code: 1,
  };
}
