/** A change of the case, as the server tells it to every open screen. */
export interface Change {
  readonly version: number;
  /** The action that was done, "job", or "elsewhere" for another program's. */
  readonly action: string;
  readonly site?: string;
  readonly look?: string;
  readonly job?: string;
}
