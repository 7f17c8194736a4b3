import type { CountDistribution } from "./count-distribution.ts";
import { growingIntegers, growingNumbers } from "./growing.ts";
import type { Lattice, Standing } from "./lattice.ts";

/** A stretch between two points that all ways pass: what is counted in it is independent of the rest. */
export interface Stretch {
  readonly distribution: CountDistribution;
  /** Log probability of the most probable way with each number of cars, from the same first number upwards. */
  readonly bestLog: readonly number[];
  /** The cars of that way which count, in order. */
  readonly bestWay: (cars: number) => readonly Standing[];
}

/** A number this improbable beside the rest of a point's is dropped at the ends of its range. */
const leastShare = 1e-12;

/** Counts over all ways, and the best way for each count, in one pass over the lattice. */
export function countWays(lattice: Lattice): Stretch[] {
  const stretches: Stretch[] = [];
  const bands = new Bands(lattice);
  let origin = 0;
  for (let at = 1; at < lattice.stepsUpTo.length; at++) {
    bands.gather(at, origin);
    if (!lattice.passedByAll[at]) continue;
    const closed = bands.close(at, origin);
    if (closed.distribution.probability.length > 1 || closed.distribution.first > 0) stretches.push(closed);
    origin = at;
  }
  return stretches;
}

/** For each point the probability and the best way of each number of cars since the last point that all ways pass: one flat list of each. */
class Bands {
  private readonly lattice: Lattice;
  private readonly sum = growingNumbers();
  private readonly best = growingNumbers();
  /** The step by which the best way with each number comes. */
  private readonly by = growingIntegers();
  /** Where the numbers of each point begin in the lists, how many they are, and what the first of them is. */
  private readonly offset: number[] = [0];
  private readonly size: number[] = [1];
  private readonly first: number[] = [0];
  /** Bands of the points at which stretches end: their own numbers, apart from the fresh start that the next stretch makes there. */
  private readonly ended = new Map<number, { readonly offset: number; readonly first: number }>();

  constructor(lattice: Lattice) {
    this.lattice = lattice;
    this.begin();
  }

  /** A band of its own with no car in it; where it lies in the lists. */
  private begin(): number {
    this.sum.push(1);
    this.best.push(0);
    this.by.push(-1);
    return this.sum.length - 1;
  }

  gather(at: number, origin: number): void {
    const { from, cars, probability, stepsUpTo } = this.lattice;
    const [begin, end] = [stepsUpTo[at - 1] ?? 0, stepsUpTo[at] ?? 0];
    let [least, most] = [Infinity, -Infinity];
    for (let i = begin; i < end; i++) {
      const source = from[i] ?? 0;
      const size = this.size[source] ?? 0;
      // Steps over a point that all ways pass are the improbable rest.
      if (source < origin || size === 0) continue;
      const shifted = (this.first[source] ?? 0) + (cars[i] ?? 0);
      if (shifted < least) least = shifted;
      if (shifted + size > most) most = shifted + size;
    }
    const offset = this.sum.length;
    for (let k = least; k < most; k++) {
      this.sum.push(0);
      this.best.push(-Infinity);
      this.by.push(-1);
    }
    for (let i = begin; i < end; i++) {
      const source = from[i] ?? 0;
      if (source >= origin) this.pour(i, source, offset - least + (cars[i] ?? 0), probability[i] ?? 0);
    }
    this.trim(offset, least === Infinity ? 0 : least);
  }

  /** Adds what comes by one step; `shift` takes a number of cars to its place in the lists. */
  private pour(step: number, source: number, shift: number, probability: number): void {
    const [sum, best, by] = [this.sum.values, this.best.values, this.by.values];
    const log = Math.log(probability);
    const begin = this.offset[source] ?? 0;
    const size = this.size[source] ?? 0;
    const target = shift + (this.first[source] ?? 0);
    for (let k = 0; k < size; k++) {
      const to = target + k;
      sum[to] = (sum[to] ?? 0) + (sum[begin + k] ?? 0) * probability;
      const way = (best[begin + k] ?? -Infinity) + log;
      if (!(way > (best[to] ?? -Infinity))) continue;
      best[to] = way;
      by[to] = step;
    }
  }

  private trim(offset: number, first: number): void {
    const { values: sum, length } = this.sum;
    let total = 0;
    for (let i = offset; i < length; i++) total += sum[i] ?? 0;
    let [from, to] = [offset, length];
    while (from < to - 1 && (sum[from] ?? 0) < leastShare * total) from++;
    while (to > from + 1 && (sum[to - 1] ?? 0) < leastShare * total) to--;
    this.offset.push(from);
    this.size.push(to - from);
    this.first.push(first + from - offset);
  }

  close(at: number, origin: number): Stretch {
    const offset = this.offset[at] ?? 0;
    const size = this.size[at] ?? 0;
    const first = this.first[at] ?? 0;
    const sums = [...this.sum.values.subarray(offset, offset + size)];
    const bestLog = [...this.best.values.subarray(offset, offset + size)];
    const total = sums.reduce((a, b) => a + b, 0);
    this.ended.set(at, { offset, first });
    this.offset[at] = this.begin();
    this.size[at] = 1;
    this.first[at] = 0;
    const distribution = { first, probability: sums.map((p) => p / total) };
    return { distribution, bestLog, bestWay: (cars) => this.trace(at, origin, cars) };
  }

  private trace(end: number, origin: number, cars: number): Standing[] {
    const { from, cars: counted, bodyFrom, bodyTo, bodyCut } = this.lattice;
    const found: Standing[] = [];
    let [at, left] = [end, cars];
    while (at > origin) {
      const band = at === end ? this.ended.get(at) : undefined;
      const index = (band?.offset ?? this.offset[at] ?? 0) + left - (band?.first ?? this.first[at] ?? 0);
      const step = this.by.values[index] ?? -1;
      if (step < 0) throw new Error(`no way with ${cars} cars`);
      if (counted[step] === 1)
        found.push({ body: [bodyFrom[step] ?? 0, bodyTo[step] ?? 0], cut: bodyCut[step] === 1 });
      left -= counted[step] ?? 0;
      at = from[step] ?? origin;
    }
    return found.toReversed();
  }
}
