import { flag, s, spare, t, u } from "./fields.ts";

/**
 * The messages of ITU-R M.1371-5, Annex 8, bit by bit. Longitude and latitude are in degrees, speed in knots, angles in degrees, lengths in metres; `per` has the
 * parts that are sent. Data that differ from message to message (payloads, lists) stand behind these fields and are read in `decode-message.ts`.
 */
const header = { type: u(6), repeat: u(2), mmsi: u(30) };
const longitude = s(28, { per: 600_000, none: 181 * 600_000 });
const latitude = s(27, { per: 600_000, none: 91 * 600_000 });
const coarseLongitude = s(18, { per: 600, none: 181 * 600 });
const coarseLatitude = s(17, { per: 600, none: 91 * 600 });
const speed = u(10, { per: 10, none: 1023 });
const course = u(12, { per: 10, none: 3600 });
const heading = u(9, { none: 511 });
const dimensions = { toBow: u(9), toStern: u(9), toPort: u(6), toStarboard: u(6) };

/** Messages 1, 2, 3. Turn: 4.733 times the square root of degrees a minute; 127 and -127 faster than 5 degrees in 30 s, without an indicator. */
export const positionA = {
  ...header,
  status: u(4),
  turn: s(8, { none: -128 }),
  speed,
  accuracy: flag(),
  longitude,
  latitude,
  course,
  heading,
  second: u(6),
  manoeuvre: u(2),
  spare1: spare(3),
  raim: flag(),
  radio: u(19),
} as const;

/** Messages 4 and 11. */
export const station = {
  ...header,
  year: u(14, { none: 0 }),
  month: u(4, { none: 0 }),
  day: u(5, { none: 0 }),
  hour: u(5, { none: 24 }),
  minute: u(6, { none: 60 }),
  second: u(6, { none: 60 }),
  accuracy: flag(),
  longitude,
  latitude,
  epfd: u(4),
  spare1: spare(10),
  raim: flag(),
  radio: u(19),
} as const;

/** Message 5. */
export const shipStatic = {
  ...header,
  aisVersion: u(2),
  imo: u(30, { none: 0 }),
  callSign: t(7),
  name: t(20),
  shipType: u(8, { none: 0 }),
  ...dimensions,
  epfd: u(4),
  month: u(4, { none: 0 }),
  day: u(5, { none: 0 }),
  hour: u(5, { none: 24 }),
  minute: u(6, { none: 60 }),
  draught: u(8, { per: 10, none: 0 }),
  destination: t(20),
  /** Data terminal: 0 ready, 1 not. */
  dte: u(1),
  spare1: spare(1),
} as const;

/** Message 6, before its data. */
export const addressedBinary = {
  ...header,
  sequence: u(2),
  destinationMmsi: u(30),
  retransmit: flag(),
  spare1: spare(1),
  dac: u(10),
  fid: u(6),
} as const;

/** Messages 7 and 13 before their list, 14 before its text. */
export const headerAndSpare = { ...header, spare1: spare(2) } as const;
export const acknowledgement = { mmsi: u(30), sequence: u(2) } as const;

/** Message 8, before its data. */
export const broadcastBinary = { ...header, spare1: spare(2), dac: u(10), fid: u(6) } as const;

/** Message 9. Altitude in metres, speed in whole knots. */
export const aircraft = {
  ...header,
  altitude: u(12, { none: 4095 }),
  speed: u(10, { none: 1023 }),
  accuracy: flag(),
  longitude,
  latitude,
  course,
  second: u(6),
  regional: u(8),
  dte: u(1),
  spare1: spare(3),
  assigned: flag(),
  raim: flag(),
  radio: u(20),
} as const;

/** Message 10. */
export const timeInquiry = { ...header, spare1: spare(2), destinationMmsi: u(30), spare2: spare(2) } as const;

/** Message 12, before its text. */
export const addressedSafety = {
  ...header,
  sequence: u(2),
  destinationMmsi: u(30),
  retransmit: flag(),
  spare1: spare(1),
} as const;

/** Parts of message 15: a station, and what is asked of it. */
export const interrogated = { mmsi: u(30) } as const;
export const asked = { messageType: u(6), slotOffset: u(12), spare1: spare(2) } as const;

