/** A pair that may be matched, with what it is worth: above 0. */
export interface Candidate {
  readonly a: number;
  readonly b: number;
  readonly worth: number;
}

/** Most things on either side that may hang together by candidates: the time grows with the third power. */
export const mostEntangled = 600;

/**
 * The matching of greatest total worth: each thing of either side in one pair at most. Things that hang together by candidates are solved
 * on their own, by the Hungarian method with shortest augmenting paths (H. W. Kuhn, 1955; R. Jonker and A. Volgenant, 1987).
 * @returns the chosen candidates, by `a`
 * @throws RangeError when more than `mostEntangled` things of one side hang together
 */
export function bestMatching(candidates: readonly Candidate[]): Candidate[] {
  return entangled(candidates)
    .flatMap(matchingOf)
    .sort((x, y) => x.a - y.a);
}

/** Candidates in groups that share no thing. */
function entangled(candidates: readonly Candidate[]): Candidate[][] {
  const parent = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root)) {
      // Halving the path keeps later searches short.
      parent.set(root, parent.get(next) ?? next);
      root = next;
    }
    return root;
  };
  for (const { a, b } of candidates) {
    for (const key of [`a${a}`, `b${b}`]) if (!parent.has(key)) parent.set(key, key);
    parent.set(rootOf(`a${a}`), rootOf(`b${b}`));
  }
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const root = rootOf(`a${candidate.a}`);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()];
}

function matchingOf(group: readonly Candidate[]): Candidate[] {
  if (group.length === 1) return [...group];
  const as = [...new Set(group.map((c) => c.a))].sort((x, y) => x - y);
  const bs = [...new Set(group.map((c) => c.b))].sort((x, y) => x - y);
  if (Math.max(as.length, bs.length) > mostEntangled)
    throw new RangeError(
      `bestMatching: ${as.length} and ${bs.length} hang together, at most ${mostEntangled}`,
    );
  const [rowOf, columnOf] = [places(as), places(bs)];
  // Square with rows that stand for "unmatched", so that a pair is only made where it is worth something.
  const size = as.length + bs.length;
  const worth = new Float64Array(size * size);
  const chosen = new Map<number, Candidate>();
  for (const candidate of group) {
    const at = (rowOf.get(candidate.a) ?? 0) * size + (columnOf.get(candidate.b) ?? 0);
    if (candidate.worth > (worth[at] ?? 0)) {
      worth[at] = candidate.worth;
      chosen.set(at, candidate);
    }
  }
  return assign(worth, size).flatMap((column, row) => chosen.get(row * size + column) ?? []);
}

const places = (things: readonly number[]): Map<number, number> => new Map(things.map((t, i) => [t, i]));

/** The column of each row in the assignment of greatest total worth. */
function assign(worth: Float64Array, size: number): number[] {
  const rowPrice = new Float64Array(size + 1);
  const columnPrice = new Float64Array(size + 1);
  // Row of each column, both counted from 1; 0 is free.
  const rowAt = new Int32Array(size + 1);
  const came = new Int32Array(size + 1);
  for (let row = 1; row <= size; row++) {
    rowAt[0] = row;
    let column = 0;
    const slack = new Float64Array(size + 1).fill(Infinity);
    const used = new Uint8Array(size + 1);
    do {
      used[column] = 1;
      const from = rowAt[column] ?? 0;
      let [step, next] = [Infinity, 0];
      for (let j = 1; j <= size; j++) {
        if (used[j] === 1) continue;
        const cost = -(worth[(from - 1) * size + j - 1] ?? 0);
        const reduced = cost - (rowPrice[from] ?? 0) - (columnPrice[j] ?? 0);
        if (reduced < (slack[j] ?? 0)) {
          slack[j] = reduced;
          came[j] = column;
        }
        const left = slack[j] ?? 0;
        if (left < step) [step, next] = [left, j];
      }
      for (let j = 0; j <= size; j++)
        if (used[j] === 1) {
          const held = rowAt[j] ?? 0;
          rowPrice[held] = (rowPrice[held] ?? 0) + step;
          columnPrice[j] = (columnPrice[j] ?? 0) - step;
        } else slack[j] = (slack[j] ?? 0) - step;
      column = next;
    } while (rowAt[column] !== 0);
    while (column !== 0) {
      const before = came[column] ?? 0;
      rowAt[column] = rowAt[before] ?? 0;
      column = before;
    }
  }
  const columns = Array.from({ length: size }, () => 0);
  for (let j = 1; j <= size; j++) columns[(rowAt[j] ?? 1) - 1] = j - 1;
  return columns;
}
