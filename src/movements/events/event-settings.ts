/** Thresholds of events. Where they come from: docs/method/events.md. */
export interface EventSettings {
  /** A silence of so many hours is a gap. */
  readonly gapHours: number;
  /** A gap of so many hours, begun so many nautical miles from any shore, by a ship heard at least so often in the 12 hours before it, where a working transponder would have been heard with this probability: the transponder was off. */
  readonly disablingHours: number;
  readonly disablingNauticalMiles: number;
  readonly disablingReportsBefore: number;
  readonly disablingHeard: number;
  /** After its last report a ship is expected on its course for so many hours. */
  readonly forecastHours: number;
  /** A ship that lies still nearer to a shore than this is taken to be at a berth, in metres. */
  readonly berthMetres: number;
  /** Below this probability of being heard, silence says nothing of the ship. */
  readonly notHeardBelow: number;
  /** A visit begins nearer to a port than this and ends farther from all ports than that, in metres. */
  readonly enterMetres: number;
  readonly leaveMetres: number;
  /** The same for areas that were drawn, from their outline. */
  readonly areaEnterMetres: number;
  readonly areaLeaveMetres: number;
  /** A ship has stopped below this speed and goes on above that, in knots. */
  readonly stopKnots: number;
  readonly goKnots: number;
  /** A silence inside a place of more than so many hours counts as unheard time of the visit. */
  readonly portGapHours: number;
  /** True: what only passes a place, without a stop or a silence, is no visit. */
  readonly stopsOnly: boolean;
  /** Waiting: below this speed for so many minutes, at most so many metres from the place and so many hours before the visit. */
  readonly waitingKnots: number;
  readonly waitingMinutes: number;
  readonly waitingMetres: number;
  readonly waitingHours: number;
  /** Two ships meet when they are nearer than this for so many hours, both below this speed, so many metres from any shore. */
  readonly meetingMetres: number;
  readonly meetingHours: number;
  readonly meetingKnots: number;
  readonly meetingShoreMetres: number;
  /** A ship loiters below this speed for so many hours, so many nautical miles from any shore. */
  readonly loiteringKnots: number;
  readonly loiteringHours: number;
  readonly loiteringNauticalMiles: number;
}

export const usualEventSettings: EventSettings = {
  gapHours: 6,
  disablingHours: 12,
  disablingNauticalMiles: 50,
  disablingReportsBefore: 14,
  disablingHeard: 0.95,
  forecastHours: 2,
  berthMetres: 5000,
  notHeardBelow: 0.5,
  enterMetres: 3000,
  leaveMetres: 4000,
  areaEnterMetres: 200,
  areaLeaveMetres: 500,
  stopKnots: 0.2,
  goKnots: 0.5,
  portGapHours: 4,
  stopsOnly: true,
  waitingKnots: 1,
  waitingMinutes: 60,
  waitingMetres: 50_000,
  waitingHours: 24,
  meetingMetres: 500,
  meetingHours: 2,
  meetingKnots: 2,
  meetingShoreMetres: 10_000,
  loiteringKnots: 2,
  loiteringHours: 4,
  loiteringNauticalMiles: 20,
};
