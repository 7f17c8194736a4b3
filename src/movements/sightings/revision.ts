import type { Sighting } from "./sighting.ts";

/** What can be found to have been wrong after it went on record. */
export const revisedThings = ["sighting", "scene", "vessel-fact"] as const;
export type RevisedThing = (typeof revisedThings)[number];

/**
 * A later word on a record: what it should have said, or that it should not be there. The record and all revisions before stay as they are;
 * the newest revision holds.
 */
export interface Revision {
  readonly thing: RevisedThing;
  /** Name of the sighting, scene or fact. */
  readonly of: string;
  /** 2 for the first revision: what was put on record is version 1. */
  readonly version: number;
  readonly withdrawn: boolean;
  /** What was typed anew, by the names of the table's columns; empty when withdrawn. */
  readonly cells: Readonly<Record<string, string>>;
  /** The whole sighting as corrected; null when withdrawn. */
  readonly corrected: Sighting | null;
  readonly reason: string;
  readonly by: string;
}

/** "sighting/rajin-2024-03-12/2": one revision of one record. */
export const revisionId = ({ thing, of, version }: Pick<Revision, "thing" | "of" | "version">): string =>
  `${thing}/${of}/${version}`;
