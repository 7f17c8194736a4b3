import type { FindingRecord, JudgementRecord } from "../judgements/finding.ts";
import type { FindingModel, FindingRecords } from "../judgements/model.ts";

import type { ReportCombined } from "./combined-counts-section.ts";
import type { ReportMovements } from "./movements-input.ts";
import type { ReportCount } from "./machine-counts-section.ts";
import type { ReportPicture } from "./pictures-section.ts";

/** A file of the case's evidence, as a report lists it. */
export interface EvidenceEntry {
  readonly sha256: string;
  readonly name: string;
  readonly bytes: number;
}

/** All that a report is made of. The same input gives the same report, byte for byte. */
export interface ReportInput {
  readonly caseTitle: string;
  readonly finding: FindingRecord;
  /** Sentences that were checked against the model. */
  readonly sentences: readonly JudgementRecord[];
  readonly model: FindingModel;
  readonly records: FindingRecords;
  /** Looks of the site that rest on pictures, in order of time. */
  readonly pictures: readonly ReportPicture[];
  /** Counts by the machine: of the site, and of simulated pictures. The newest of each look. */
  readonly machineCounts: readonly ReportCount[];
  /** Counts that rest on people's marks and stand, in the order of the looks on record. */
  readonly combinedCounts: readonly ReportCombined[];
  /** What is known of ships and loads; null or left out where no leg bears on the site. */
  readonly movements?: ReportMovements | null;
  readonly evidence: readonly EvidenceEntry[];
  /** The last line of the custody log when the report was built: printed, it anchors the log outside of the case. */
  readonly custodyHead: { readonly seq: number; readonly hash: string };
  readonly builtAt: string;
  readonly program: string;
  /** A browser script to put into the page, as text; the report reads in full without it. */
  readonly script: string;
}
