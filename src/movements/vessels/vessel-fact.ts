/** What can be said of a vessel. Fields of `permanentFields` hold for its whole life, whatever period a source gives. */
export const vesselFields = [
  "name",
  "flag",
  "call-sign",
  "imo",
  "mmsi",
  "owner",
  "manager",
  "operator",
  "home-port",
  "listed",
  "not-listed",
  "type",
  "length",
  "width",
  "built",
  "gross-tonnage",
  "layout",
  "colours",
  "containers-most",
  "place",
] as const;
export type VesselField = (typeof vesselFields)[number];

export const permanentFields: ReadonlySet<VesselField> = new Set([
  "imo",
  "type",
  "length",
  "width",
  "built",
  "gross-tonnage",
]);

/**
 * published: a page says it of the vessel. unverified: from general knowledge, no page was seen. derived: put together by us from what pages
 * say of something else; never used as evidence for a recognition, since it may rest on the very sighting in question.
 */
export const bases = ["published", "unverified", "derived"] as const;
export type Basis = (typeof bases)[number];

/** One thing said of a vessel and over which time it held. Facts may contradict each other: all stand. */
export interface VesselFact {
  readonly id: string;
  /** "imo:9179842", "mmsi:273000000" or "name:..." where neither is known. */
  readonly vessel: string;
  readonly field: VesselField;
  /**
   * Lengths and widths in metres, as "138" or "100..110"; flags as ISO 3166-1 codes of two letters; places as "longitude,latitude,metres name" with their 1-sigma
   * error; the rest as text.
   */
  readonly value: string;
  /** First and last day, as written in the list; empty when not said. */
  readonly from: string;
  readonly to: string;
  readonly basis: Basis;
  readonly publisher: string;
  readonly address: string;
  readonly note: string;
}
