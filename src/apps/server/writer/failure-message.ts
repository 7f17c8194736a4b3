import { ConflictError, DamageError, InputError, UnavailableError } from "../../../base/errors.ts";
import type { Fault } from "../../../base/errors.ts";
import { hindranceInWords } from "../../../system/files/hindrance.ts";

/** An error as it crosses from one thread to another, where classes are lost. */
export type FailureMessage =
  | { readonly type: "input"; readonly faults: readonly Fault[]; readonly unlisted: number }
  | { readonly type: "damage"; readonly summary: string; readonly damage: readonly string[] }
  | { readonly type: "unavailable"; readonly message: string; readonly tryAgain: boolean }
  | { readonly type: "conflict"; readonly message: string; readonly current: unknown }
  | { readonly type: "unexpected"; readonly message: string };

export function failureMessage(error: unknown): FailureMessage {
  if (error instanceof InputError) return { type: "input", faults: error.faults, unlisted: error.unlisted };
  if (error instanceof DamageError)
    return { type: "damage", summary: error.message.split("\n")[0] ?? "", damage: error.damage };
  if (error instanceof UnavailableError)
    return { type: "unavailable", message: error.message, tryAgain: error.tryAgain };
  if (error instanceof ConflictError)
    return { type: "conflict", message: error.message, current: error.current };
  const hindered = hindranceInWords(error);
  if (hindered !== null) return { type: "unavailable", message: hindered, tryAgain: false };
  return {
    type: "unexpected",
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

export function errorOf(message: FailureMessage): Error {
  switch (message.type) {
    case "input":
      return new InputError(message.faults, message.unlisted);
    case "damage":
      return new DamageError(message.summary, message.damage);
    case "unavailable":
      return new UnavailableError(message.message, message.tryAgain);
    case "conflict":
      return new ConflictError(message.message, message.current);
    case "unexpected":
      return new Error(message.message);
  }
}
