import type { SecondCounts } from "./fixes.ts";

/** When a clock is taken for wrong: docs/method/tracks.md. */
export interface ClockSettings {
  /** A clock is off when it is more than so many seconds from what is usual. */
  readonly clockSeconds: number;
  /** An offset is steady when this share of at least so many reports lies within so many seconds of its median. */
  readonly clockReports: number;
  readonly clockShare: number;
  readonly clockSpreadSeconds: number;
}

/** How far the times of one sender's reports are from the seconds that it stated. */
interface SenderClock {
  readonly mmsi: number;
  /** Time less second, -29 to 30: positive where the times are later. Whole minutes cannot be seen. */
  readonly offsetSeconds: number;
  readonly reports: number;
}

/** A sender whose clock is off. */
export interface WrongClock {
  readonly mmsi: number;
  /** How far its clock is ahead of the usual one, -29 to 30: negative where it is behind. */
  readonly aheadSeconds: number;
  readonly reports: number;
}

/** What is usual among the senders of some reports. */
interface UsualClock {
  /** Median over the senders whose offset is steady, each counted once. */
  readonly offsetSeconds: number;
  readonly senders: number;
}

/** What the senders' seconds say of the times of some reports. */
export interface ClockFindings {
  /** Reports with a stated second, and their senders. */
  readonly reports: number;
  readonly senders: number;
  /** null: too few senders with a steady offset, or no majority of them agrees: nothing is said of any clock. */
  readonly usual: UsualClock | null;
  /** Reports within `clockSeconds` of what is usual. */
  readonly usualReports: number;
  /** Senders whose own clock is off, in order. */
  readonly off: readonly WrongClock[];
  /** Senders that are off together: that is a receiver's doing, or a fault that many have. Of them no clock is called wrong. */
  readonly offTogether: number;
}

const minute = 60;
/** What is usual is not known from fewer senders. */
const fewestSenders = 5;
/** More senders than so many, and than this share of all, do not have the same wrong clock by chance. */
const alikeSenders = 2;
const alikeShare = 0.01;

/** Seconds around the minute, -29 to 30. */
const aroundMinute = (seconds: number): number => {
  const positive = ((seconds % minute) + minute) % minute;
  return positive > minute / 2 ? positive - minute : positive;
};

/** What the seconds say: of the source by what is usual, of a sender by how far it is from that. */
export function clockFindings(counts: SecondCounts, settings: ClockSettings): ClockFindings {
  const { steady, reports, senders } = sendersOf(counts, settings);
  const usual = usualOf(steady, settings);
  if (usual === null) return { reports, senders, usual, usualReports: 0, off: [], offTogether: 0 };
  const isNear = (offset: number, to: number, within: number): boolean =>
    Math.abs(aroundMinute(offset - to)) <= within;
  let usualReports = 0;
  for (let i = 0; i < counts.length; i++)
    if (isNear(counts.offset[i] ?? 0, usual.offsetSeconds, settings.clockSeconds))
      usualReports += counts.reports[i] ?? 0;
  const far = steady.filter((c) => !isNear(c.offsetSeconds, usual.offsetSeconds, settings.clockSeconds));
  const most = Math.max(alikeSenders, alikeShare * steady.length);
  const off = far
    .filter(
      (c) =>
        far.filter((o) => isNear(o.offsetSeconds, c.offsetSeconds, settings.clockSpreadSeconds)).length <=
        most,
    )
    .map(({ mmsi, offsetSeconds, reports: own }) => ({
      mmsi,
      aheadSeconds: aroundMinute(usual.offsetSeconds - offsetSeconds),
      reports: own,
    }));
  return { reports, senders, usual, usualReports, off, offTogether: far.length - off.length };
}

function sendersOf(counts: SecondCounts, settings: ClockSettings) {
  const steady: SenderClock[] = [];
  const minuteOf = new Float64Array(minute);
  let [reports, senders] = [0, 0];
  for (let from = 0; from < counts.length;) {
    const mmsi = counts.mmsi[from] ?? 0;
    minuteOf.fill(0);
    let own = 0;
    let to = from;
    for (; to < counts.length && counts.mmsi[to] === mmsi; to++) {
      const n = counts.reports[to] ?? 0;
      minuteOf[counts.offset[to] ?? 0] = n;
      own += n;
    }
    from = to;
    senders++;
    reports += own;
    if (own < settings.clockReports) continue;
    const median = circularMedian(minuteOf);
    let near = 0;
    for (let k = -settings.clockSpreadSeconds; k <= settings.clockSpreadSeconds; k++)
      near += minuteOf[(median + k + minute) % minute] ?? 0;
    if (near >= settings.clockShare * own)
      steady.push({ mmsi, offsetSeconds: aroundMinute(median), reports: own });
  }
  return { steady, reports, senders };
}

/** What most senders have in common; each has one voice, so that a station that sends all day long does not speak for the ships. */
function usualOf(steady: readonly SenderClock[], { clockSeconds }: ClockSettings): UsualClock | null {
  if (steady.length < fewestSenders) return null;
  const voices = new Float64Array(minute);
  for (const { offsetSeconds } of steady) {
    const at = (offsetSeconds + minute) % minute;
    voices[at] = (voices[at] ?? 0) + 1;
  }
  const offsetSeconds = aroundMinute(circularMedian(voices));
  const agreed = steady.filter(
    (c) => Math.abs(aroundMinute(c.offsetSeconds - offsetSeconds)) <= clockSeconds,
  );
  return 2 * agreed.length > steady.length ? { offsetSeconds, senders: agreed.length } : null;
}

/**
 * The second of the minute from which all are the fewest seconds away, the shorter way round. Of equal ones that from which the others lie ahead, so that turning
 * the minute turns the answer.
 */
function circularMedian(amounts: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  let equal: number[] = [];
  for (let at = 0; at < minute; at++) {
    if (amounts[at] === 0) continue;
    let away = 0;
    for (let k = 0; k < minute; k++) away += (amounts[k] ?? 0) * Math.abs(aroundMinute(k - at));
    if (away < least) [least, equal] = [away, [at]];
    else if (away === least) equal.push(at);
  }
  return equal.find((at) => equal.every((other) => aroundMinute(other - at) >= 0)) ?? equal[0] ?? 0;
}
