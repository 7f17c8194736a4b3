/** An argument or an option of a command, as the reference and the help print it. */
export interface ArgumentDefinition {
  /** As commander reads it: "<file>", "[folder]". */
  readonly name: string;
  readonly meaning: string;
}

export interface OptionDefinition {
  /** As commander reads it: "--kind <kind>". */
  readonly flags: string;
  readonly meaning: string;
  readonly required?: boolean;
}

/** What a command was called with. Options are by their long names in camel case. */
export interface Call {
  readonly args: readonly (string | undefined)[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly output: Output;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** The folder of the case: --case, or the folder stood in. */
  readonly caseFolder: string;
}

/** Results go to stdout, everything else to stderr. */
export interface Output {
  /** Prints a result: as JSON when asked for, else as lines. */
  readonly result: (value: object, lines: () => readonly string[]) => void;
  /** Draws lines that steer the colours of a terminal; nothing where there is none. */
  readonly draw: (lines: readonly string[]) => void;
  /** Says what is being done. */
  readonly say: (text: string) => void;
  /** Says how far it is; overwritten by the next one on a terminal. */
  readonly progress: (text: string) => void;
  readonly width: number;
}

/** Exit codes: 0 done, 1 done in part or a check failed, 2 wrong input. */
export type ExitCode = 0 | 1 | 2;

/** A command: everything that help, reference and call need, its work loaded only when it is called. */
export interface CommandDefinition {
  readonly noun: string;
  /** Empty for a command of one word. */
  readonly verb: string;
  readonly summary: string;
  readonly detail: string;
  readonly args: readonly ArgumentDefinition[];
  readonly options: readonly OptionDefinition[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  readonly usesCase: boolean;
  readonly load: () => Promise<{ readonly run: (call: Call) => Promise<ExitCode> }>;
}

/** Options that every command has. */
export const sharedOptions: readonly OptionDefinition[] = [
  { flags: "--case <folder>", meaning: "the folder of the case (default: the folder stood in)" },
  { flags: "--json", meaning: "print the result as JSON on stdout" },
];
