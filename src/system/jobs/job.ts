/** waiting for its turn; running; paused (goes on where it was); then one of the ends. `interrupted`: the server ended before it did. */
export const jobStates = [
  "waiting",
  "running",
  "paused",
  "done",
  "partly",
  "failed",
  "cancelled",
  "interrupted",
] as const;
export type JobState = (typeof jobStates)[number];

/** A long piece of work: one command of the command line, run beside the server. */
export interface Job {
  readonly id: string;
  /** What it does, in words: "count the railcars of 12 looks". */
  readonly words: string;
  /** The command with its options, as it would be typed, without the case. */
  readonly args: readonly string[];
  readonly by: string;
  readonly site: string | null;
  readonly look: string | null;
  readonly state: JobState;
  readonly askedAt: string;
  readonly endedAt: string | null;
  /** How far it says it is; empty before it says anything. */
  readonly progress: string;
  /** From 0 to 1; null where it does not say. */
  readonly share: number | null;
  /** What the command printed as JSON; null until it ended, where it printed none, and where it was long and a few more were since. */
  readonly result: unknown;
  /** Why it did not end well, one sentence a line; empty when it did. */
  readonly why: readonly string[];
}

/** A job as a list tells it. */
export type ListedJob = Omit<Job, "result">;

export const hasEnded = ({ state }: Pick<Job, "state">): boolean =>
  state !== "waiting" && state !== "running" && state !== "paused";

/** How far a line of progress says it is: "41 %", "3 of 12 items" (done), "look 3 of 12, 41 %" (the third is under way). */
export function shareIn(text: string): number | null {
  const percent = /(\d+(?:\.\d+)?)\s?%/.exec(text);
  const part = /(\d+) of (\d+)/.exec(text);
  const share = percent === null ? null : Math.min(1, Number(percent[1]) / 100);
  if (part === null || Number(part[2]) === 0) return share;
  const [at, all] = [Number(part[1]), Number(part[2])];
  return Math.max(0, Math.min(1, (share === null ? at : at - 1 + share) / all));
}
