/** One correction of a record, as its versions are shown. */
export interface ShownCorrection {
  readonly version: number;
  /** Names of the columns that were typed anew. */
  readonly columns: readonly string[];
  /** What became other than before; cells as the table has them, empty for nothing. */
  readonly changes: readonly { readonly column: string; readonly before: string; readonly after: string }[];
  readonly reason: string;
  readonly by: string;
  /** When it was said, as ISO 8601 in UTC. */
  readonly at: string;
}

/** What was corrected of a record that stands. */
export interface Corrected {
  /** In order; empty for most. */
  readonly corrections: readonly ShownCorrection[];
  /** The version that stands, 1 for what was never corrected: a correction says which one it goes out from. */
  readonly version: number;
}
