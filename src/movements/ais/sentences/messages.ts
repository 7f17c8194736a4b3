import { decodeMessage, type AisMessage } from "./decode-message.ts";
import { timeSources, unnamedReceiver, type TimeSource } from "./fix-columns.ts";
import { LineFrame } from "./line-frame.ts";
import { LineSplitter } from "./line-splitter.ts";
import { LineTally, refusal, used, type LineCounts } from "./refusals.ts";

/** A message and what its lines told beside it. */
export interface HeardMessage {
  readonly message: AisMessage;
  /** Milliseconds since 1970 in UTC; null when nothing tells it. */
  readonly atMs: number | null;
  readonly timeSource: TimeSource | null;
  readonly receiver: string | null;
  /** Name of the channel; empty for none. */
  readonly channel: string;
  /** Sent by the station that wrote the log. */
  readonly own: boolean;
  /** Number of its (last) line, from 1. */
  readonly line: number;
}

/**
 * Reads every message of a log as an object: for looking into messages, not for millions of them (`createSentenceReader` is for those). The same message by several
 * receivers comes as often as it was heard.
 */
export function readMessages(
  bytes: Uint8Array,
  givenMs = Number.NaN,
): { readonly messages: readonly HeardMessage[]; readonly counts: LineCounts } {
  const messages: HeardMessage[] = [];
  const tally = new LineTally();
  const frame: LineFrame = new LineFrame(
    tally,
    {
      take: (heard) => {
        const message = decodeMessage(heard.words, heard.bits);
        if (typeof message === "string") return refusal[message];
        const timed = !Number.isNaN(heard.atMs);
        messages.push({
          message,
          atMs: timed ? heard.atMs : null,
          timeSource: timed ? (timeSources[heard.timeSource] ?? null) : null,
          receiver:
            heard.receiver === unnamedReceiver ? null : (frame.receivers.names[heard.receiver] ?? null),
          channel: heard.channel === 0 ? "" : String.fromCharCode(heard.channel),
          own: heard.own,
          line: heard.line,
        });
        return used;
      },
    },
    givenMs,
    null,
  );
  const splitter = new LineSplitter({
    line: (line, from, to) => {
      frame.line(line, from, to);
    },
    tooLong: () => {
      tally.lines++;
      tally.book(refusal["too long"]);
    },
  });
  splitter.push(bytes);
  splitter.end();
  frame.end();
  return { messages, counts: tally.counts() };
}
