import { UnavailableError } from "../../base/errors.ts";

/** How often and how long a request is tried again. */
export interface Patience {
  /** Tries in all, the first included. Default 8. */
  readonly tries: number;
  /** First pause; each further one is twice as long. Default 500 ms. */
  readonly firstPauseMs: number;
  /** Longest pause of our own choosing. Default 30 s. */
  readonly longestPauseMs: number;
  /** Longest pause that a server may ask for by Retry-After; beyond it the request is given up. Default 10 minutes. */
  readonly longestAskedMs: number;
}

export const usualPatience: Patience = {
  tries: 8,
  firstPauseMs: 500,
  longestPauseMs: 30_000,
  longestAskedMs: 600_000,
};

/** Not now: another try may help, perhaps after a pause that the server named. */
export class NotNow extends UnavailableError {
  /** null: the server named none. */
  readonly askedPauseMs: number | null;

  constructor(message: string, askedPauseMs: number | null, cause?: unknown) {
    super(message, true, cause);
    this.askedPauseMs = askedPauseMs;
  }
}

/** Statuses that pass: timeouts, too many requests, faults of the server (RFC 9110). 501 and 505 do not. */
export const passes = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);

/** Milliseconds that a Retry-After header asks for: seconds, or a date (RFC 9110, 10.2.3). null when it says neither. */
export function askedPauseMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  // Only the forms of HTTP dates, since Date.parse takes nearly anything.
  const date = /^[A-Z][a-z]{2,8},? /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

/**
 * The pause before a next try: what the server asked for, else doubling with half of it left to chance, so that many
 * clients do not come back at once. null when the server asks for more than is waited.
 */
export function pauseMs(
  failedTries: number,
  asked: number | null,
  patience: Patience,
  random: () => number,
): number | null {
  if (asked !== null && asked > patience.longestAskedMs) return null;
  const own = Math.min(patience.longestPauseMs, patience.firstPauseMs * 2 ** Math.max(0, failedTries - 1));
  return Math.max(asked ?? 0, own * (0.5 + 0.5 * random()));
}
