import { longestCar } from "./car-lengths.ts";
import { growingIntegers, growingNumbers } from "./growing.ts";
import type { Messages, Ways } from "./semi-markov.ts";
import type { StripScores } from "./strip-scores.ts";

/** Steps that are less probable than this are left out of the lattice. */
const logLeast = Math.log(1e-8);
/** Ground that is empty with a probability this close to 1 parts the strip: what stands on either side is independent. */
const certain = 1 - 1e-9;

/** A stretch of places that a car stands on, half-open. */
export type Body = readonly [from: number, to: number];

/**
 * The ways through a strip that matter, as steps between points in order: a Markov chain with the model's own probabilities. Flat lists, since
 * a kilometre of doubtful cars has ten thousand points. The steps into point p are those from `stepsUpTo[p - 1]` (0 for the first) up to
 * `stepsUpTo[p]`, and come from points before it.
 */
export interface Lattice {
  readonly stepsUpTo: readonly number[];
  /** For each point: whether all ways pass it. */
  readonly passedByAll: readonly boolean[];
  /** For each step: the point it comes from, and its probability given that the way comes there. */
  readonly from: Int32Array;
  readonly probability: Float64Array;
  /** For each step: cars that it counts, 0 or 1. */
  readonly cars: Int32Array;
  /** For each step: the first place of the car it is, -1 for none; where it ends; and 1 where it is cut. */
  readonly bodyFrom: Int32Array;
  readonly bodyTo: Int32Array;
  readonly bodyCut: Int32Array;
  /** For each place: probability that it is under a car, and that it is hidden. */
  readonly car: Float64Array;
  readonly hidden: Float64Array;
}

/** A body, and whether the strip's end or hidden ground cuts it. */
export interface Standing {
  readonly body: Body;
  readonly cut: boolean;
}

/** How many cars a body counts for. */
export type CarsOf = (body: Body, cut: boolean) => 0 | 1;

/** Reads the lattice off the sums over all ways. The probability of each step is exact; only steps under 1e-8 are missing. */
export function latticeOf(scores: StripScores, ways: Ways, carsOf: CarsOf): Lattice {
  const drawn = new Drawing(scores, ways, carsOf);
  for (let t = 0; t <= scores.places; t++) drawn.boundary(t);
  return drawn.finished();
}

const read = (values: Float64Array, at: number): number => values[at] ?? -Infinity;

class Drawing {
  private readonly scores: StripScores;
  private readonly ways: Ways;
  private readonly carsOf: CarsOf;
  private readonly stepsUpTo: number[] = [0];
  private readonly passedByAll: boolean[] = [true];
  private readonly from = growingIntegers();
  private readonly probability = growingNumbers();
  private readonly cars = growingIntegers();
  private readonly bodyFrom = growingIntegers();
  private readonly bodyTo = growingIntegers();
  private readonly bodyCut = growingIntegers();
  private readonly posteriors: number[] = [1];
  private readonly ids: Readonly<Record<keyof Messages, Int32Array>>;
  /** Scores of what starts at each boundary, less all cars before it; -Infinity where it is too improbable for the lattice. */
  private readonly startedScore: Float64Array;
  private readonly emergedScore: Float64Array;
  private readonly covered: Float64Array;
  private readonly hidden: Float64Array;

  constructor(scores: StripScores, ways: Ways, carsOf: CarsOf) {
    this.scores = scores;
    this.ways = ways;
    this.carsOf = carsOf;
    const none = (): Int32Array => new Int32Array(scores.places + 1).fill(-1);
    this.ids = {
      empty: none(),
      hidden: none(),
      ended: none(),
      cutOff: none(),
      started: none(),
      emerged: none(),
    };
    this.startedScore = new Float64Array(scores.places + 1).fill(-Infinity);
    this.emergedScore = new Float64Array(scores.places + 1).fill(-Infinity);
    this.covered = new Float64Array(scores.places + 1);
    this.hidden = new Float64Array(scores.places);
  }

  /** Adds all points at boundary t: what ends there before what starts there. */
  boundary(t: number): void {
    const { places, transitions: by, gapSum, longestGap, since } = this.scores;
    const empty = read(this.scores.empty, t - 1);
    const hidden = read(this.scores.hidden, t - 1);
    this.point("empty", t, () => {
      if (t === 1) this.fromStart("empty", t);
      this.step("empty", t - 1, "empty", t, empty);
      this.step("ended", t - 1, "empty", t, by.leave + empty);
      this.step("hidden", t - 1, "empty", t, by.hide + empty);
    });
    this.point("hidden", t, () => {
      if (t === 1) this.fromStart("hidden", t);
      this.step("hidden", t - 1, "hidden", t, hidden);
      this.step("empty", t - 1, "hidden", t, by.hide + hidden);
      this.step("cutOff", t - 1, "hidden", t, by.hide + hidden);
    });
    this.point("cutOff", t, () => this.bodies("cutOff", t));
    if (t === places) return;
    this.point("ended", t, () => this.bodies("ended", t));
    this.point("started", t, () => {
      this.step("empty", t, "started", t, by.enter);
      this.step("ended", t, "started", t, by.touch);
      for (let gap = 1; gap <= Math.min(longestGap, t - (since[t] ?? 0)); gap++)
        this.step("ended", t - gap, "started", t, by.couple + read(gapSum, t) - read(gapSum, t - gap));
    });
    this.point("emerged", t, () => {
      if (t === 0) this.fromStart("emerged", t);
      this.step("hidden", t, "emerged", t, by.hide);
    });
  }

