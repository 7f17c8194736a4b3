import { logAdd } from "../decoding/log-sum.ts";
import type { LookQuality } from "./detector-errors.ts";
import { drawnIndex } from "./drawn-index.ts";
import type { SharedErrors, TrackCars, YardState } from "./placed-pairs.ts";
import { stayLattices, type StayLattice, type StayPath } from "./stay-lattice.ts";
import { staying } from "./stay-model.ts";

/** One drawn way in which a whole yard may have changed. */
export interface YardDraw extends YardState {
  /** In the order of the tracks. */
  readonly tracks: readonly StayPath[];
}

export interface YardErrors {
  readonly before: readonly LookQuality[];
  readonly after: readonly LookQuality[];
  /** Standard deviation of what all cars of one track are moved by from look to look, in metres. */
  readonly shiftSdMetres: number;
}

interface Node {
  readonly shiftMetres: number;
  readonly log: number;
}

/** Metres between the shifts that are tried, and how many standard deviations they reach. */
const shiftNodes = { stepMetres: 0.5, reach: 2.5 } as const;
/** Shifts that are less probable than the best by more than this, as a logarithm, are left out. */
const negligible = 5;

/**
 * Draws ways in which a yard may have changed, each as often as it is probable. What errors share is drawn first: the quality of each look over all
 * tracks together, and the shift of each track between the looks; the cars of each track follow given these.
 * @param next uniform numbers in [0, 1)
 */
export function drawYard(
  tracks: readonly TrackCars[],
  errors: YardErrors,
  draws: number,
  next: () => number,
): YardDraw[] {
  const states = errors.before.flatMap((before) =>
    errors.after.flatMap((after) => staying.odds.map((stayOdds): YardState => ({ before, after, stayOdds }))),
  );
  const [one, two] = [errors.before[1], errors.after[1]];
  const middle =
    one === undefined || two === undefined ? undefined : { before: one, after: two, stayOdds: 1 };
  if (middle === undefined) throw new RangeError("drawYard: no qualities");
  const lattices = tracks.map(stayLattices);
  const shifts = lattices.map((lattice) => likelyShifts(lattice, errors.shiftSdMetres, middle));
  // [state][track]: the shifts of the track, given the qualities.
  const nodes = states.map((state) =>
    lattices.map((lattice, t) =>
      (shifts[t] ?? []).map(({ shiftMetres, prior }): Node => ({
        shiftMetres,
        log: prior + lattice({ shiftMetres, ...state }).log,
      })),
    ),
  );
  const logs = states.map(({ before, after }, p) =>
    (nodes[p] ?? []).reduce(
      (sum, of) => sum + of.reduce((all, { log }) => logAdd(all, log), -Infinity),
      Math.log(before.weight * after.weight),
    ),
  );
  const drawn = Array.from({ length: draws }, () => drawnIndex(logs, next));
  const paths: StayPath[][] = drawn.map(() => []);
  for (const [p, state] of states.entries()) {
    const own = [...drawn.keys()].filter((d) => drawn[d] === p);
    if (own.length === 0) continue;
    for (const [t, lattice] of lattices.entries()) {
      const of = nodes[p]?.[t] ?? [];
      const weights = of.map(({ log }) => log);
      const taken = own.map(() => drawnIndex(weights, next));
      for (const [k, { shiftMetres }] of of.entries()) {
        if (!taken.includes(k)) continue;
        const { draw } = lattice({ shiftMetres, ...state });
        for (const [o, d] of own.entries()) if (taken[o] === k) (paths[d] ?? [])[t] = draw(next);
      }
    }
  }
  return drawn.flatMap((p, d) => {
    const state = states[p];
    return state === undefined ? [] : [{ ...state, tracks: paths[d] ?? [] }];
  });
}

interface Shift {
  readonly shiftMetres: number;
  /** Logarithm of its probability before the cars are looked at. */
  readonly prior: number;
}

function likelyShifts(
  lattice: (shared: SharedErrors) => StayLattice,
  sdMetres: number,
  state: YardState,
): Shift[] {
  const steps = Math.ceil((shiftNodes.reach * sdMetres) / shiftNodes.stepMetres);
  const all = Array.from({ length: 2 * steps + 1 }, (_, k) => {
    const shiftMetres = (k - steps) * shiftNodes.stepMetres;
    return { shiftMetres, prior: -0.5 * (shiftMetres / sdMetres) ** 2 };
  });
  const total = Math.log(all.reduce((sum, { prior }) => sum + Math.exp(prior), 0));
  const given = all.map((shift) => ({
    ...shift,
    prior: shift.prior - total,
    log: shift.prior + lattice({ ...state, shiftMetres: shift.shiftMetres }).log,
  }));
  const best = Math.max(...given.map(({ log }) => log));
  return given.filter(({ log }) => log > best - negligible);
}
