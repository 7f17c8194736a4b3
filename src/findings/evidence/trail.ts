import type { Json } from "../../base/canonical.ts";

/** How values were made: one entry for each run of a step. Every stored value names its entry. */
export interface Trail {
  /** The step of the pipeline that made the values. */
  readonly step: string;
  /** Program and version. */
  readonly program: string;
  /** Everything that the values depend on besides their inputs. */
  readonly settings: { readonly [name: string]: Json };
  /** SHA-256 of each input. */
  readonly inputs: readonly string[];
}
