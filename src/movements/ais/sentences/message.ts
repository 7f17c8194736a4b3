import { unnamedReceiver } from "./fix-columns.ts";
import type { Fate } from "./refusals.ts";
import { newWords } from "./words.ts";

/** A message in hand, whole: its bits and what its lines told beside. One object for all messages; who wants to keep something copies it. */
export class Message {
  readonly words = newWords();
  bits = 0;
  /** Milliseconds since 1970 in UTC; NaN when nothing tells it. */
  atMs = Number.NaN;
  /** Index into `timeSources`; holds only with a time. */
  timeSource = 0;
  receiver = unnamedReceiver;
  /** The byte of the channel's name, as A or B; 0 for none. */
  channel = 0;
  /** Sent by the station that wrote the log (VDO), not heard by it (VDM). */
  own = false;
  /** Number of its line, of the last one where it has several. */
  line = 0;
}

/** Who takes whole messages: says what became of it. */
export interface MessageSink {
  readonly take: (message: Message) => Fate;
}
