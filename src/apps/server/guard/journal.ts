/** A line of the log: what happened to what, and how it ended, with its values before it. */
export type Entry = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The server's log: lines of JSON. Never a token, a cookie, a value of a query or a body. */
export interface Journal {
  /** @param message as `Thing:Step:Outcome` */
  readonly tell: (level: "info" | "warn" | "error", entry: Entry, message: string) => void;
}

/** Lines that may be written in one second; of more only their number is told, so that a flood does not fill the disk. */
const mostPerSecond = 20;
const longestText = 500;
/** A stack is what a mender needs. */
const longestStack = 4000;

/** @param clock milliseconds that only go on, by which a second is told */
export function openJournal(
  log: (line: string) => void,
  now: () => Date,
  clock: () => number = () => performance.now(),
): Journal {
  let [second, written, kept] = [0, 0, 0];
  const write = (level: string, entry: Entry, message: string): void => {
    const fields = Object.entries(entry).map(([name, value]) => [
      name,
      typeof value === "string" ? value.slice(0, name === "stack" ? longestStack : longestText) : value,
    ]);
    log(JSON.stringify({ at: now().toISOString(), level, ...Object.fromEntries(fields), message }));
  };
  return {
    tell: (level, entry, message) => {
      const current = Math.floor(clock() / 1000);
      if (current !== second) {
        if (kept > 0) write("warn", { lines: kept }, "Log:Write:Shortened");
        [second, written, kept] = [current, 0, 0];
      }
      if (written >= mostPerSecond) kept++;
      else {
        written++;
        write(level, entry, message);
      }
    },
  };
}
