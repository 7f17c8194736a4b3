import { flag, s, spare, t, u, type Layout } from "./fields.ts";

/**
 * Data inside messages 6 and 8, by designated area code and function identifier. International ones: IMO circulars SN/Circ.236 and SN.1/Circ.289; area 200: inland AIS
 * (UNECE); 235 and 250: the lighthouse authorities of Britain and Ireland.
 */
const minuteLongitude = s(25, { per: 60_000, none: 181 * 60_000 });
const minuteLatitude = s(24, { per: 60_000, none: 91 * 60_000 });

const currents = {
  currentSpeed: u(8, { per: 10, none: 255 }),
  currentDirection: u(9, { none: 511 }),
  currentSpeed2: u(8, { per: 10, none: 255 }),
  currentDirection2: u(9, { none: 511 }),
  currentDepth2: u(5, { none: 31 }),
  currentSpeed3: u(8, { per: 10, none: 255 }),
  currentDirection3: u(9, { none: 511 }),
  currentDepth3: u(5, { none: 31 }),
  waveHeight: u(8, { per: 10, none: 255 }),
  wavePeriod: u(6, { none: 63 }),
  waveDirection: u(9, { none: 511 }),
  swellHeight: u(8, { per: 10, none: 255 }),
  swellPeriod: u(6, { none: 63 }),
  swellDirection: u(9, { none: 511 }),
  seaState: u(4),
} as const;

const wind = {
  windSpeed: u(7, { none: 127 }),
  gustSpeed: u(7, { none: 127 }),
  windDirection: u(9, { none: 511 }),
  gustDirection: u(9, { none: 511 }),
} as const;

/** Weather and water, message 8, as of SN/Circ.236. */
const weather236 = {
  latitude: s(24, { per: 60_000, none: 0x7fffff }),
  longitude: s(25, { per: 60_000, none: 0xffffff }),
  day: u(5),
  hour: u(5),
  minute: u(6),
  ...wind,
  airTemperature: u(11, { per: 10, plus: -60, none: 2047 }),
  humidity: u(7, { none: 127 }),
  dewPoint: u(10, { per: 10, plus: -20, none: 1023 }),
  pressure: u(9, { plus: 800, none: 511 }),
  pressureTendency: u(2, { none: 3 }),
  visibility: u(8, { per: 10, none: 255 }),
  waterLevel: u(9, { per: 10, plus: -10, none: 511 }),
  waterLevelTrend: u(2, { none: 3 }),
  ...currents,
  waterTemperature: u(10, { per: 10, plus: -10, none: 1023 }),
  precipitation: u(3, { none: 7 }),
  salinity: u(9, { per: 10, none: 511 }),
  ice: u(2, { none: 3 }),
  spare1: spare(6),
} as const;

/** Weather and water, message 8, as of SN.1/Circ.289. */
const weather289 = {
  longitude: minuteLongitude,
  latitude: minuteLatitude,
  accuracy: flag(),
  day: u(5, { none: 0 }),
  hour: u(5, { none: 24 }),
  minute: u(6, { none: 60 }),
  ...wind,
  airTemperature: s(11, { per: 10, none: -1024 }),
  humidity: u(7, { none: 101 }),
  dewPoint: s(10, { per: 10, none: 501 }),
  pressure: u(9, { plus: 799, none: 511 }),
  pressureTendency: u(2, { none: 3 }),
  visibilityBeyond: flag(),
  visibility: u(7, { per: 10, none: 127 }),
  waterLevel: u(12, { per: 100, plus: -10, none: 4001 }),
  waterLevelTrend: u(2, { none: 3 }),
  ...currents,
  waterTemperature: s(10, { per: 10, none: 501 }),
  precipitation: u(3, { none: 7 }),
  salinity: u(9, { per: 10, none: 510 }),
  ice: u(2, { none: 3 }),
  spare1: spare(10),
} as const;

