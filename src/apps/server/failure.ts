import { ConflictError, DamageError, InputError, UnavailableError, type Fault } from "../../base/errors.ts";
import { hindranceInWords } from "../../system/files/hindrance.ts";
import { shapeFaults, type ShapeError } from "./shape-faults.ts";

/** What a failed request is answered with. */
export interface FailureBody {
  readonly error: string;
  readonly faults?: readonly Fault[];
  readonly unlisted?: number;
  readonly damage?: readonly string[];
  readonly current?: unknown;
  readonly tryAgain?: boolean;
}

/** Thrown by handlers for what is not there. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError";
}

/** Status and body of a failure. What is unexpected is told to the log, and not to whoever asked. */
export function failureAnswer(error: unknown): { readonly status: number; readonly body: FailureBody } {
  if (error instanceof NotFoundError) return { status: 404, body: { error: error.message } };
  if (error instanceof InputError)
    return {
      status: 400,
      body: { error: "wrong input", faults: error.faults, unlisted: error.unlisted },
    };
  if (error instanceof ConflictError)
    return { status: 409, body: { error: error.message, current: error.current } };
  if (error instanceof DamageError)
    return { status: 500, body: { error: error.message.split("\n")[0] ?? "", damage: error.damage } };
  if (error instanceof UnavailableError)
    return { status: 503, body: { error: error.message, tryAgain: error.tryAgain } };
  const hindered = hindranceInWords(error);
  if (hindered !== null) return { status: 503, body: { error: hindered, tryAgain: false } };
  return fromFastify(error) ?? { status: 500, body: { error: "unexpected; the server's log says more" } };
}

interface FastifyFault {
  readonly statusCode?: unknown;
  readonly message?: unknown;
  readonly validation?: readonly ShapeError[];
  readonly validationContext?: string;
}

/** What fastify itself refuses: a body that is no JSON or too large, parameters that do not fit the schema. */
function fromFastify(error: unknown): { readonly status: number; readonly body: FailureBody } | null {
  if (typeof error !== "object" || error === null) return null;
  const { statusCode, message, validation, validationContext } = error as FastifyFault;
  if (validation !== undefined)
    return {
      status: 400,
      body: {
        error: "wrong input",
        faults: shapeFaults(validationContext ?? "request", validation),
      },
    };
  if (typeof statusCode !== "number" || statusCode < 400 || statusCode > 499) return null;
  return { status: statusCode, body: { error: String(message) } };
}
