import { armourCharacter } from "./armour.ts";
import type { Encoded } from "./encode-message.ts";
import { unsigned } from "./words.ts";

export interface SentenceOptions {
  /** Two letters. Default AI. */
  readonly talker?: string;
  /** Heard from others, or sent by the station itself. Default VDM. */
  readonly formatter?: "VDM" | "VDO";
  /** Default A. */
  readonly channel?: string;
  /** 0 to 9, for messages of several sentences. Default 0. */
  readonly sequence?: number;
  /** Goes before the first sentence as a tag block of NMEA 4. */
  readonly tag?: { readonly source?: string; readonly atMs?: number };
  /** Characters of the message in one sentence. Default 56: with everything else a sentence then stays within 82. */
  readonly charactersEach?: number;
}

const checksum = (text: string): number => {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum ^= text.charCodeAt(i);
  return sum;
};

/** The two digits that follow the asterisk. */
export const checksumOf = (text: string): string =>
  checksum(text).toString(16).toUpperCase().padStart(2, "0");

/** A message as sentences (IEC 61162-1), one a line, without line ends. The time of a tag block is written in seconds, in milliseconds where it has a fraction. */
export function sentencesOf({ words, bits }: Encoded, options: SentenceOptions = {}): string[] {
  const { talker = "AI", formatter = "VDM", channel = "A", sequence = 0, tag, charactersEach = 56 } = options;
  let payload = "";
  for (let at = 0; at < bits; at += 6) {
    const there = Math.min(6, bits - at);
    payload += armourCharacter(unsigned(words, at, there) << (6 - there));
  }
  const total = Math.max(1, Math.ceil(payload.length / charactersEach));
  if (total > 9) throw new RangeError(`sentences: ${bits} bits need ${total} sentences, 9 are allowed`);
  return Array.from({ length: total }, (_, index) => {
    const part = payload.slice(index * charactersEach, (index + 1) * charactersEach);
    const fill = index === total - 1 ? 6 * payload.length - bits : 0;
    const name = total === 1 ? "" : String(sequence);
    const body = `${talker}${formatter},${total},${index + 1},${name},${channel},${part},${fill}`;
    return `${index === 0 ? tagBlock(tag) : ""}!${body}*${checksumOf(body)}`;
  });
}

function tagBlock(tag: SentenceOptions["tag"]): string {
  const fields = [];
  if (tag?.source !== undefined) fields.push(`s:${tag.source}`);
  if (tag?.atMs !== undefined)
    fields.push(`c:${tag.atMs % 1000 === 0 ? tag.atMs / 1000 : Math.round(tag.atMs)}`);
  const body = fields.join(",");
  return body === "" ? "" : `\\${body}*${checksumOf(body)}\\`;
}