/** A station that message 16 commands. */
export const assignment = { mmsi: u(30), slotOffset: u(12), increment: u(10) } as const;

/** Message 17, before its data. */
export const corrections = {
  ...header,
  spare1: spare(2),
  longitude: coarseLongitude,
  latitude: coarseLatitude,
  spare2: spare(5),
} as const;

/** Message 18. */
export const positionB = {
  ...header,
  reserved: u(8),
  speed,
  accuracy: flag(),
  longitude,
  latitude,
  course,
  heading,
  second: u(6),
  regional: u(2),
  carrierSense: flag(),
  display: flag(),
  dsc: flag(),
  wholeBand: flag(),
  message22: flag(),
  assigned: flag(),
  raim: flag(),
  radio: u(20),
} as const;

/** Message 19. */
export const extendedB = {
  ...header,
  reserved: u(8),
  speed,
  accuracy: flag(),
  longitude,
  latitude,
  course,
  heading,
  second: u(6),
  regional: u(4),
  name: t(20),
  shipType: u(8, { none: 0 }),
  ...dimensions,
  epfd: u(4),
  raim: flag(),
  dte: u(1),
  assigned: flag(),
  spare1: spare(4),
} as const;

/** A reservation of message 20. */
export const reservation = { slotOffset: u(12), slots: u(4), timeout: u(3), increment: u(11) } as const;

/** Message 21, before what its name goes on with. */
export const aid = {
  ...header,
  aidType: u(5),
  name: t(20),
  accuracy: flag(),
  longitude,
  latitude,
  ...dimensions,
  epfd: u(4),
  second: u(6),
  offPosition: flag(),
  regional: u(8),
  raim: flag(),
  virtual: flag(),
  assigned: flag(),
  spare1: spare(1),
} as const;

/** Message 22: what stands before and behind its area or its two stations, and those. */
export const channelsBefore = {
  ...header,
  spare1: spare(2),
  channelA: u(12),
  channelB: u(12),
  transmission: u(4),
  lowPower: flag(),
} as const;
export const channelsArea = {
  northEastLongitude: coarseLongitude,
  northEastLatitude: coarseLatitude,
  southWestLongitude: coarseLongitude,
  southWestLatitude: coarseLatitude,
} as const;
export const channelsStations = {
  firstMmsi: u(30),
  spare2: spare(5),
  secondMmsi: u(30),
  spare3: spare(5),
} as const;
export const channelsBehind = {
  addressed: flag(),
  bandA: flag(),
  bandB: flag(),
  zoneSize: u(3),
  spare4: spare(23),
} as const;

/** Message 23. */
export const groupAssignment = {
  ...header,
  spare1: spare(2),
  ...channelsArea,
  stationType: u(4),
  shipType: u(8),
  spare2: spare(22),
  transmission: u(2),
  interval: u(4),
  quiet: u(4),
  spare3: spare(6),
} as const;

/** Message 24, part A. */
export const staticA = { ...header, part: u(2), name: t(20) } as const;
/** Message 24, part B, before its size, and its two ends: a craft of a mother ship gives that ship's number in place of its size. */
export const staticB = {
  ...header,
  part: u(2),
  shipType: u(8, { none: 0 }),
  vendor: t(3),
  model: u(4),
  serial: u(20),
  callSign: t(7),
} as const;
export const size = dimensions;
export const motherShip = { motherShipMmsi: u(30) } as const;
export const staticBEnd = { epfd: u(4), spare1: spare(2) } as const;

/** Messages 25 and 26, before what their two flags announce. */
export const slotBinary = { ...header, addressed: flag(), structured: flag() } as const;

/** Message 27: tenths of a minute, whole knots and degrees. */
export const longRange = {
  ...header,
  accuracy: flag(),
  raim: flag(),
  status: u(4),
  longitude: coarseLongitude,
  latitude: coarseLatitude,
  speed: u(6, { none: 63 }),
  course: u(9, { none: 511 }),
  /** The position is older than 5 seconds. */
  late: flag(),
  spare1: spare(1),
} as const;
