import { metresPerDegree, sphereMetres } from "../../base/geodesy/sphere.ts";
import type { AisMessage } from "../ais/sentences/decode-message.ts";
import { encodeMessage } from "../ais/sentences/encode-message.ts";
import { checksumOf, sentencesOf } from "../ais/sentences/encode-sentence.ts";
import { normal } from "./sailing.ts";
import type { SimulatedShip } from "./cast.ts";
import { standing, stations, type Station } from "./sea-area.ts";
import { underWay, type ShipState, type Way } from "./way.ts";

/** A line of a receiver and when it arrived. */
export interface Line {
  readonly atMs: number;
  readonly text: string;
}

/** Whole seconds that clocks are ahead of UTC, by the name of a receiver or the id of a ship. */
export type Clocks = Readonly<Record<string, number>>;

/** What a ship sends at a time: under which ship's name, and from where it says that it is; null when it sends nothing. */
export type Sending = (
  ms: number,
  state: ShipState,
) => { readonly as: SimulatedShip; readonly state: ShipState } | null;

const degreesOf = { longitude: 600_000, latitude: 600_000 } as const;
const positionNoiseMetres = 5;
const staticEveryMs = 360_000;

/** Share of messages that a station hears over a distance: nearly all near, half at its range, none far beyond. */
export const heardShare = (metres: number, rangeMetres: number): number =>
  0.98 / (1 + Math.exp((metres - rangeMetres) / (0.07 * rangeMetres)));

/** Share that any station hears of a ship at a position. */
export function heardAnywhere([x, y]: ShipState["position"], senderClass: "A" | "B"): number {
  let missed = 1;
  for (const { position, rangeMetres, rangeOfBMetres } of stations)
    missed *=
      1 -
      heardShare(
        sphereMetres(x, y, position[0], position[1]),
        senderClass === "A" ? rangeMetres : rangeOfBMetres,
      );
  return 1 - missed;
}

/** Lines of all stations that heard a message sent from a place. */
function heard(
  message: AisMessage,
  ms: number,
  from: ShipState["position"],
  senderClass: "A" | "B",
  sequence: number,
  random: () => number,
  clocks: Clocks,
): Line[] {
  const lines: Line[] = [];
  let sentences: string[] | null = null;
  for (const station of stations) {
    const range = senderClass === "A" ? station.rangeMetres : station.rangeOfBMetres;
    const metres = sphereMetres(from[0], from[1], station.position[0], station.position[1]);
    if (metres > 2 * range || random() > heardShare(metres, range)) continue;
    sentences ??= sentencesOf(encodeMessage(message), {
      channel: sequence % 2 === 0 ? "A" : "B",
      sequence: sequence % 10,
    });
    const atMs = ms + 1000 * Math.floor(1.2 * random());
    for (const [index, sentence] of sentences.entries())
      lines.push({
        atMs,
        text: tagged(sentence, station, index === 0 ? stamped(atMs, station, clocks) : null),
      });
  }
  return lines;
}

const stamped = (atMs: number, { name }: Station, clocks: Clocks): number =>
  atMs + 1000 * (clocks[name] ?? 0);

function tagged(sentence: string, { name }: Station, atMs: number | null): string {
  const body = `s:${name}${atMs === null ? "" : `,c:${atMs / 1000}`}`;
  return `\\${body}*${checksumOf(body)}\\${sentence}`;
}

/** All that stations hear of a ship. */
export function linesOfShip(
  ship: SimulatedShip,
  way: Way,
  sending: Sending,
  everySeconds: number,
  random: () => number,
  clocks: Clocks,
): Line[] {
  const { senderClass } = ship;
  if (senderClass === null) return [];
  const lines: Line[] = [];
  let nextStatic = way.fromMs + staticEveryMs * random();
  let sequence = Math.floor(10 * random());
  for (let ms = way.fromMs + 1000 * Math.floor(60 * random()); ms < way.toMs;) {
    const state = way.at(ms);
    const sent = state === null ? null : sending(ms, state);
    if (state !== null && sent !== null) {
      lines.push(
        ...heard(
          position(sent.as, sent.state, ms + 1000 * (clocks[ship.id] ?? 0), random),
          ms,
          state.position,
          senderClass,
          sequence++,
          random,
          clocks,
        ),
      );
      if (ms >= nextStatic) {
        for (const message of statics(sent.as))
          lines.push(...heard(message, ms + 1000, state.position, senderClass, sequence++, random, clocks));
        nextStatic = ms + staticEveryMs;
      }
    }
    const resting = state !== null && state.knots < 0.5 && state.status !== underWay;
    ms += 1000 * Math.max(2, Math.round((resting ? 180 : everySeconds) * (0.9 + 0.2 * random())));
  }
  return lines;
}

