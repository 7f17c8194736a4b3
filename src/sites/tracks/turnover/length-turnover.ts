import type { Stretch } from "./stored-count.ts";
import { none, type Drawn, type Fates, type TrackDraws, type TrackOptions } from "./fates.ts";
import { remarksOn, type TrackSide } from "./track-side.ts";

/** Grid on which stretches of a line are laid on each other. */
const gridMetres = 0.5;

/**
 * What became of the metres of strings where cars cannot be parted: occupied before and empty after has left; empty before and occupied after came;
 * occupied both times, or hidden in either look, cannot be told, since no car tells which string it is. Ends closer than the error of the line-up
 * are drawn anew each time.
 */
export function lengthTurnover(
  trackId: string,
  one: TrackSide,
  two: TrackSide,
  options: TrackOptions,
): TrackDraws {
  const length = Math.max(one.track?.lengthMetres ?? 0, two.track?.lengthMetres ?? 0);
  const cells = Math.ceil(length / gridMetres);
  const draws: Fates<Drawn> = {
    stayed: none(options.draws),
    left: none(options.draws),
    came: none(options.draws),
    cannotTell: none(options.draws),
  };
  const unseen = [one, two].map((side) =>
    side.track === null || !side.placed ? new Uint8Array(cells).fill(1) : filled(cells, side.hidden, 0),
  );
  const before = filled(cells, one.track?.strings ?? [], 0);
  for (let d = 0; d < options.draws; d++) {
    const moved = filled(cells, two.track?.strings ?? [], options.lineUpSdMetres * normal(options.next));
    for (let c = 0; c < cells; c++) {
      const [was, is] = [before[c] === 1, moved[c] === 1];
      if (!was && !is) continue;
      const hidden = unseen[0]?.[c] === 1 || unseen[1]?.[c] === 1;
      const { metres } = draws[hidden || (was && is) ? "cannotTell" : was ? "left" : "came"];
      metres[d] = (metres[d] ?? 0) + gridMetres;
    }
  }
  return {
    inCars: false,
    draws,
    strings: [],
    remarks: [
      `Cars of track ${trackId} were not told apart: only metres that emptied or filled are given, and what is occupied at both looks cannot be told.`,
      ...remarksOn(trackId, one, "the first look"),
      ...remarksOn(trackId, two, "the second look"),
    ],
  };
}

function filled(cells: number, stretches: readonly Stretch[], shift: number): Uint8Array {
  const line = new Uint8Array(cells);
  for (const [from, to] of stretches)
    line.fill(
      1,
      Math.max(0, Math.round((from + shift) / gridMetres)),
      Math.max(0, Math.round((to + shift) / gridMetres)),
    );
  return line;
}

const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
