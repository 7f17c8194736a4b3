import type { Position } from "../../sites/counting/site.ts";

/** A line that distances are given to: a border, a coast, a front. A single position is a line too. */
export interface ReferenceLine {
  readonly id: string;
  readonly name: string;
  /** Parts of the line, each in order. */
  readonly parts: readonly (readonly Position[])[];
  /** How far it may be off from what it stands for, in metres. */
  readonly errorMetres: number;
  /** First day on which it stands for it, as 2023-10-01; null: from ever. */
  readonly validFrom: string | null;
  /** First day on which it no longer does; null: until further notice. */
  readonly validTo: string | null;
  /** Whose line it is, how it was drawn and how its error was judged. */
  readonly basis: string;
  readonly source: string;
}
