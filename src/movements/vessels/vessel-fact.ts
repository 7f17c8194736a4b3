export const vesselFields = [
  "name",
  "flag",
  "call-sign",
  "imo",
  "mmsi",
  "owner",
  "manager",
  "type",
  "length",
  "width",
  "built",
  "gross-tonnage",
  "layout",
  "colours",
  "containers-most",
] as const;
export type VesselField = (typeof vesselFields)[number];

/** One thing said of a vessel and over which time it held. Facts may contradict each other: all stand. */
export interface VesselFact {
  readonly id: string;
  /** "imo:9179842", "mmsi:273000000" or "name:..." where neither is known. */
  readonly vessel: string;
  readonly field: VesselField;
  readonly value: string;
  /** First and last day, as written in the list; empty when not said. */
  readonly from: string;
  readonly to: string;
  readonly publisher: string;
  readonly address: string;
  readonly note: string;
}
