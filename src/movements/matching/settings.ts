/** Everything that a verdict depends on besides records and reports. Kept with each verdict; docs/method/matching.md gives the reasons. */
export interface MatchSettings {
  /** Reports so many hours before and after a picture are looked at. */
  readonly windowHours: number;
  /** A match or a fixed object is said from this probability on. */
  readonly probable: number;
  /** "Dark" needs that no ship of the reports and no fixed object is it, with this probability: it accuses, so it takes more. */
  readonly nobody: number;
  /** "Dark" needs a transponder there to have been heard with this probability, ... */
  readonly heard: number;
  /** ... within so many minutes around the picture, ... */
  readonly heardMinutes: number;
  /** ... the ship to be of a size that must transmit with this probability, ... */
  readonly mustTransmit: number;
  /** ... and its place to be known to so many metres, as 1-sigma error: farther about, who is there and who is heard there is another question. */
  readonly placeMetres: number;
  /** "Report without ship" needs a ship that the reports put into the picture with this probability, ... */
  readonly inPicture: number;
  /** ... and that is found in such a picture with this probability. */
  readonly found: number;
  /** Most that a picture finds of the longest ships: waves, clutter and blur take the rest. */
  readonly mostFound: number;
  /** Ships that send no report, for each one that does, before anything of the picture is looked at. */
  readonly unreportedShare: number;
  /** The least of them for each square kilometre, and what is taken where no footprint is known. */
  readonly unreportedPerSquareKilometre: number;
  /** Share of sightings without a report that are no ship (waves, ghosts of radar, clouds). */
  readonly falseShare: number;
  /** Share of looks at a fixed object in which a ship without a report lies beside it and is seen as one with it. */
  readonly besideFixed: number;
  /** What evidence counts for, below 1: its parts are not quite independent, and the models behind them are not quite right. */
  readonly evidenceWeight: number;
  /** Share of ships that send wrong dimensions. */
  readonly wrongDimensions: number;
  /** Where reports about the picture were left out: weight of anywhere within reach of the others, as a ship whose reports are false does what others do not. */
  readonly astray: number;
  /** Share of reports left out that are right after all. */
  readonly wrongFlags: number;
  /** That a ship is with a segment that ended before the picture, or began after it, though its number goes on elsewhere. */
  readonly otherSegment: number;
}

export const publishedSettings: MatchSettings = {
  windowHours: 12,
  probable: 0.8,
  nobody: 0.95,
  heard: 0.8,
  heardMinutes: 30,
  mustTransmit: 0.8,
  placeMetres: 10_000,
  inPicture: 0.9,
  found: 0.9,
  mostFound: 0.95,
  unreportedShare: 0.3,
  unreportedPerSquareKilometre: 0.001,
  falseShare: 0.05,
  besideFixed: 0.05,
  evidenceWeight: 0.8,
  wrongDimensions: 0.1,
  astray: 0.2,
  wrongFlags: 0.02,
  otherSegment: 0.02,
};
