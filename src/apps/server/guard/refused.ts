/** A request that is turned away before its handler is asked. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly statusCode: number;
  /** After how many seconds asking again makes sense; null where it does not. */
  readonly retryAfterSeconds: number | null;

  constructor(statusCode: number, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.statusCode = statusCode;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