  finished(): Lattice {
    const { places } = this.scores;
    for (const kind of ["empty", "hidden", "cutOff"] as const)
      this.keep(
        this.ids[kind][places] ?? -1,
        read(this.ways.before[kind], places) + read(this.ways.after[kind], places) - this.ways.all,
      );
    this.add(true);
    const car = new Float64Array(places);
    let sum = 0;
    for (let t = 0; t < places; t++) {
      sum += this.covered[t] ?? 0;
      car[t] = Math.min(1, Math.max(0, sum));
    }
    const { stepsUpTo, passedByAll, hidden } = this;
    return {
      stepsUpTo,
      passedByAll,
      from: this.from.values,
      probability: this.probability.values,
      cars: this.cars.values,
      bodyFrom: this.bodyFrom.values,
      bodyTo: this.bodyTo.values,
      bodyCut: this.bodyCut.values,
      car,
      hidden,
    };
  }

  private point(kind: keyof Messages, t: number, draw: () => void): void {
    const logPosterior = read(this.ways.before[kind], t) + read(this.ways.after[kind], t) - this.ways.all;
    if (!(logPosterior > logLeast)) return;
    const posterior = Math.exp(logPosterior);
    if (kind === "hidden") this.hidden[t - 1] = Math.min(1, posterior);
    const sure = kind === "empty" && posterior > certain;
    const previous = t > 0 ? (this.ids.empty[t - 1] ?? -1) : -1;
    // Along certainly empty ground one point serves for all boundaries.
    if (sure && this.passedByAll[previous]) {
      this.ids.empty[t] = previous;
      return;
    }
    draw();
    this.ids[kind][t] = this.add(sure);
    this.posteriors.push(posterior);
    const { carSum, start } = this.scores;
    if (kind === "started")
      this.startedScore[t] = read(this.ways.before.started, t) + read(start, t) - read(carSum, t);
    if (kind === "emerged") this.emergedScore[t] = read(this.ways.before.emerged, t) - read(carSum, t);
  }

  /** Makes the steps drawn since the last point the steps into a new one. */
  private add(passedByAll: boolean): number {
    this.passedByAll.push(passedByAll);
    return this.stepsUpTo.push(this.from.length) - 1;
  }

  private fromStart(kind: keyof Messages, t: number): void {
    this.keep(0, read(this.first(kind), 0) + read(this.ways.after[kind], t) - this.ways.all);
  }

  /** Score of what a strip starts with. */
  private first(kind: keyof Messages): Float64Array {
    return kind === "empty"
      ? this.scores.empty
      : kind === "hidden"
        ? this.scores.hidden
        : Float64Array.of(this.scores.cutAtStart);
  }

  private step(kind: keyof Messages, at: number, to: keyof Messages, t: number, weight: number): void {
    if (at < 0) return;
    const { before, after, all } = this.ways;
    this.keep(this.ids[kind][at] ?? -1, read(before[kind], at) + weight + read(after[to], t) - all);
  }

  private bodies(to: "ended" | "cutOff", e: number): void {
    const { carSum, lengths, end, since } = this.scores;
    const { startedScore, emergedScore } = this;
    const whole = to === "ended";
    const inView = (whole ? lengths.whole : lengths.cut).logs;
    const outOfView = lengths.cut.logs;
    const rest =
      read(carSum, e) + read(this.ways.after[to], e) + (whole ? read(end, e - 1) : 0) - this.ways.all;
    for (let s = Math.max(since[e] ?? 0, e - longestCar); s < e; s++) {
      const started = (startedScore[s] ?? -Infinity) + (inView[e - s] ?? -Infinity) + rest;
      const emerged = (emergedScore[s] ?? -Infinity) + (outOfView[e - s] ?? -Infinity) + rest;
      if (started > logLeast) this.keep(this.ids.started[s] ?? -1, started, s, e, !whole);
      if (emerged > logLeast) this.keep(this.ids.emerged[s] ?? -1, emerged, s, e, true);
    }
  }

  /** Keeps a step that is probable enough; `s` and `e` are the ends of the car it is, -1 for none. */
  private keep(from: number, logPosterior: number, s = -1, e = -1, cut = false): void {
    if (from < 0 || !(logPosterior > logLeast)) return;
    const posterior = Math.exp(logPosterior);
    this.from.push(from);
    this.probability.push(posterior / (this.posteriors[from] ?? 1));
    this.cars.push(s < 0 ? 0 : this.carsOf([s, e], cut));
    this.bodyFrom.push(s);
    this.bodyTo.push(e);
    this.bodyCut.push(cut ? 1 : 0);
    if (s < 0) return;
    this.covered[s] = (this.covered[s] ?? 0) + posterior;
    this.covered[e] = (this.covered[e] ?? 0) - posterior;
  }
}
