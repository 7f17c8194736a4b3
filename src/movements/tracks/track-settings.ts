import type { ClockSettings } from "../ais/sender-clocks.ts";

/** When a report is doubted. Sources and tolerances: docs/method/tracks.md. */
export interface TrackSettings extends ClockSettings {
  /** No ship is faster, in knots. */
  readonly mostKnots: number;
  /** An aircraft of search and rescue is not faster, in knots. */
  readonly mostAircraftKnots: number;
  /** Reports may be off by so much in place, in metres, and in time, in seconds: what is within is no jump. */
  readonly slackMetres: number;
  readonly slackSeconds: number;
  /** A stretch elsewhere of at most so many reports is taken for false positions, not for another ship. */
  readonly noiseFixes: number;
  /** Two stretches of one identity belong to two ships when they alternate at least so often over so many minutes. */
  readonly sharedSwitches: number;
  readonly sharedMinutes: number;
  /** Positions are frozen when they are equal in so many reports over so many minutes while each says at least so many knots. */
  readonly frozenFixes: number;
  readonly frozenMinutes: number;
  readonly frozenKnots: number;
  /** A circle is implausible when its reports are within this share of its radius of it, over so many turns, with so many knots between them. */
  readonly circleShare: number;
  readonly circleTurns: number;
  readonly circleKnots: number;
  /** Late reports: the place is on the ship's own way, at most so many metres off it and so many hours before or after. */
  readonly clockMetres: number;
  readonly clockHours: number;
  /** Reports so far inland, in metres, are on land, unless so many identities reported from within the same cell: a river, lake or port. */
  readonly landMetres: number;
  readonly waterwayShips: number;
}

export const usualTrackSettings: TrackSettings = {
  mostKnots: 60,
  mostAircraftKnots: 300,
  slackMetres: 500,
  slackSeconds: 60,
  noiseFixes: 3,
  sharedSwitches: 4,
  sharedMinutes: 10,
  frozenFixes: 4,
  frozenMinutes: 10,
  frozenKnots: 1,
  circleShare: 0.015,
  circleTurns: 2,
  circleKnots: 2,
  clockMetres: 250,
  clockHours: 6,
  clockSeconds: 5,
  clockReports: 20,
  clockShare: 0.9,
  clockSpreadSeconds: 3,
  landMetres: 10_000,
  waterwayShips: 3,
};
