import type { Observation } from "../../sites/counting/look.ts";
import type { Site } from "../../sites/counting/site.ts";
import type { EventRow } from "../../sites/history/event.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import type { VoyageRow } from "../voyages/voyages-table.ts";
import type { Bounds, ChainEvidence, ChainMode } from "./chain.ts";
import type { ConnectionRow } from "./connections-table.ts";

/** A leg that was worked out here and not published: visits joined to a voyage, or a train found again at another place. */
export interface WorkedOutLeg {
  readonly table: "legs" | "trains";
  readonly id: string;
  readonly fromPlace: string;
  readonly toPlace: string;
  readonly mode: ChainMode;
  readonly carrier: string;
  readonly transponder: string;
  /** When it left and came in. */
  readonly departs: TimeSpan;
  readonly arrives: TimeSpan;
  /** True where it was seen or heard at that end; false where the end is inferred. */
  readonly seenAtOrigin: boolean;
  readonly seenAtDestination: boolean;
  /** That both ends are of one carrier; 1 where it is named at both. */
  readonly probability: number;
  readonly containers: Bounds;
  /** Length of the way that it was heard to take, in metres; null for none. */
  readonly wayMetres: number | null;
  readonly evidence: readonly ChainEvidence[];
}

/** All that a chain is built from. */
export interface ChainRecords {
  readonly sites: readonly Site[];
  readonly voyages: readonly VoyageRow[];
  readonly connections: readonly ConnectionRow[];
  /** Of all sites that a leg may touch. */
  readonly observations: readonly Observation[];
  readonly legs: readonly WorkedOutLeg[];
  /** Dated events at sites; those of the time of a link are listed with it. */
  readonly events?: readonly EventRow[];
}
