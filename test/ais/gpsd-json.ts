import type { AisMessage, SlotData } from "../../src/movements/ais/sentences/decode-message.ts";
import type { Application } from "../../src/movements/ais/sentences/application.ts";

/** What gpsd writes of a message as JSON, unscaled, without texts that it adds for codes. */
export type GpsdJson = Readonly<Record<string, unknown>>;

const two = (n: number): string => String(n).padStart(2, "0");
const clock = (hour: number, minute: number): string => `${two(hour)}:${two(minute)}Z`;
const dayTime = (d: { day: number; hour: number; minute: number }): string =>
  `${two(d.day)}T${clock(d.hour, d.minute)}`;
const monthTime = (month: number, day: number, hour: number, minute: number): string =>
  `${two(month)}-${two(day)}T${clock(hour, minute)}`;

const size = (m: { toBow: number; toStern: number; toPort: number; toStarboard: number }): GpsdJson => ({
  to_bow: m.toBow,
  to_stern: m.toStern,
  to_port: m.toPort,
  to_starboard: m.toStarboard,
});
const place = (m: { longitude: number; latitude: number }): GpsdJson => ({
  lon: m.longitude,
  lat: m.latitude,
});
const corners = (a: {
  northEastLongitude: number;
  northEastLatitude: number;
  southWestLongitude: number;
  southWestLatitude: number;
}): GpsdJson => ({
  ne_lon: a.northEastLongitude,
  ne_lat: a.northEastLatitude,
  sw_lon: a.southWestLongitude,
  sw_lat: a.southWestLatitude,
});
const slotData = (m: SlotData & { addressed: boolean; structured: boolean }): GpsdJson => ({
  addressed: m.addressed,
  structured: m.structured,
  dest_mmsi: m.destinationMmsi ?? 0,
  app_id: m.application ?? 0,
  data: `${m.data.bits}:${m.data.hex}`,
});

type Weather = Extract<Application, { name: "weather" }>;

function weather(w: Weather): GpsdJson {
  const f = w.fields;
  return {
    ...place(f),
    timestamp: dayTime(f),
    wspeed: f.windSpeed,
    wgust: f.gustSpeed,
    wdir: f.windDirection,
    wgustdir: f.gustDirection,
    humidity: f.humidity,
    airtemp: f.airTemperature,
    dewpoint: f.dewPoint,
    pressure: f.pressure,
    pressuretend: f.pressureTendency,
    visibility: f.visibility,
    waterlevel: f.waterLevel,
    leveltrend: f.waterLevelTrend,
    cspeed: f.currentSpeed,
    cdir: f.currentDirection,
    cspeed2: f.currentSpeed2,
    cdir2: f.currentDirection2,
    cdepth2: f.currentDepth2,
    cspeed3: f.currentSpeed3,
    cdir3: f.currentDirection3,
    cdepth3: f.currentDepth3,
    waveheight: f.waveHeight,
    waveperiod: f.wavePeriod,
    wavedir: f.waveDirection,
    swellheight: f.swellHeight,
    swellperiod: f.swellPeriod,
    swelldir: f.swellDirection,
    seastate: f.seaState,
    watertemp: f.waterTemperature,
    preciptype: f.precipitation,
    salinity: f.salinity,
    ice: f.ice,
    ...("accuracy" in f ? { accuracy: f.accuracy, visgreater: f.visibilityBeyond } : {}),
  };
}