const tenths = (value: number): number => Math.round(value * 10);
const circle = (degrees: number, parts: number): number =>
  Math.round((((degrees % 360) + 360) % 360) * parts) % (360 * parts);

function position(as: SimulatedShip, state: ShipState, ms: number, random: () => number): AisMessage {
  const [x, y] = state.position;
  const east = (positionNoiseMetres * normal(random)) / (metresPerDegree * Math.cos((y * Math.PI) / 180));
  const common = {
    repeat: 0,
    mmsi: as.mmsi ?? 0,
    speed: Math.max(0, Math.min(1022, tenths(state.knots + 0.08 * normal(random)))),
    accuracy: true,
    longitude: Math.round((x + east) * degreesOf.longitude),
    latitude: Math.round((y + (positionNoiseMetres * normal(random)) / metresPerDegree) * degreesOf.latitude),
    course: circle(state.course + (state.knots < 0.5 ? 25 : 0.8) * normal(random), 10),
    second: Math.floor(ms / 1000) % 60,
    raim: false,
  };
  if (as.senderClass === "B")
    return {
      type: 18,
      ...common,
      reserved: 0,
      heading: 511,
      regional: 0,
      carrierSense: true,
      display: false,
      dsc: true,
      wholeBand: true,
      message22: true,
      assigned: false,
      radio: 917_510,
    };
  return {
    type: 1,
    ...common,
    status: state.status,
    turn: 0,
    heading: circle(state.heading + normal(random), 1),
    manoeuvre: 0,
    radio: Math.floor(random() * 4096),
  };
}

function statics(as: SimulatedShip): AisMessage[] {
  const mmsi = as.mmsi ?? 0;
  const size = {
    toBow: as.toBowMetres,
    toStern: as.lengthMetres - as.toBowMetres,
    toPort: as.toPortMetres,
    toStarboard: as.widthMetres - as.toPortMetres,
  };
  if (as.senderClass === "B")
    return [
      { type: 24, repeat: 0, mmsi, part: 0, name: as.name },
      {
        type: 24,
        repeat: 0,
        mmsi,
        part: 1,
        shipType: as.shipType,
        vendor: "SIM",
        model: 1,
        serial: mmsi % 1_000_000,
        callSign: as.callSign,
        epfd: 1,
        size,
        motherShipMmsi: null,
      },
    ];
  return [
    {
      type: 5,
      repeat: 0,
      mmsi,
      aisVersion: 2,
      // A number that looks like one of the IMO could be a real ship's.
      imo: 0,
      callSign: as.callSign,
      name: as.name,
      shipType: as.shipType,
      ...size,
      epfd: 1,
      month: 0,
      day: 0,
      hour: 24,
      minute: 60,
      draught: tenths(as.draughtMetres),
      destination: "SIMULATED",
      dte: 0,
    },
  ];
}

/** Stations say the time, aids to navigation where they are. */
export function linesOfStations(fromMs: number, toMs: number, random: () => number, clocks: Clocks): Line[] {
  const lines: Line[] = [];
  for (const [index, { mmsi, position: place, name }] of stations.entries())
    for (let ms = fromMs + 1000 * (7 + index); ms < toMs; ms += 600_000) {
      const when = new Date(ms);
      const message: AisMessage = {
        type: 4,
        repeat: 0,
        mmsi,
        year: when.getUTCFullYear(),
        month: when.getUTCMonth() + 1,
        day: when.getUTCDate(),
        hour: when.getUTCHours(),
        minute: when.getUTCMinutes(),
        second: when.getUTCSeconds(),
        accuracy: true,
        ...whole(place),
        epfd: 7,
        raim: false,
        radio: 0,
      };
      const tag = { source: name, atMs: ms + 1000 * (clocks[name] ?? 0) };
      lines.push(
        ...sentencesOf(encodeMessage(message), { formatter: "VDO", tag }).map((text) => ({ atMs: ms, text })),
      );
    }
  for (const { mmsi, name, position: place } of standing) {
    if (mmsi === null) continue;
    for (let ms = fromMs + 31_000; ms < toMs; ms += 180_000) {
      const message: AisMessage = {
        type: 21,
        repeat: 0,
        mmsi,
        aidType: 30,
        name: name.toUpperCase(),
        accuracy: true,
        ...whole(place),
        toBow: 2,
        toStern: 2,
        toPort: 2,
        toStarboard: 2,
        epfd: 7,
        second: Math.floor(ms / 1000) % 60,
        offPosition: false,
        regional: 0,
        raim: false,
        virtual: false,
        assigned: false,
      };
      lines.push(...heard(message, ms, place, "A", 0, random, clocks));
    }
  }
  return lines;
}

const whole = ([x, y]: ShipState["position"]): { longitude: number; latitude: number } => ({
  longitude: Math.round(x * degreesOf.longitude),
  latitude: Math.round(y * degreesOf.latitude),
});
