import { senderClasses, type SenderClass } from "../fixes.ts";

/** Only letters and digits, small: so "Under way using engine" and "under_way_using_engine" are the same word. */
export const plainWord = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, "");

/** Navigational status (ITU-R M.1371-5, table 45) as publishers spell it out. What is not here is read as "not defined" (15). */
export const statusWords: Readonly<Record<string, number>> = {
  underwayusingengine: 0,
  atanchor: 1,
  notundercommand: 2,
  restrictedmanoeuvrability: 3,
  restrictedmaneuverability: 3,
  constrainedbyherdraught: 4,
  constrainedbyherdraft: 4,
  moored: 5,
  aground: 6,
  engagedinfishing: 7,
  engagedinfishingactivity: 7,
  underwaysailing: 8,
  reservedforfutureamendmentofnavigationalstatusforhsc: 9,
  reservedforfutureamendmenthsc: 9,
  reservedforfutureamendmentofnavigationalstatusforwig: 10,
  reservedforfutureamendmentwig: 10,
  powerdrivenvesseltowingastern: 11,
  powerdrivenvesselpushingaheadortowingalongside: 12,
  reservedforfutureuse: 13,
  aissart: 14,
  aissartmobaisepirbais: 14,
  aissartisactive: 14,
  notdefined: 15,
  undefined: 15,
  unknownvalue: 15,
};

/** Kinds of sender as publishers spell them. */
export const classWords: Readonly<Record<string, SenderClass>> = {
  a: "A",
  classa: "A",
  b: "B",
  classb: "B",
  base: "base",
  basestation: "base",
  aid: "aid",
  aton: "aid",
  aidtonavigation: "aid",
  aircraft: "aircraft",
  sarairborne: "aircraft",
  beacon: "beacon",
  searchandrescuetransponder: "beacon",
  manoverboarddevice: "beacon",
  epirb: "beacon",
};

/** Types of ship (ITU-R M.1371-5, table 53) as publishers spell them: the first number of the group where the word says no more. */
export const shipTypeWords: Readonly<Record<string, number>> = {
  wig: 20,
  fishing: 30,
  towing: 31,
  towinglongwide: 32,
  dredging: 33,
  diving: 34,
  military: 35,
  sailing: 36,
  pleasure: 37,
  hsc: 40,
  pilot: 50,
  sar: 51,
  tug: 52,
  porttender: 53,
  antipollution: 54,
  lawenforcement: 55,
  medical: 58,
  notpartytoconflict: 59,
  passenger: 60,
  cargo: 70,
  tanker: 80,
  other: 90,
};

/** What publishers write where they have nothing. */
export const emptyWords: readonly string[] = ["unknown", "undefined", "null", "nan", "none", "n/a"];

/**
 * What the number itself says of who sends (ITU-R M.585): stations ashore have two zeros before the country, aids 99, aircraft 111, beacons 970
 * to 974. A ship's number does not say its class.
 */
export function classOfIdentity(mmsi: number): SenderClass {
  if (mmsi >= 2_010_000 && mmsi < 7_760_000) return "base";
  if (mmsi >= 990_000_000 && mmsi < 1_000_000_000) return "aid";
  if (mmsi >= 111_000_000 && mmsi < 112_000_000) return "aircraft";
  const three = Math.floor(mmsi / 1_000_000);
  return three === 970 || three === 972 || three === 974 ? "beacon" : "unknown";
}

export const classIndex = (name: SenderClass): number => senderClasses.indexOf(name);

/**
 * Whether the number is one that ITU-R M.585 gives to a ship, a craft of a ship, a station ashore, an aid, an aircraft, a beacon or a hand-held
 * radio. Others are kept as they were sent and are counted as invalid.
 */
export function isValidIdentity(mmsi: number): boolean {
  const country = (digits: number): boolean => digits >= 201 && digits <= 775;
  if (mmsi >= 1_000_000_000) return false;
  if (mmsi >= 990_000_000 || (mmsi >= 980_000_000 && mmsi < 990_000_000))
    return country(Math.floor((mmsi % 10_000_000) / 10_000));
  if (mmsi >= 800_000_000 && mmsi < 900_000_000) return country(Math.floor((mmsi % 100_000_000) / 100_000));
  if (mmsi >= 111_000_000 && mmsi < 112_000_000) return country(Math.floor((mmsi % 1_000_000) / 1000));
  if (mmsi >= 100_000_000)
    return country(Math.floor(mmsi / 1_000_000)) || [970, 972, 974].includes(Math.floor(mmsi / 1_000_000));
  // Groups of ships (0MID…) and stations ashore (00MID…).
  if (mmsi >= 10_000_000) return country(Math.floor(mmsi / 100_000));
  return country(Math.floor(mmsi / 10_000));
}
