import { wayOfGap, type Evidence } from "./evidence.ts";
import { estimateSlot, unheard, type Own } from "./estimate.ts";
import { keysOf, levelsOf, type Levels } from "./levels.ts";
import { alikenessOf, type Alikeness } from "./spread-of.ts";
import { eachStretch } from "./slots.ts";
import type { Tallies } from "./tallies.ts";

/** Tallies with the long gaps in them. */
export interface Weighed {
  readonly levels: Levels;
  readonly alike: Alikeness;
  /** That reception explains each long gap, from 0 to 1. */
  readonly explained: Float32Array;
  /** What a ship's own long gaps added. */
  readonly own: (mmsi: number) => Own | null;
}

const rounds = 3;
/**
 * How often a long gap is a transponder that was off, before anything is compared, of a ship that has one such gap a day: of ships that lie still one in two, of
 * those that sailed on one in a hundred. A ship with more gaps a day does not switch off more often. Not estimated: on the edge of what is heard the estimate would run
 * away, each gap that is taken for off making the next one look so.
 */
const offStill = 0.5;
const offSailing = 0.01;

/**
 * Counts long gaps as silence of the place only so far as the place explains them. Each is asked how likely it would be by reception alone, by what other ships
 * say of its cells and hours, against a transponder that was off; what answers is its weight, and the tallies are made again (expectation and maximisation,
 * three rounds). So a ship that switched off among others that were heard does not make the place deaf, and an outage in which all fall silent does.
 */
export function weighGaps(evidence: Evidence): Weighed {
  const explained = new Float32Array(evidence.gaps.length).fill(1);
  const made = withWeights(evidence, explained);
  let alike = made.alike;
  for (let round = 0; round < rounds; round++) {
    explainGaps(evidence, made.levels, alike, explained, made.own);
    tallySilence(evidence, made.levels, explained);
    alike = alikenessOf(made.levels);
  }
  return { ...made, alike };
}

/** The tallies by weights that are known already. */
export function withWeights(evidence: Evidence, explained: Float32Array): Weighed {
  const { gaps, times } = evidence;
  const levels = levelsOf(evidence);
  const firstOf = new Map<number, number>();
  for (let g = gaps.length - 1; g >= 0; g--) firstOf.set(gaps.mmsi[g] ?? 0, g);
  const own = (mmsi: number): Own | null => {
    const first = firstOf.get(mmsi);
    if (first === undefined) return null;
    const sums = {
      fineTime: new Map<number, [number, number]>(),
      fine: new Map<number, [number, number]>(),
      coarseTime: new Map<number, [number, number]>(),
      coarse: new Map<number, [number, number]>(),
    };
    for (let g = first; g < gaps.length && gaps.mmsi[g] === mmsi; g++) {
      const weight = explained[g] ?? 0;
      eachStretch(wayOfGap(gaps, g), times, (cell, bin, slots) => {
        const keys = keysOf(times.bins, cell, bin, gaps.group[g] ?? 0);
        for (const name of ["fineTime", "fine", "coarseTime", "coarse"] as const) {
          const sum = sums[name].get(keys[name]);
          if (sum === undefined) sums[name].set(keys[name], [weight * slots, weight * slots * slots]);
          else {
            sum[0] += weight * slots;
            sum[1] += weight * slots * slots;
          }
        }
      });
    }
    return sums;
  };
  tallySilence(evidence, levels, explained);
  return { levels, alike: alikenessOf(levels), explained, own };
}

function tallySilence({ gaps, times }: Evidence, levels: Levels, explained: Float32Array): void {
  const { fineTime, fine, coarseTime, coarse } = levels;
  for (const table of [fineTime, fine, coarseTime, coarse]) {
    table.columns.silent.fill(0);
    table.columns.silentSquares.fill(0);
    table.columns.silentGroups.fill(0);
  }
  const add = ({ columns }: Tallies, row: number, slots: number, squares: number, groups: number): void => {
    columns.silent[row] = (columns.silent[row] ?? 0) + slots;
    columns.silentSquares[row] = (columns.silentSquares[row] ?? 0) + squares;
    columns.silentGroups[row] = (columns.silentGroups[row] ?? 0) + groups;
  };
  for (let g = 0; g < gaps.length; g++) {
    const weight = explained[g] ?? 0;
    const group = gaps.group[g] ?? 0;
    eachStretch(wayOfGap(gaps, g), times, (cell, bin, slots) => {
      const keys = keysOf(times.bins, cell, bin, group);
      const [many, squares] = [weight * slots, weight * slots * slots];
      add(fineTime, fineTime.row(keys.fineTime), many, squares, weight);
      add(fine, fine.row(keys.fine), many, squares, weight);
      add(coarseTime, coarseTime.row(keys.coarseTime), many, squares, weight);
      add(coarse, coarse.row(keys.coarse), many, squares, weight);
    });
  }
  levels.rowsAbove();
}

/** Weighs each gap anew. */
function explainGaps(
  { gaps, times }: Evidence,
  levels: Levels,
  alike: Alikeness,
  explained: Float32Array,
  own: (mmsi: number) => Own | null,
): void {
  const found = new Float32Array(gaps.length);
  const days = Math.max(1, (times.bins * times.binMs) / 86_400_000);
  const gapsOf = new Map<number, number>();
  for (let g = 0; g < gaps.length; g++)
    gapsOf.set(gaps.mmsi[g] ?? 0, (gapsOf.get(gaps.mmsi[g] ?? 0) ?? 0) + 1);
  let mine: { readonly mmsi: number; readonly own: Own | null } = { mmsi: -1, own: null };
  for (let g = 0; g < gaps.length; g++) {
    const mmsi = gaps.mmsi[g] ?? 0;
    if (mine.mmsi !== mmsi) mine = { mmsi, own: own(mmsi) };
    let [slots, mean, weight] = [0, 0, 0];
    eachStretch(wayOfGap(gaps, g), times, (cell, bin, count) => {
      const estimate = estimateSlot(levels, alike, cell, bin, gaps.group[g] ?? 0, mine.own);
      if (estimate === null) return;
      slots += count;
      mean += count * estimate.mean;
      weight += count / (estimate.weight + 1);
    });
    if (slots === 0) {
      // Nobody says anything else of these places.
      found[g] = 1;
      continue;
    }
    const off = (gaps.still[g] === 1 ? offStill : offSailing) * Math.min(1, days / (gapsOf.get(mmsi) ?? 1));
    const byPlace = unheard({ mean: mean / slots, weight: slots / weight - 1 }, slots, alike) * (1 - off);
    found[g] = byPlace / (byPlace + off);
  }
  explained.set(found);
}
