import type { CarCount, CountedPicture, CountingWay } from "../../tracks/counted.ts";

/** One count of one look by the machine, as it stands on record. Its marks stand beside it, by the same model. */
export interface MachineReading {
  readonly id: string;
  readonly lookId: string;
  /** Name and version of the model, as its marks name their marker. */
  readonly model: string;
  /** Name and version of the rule by which marks became a count. */
  readonly rule: string;
  /** Hash of the picture that was read. */
  readonly evidence: string;
  /** Settings and tracks that the count depends on, as canonical JSON. */
  readonly settings: string;
  readonly outcome: CountedPicture["outcome"];
  /** Why the outcome is not `counted`; each a sentence. */
  readonly reasons: readonly string[];
  /** null where cars could not be counted. */
  readonly total: CarCount | null;
  readonly way: CountingWay;
}
