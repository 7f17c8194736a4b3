/**
 * Which target each sighting is, when a sighting is at most one target and a target at most one sighting. `ratios` are, for each sighting, the targets that it may be, each with
 * the probability of being it over that of being none of them and the target missed.
 */
export interface Edge {
  readonly target: number;
  readonly ratio: number;
}

export interface Marginals {
  /** For each sighting its edges with their probabilities, in the order given, and that it is none. */
  readonly probabilities: readonly (readonly number[])[];
  readonly none: readonly number[];
}

/** Edges weaker than this bind nothing together: they are weighed as alternatives of one sighting that nobody else wants. */
const bindingRatio = 1e-3;

/** Clusters whose smaller side is no larger than this are summed exactly, over all subsets of that side. */
const exactSide = 10;

/**
 * Probability of each pairing over all joint associations. Sightings and targets fall into clusters that share no binding edge; a small cluster is summed exactly
 * (the sum is a permanent, taken subset by subset), a large one by belief propagation, which for this problem converges and is close
 * (J. L. Williams and R. Lau, Approximate evaluation of marginal association probabilities with belief propagation, IEEE Transactions on Aerospace and
 * Electronic Systems 50, 2014).
 */
export function associate(edges: readonly (readonly Edge[])[]): Marginals {
  const rest = edges.map((own) => own.reduce((sum, e) => sum + (e.ratio < bindingRatio ? e.ratio : 0), 1));
  const probabilities: number[][] = edges.map((own) => own.map(() => 0));
  const none = edges.map(() => 1);
  for (const sightings of clusters(edges)) {
    const targets = [...new Set(sightings.flatMap((s) => binding(edges[s] ?? []).map((e) => e.target)))];
    const place = new Map(targets.map((t, i) => [t, i]));
    const ratios = sightings.map((s) => {
      const row = new Float64Array(targets.length);
      for (const { target, ratio } of binding(edges[s] ?? []))
        row[place.get(target) ?? 0] = ratio / (rest[s] ?? 1);
      return row;
    });
    const result =
      Math.min(sightings.length, targets.length) <= exactSide
        ? exact(ratios, targets.length)
        : propagated(ratios, targets.length);
    for (const [i, s] of sightings.entries()) {
      const own = edges[s] ?? [];
      const row = result[i] ?? new Float64Array(targets.length);
      const left = Math.max(0, 1 - row.reduce((a, b) => a + b, 0));
      const among = rest[s] ?? 1;
      none[s] = left / among;
      probabilities[s] = own.map((e) =>
        e.ratio < bindingRatio ? (left * e.ratio) / among : (row[place.get(e.target) ?? 0] ?? 0),
      );
    }
  }
  return { probabilities, none };
}

const binding = (own: readonly Edge[]): readonly Edge[] => own.filter((e) => e.ratio >= bindingRatio);

