import { noGaps, type Evidence, type LongGaps } from "./evidence.ts";
import { receptionModel } from "./model.ts";
import type { ReceptionModel } from "./reception.ts";
import type { TimeBins } from "./slots.ts";
import { tallies } from "./tallies.ts";
import { withWeights, type Weighed } from "./weigh-gaps.ts";

/** A model of reception as plain arrays of numbers, to be kept in a file. */
export interface SavedReception {
  readonly times: TimeBins;
  readonly arrays: Readonly<Record<(typeof savedArrays)[number], Float64Array>>;
}

/** In the order in which a file holds them. */
export const savedArrays = [
  "keys",
  "slots",
  "heard",
  "squares",
  "heardSquares",
  "groups",
  "heardShip",
  "heardMany",
  "gapShip",
  "gapGroup",
  "gapStill",
  "gapFrom",
  "gapTo",
  "gapPlaces",
  "gapExplained",
  "cells",
  "cellShips",
] as const;

export function saveReception(
  { times, fine, gaps, ships }: Evidence,
  { explained }: Weighed,
): SavedReception {
  const { columns } = fine;
  const size = fine.size();
  const first = (column: ArrayLike<number>, length = size): Float64Array =>
    Float64Array.from({ length }, (_, i) => column[i] ?? 0);
  return {
    times,
    arrays: {
      keys: first(fine.keys()),
      slots: first(columns.slots),
      heard: first(columns.heard),
      squares: first(columns.squares),
      heardSquares: first(columns.heardSquares),
      groups: first(columns.groups),
      heardShip: first(columns.heardShip),
      heardMany: first(columns.heardMany),
      gapShip: first(gaps.mmsi, gaps.length),
      gapGroup: first(gaps.group, gaps.length),
      gapStill: first(gaps.still, gaps.length),
      gapFrom: first(gaps.fromMs, gaps.length),
      gapTo: first(gaps.toMs, gaps.length),
      gapPlaces: first(gaps.places, 4 * gaps.length),
      gapExplained: first(explained, gaps.length),
      cells: Float64Array.from(ships.keys()),
      cellShips: Float64Array.from(ships.values()),
    },
  };
}

/** The model that was saved: it answers as it did. */
export function savedModel({ times, arrays }: SavedReception): ReceptionModel {
  const fine = tallies(Math.max(16, arrays.keys.length));
  for (const key of arrays.keys) fine.row(key);
  const { columns } = fine;
  columns.slots.set(arrays.slots);
  columns.heard.set(arrays.heard);
  columns.squares.set(arrays.squares);
  columns.heardSquares.set(arrays.heardSquares);
  columns.groups.set(arrays.groups);
  columns.heardShip.set(arrays.heardShip);
  columns.heardMany.set(arrays.heardMany);
  const gaps: LongGaps = noGaps(arrays.gapShip.length);
  gaps.length = arrays.gapShip.length;
  gaps.mmsi.set(arrays.gapShip);
  gaps.group.set(arrays.gapGroup);
  gaps.still.set(arrays.gapStill);
  gaps.fromMs.set(arrays.gapFrom);
  gaps.toMs.set(arrays.gapTo);
  gaps.places.set(arrays.gapPlaces);
  const ships = new Map(Array.from(arrays.cells, (cell, i) => [cell, arrays.cellShips[i] ?? 0] as const));
  const evidence: Evidence = { times, fine, gaps, ships };
  return receptionModel(evidence, withWeights(evidence, Float32Array.from(arrays.gapExplained)));
}
