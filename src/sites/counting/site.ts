/** Longitude and latitude in degrees, WGS 84, in this order. */
export type Position = readonly [longitude: number, latitude: number];

/** A place under watch. */
export interface Site {
  readonly id: string;
  readonly name: string;
  /** Other spellings. */
  readonly names: readonly string[];
  readonly country: string;
  /** Civil time at the site, minutes east of Greenwich. A date of a look is a day of this clock unless its source says otherwise. */
  readonly zoneMinutes: number;
  readonly position: Position;
  readonly note: string;
  /** Address of the page that the position comes from, or words; empty when not known. */
  readonly source: string;
}

export const roles = ["yard", "station", "depot", "tracks", "pier", "works", "port", "other"] as const;
export type Role = (typeof roles)[number];

/** Rings of one polygon: the outer one, then holes. Rings are closed (the first position is repeated). */
export type Polygon = readonly (readonly Position[])[];

/** Outline of an area: polygons, or centre lines of tracks. */
export type Outline =
  | { readonly type: "polygons"; readonly polygons: readonly Polygon[] }
  | { readonly type: "lines"; readonly lines: readonly (readonly Position[])[] };

/** A part of a site with an outline that holds from one day to another. The same id may stand for several outlines in turn. */
export interface Area {
  readonly siteId: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly outline: Outline;
  /** First day on which the outline holds, as 2021-12-31; null: from ever. */
  readonly validFrom: string | null;
  /** First day on which it no longer holds; null: until further notice. */
  readonly validTo: string | null;
  /** True when the outline was placed from words or a sketch and not drawn on a picture or a survey. */
  readonly approximate: boolean;
  /** How far the outline may be off, in metres; null when not stated. */
  readonly uncertaintyMetres: number | null;
  /** How the outline was placed. */
  readonly basis: string;
  readonly source: string;
}

/** Sites with their areas, as read from a file or a case. */
export interface Places {
  readonly sites: readonly Site[];
  readonly areas: readonly Area[];
}
