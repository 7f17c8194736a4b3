import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { checksumOf } from "../../src/movements/ais/sentences/encode-sentence.ts";
import { readMessages, type HeardMessage } from "../../src/movements/ais/sentences/messages.ts";
import { gpsdJson, type GpsdJson } from "./gpsd-json.ts";
import { amsaLog, haveNmea } from "./nmea-data.ts";

const hasGpsdecode = spawnSync("gpsdecode", ["-V"]).status === 0;
if (!hasGpsdecode) console.log("skipped: gpsdecode is absent");

const added = /^(?:class|device|scaled)$|_text$/;

/** What gpsdecode makes of sentences, one object a message. */
function gpsdecode(sentences: string): GpsdJson[] {
  const { stdout } = spawnSync("gpsdecode", ["-u", "-j"], {
    input: sentences,
    encoding: "latin1",
    maxBuffer: 1 << 28,
  });
  return stdout
    .split("\n")
    .filter((line) => line.includes('"class":"AIS"'))
    .map((line) => JSON.parse(line) as GpsdJson);
}

/** The log as gpsdecode takes it: whole sentences of AIS alone, on channels and with a talker that it knows, without stamps behind. */
function asGpsdTakes(log: Buffer): { text: string; lines: number } {
  const lines = [];
  for (const line of log.toString("latin1").split(/\r?\n/)) {
    const [, whole, channel = "", payload, fill, checksum] =
      /^!(..VD[MO],1,1,\d?,(\w?),([^,]+),(\d))\*([0-9A-F]{2})/.exec(line) ?? [];
    if (whole === undefined || checksumOf(whole) !== checksum) continue;
    const body = `AIVDM,1,1,,${/^[AB12]$/.test(channel) ? channel : "A"},${payload},${fill}`;
    lines.push(`!${body}*${checksumOf(body)}`);
  }
  return { text: `${lines.join("\n")}\n`, lines: lines.length };
}

const isStaticB = (json: GpsdJson): boolean => json.type === 24;

/** Fields in which the two differ. */
function differences(ours: GpsdJson, truth: GpsdJson): string[] {
  const names = new Set([...Object.keys(ours), ...Object.keys(truth)].filter((name) => !added.test(name)));
  return [...names].filter((name) => JSON.stringify(ours[name]) !== JSON.stringify(truth[name]));
}

describe.skipIf(!haveNmea || !hasGpsdecode)("a receiver's log", () => {
  it("decodes message by message to what gpsdecode makes of it", () => {
    const { text, lines } = asGpsdTakes(amsaLog());
    const truth = gpsdecode(text);
    const ours = readMessages(Buffer.from(text, "latin1")).messages.map(({ message }) => gpsdJson(message));
    expect(lines).toBeGreaterThan(34_000);

    // gpsdecode joins both parts of message 24 and keeps back what has no other half: those are held against each other below.
    const [whole, wholeTruth] = [ours, truth].map((all) => all.filter((json) => !isStaticB(json)));
    expect(whole).toHaveLength(wholeTruth?.length ?? 0);
    expect(wholeTruth?.length).toBeGreaterThan(33_600);
    for (const [i, json] of (whole ?? []).entries()) {
      const other = wholeTruth?.[i] ?? {};
      const differ = differences(json, other);
      if (differ.length > 0) expect.fail(`${JSON.stringify(json)} is ${JSON.stringify(other)} for gpsdecode`);
    }

    const halves = ours.filter(isStaticB);
    const joined = truth.filter(isStaticB);
    expect(joined.length).toBeGreaterThan(100);
    let next = 0;
    for (const other of joined) {
      const same = (json: GpsdJson): boolean =>
        json.mmsi === other.mmsi &&
        "callsign" in json &&
        differences(json, other).every((name) => name === "shipname" || name === "vendorid") &&
        String(other.vendorid).startsWith(String(json.vendorid));
      while (next < halves.length && !same(halves[next] ?? {})) next++;
      expect(next).toBeLessThan(halves.length);
      // Sender 0 is what gpsdecode puts into places of its list that are free again: it gets any ship's name.
      const named = other.mmsi === 0 ? [] : halves.slice(0, next).filter((json) => json.mmsi === other.mmsi);
      if (other.mmsi !== 0) expect(named.map((json) => json.shipname)).toContain(other.shipname);
      next++;
    }
  });

  it("keeps the order and number of messages", () => {
    const heard: readonly HeardMessage[] = readMessages(amsaLog()).messages;
    expect(heard.every((one, i) => i === 0 || one.line > (heard[i - 1]?.line ?? 0))).toBe(true);
  });
});
