/** Reports and statements of one day, as things to select from: they have the columns of the day's files. */
export interface DaySources {
  readonly day: string;
  readonly fixes: readonly string[];
  readonly statements: readonly string[];
}

/** What a store did with the days that came in. */
export interface Written {
  /** Hash of each file that was written or stayed as it was, by "2020-01-01" or "statements/2020-01-01". */
  readonly days: Readonly<Record<string, string>>;
  /** Reports that were not there before. */
  readonly added: number;
  readonly statements: number;
}