/** Groups of sightings that share targets, by union of the sightings of each target. */
function clusters(edges: readonly (readonly Edge[])[]): readonly (readonly number[])[] {
  const parent = edges.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while ((parent[at] ?? at) !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  const first = new Map<number, number>();
  for (const [s, own] of edges.entries())
    for (const { target } of binding(own)) {
      const other = first.get(target);
      if (other === undefined) first.set(target, s);
      else parent[root(s)] = root(other);
    }
  const groups = new Map<number, number[]>();
  for (const s of edges.keys()) {
    const group = groups.get(root(s)) ?? [];
    groups.set(root(s), group);
    group.push(s);
  }
  return [...groups.values()];
}

/** Marginals over all matchings; rows are sightings, the ratio of "none" is 1. */
function exact(ratios: readonly Float64Array[], targets: number): readonly Float64Array[] {
  if (targets <= ratios.length) return bySubsets(ratios, targets);
  // Fewer sightings than targets: the roles are exchanged, since a matching does not know which side it came from.
  const turned = Array.from({ length: targets }, (_, t) => Float64Array.from(ratios, (row) => row[t] ?? 0));
  const result = bySubsets(turned, ratios.length);
  return ratios.map((_, s) => Float64Array.from({ length: targets }, (__, t) => result[t]?.[s] ?? 0));
}

/** Rows are taken in turn; what is summed over is which columns are used so far (forwards) and later (backwards). */
function bySubsets(rows: readonly Float64Array[], columns: number): readonly Float64Array[] {
  const size = 1 << columns;
  const forwards: Float64Array[] = [new Float64Array(size)];
  const start = forwards[0];
  if (start !== undefined) start[0] = 1;
  for (const row of rows) forwards.push(step(forwards.at(-1) ?? new Float64Array(size), row, columns));
  const total = (forwards.at(-1) ?? new Float64Array(size)).reduce((a, b) => a + b, 0);
  // later[mask]: the sum over what the rows after this one may do when the columns of `mask` are taken.
  let later: Float64Array = new Float64Array(size).fill(1);
  const result = rows.map(() => new Float64Array(columns));
  for (let r = rows.length - 1; r >= 0; r--) {
    const row = rows[r] ?? new Float64Array(columns);
    const before = forwards[r] ?? new Float64Array(size);
    const next = new Float64Array(size);
    for (let mask = 0; mask < size; mask++) {
      let sum = later[mask] ?? 0;
      for (let c = 0; c < columns; c++) {
        if ((mask & (1 << c)) !== 0) continue;
        const part = (row[c] ?? 0) * (later[mask | (1 << c)] ?? 0);
        sum += part;
        const own = result[r];
        if (own !== undefined && part > 0) own[c] = (own[c] ?? 0) + ((before[mask] ?? 0) * part) / total;
      }
      next[mask] = sum;
    }
    later = next;
  }
  return result;
}

function step(before: Float64Array, row: Float64Array, columns: number): Float64Array {
  const after = Float64Array.from(before);
  for (let mask = 0; mask < before.length; mask++) {
    const value = before[mask] ?? 0;
    if (value === 0) continue;
    for (let c = 0; c < columns; c++)
      if ((mask & (1 << c)) === 0)
        after[mask | (1 << c)] = (after[mask | (1 << c)] ?? 0) + value * (row[c] ?? 0);
  }
  return after;
}

const rounds = 100;
const settled = 1e-5;

/** Messages between sightings and targets until they no longer change. Edges stand in flat arrays: a large cluster has tens of thousands. */
function propagated(ratios: readonly Float64Array[], targets: number): readonly Float64Array[] {
  let count = 0;
  for (const row of ratios) for (const ratio of row) if (ratio > 0) count++;
  const sightingOf = new Int32Array(count);
  const targetOf = new Int32Array(count);
  const ratioOf = new Float64Array(count);
  let next = 0;
  for (const [s, row] of ratios.entries())
    for (let t = 0; t < targets; t++) {
      const ratio = row[t] ?? 0;
      if (ratio <= 0) continue;
      sightingOf[next] = s;
      targetOf[next] = t;
      ratioOf[next++] = ratio;
    }
  const toSighting = Float64Array.from(ratioOf);
  const toTarget = new Float64Array(count);
  const bySighting = new Float64Array(ratios.length);
  const byTarget = new Float64Array(targets);
  for (let round = 0; round < rounds; round++) {
    bySighting.fill(1);
    for (let e = 0; e < count; e++) add(bySighting, sightingOf[e] ?? 0, toSighting[e] ?? 0);
    byTarget.fill(1);
    for (let e = 0; e < count; e++) {
      // At least 1, for "none": what is lost of it beside a huge ratio is put back.
      const others = Math.max(1, (bySighting[sightingOf[e] ?? 0] ?? 1) - (toSighting[e] ?? 0));
      const message = (ratioOf[e] ?? 0) / others;
      toTarget[e] = message;
      add(byTarget, targetOf[e] ?? 0, message);
    }
    let change = 0;
    for (let e = 0; e < count; e++) {
      const others = Math.max(1, (byTarget[targetOf[e] ?? 0] ?? 1) - (toTarget[e] ?? 0));
      const message = (ratioOf[e] ?? 0) / others;
      change = Math.max(change, Math.abs(message - (toSighting[e] ?? 0)) / (1 + message));
      toSighting[e] = message;
    }
    if (change < settled) break;
  }
  bySighting.fill(1);
  for (let e = 0; e < count; e++) add(bySighting, sightingOf[e] ?? 0, toSighting[e] ?? 0);
  const result = ratios.map(() => new Float64Array(targets));
  for (let e = 0; e < count; e++) {
    const row = result[sightingOf[e] ?? 0];
    if (row !== undefined)
      row[targetOf[e] ?? 0] = (toSighting[e] ?? 0) / (bySighting[sightingOf[e] ?? 0] ?? 1);
  }
  return result;
}

const add = (sums: Float64Array, at: number, value: number): void => {
  sums[at] = (sums[at] ?? 0) + value;
};
