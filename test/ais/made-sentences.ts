import type { Statement } from "../../src/movements/ais/fixes.ts";
import type { AisMessage } from "../../src/movements/ais/sentences/decode-message.ts";
import { encodeMessage } from "../../src/movements/ais/sentences/encode-message.ts";
import { sentencesOf, type SentenceOptions } from "../../src/movements/ais/sentences/encode-sentence.ts";
import type { SentenceFixes } from "../../src/movements/ais/sentences/fix-columns.ts";
import {
  createSentenceReader,
  type SentenceReaderOptions,
} from "../../src/movements/ais/sentences/reader.ts";
import type { LineCounts, Refusal } from "../../src/movements/ais/sentences/refusals.ts";

export const noon = Date.UTC(2023, 8, 5, 12);

export const position = (mmsi: number, more: Partial<AisMessage & { type: 1 }> = {}): AisMessage => ({
  type: 1,
  repeat: 0,
  mmsi,
  status: 0,
  turn: 0,
  speed: 123,
  accuracy: true,
  longitude: 130.3 * 600_000,
  latitude: 42.2 * 600_000,
  course: 901,
  heading: 91,
  second: 30,
  manoeuvre: 0,
  raim: false,
  radio: 7,
  ...more,
});

export const ship = (mmsi: number, more: Partial<AisMessage & { type: 5 }> = {}): AisMessage => ({
  type: 5,
  repeat: 0,
  mmsi,
  aisVersion: 0,
  imo: 9_074_729,
  callSign: "ABC1",
  name: "MADE SHIP",
  shipType: 70,
  toBow: 90,
  toStern: 30,
  toPort: 8,
  toStarboard: 10,
  epfd: 1,
  month: 9,
  day: 6,
  hour: 4,
  minute: 0,
  draught: 61,
  destination: "NOWHERE",
  dte: 0,
  ...more,
});

export const partA = (mmsi: number, name: string): AisMessage => ({
  type: 24,
  repeat: 0,
  mmsi,
  part: 0,
  name,
});
export const partB = (mmsi: number, callSign: string): AisMessage => ({
  type: 24,
  repeat: 0,
  mmsi,
  part: 1,
  shipType: 37,
  vendor: "ABC",
  model: 1,
  serial: 2,
  callSign,
  epfd: 1,
  size: { toBow: 0, toStern: 12, toPort: 0, toStarboard: 4 },
  motherShipMmsi: null,
});

export const lines = (message: AisMessage, options?: SentenceOptions): string[] =>
  sentencesOf(encodeMessage(message), options);
export const at = (
  message: AisMessage,
  atMs: number,
  source?: string,
  options: SentenceOptions = {},
): string[] => lines(message, { ...options, tag: { atMs, ...(source === undefined ? {} : { source }) } });

export interface Read {
  fixes: SentenceFixes;
  statements: readonly Statement[];
  counts: LineCounts;
  receivers: readonly string[];
}

export function read(log: string | Uint8Array, options: SentenceReaderOptions = {}): Read {
  const reader = createSentenceReader(options);
  reader.push(typeof log === "string" ? Buffer.from(log, "latin1") : log);
  reader.end();
  return { ...reader.take(), counts: reader.counts(), receivers: reader.receivers };
}

export const refusedOnly = (counts: LineCounts): Partial<Record<Refusal, number>> =>
  Object.fromEntries(Object.entries(counts.refused).filter(([, n]) => n > 0));

export const sumOf = (c: LineCounts): number =>
  c.used + c.heardAgain + c.pending + Object.values(c.refused).reduce((a, b) => a + b, 0);