/** What gpsd writes of the content of a message 6 or 8. */
export function contentJson(content: Application): GpsdJson {
  switch (content.name) {
    case "weather":
      return weather(content);
    case "text":
      return { linkage: content.fields.linkage, text: content.text };
    case "inland ship": {
      const f = content.fields;
      return {
        vin: f.europeanNumber,
        length: f.length,
        beam: f.beam,
        shiptype: f.shipType,
        hazard: f.hazard,
        draught: f.draught,
        loaded: f.loaded,
        speed_q: f.speedGood,
        course_q: f.courseGood,
        heading_q: f.headingGood,
      };
    }
    case "state of a light": {
      const f = content.fields;
      return {
        off_pos: f.offPosition,
        alarm: f.alarm,
        stat_ext: f.statusBits,
        ana_int: f.internalVolts,
        ana_ext1: f.externalVolts1,
        ana_ext2: f.externalVolts2,
        racon: f.racon,
        light: f.light,
      };
    }
    case "dangerous cargo": {
      const f = content.fields;
      return {
        lastport: f.lastPort,
        departure: monthTime(f.departureMonth, f.departureDay, f.departureHour, f.departureMinute),
        nextport: f.nextPort,
        eta: monthTime(f.arrivalMonth, f.arrivalDay, f.arrivalHour, f.arrivalMinute),
        dangerous: f.goods,
        imdcat: f.code,
        unid: f.unitedNationsNumber,
        amount: f.amount,
        unit: f.unit,
      };
    }
    case "port entry": {
      const f = content.fields;
      return {
        linkage: f.linkage,
        arrival: monthTime(f.month, f.day, f.hour, f.minute),
        portname: f.port,
        destination: f.destination,
        ...place(f),
      };
    }
    case "tidal window":
      return {
        month: content.fields.month,
        day: content.fields.day,
        tidals: content.list.map((l) => ({
          ...place(l),
          from_hour: l.fromHour,
          from_min: l.fromMinute,
          to_hour: l.toHour,
          to_min: l.toMinute,
          cdir: l.currentDirection,
          cspeed: l.currentSpeed,
        })),
      };
  }
}

/** A message in gpsd's words. The name of a class B ship, which gpsd adds to part B, is not part of it. */
export function gpsdJson(m: AisMessage): GpsdJson {
  return { type: m.type, repeat: m.repeat, mmsi: m.mmsi, ...rest(m) };
}