/** Ship and voyage on inland waters, message 8. Lengths in tenths of a metre. */
const inlandShip = {
  europeanNumber: t(8),
  length: u(13, { per: 10, none: 0 }),
  beam: u(10, { per: 10, none: 0 }),
  shipType: u(14),
  hazard: u(3, { none: 5 }),
  draught: u(11, { per: 100, none: 0 }),
  loaded: u(2, { none: 0 }),
  speedGood: flag(),
  courseGood: flag(),
  headingGood: flag(),
  spare1: spare(8),
} as const;

/** State of a light, message 6. */
const lighthouse = {
  internalVolts: u(10, { per: 20, none: 0 }),
  externalVolts1: u(10, { per: 20, none: 0 }),
  externalVolts2: u(10, { per: 20, none: 0 }),
  racon: u(2, { none: 0 }),
  light: u(2, { none: 0 }),
  alarm: flag(),
  statusBits: u(8),
  offPosition: flag(),
  spare1: spare(4),
} as const;

/** Dangerous cargo, message 6, as of SN/Circ.236. */
const dangerousCargo = {
  lastPort: t(5),
  departureMonth: u(4),
  departureDay: u(5),
  departureHour: u(5),
  departureMinute: u(6),
  nextPort: t(5),
  arrivalMonth: u(4),
  arrivalDay: u(5),
  arrivalHour: u(5),
  arrivalMinute: u(6),
  goods: t(20),
  code: t(4),
  unitedNationsNumber: u(13),
  amount: u(10),
  unit: u(2),
  spare1: spare(3),
} as const;

/** Leave to enter a port, message 6. */
const portEntry = {
  linkage: u(10),
  month: u(4),
  day: u(5),
  hour: u(5),
  minute: u(6),
  port: t(20),
  destination: t(5),
  longitude: minuteLongitude,
  latitude: minuteLatitude,
  spare1: spare(43),
} as const;

const tide = {
  fromHour: u(5),
  fromMinute: u(6),
  toHour: u(5),
  toMinute: u(6),
  currentDirection: u(9),
} as const;

const monthAndDay = { month: u(4), day: u(5) } as const;
const linkage = { linkage: u(10) } as const;

/** Fields, and behind them for some a list or text to the end of the message. */
export interface ApplicationLayout {
  readonly name: string;
  readonly message: 6 | 8;
  readonly areas: readonly number[];
  readonly fid: number;
  readonly fields: Layout;
  readonly list?: Layout;
  readonly text?: true;
}

export const applications = [
  { name: "dangerous cargo", message: 6, areas: [1], fid: 12, fields: dangerousCargo },
  {
    name: "tidal window",
    message: 6,
    areas: [1],
    fid: 14,
    fields: monthAndDay,
    list: {
      latitude: s(27, { per: 600_000 }),
      longitude: s(28, { per: 600_000 }),
      ...tide,
      currentSpeed: u(7, { per: 10, none: 127 }),
    },
  },
  { name: "port entry", message: 6, areas: [1], fid: 18, fields: portEntry },
  { name: "text", message: 6, areas: [1], fid: 30, fields: linkage, text: true },
  {
    name: "tidal window",
    message: 6,
    areas: [1],
    fid: 32,
    fields: monthAndDay,
    list: {
      longitude: minuteLongitude,
      latitude: minuteLatitude,
      ...tide,
      currentSpeed: u(8, { per: 10, none: 255 }),
    },
  },
  { name: "state of a light", message: 6, areas: [235, 250], fid: 10, fields: lighthouse },
  { name: "weather", message: 8, areas: [1], fid: 11, fields: weather236 },
  { name: "text", message: 8, areas: [1], fid: 29, fields: linkage, text: true },
  { name: "weather", message: 8, areas: [1], fid: 31, fields: weather289 },
  { name: "inland ship", message: 8, areas: [200], fid: 10, fields: inlandShip },
] as const satisfies readonly ApplicationLayout[];
