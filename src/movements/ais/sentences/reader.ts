import type { Statement } from "../fixes.ts";
import type { SentenceFixes } from "./fix-columns.ts";
import { LineFrame } from "./line-frame.ts";
import { LineSplitter } from "./line-splitter.ts";
import { PositionSink } from "./position-sink.ts";
import { LineTally, refusal, type LineCounts } from "./refusals.ts";
import { StatementLedger } from "./statement-ledger.ts";

export interface SentenceReaderOptions {
  /** Time of lines that tell none, milliseconds since 1970 in UTC. Without it such lines are refused. */
  readonly givenMs?: number;
  /** Zone of stamps beside sentences that say none, in minutes east of Greenwich. Left out or null: such lines are refused, unless a clock tells their time. */
  readonly zoneMinutes?: number | null;
  /** The same message within so many seconds is one report heard by several receivers. Default 10; a negative number keeps all apart. */
  readonly repeatSeconds?: number;
}

/** What came out of the lines so far that no later line can change. */
export interface Taken {
  /** In order of arrival. */
  readonly fixes: SentenceFixes;
  readonly statements: readonly Statement[];
}

/** Reads sentences from bytes into columns. */
export interface SentenceReader {
  /** Bytes of the log, cut anywhere; the reader keeps none of them. */
  readonly push: (chunk: Uint8Array) => void;
  /** The log is at its end: what waited is settled, and the next `take` gives all that is left. */
  readonly end: () => void;
  /** Gives out what is settled, and forgets it. Holds back the latest 16,384 reports before the end, since another receiver may still bring them. */
  readonly take: () => Taken;
  /** Reports that `take` would hold or give now, to decide when to take. */
  readonly waiting: () => number;
  readonly counts: () => LineCounts;
  /** Names of receivers; `fixes.receiver` are indices into it. */
  readonly receivers: readonly string[];
}

/**
 * A reader of AIS sentences (IEC 61162-1 VDM and VDO of any talker, with NMEA 4 tag blocks and the time stamps that logs put beside them).
 * Position reports (messages 1, 2, 3, 4, 9, 11, 18, 19, 21, 27) become rows, messages 5, 19, 21 and 24 statements. What it makes of a log does not depend on
 * how the bytes were cut or when results were taken. Never throws on what it reads: every line is counted as used, heard again, or refused for one reason.
 */
export function createSentenceReader(options: SentenceReaderOptions = {}): SentenceReader {
  const windowMs = 1000 * (options.repeatSeconds ?? 10);
  const tally = new LineTally();
  const ledger = new StatementLedger(windowMs);
  const sink = new PositionSink(ledger, windowMs);
  const frame = new LineFrame(tally, sink, options.givenMs ?? Number.NaN, options.zoneMinutes ?? null);
  const splitter = new LineSplitter({
    line: (bytes, from, to) => {
      frame.line(bytes, from, to);
    },
    tooLong: () => {
      tally.lines++;
      tally.book(refusal["too long"]);
    },
  });
  let ended = false;
  return {
    push: (chunk) => {
      if (ended) throw new RangeError("sentences: bytes after the end");
      splitter.push(chunk);
    },
    end: () => {
      if (ended) return;
      ended = true;
      splitter.end();
      frame.end();
    },
    take: () => ({ fixes: sink.takeFixes(ended), statements: ledger.takeStatements(ended) }),
    waiting: () => sink.waiting,
    counts: () => tally.counts(),
    receivers: frame.receivers.names,
  };
}