function rest(m: AisMessage): GpsdJson {
  switch (m.type) {
    case 1:
    case 2:
    case 3: {
      const { status, turn, speed, accuracy, course, heading, second, manoeuvre: maneuver, raim, radio } = m;
      return { status, turn, speed, accuracy, ...place(m), course, heading, second, maneuver, raim, radio };
    }
    case 4:
    case 11: {
      const date = `${String(m.year).padStart(4, "0")}-${two(m.month)}-${two(m.day)}`;
      const timestamp = `${date}T${two(m.hour)}:${two(m.minute)}:${two(m.second)}Z`;
      return { timestamp, accuracy: m.accuracy, ...place(m), epfd: m.epfd, raim: m.raim, radio: m.radio };
    }
    case 5:
      return {
        imo: m.imo,
        ais_version: m.aisVersion,
        callsign: m.callSign,
        shipname: m.name,
        shiptype: m.shipType,
        ...size(m),
        epfd: m.epfd,
        eta: monthTime(m.month, m.day, m.hour, m.minute),
        draught: m.draught,
        destination: m.destination,
        dte: m.dte,
      };
    case 6: {
      const { sequence: seqno, destinationMmsi: dest_mmsi, retransmit, dac, fid } = m;
      const data = m.content === null ? { data: `${m.data.bits}:${m.data.hex}` } : contentJson(m.content);
      return { seqno, dest_mmsi, retransmit, dac, fid, ...data };
    }
    case 7:
    case 13:
      return Object.fromEntries(
        [0, 1, 2, 3].map((i) => [`mmsi${i + 1}`, m.acknowledged[i]?.mmsi ?? 0] as const),
      );
    case 8:
      return {
        dac: m.dac,
        fid: m.fid,
        ...(m.content === null ? { data: `${m.data.bits}:${m.data.hex}` } : contentJson(m.content)),
      };
    case 9: {
      const { altitude: alt, speed, accuracy, course, second, regional, dte, raim, radio } = m;
      return { alt, speed, accuracy, ...place(m), course, second, regional, dte, raim, radio };
    }
    case 10:
      return { dest_mmsi: m.destinationMmsi };
    case 12:
      return { seqno: m.sequence, dest_mmsi: m.destinationMmsi, retransmit: m.retransmit, text: m.text };
    case 14:
      return { text: m.text };
    case 15: {
      const [a, b, c] = m.asked;
      return {
        mmsi1: a?.mmsi,
        type1_1: a?.messageType,
        offset1_1: a?.slotOffset,
        type1_2: b?.messageType ?? 0,
        offset1_2: b?.slotOffset ?? 0,
        mmsi2: c?.mmsi ?? 0,
        type2_1: c?.messageType ?? 0,
        offset2_1: c?.slotOffset ?? 0,
      };
    }
    case 16: {
      const [a, b] = m.assignments;
      return {
        mmsi1: a?.mmsi,
        offset1: a?.slotOffset,
        increment1: a?.increment,
        mmsi2: b?.mmsi ?? 0,
        offset2: b?.slotOffset ?? 0,
        increment2: b?.increment ?? 0,
      };
    }
    case 17:
      return { ...place(m), data: `${m.data.bits}:${m.data.hex}` };
    case 18:
      return {
        reserved: m.reserved,
        speed: m.speed,
        accuracy: m.accuracy,
        ...place(m),
        course: m.course,
        heading: m.heading,
        second: m.second,
        regional: m.regional,
        cs: m.carrierSense,
        display: m.display,
        dsc: m.dsc,
        band: m.wholeBand,
        msg22: m.message22,
        raim: m.raim,
        radio: m.radio,
      };
    case 19:
      return {
        reserved: m.reserved,
        speed: m.speed,
        accuracy: m.accuracy,
        ...place(m),
        course: m.course,
        heading: m.heading,
        second: m.second,
        regional: m.regional,
        shipname: m.name,
        shiptype: m.shipType,
        ...size(m),
        epfd: m.epfd,
        raim: m.raim,
        dte: m.dte,
        assigned: m.assigned,
      };
    case 20:
      return Object.fromEntries(
        [0, 1, 2, 3].flatMap((i) => {
          const r = m.reservations[i];
          return [
            [`offset${i + 1}`, r?.slotOffset ?? 0],
            [`number${i + 1}`, r?.slots ?? 0],
            [`timeout${i + 1}`, r?.timeout ?? 0],
            [`increment${i + 1}`, r?.increment ?? 0],
          ];
        }),
      );
    case 21: {
      const {
        aidType: aid_type,
        name,
        accuracy,
        epfd,
        second,
        regional,
        offPosition: off_position,
        raim,
      } = m;
      const { virtual: virtual_aid } = m;
      const where = { ...place(m), ...size(m) };
      return { aid_type, name, accuracy, ...where, epfd, second, regional, off_position, raim, virtual_aid };
    }
    case 22:
      return {
        channel_a: m.channelA,
        channel_b: m.channelB,
        txrx: m.transmission,
        power: m.lowPower,
        ...(m.area === null
          ? { dest1: m.stations.firstMmsi, dest2: m.stations.secondMmsi }
          : corners(m.area)),
        addressed: m.addressed,
        band_a: m.bandA,
        band_b: m.bandB,
        zonesize: m.zoneSize,
      };
    case 23:
      return {
        ...corners(m),
        stationtype: m.stationType,
        shiptype: m.shipType,
        interval: m.interval,
        quiet: m.quiet,
      };
    case 24:
      if (m.part === 0) return { shipname: m.name };
      return {
        shiptype: m.shipType,
        vendorid: m.vendor,
        model: m.model,
        serial: m.serial,
        callsign: m.callSign,
        ...(m.size === null ? { mothership_mmsi: m.motherShipMmsi } : size(m.size)),
      };
    case 25:
      return slotData(m);
    case 26:
      return slotData(m);
    case 27:
      return {
        status: m.status,
        accuracy: m.accuracy,
        ...place(m),
        speed: m.speed,
        course: m.course,
        raim: m.raim,
        gnss: m.late,
      };
  }
}
