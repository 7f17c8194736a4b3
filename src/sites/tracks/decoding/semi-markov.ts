import { longestCar } from "./car-lengths.ts";
import { logAdd } from "./log-sum.ts";
import { NearSums } from "./near-sums.ts";
import type { StripScores } from "./strip-scores.ts";

/**
 * Logs of the sums over all ways from the strip's start to a boundary (`Ways.before`), or from there to its end (`Ways.after`), by what stands
 * at the boundary. Index is the boundary. Nothing is in both: before plus after is the sum over all ways that have this at the boundary.
 */
export interface Messages {
  /** The place before the boundary is empty, or hidden. */
  readonly empty: Float64Array;
  readonly hidden: Float64Array;
  /** A car ends here in full view; or is cut here by the strip's end or by hidden ground. */
  readonly ended: Float64Array;
  readonly cutOff: Float64Array;
  /** A car starts here in full view; or comes out of the strip's start or of hidden ground. */
  readonly started: Float64Array;
  readonly emerged: Float64Array;
}

export interface Ways {
  readonly before: Messages;
  readonly after: Messages;
  /** Log of the sum over all ways through the strip. */
  readonly all: number;
}

const messages = (places: number): Messages => {
  const one = (): Float64Array => new Float64Array(places + 1).fill(-Infinity);
  return { empty: one(), hidden: one(), ended: one(), cutOff: one(), started: one(), emerged: one() };
};

const read = (values: Float64Array, at: number): number => values[at] ?? -Infinity;

/**
 * Exact forward and backward sums of the semi-Markov model over runs of empty ground, cars, coupling gaps and hidden ground, in logs:
 * time grows as places times the longest car. Method: Sarawagi and Cohen, "Semi-Markov conditional random fields for information extraction",
 * NIPS 2004.
 */
export function waysThrough(scores: StripScores): Ways {
  const before = forward(scores);
  const after = backward(scores);
  const [empty, hidden] = [
    read(scores.empty, 0) + read(after.empty, 1),
    read(scores.hidden, 0) + read(after.hidden, 1),
  ];
  return { before, after, all: logAdd(logAdd(empty, hidden), read(after.emerged, 0) + scores.cutAtStart) };
}

function forward(scores: StripScores): Messages {
  const { places, transitions: by, lengths, carSum, gapSum, since } = scores;
  const to = messages(places);
  // Starts less the score of all cars before them, so that a stretch needs one addition.
  const starts = new NearSums(places + 1, { reach: longestCar, side: -1 });
  const emergences = new NearSums(places + 1, { reach: longestCar, side: -1 });
  to.emerged[0] = scores.cutAtStart;
  emergences.set(0, scores.cutAtStart);
  for (let t = 1; t <= places; t++) {
    const first = t === 1;
    const [empty, hidden] = [read(to.empty, t - 1), read(to.hidden, t - 1)];
    const intoEmpty = logAdd(logAdd(empty, read(to.ended, t - 1) + by.leave), hidden + by.hide);
    to.empty[t] = read(scores.empty, t - 1) + (first ? 0 : intoEmpty);
    const intoHidden = logAdd(hidden, logAdd(empty, read(to.cutOff, t - 1)) + by.hide);
    to.hidden[t] = read(scores.hidden, t - 1) + (first ? 0 : intoHidden);
    const most = Math.min(longestCar, t - (since[t] ?? 0));
    const emerged = emergences.sum(t, lengths.cut, 1, most);
    const cut = starts.sum(t, lengths.cut, 1, most);
    to.cutOff[t] = read(carSum, t) + logAdd(emerged, cut);
    if (t === places) break;
    const whole = starts.sum(t, lengths.whole, lengths.shortest, most);
    to.ended[t] = read(carSum, t) + read(scores.end, t - 1) + logAdd(emerged, whole);
    let started = logAdd(read(to.empty, t) + by.enter, read(to.ended, t) + by.touch);
    const longestGap = Math.min(scores.longestGap, t - (since[t] ?? 0));
    for (let gap = 1; gap <= longestGap; gap++)
      started = logAdd(
        started,
        read(to.ended, t - gap) + by.couple + read(gapSum, t) - read(gapSum, t - gap),
      );
    to.started[t] = started;
    to.emerged[t] = read(to.hidden, t) + by.hide;
    starts.set(t, started + read(scores.start, t) - read(carSum, t));
    emergences.set(t, read(to.emerged, t) - read(carSum, t));
  }
  return to;
}

function backward(scores: StripScores): Messages {
  const { places, transitions: by, lengths, carSum, gapSum, reach } = scores;
  const from = messages(places);
  const ends = new NearSums(places + 1, { reach: longestCar, side: 1 });
  const cuts = new NearSums(places + 1, { reach: longestCar, side: 1 });
  const either = new NearSums(places + 1, { reach: longestCar, side: 1 });
  from.empty[places] = 0;
  from.hidden[places] = 0;
  from.cutOff[places] = scores.cutAtEnd;
  cuts.set(places, read(carSum, places) + scores.cutAtEnd);
  either.set(places, read(carSum, places) + scores.cutAtEnd);
  for (let t = places - 1; t >= 0; t--) {
    const open = (reach[t] ?? 0) - t;
    const most = Math.min(longestCar, open);
    const whole = ends.sum(t, lengths.whole, lengths.shortest, most);
    const cut = cuts.sum(t, lengths.cut, 1, most);
    from.started[t] = read(scores.start, t) - read(carSum, t) + logAdd(whole, cut);
    from.emerged[t] = either.sum(t, lengths.cut, 1, most) - read(carSum, t);
    const empty = read(scores.empty, t) + read(from.empty, t + 1);
    const hidden = read(scores.hidden, t) + read(from.hidden, t + 1);
    from.empty[t] = logAdd(logAdd(empty, read(from.started, t) + by.enter), hidden + by.hide);
    from.hidden[t] = logAdd(hidden, logAdd(empty, read(from.emerged, t)) + by.hide);
    let ended = logAdd(empty + by.leave, read(from.started, t) + by.touch);
    for (let gap = 1; gap <= Math.min(scores.longestGap, open); gap++)
      ended = logAdd(
        ended,
        by.couple + read(gapSum, t + gap) - read(gapSum, t) + read(from.started, t + gap),
      );
    from.ended[t] = ended;
    from.cutOff[t] = hidden + by.hide;
    if (t === 0) break;
    const inView = read(carSum, t) + read(scores.end, t - 1) + ended;
    const outOfView = read(carSum, t) + read(from.cutOff, t);
    ends.set(t, inView);
    cuts.set(t, outOfView);
    either.set(t, logAdd(inView, outOfView));
  }
  return from;
}
