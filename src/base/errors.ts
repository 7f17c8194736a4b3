/** One thing that is wrong with an input: where it stands, which field, what was found, what is allowed. */
export interface Fault {
  /** Where: a file and line, an option, a feature. */
  readonly where: string;
  readonly field: string;
  /** What was found, shortened to a length that can be printed. */
  readonly found: string;
  readonly allowed: string;
}

/** Longest piece of somebody else's text that an error repeats. */
const longestQuoted = 120;

/** Foreign text with its control characters made visible, so that it cannot steer a terminal. Line breaks too, unless they are kept. */
export function printable(text: string, keepBreaks = false): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (c) => {
    if (keepBreaks && c === "\n") return c;
    const code = c.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** Makes foreign text fit to print: control characters become visible, long text is cut with its length. */
export function quoted(text: string): string {
  const shown = printable(text.slice(0, longestQuoted));
  return text.length > longestQuoted ? `"${shown}…" (${text.length} characters)` : `"${shown}"`;
}

export function faultLine(fault: Fault): string {
  return `${fault.where}: ${fault.field}: found ${fault.found}; allowed: ${fault.allowed}`;
}

/** What an error says, or what was thrown in place of one. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The input is wrong; nothing was done. The command line exits with 2. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly faults: readonly Fault[];
  /** Faults that were found but are not listed, since there are too many. */
  readonly unlisted: number;

  constructor(faults: readonly Fault[], unlisted = 0) {
    super(faults.map(faultLine).join("\n"));
    this.faults = faults;
    this.unlisted = unlisted;
  }

  static of(where: string, field: string, found: string, allowed: string): InputError {
    return new InputError([{ where, field, found, allowed }]);
  }
}

/** What is stored is not what was written: altered, cut off or missing. The command line exits with 1. */
export class DamageError extends Error {
  override readonly name = "DamageError";
  readonly damage: readonly string[];

  constructor(summary: string, damage: readonly string[]) {
    super([summary, ...damage].join("\n"));
    this.damage = damage;
  }
}

/** Something needed cannot be used now (a locked file, a full disk). Says whether trying again can help. */
export class UnavailableError extends Error {
  override readonly name = "UnavailableError";
  readonly tryAgain: boolean;

  constructor(message: string, tryAgain: boolean, cause?: unknown) {
    super(message, { cause });
    this.tryAgain = tryAgain;
  }
}

/** What was to be changed is no longer as the caller knew it: somebody changed it first. Nothing was done. */
export class ConflictError extends Error {
  override readonly name = "ConflictError";
  /** What stands now, as plain data, for a screen that shows both. */
  readonly current: unknown;

  constructor(message: string, current: unknown = null) {
    super(message);
    this.current = current;
  }
}
