import type { VesselFact } from "../vessels/vessel-fact.ts";
import type { Scene, Sighting } from "./sighting.ts";

/** What can be found to have been wrong after it went on record, and what each is. */
export interface RevisedRecords {
  readonly sighting: Sighting;
  readonly scene: Scene;
  readonly "vessel-fact": VesselFact;
}
export type RevisedThing = keyof RevisedRecords;

/**
 * A later word on a record: what it should have said, or that it should not be there. The record and all revisions before stay as they are;
 * the newest revision holds.
 */
export type Revision<Thing extends RevisedThing = RevisedThing> = {
  readonly [T in Thing]: {
    readonly thing: T;
    /** Name of the sighting, scene or fact. */
    readonly of: string;
    /** 2 for the first revision: what was put on record is version 1. */
    readonly version: number;
    readonly withdrawn: boolean;
    /** What was typed anew, by the names of the table's columns; empty when withdrawn. */
    readonly cells: Readonly<Record<string, string>>;
    /** The whole record as corrected; null when withdrawn. */
    readonly corrected: RevisedRecords[T] | null;
    readonly reason: string;
    readonly by: string;
  };
}[Thing];

/** "sighting/rajin-2024-03-12/2": one revision of one record. */
export const revisionId = ({ thing, of, version }: Pick<Revision, "thing" | "of" | "version">): string =>
  `${thing}/${of}/${version}`;
