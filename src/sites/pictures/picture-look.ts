import type { TimeSpan } from "../../base/time/span.ts";
import type { Kind } from "../counting/kind.ts";
import type { Look } from "../counting/look.ts";
import type { Clarity } from "./clarity/clarity.ts";
import type { Usability } from "./clarity/usability.ts";
import type { Georeference } from "./georeference/georeference.ts";
import type { BandMeaning, PictureFormat } from "./picture.ts";
import type { SampleType } from "./raster.ts";

/** Where the picture of a look came from. */
export const origins = ["file", "catalogue", "folder"] as const;
export type Origin = (typeof origins)[number];

/**
 * read: there are pixels. refused: there is an item, and its pixels will not be had or not be believed. failed: they could not be had
 * then; a later look may have them.
 */
export const supplyOutcomes = ["read", "refused", "failed"] as const;
export type SupplyOutcome = (typeof supplyOutcomes)[number];

/** How a supplier's checksum fared. A window of a file cannot be held against the checksum of the whole. */
export const checksumStates = ["verified", "mismatch", "not-given", "not-checked"] as const;
export type ChecksumState = (typeof checksumStates)[number];

/** A date and where it was read. */
export interface DatedBy {
  readonly span: TimeSpan;
  readonly source: string;
}

/** How a look came by its picture, and what the supplier says of it. One for each look that rests on a picture or on an item of a catalogue. */
export interface Supply {
  readonly lookId: string;
  readonly origin: Origin;
  /** Name of the catalogue or folder; empty for a file. */
  readonly catalogue: string;
  /** Name of the item or of the file, as its supplier writes it. */
  readonly item: string;
  readonly address: string;
  readonly outcome: SupplyOutcome;
  /** Why there are no pixels; empty when there are. */
  readonly reason: string;
  /** Hash of the picture file among the evidence; null when there is none. */
  readonly picture: string | null;
  /** Where taken-at was read; empty when it is not known. */
  readonly takenSource: string;
  readonly publishedAt: DatedBy | null;
  readonly fileTime: DatedBy | null;
  readonly uploadedAt: DatedBy | null;
  /** As its supplier or the analyst words it; empty when nothing was said. */
  readonly licence: string;
  /** Whether pixels may leave the case in a report or an export. Only a known licence that allows it says yes. */
  readonly mayLeave: boolean;
  readonly attribution: string;
  readonly platform: string;
  readonly offNadirDegrees: number | null;
  readonly sunElevationDegrees: number | null;
  readonly sunAzimuthDegrees: number | null;
  /** The supplier's figure for the whole scene, 0 to 100. It says nothing of the site. */
  readonly sceneCloudPercent: number | null;
  readonly checksum: ChecksumState;
}

/** How the sensor stood, as the supplier says: kept where its direction is known. */
export interface ViewRecord {
  readonly lookId: string;
  /** From the ground to the sensor, clockwise from north, 0 to 360. */
  readonly azimuthDegrees: number;
  /** At the sensor, between straight down and the line to the ground; null where it is not stated. */
  readonly offNadirDegrees: number | null;
  /** At the ground, between the vertical and the line to the sensor; null where it is not stated. */
  readonly incidenceDegrees: number | null;
}

/** What was found out of the picture of a look. */
export interface PictureRecord {
  readonly lookId: string;
  readonly sha256: string;
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  readonly sampleType: SampleType;
  readonly bands: readonly { readonly name: string; readonly meaning: BandMeaning }[];
  readonly nodata: number | null;
  readonly coding: string;
  readonly georeference: Georeference | null;
  /** Ground metres from pixel to pixel at the site; null without a georeference. */
  readonly sampleDistanceMetres: number | null;
  /** The sample distance that the pixels really carry; null when they do not show it, with the reason. */
  readonly effectiveSampleDistanceMetres: number | null;
  readonly effectiveReason: string;
  /** True for a picture that this or another program drew. */
  readonly simulated: boolean;
  /** For finding the same pixels again; empty when nothing in the picture can be told apart. */
  readonly fingerprint: string;
}

/** How well a look saw an area: shares of the area, 0 to 1. */
export interface ClarityRecord extends Clarity {
  readonly lookId: string;
  /** An area's id, or "site" for the whole window where the site has no areas. */
  readonly area: string;
}

export const lineUpOutcomes = ["reference", "matched", "poor", "none"] as const;
export type LineUpOutcome = (typeof lineUpOutcomes)[number];

/** How a picture lies against the site's reference picture. */
export interface LineUp {
  readonly lookId: string;
  /** The look whose picture is the reference; empty when there was none to compare with. */
  readonly reference: string;
  /** Metres to add to the picture's own coordinates; 0 unless matched. */
  readonly eastMetres: number;
  readonly northMetres: number;
  /** 0 to 1. */
  readonly quality: number;
  readonly outcome: LineUpOutcome;
  readonly reason: string;
}

/** Two looks that show the same exposure. The later one on record is not counted again. */
export interface Repeat {
  readonly lookId: string;
  readonly of: string;
  /** 0 to 1; 1 for the same bytes. */
  readonly score: number;
  readonly reason: string;
}

/** An analyst's own judgement of a look for a kind, in place of the rule's. Both stay on record. */
export interface OverrideRecord {
  readonly id: string;
  readonly lookId: string;
  readonly kind: Kind;
  readonly usability: Usability;
  readonly reason: string;
  readonly by: string;
}

/** A look that rests on a picture, or on an item of a catalogue that gave none, with all that is on record of it. */
export interface PictureLook {
  readonly look: Look;
  readonly supply: Supply;
  readonly view: ViewRecord | null;
  readonly picture: PictureRecord | null;
  readonly clarities: readonly ClarityRecord[];
  readonly lineUp: LineUp | null;
  readonly repeat: Repeat | null;
  /** In order; `at` is when each came on record, as an ISO 8601 instant. The newest for a kind holds. */
  readonly overrides: readonly (OverrideRecord & { readonly at: string })[];
}

/** Looks without the failed attempts at items that a later look has, so that an item counts once. */
export function withoutSuperseded(looks: readonly PictureLook[]): PictureLook[] {
  const had = new Set(
    looks.filter((l) => l.supply.outcome !== "failed").map((l) => `${l.supply.catalogue}\n${l.supply.item}`),
  );
  return looks.filter(
    ({ supply }) => supply.outcome !== "failed" || !had.has(`${supply.catalogue}\n${supply.item}`),
  );
}
