/** What speaks against a report or a stretch of them. Nothing is deleted for it. */
export const trackFlags = [
  "identity-shared",
  "jump",
  "impossible-speed",
  "on-land",
  "frozen",
  "circling",
  "clock",
  "invalid-identity",
] as const;
export type TrackFlag = (typeof trackFlags)[number];

/** A part of one identity's reports that one ship can have sailed. */
export interface Segment {
  /** "366562000/1": numbered by time of the first report. */
  readonly id: string;
  readonly mmsi: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly fixes: number;
  readonly box: {
    readonly west: number;
    readonly south: number;
    readonly east: number;
    readonly north: number;
  };
  readonly sailedMetres: number;
  readonly maxKnots: number;
  /** Reports with a flag, by flag. */
  readonly flags: Readonly<Partial<Record<TrackFlag, number>>>;
}
