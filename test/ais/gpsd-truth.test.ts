import { describe, expect, it } from "vitest";
import { readApplication } from "../../src/movements/ais/sentences/application.ts";
import type { AisMessage, Data } from "../../src/movements/ais/sentences/decode-message.ts";
import { readMessages } from "../../src/movements/ais/sentences/messages.ts";
import { newWords, putBits } from "../../src/movements/ais/sentences/words.ts";
import { contentJson, gpsdJson, type GpsdJson } from "./gpsd-json.ts";
import { haveNmea, nmeaFile, nmeaLines } from "./nmea-data.ts";

/** What gpsd adds: its own bookkeeping and texts for codes. */
const added = /^(?:class|device|scaled)$|_text$/;

/** Messages of gpsd's sample with what gpsd says of each. It joins both parts of message 24 and says nothing of part A, which here waits for its part B. */
function paired(): { line: number; ours: AisMessage; truth: GpsdJson }[] {
  const heard = readMessages(nmeaFile("sample.aivdm")).messages;
  const pairs = [];
  let next = 0;
  for (const line of nmeaLines("sample.aivdm.ju.chk")) {
    const truth = JSON.parse(line) as GpsdJson;
    let one = heard[next++];
    while (one !== undefined && one.message.type === 24 && !joined(one.message, truth)) one = heard[next++];
    if (one === undefined) throw new Error(`nothing for ${line}`);
    pairs.push({ line: one.line, ours: one.message, truth });
  }
  expect(heard.slice(next)).toEqual([]);
  return pairs;
}

const joined = (m: AisMessage, truth: GpsdJson): boolean =>
  m.type === 24 && m.part === 1 && truth.type === 24 && truth.mmsi === m.mmsi;

/** Names of fields in which the two differ. */
function differences(ours: GpsdJson, truth: GpsdJson): string[] {
  const names = new Set([...Object.keys(ours), ...Object.keys(truth)].filter((name) => !added.test(name)));
  return [...names].filter((name) => JSON.stringify(ours[name]) !== JSON.stringify(truth[name]));
}

/** The content as gpsd has it: read on behind the end, as if zeros stood there. */
function contentBeyondEnd(message: 6 | 8, dac: number, fid: number, data: Data): GpsdJson {
  const words = newWords();
  for (let at = 0; at < data.bits; at += 8)
    putBits(words, at, 8, parseInt(data.hex.slice(at / 4, at / 4 + 2), 16));
  const whole = fid === 14 ? 102 : fid === 32 ? 97 : 272;
  const content = readApplication(message, dac, fid, words, 0, Math.max(whole, data.bits));
  if (content === null) throw new Error(`${message}/${dac}/${fid} is not known`);
  return contentJson(content);
}

describe.skipIf(!haveNmea)("messages of gpsd's sample", () => {
  it("are what gpsd says they are, but for what is listed in docs/method/ais-sentences.md", () => {
    const found: Record<string, string[]> = {};
    let cut = 0;
    for (const { line, ours, truth } of paired()) {
      const json = gpsdJson(ours);
      const differ = differences(json, truth);
      if (differ.length === 0) continue;
      if (ours.type === 24 && ours.part === 1) {
        // The name comes from part A, and the vendor is read as seven characters of which four are model and serial number.
        expect(differ).toEqual(["vendorid", "shipname"]);
        expect(String(truth.vendorid).slice(0, 3)).toBe(json.vendorid);
      } else if (ours.type === 6 && ours.content === null) {
        // Data that end before their fields do: gpsd reads zeros on behind the end.
        cut++;
        const beyond = { ...json, data: undefined, ...contentBeyondEnd(6, ours.dac, ours.fid, ours.data) };
        expect(differences(beyond, { ...truth, data: undefined })).toEqual([]);
      } else if (ours.type === 26) {
        // gpsd does not read the communication state, and leaves its bits in the last byte of the data.
        for (const name of differ) expect(["radio", "data"]).toContain(name);
        expect(truth.radio ?? 0).toBe(0);
        expect(String(truth.data).slice(0, -1)).toBe(String(json.data).slice(0, -1));
      } else (found[`message ${ours.type}`] ??= []).push(`${line}: ${differ.join(", ")}`);
    }
    // Two acknowledgements are cut within their third number, of which gpsd makes a number all the same.
    expect(cut).toBe(7);
    expect(found).toEqual({ "message 7": ["230: mmsi3", "240: mmsi3"] });
  });

  it("are 97 as gpsd counts them", () => {
    expect(paired()).toHaveLength(97);
  });

  it("come in the order of gpsd's other listing, with the same numbers where it has the whole message", () => {
    const listed = nmeaLines("sample.aivdm.chk");
    const ours = paired().map(({ ours }) => {
      const start = `${ours.type}|${ours.repeat}|${String(ours.mmsi).padStart(9, "0")}`;
      return `${[start, ...numbers(ours)].join("|")}|`;
    });
    expect(listed.map((line, i) => `${line}|`.slice(0, ours[i]?.length))).toEqual(ours);
  });
});

const bit = (flag: boolean): number => (flag ? 1 : 0);

/** Fields as the second listing has them, up to the first that it writes in a form of its own. */
function numbers(m: AisMessage): (number | string)[] {
  switch (m.type) {
    case 1:
    case 2:
    case 3:
      return [
        m.status,
        m.turn,
        m.speed,
        bit(m.accuracy),
        m.longitude,
        m.latitude,
        m.course,
        m.heading,
        m.second,
        `0x${m.manoeuvre}`,
        bit(m.raim),
      ];
    case 9:
      return [m.altitude, m.speed, bit(m.accuracy), m.longitude, m.latitude, m.course, m.second];
    case 18:
      return [m.reserved, m.speed, bit(m.accuracy), m.longitude, m.latitude, m.course, m.heading, m.second];
    case 27:
      return [m.status, bit(m.accuracy), m.longitude, m.latitude, m.speed, m.course, bit(m.raim)];
    default:
      return [];
  }
}
