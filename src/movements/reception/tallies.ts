/**
 * What was heard, by a number that stands for a place, a time or both. One group is one ship in one cell and bin of time.
 * Columns grow together.
 */
export interface Tallies {
  /** The row of a key, made when it is new. */
  readonly row: (key: number) => number;
  /** The row of a key, or -1. */
  readonly find: (key: number) => number;
  readonly size: () => number;
  readonly keys: () => Float64Array;
  readonly columns: TallyColumns;
}

export interface TallyColumns {
  /** Slots, of them heard, squares of slots by group, and squares of heard slots over slots by group. */
  slots: Float32Array;
  heard: Float32Array;
  squares: Float32Array;
  heardSquares: Float32Array;
  groups: Float32Array;
  /** Slots without a report in long gaps, each weighted by how likely reception explains it, and their squares by group. */
  silent: Float32Array;
  silentSquares: Float32Array;
  silentGroups: Float32Array;
  /** A ship that was heard, and whether another was too. */
  heardShip: Int32Array;
  heardMany: Uint8Array;
}

const columnsOf = (room: number): TallyColumns => ({
  slots: new Float32Array(room),
  heard: new Float32Array(room),
  squares: new Float32Array(room),
  heardSquares: new Float32Array(room),
  groups: new Float32Array(room),
  silent: new Float32Array(room),
  silentSquares: new Float32Array(room),
  silentGroups: new Float32Array(room),
  heardShip: new Int32Array(room),
  heardMany: new Uint8Array(room),
});

export function tallies(room = 1024): Tallies {
  const rows = new Map<number, number>();
  let keys = new Float64Array(room);
  const columns = columnsOf(room);
  let size = 0;
  const grow = (): void => {
    const wider = columnsOf(2 * keys.length);
    const moreKeys = new Float64Array(2 * keys.length);
    moreKeys.set(keys);
    keys = moreKeys;
    wider.slots.set(columns.slots);
    wider.heard.set(columns.heard);
    wider.squares.set(columns.squares);
    wider.heardSquares.set(columns.heardSquares);
    wider.groups.set(columns.groups);
    wider.silent.set(columns.silent);
    wider.silentSquares.set(columns.silentSquares);
    wider.silentGroups.set(columns.silentGroups);
    wider.heardShip.set(columns.heardShip);
    wider.heardMany.set(columns.heardMany);
    Object.assign(columns, wider);
  };
  return {
    row: (key) => {
      const known = rows.get(key);
      if (known !== undefined) return known;
      if (size === keys.length) grow();
      keys[size] = key;
      rows.set(key, size);
      return size++;
    },
    find: (key) => rows.get(key) ?? -1,
    size: () => size,
    keys: () => keys.subarray(0, size),
    columns,
  };
}

/** Adds row `from` of one table to row `to` of another, but for the long gaps. */
export function addRow(source: TallyColumns, from: number, target: TallyColumns, to: number): void {
  target.slots[to] = (target.slots[to] ?? 0) + (source.slots[from] ?? 0);
  target.heard[to] = (target.heard[to] ?? 0) + (source.heard[from] ?? 0);
  target.squares[to] = (target.squares[to] ?? 0) + (source.squares[from] ?? 0);
  target.heardSquares[to] = (target.heardSquares[to] ?? 0) + (source.heardSquares[from] ?? 0);
  target.groups[to] = (target.groups[to] ?? 0) + (source.groups[from] ?? 0);
  const ship = source.heardShip[from] ?? 0;
  const known = target.heardShip[to] ?? 0;
  if (known === 0) target.heardShip[to] = ship;
  if (source.heardMany[from] === 1 || (ship !== 0 && known !== 0 && ship !== known)) target.heardMany[to] = 1;
}
