/** One vessel on a list of sanctions or of the analyst's own, as published on a day. */
export interface WatchEntry {
  /** "<list>/<the list's own number>/<published>". */
  readonly id: string;
  /** "OFAC SDN", "UN", "EU", or a name of the analyst's own. */
  readonly list: string;
  /** Day of the edition, as 2023-12-12. */
  readonly published: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly imo: string;
  readonly mmsi: string;
  readonly callSign: string;
  readonly flag: string;
  readonly owner: string;
  /** Day since when it is listed, by the list; empty when the list does not say. */
  readonly listedFrom: string;
  /** Day on which it was taken off; empty while on it. */
  readonly listedTo: string;
  readonly programme: string;
  readonly remarks: string;
}
