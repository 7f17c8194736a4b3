import {
  nothingStated,
  type Fixes,
  type LonLatBox,
  type PositionSource,
  type Statement,
} from "../../src/movements/ais/fixes.ts";
import { emptyFixes } from "../../src/system/positions/fix-batches.ts";
import { reachMetres, widenedBox } from "../../src/system/positions/gather-candidates.ts";
import { openPublishedParquet, type OpenPositions } from "../../src/system/positions/open-positions.ts";
import { realDayPath } from "./real-day.ts";
import type { Region } from "./regions.ts";

/** The real day as the program reads it from the publisher's file. */
export const openRealDay = (): Promise<OpenPositions> => openPublishedParquet(realDayPath);

export const realDay = { fromMs: Date.UTC(2020, 0, 1), toMs: Date.UTC(2020, 0, 2) } as const;

/** What is left out of a held day, and what its ships say of themselves. */
export interface Hidden {
  readonly isLost: (mmsi: number, at: number, longitude: number, latitude: number) => boolean;
  /** In place of the dimensions on record; the day has none. Null: what is on record. */
  readonly said: ((mmsi: number) => Pick<Statement, "lengthMetres" | "widthMetres">) | null;
}

/** The box around a region that a ship must report in to be gathered for a picture of it. */
export const gatheredBox = ({ box: [west, south, east, north] }: Pick<Region, "box">): LonLatBox =>
  widenedBox(
    [
      [west, south],
      [east, north],
    ],
    reachMetres,
  );

/** How many ships a query names. */
const shipsAtOnce = 2000;
const rowsAtOnce = 65_536;

/**
 * All reports of the ships that `sighting match` would gather for a picture of a region at any time of the day, held in memory so that the same day can be read
 * many times, each time with other reports hidden.
 */
export class HeldDay {
  readonly #fixes: Fixes;
  readonly #statements: readonly Statement[];
  /** Rows [from, to) by ship, in order. */
  readonly rows: ReadonlyMap<number, readonly [from: number, to: number]>;

  static async around(source: PositionSource, region: Region): Promise<HeldDay> {
    const near = new Set<number>();
    for await (const fixes of source.fixes({ ...realDay, box: gatheredBox(region) }))
      for (let i = 0; i < fixes.length; i++) near.add(fixes.mmsi[i] ?? 0);
    const mmsis = [...near].sort((a, b) => a - b);
    const batches: Fixes[] = [];
    const statements: Statement[] = [];
    for (let at = 0; at < mmsis.length; at += shipsAtOnce) {
      const query = { ...realDay, mmsis: mmsis.slice(at, at + shipsAtOnce) };
      for await (const fixes of source.fixes(query))
        batches.push(
          picked(
            fixes,
            Array.from({ length: fixes.length }, (_, i) => i),
          ),
        );
      statements.push(...(await source.statements(query)));
    }
    return new HeldDay(batches, statements);
  }

  constructor(batches: readonly Fixes[], statements: readonly Statement[]) {
    this.#fixes = joined(batches);
    this.#statements = statements;
    const rows = new Map<number, [number, number]>();
    for (const [i, mmsi] of this.#fixes.mmsi.entries()) {
      const known = rows.get(mmsi);
      if (known === undefined) rows.set(mmsi, [i, i + 1]);
      else known[1] = i + 1;
    }
    this.rows = rows;
  }

  get fixes(): Fixes {
    return this.#fixes;
  }

  /** Type of ship as it is said first; null where it is not. */
  shipType(mmsi: number): number | null {
    return this.#statements.find((s) => s.mmsi === mmsi && s.shipType !== null)?.shipType ?? null;
  }

  /** The day without what is hidden, as any other source of position reports. */
  without({ isLost, said }: Hidden): PositionSource {
    const fixes = this.#fixes;
    const left = Uint8Array.from(fixes.mmsi, (mmsi, i) =>
      isLost(mmsi, fixes.at[i] ?? 0, fixes.longitude[i] ?? 0, fixes.latitude[i] ?? 0) ? 0 : 1,
    );
    const ships = new Set<number>();
    for (const [i, mmsi] of fixes.mmsi.entries()) if (left[i] === 1) ships.add(mmsi);
    const saidBy = Map.groupBy(this.#statements, (s) => s.mmsi);
    const stated = [...ships].flatMap((mmsi) => {
      const own = saidBy.get(mmsi) ?? [unsaid(mmsi)];
      return said === null ? own : own.map((s) => ({ ...s, ...said(mmsi) }));
    });
    const { rows } = this;
    return {
      days: async () => [
        {
          day: new Date(realDay.fromMs).toISOString().slice(0, 10),
          fixes: left.reduce((n, l) => n + l, 0),
          ships: ships.size,
        },
      ],
      async *fixes({ fromMs, toMs, box, mmsis }) {
        const asked =
          mmsis === undefined
            ? [...rows.values()]
            : mmsis.flatMap((mmsi) => {
                const own = rows.get(mmsi);
                return own === undefined ? [] : [own];
              });
        let batch: number[] = [];
        for (const [from, to] of asked)
          for (let i = from; i < to; i++) {
            const at = fixes.at[i] ?? 0;
            if (left[i] === 0 || at < fromMs || at >= toMs) continue;
            if (box !== undefined && !isIn(box, fixes.longitude[i] ?? 0, fixes.latitude[i] ?? 0)) continue;
            if (batch.push(i) < rowsAtOnce) continue;
            yield picked(fixes, batch);
            batch = [];
          }
        if (batch.length > 0) yield picked(fixes, batch);
      },
      statements: async ({ mmsis }) => {
        if (mmsis === undefined) return stated;
        const asked = new Set(mmsis);
        return stated.filter((s) => asked.has(s.mmsi));
      },
      seconds: () => Promise.reject(new Error("HeldDay: matching asks for no seconds")),
    };
  }
}

const isIn = ({ west, south, east, north }: LonLatBox, longitude: number, latitude: number): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

/** A ship that said nothing of itself says what is made up for it all day. */
const unsaid = (mmsi: number): Statement => ({
  mmsi,
  ...nothingStated,
  firstMs: realDay.fromMs,
  lastMs: realDay.toMs - 1,
  reports: 1,
});

const names = [
  "mmsi",
  "at",
  "longitude",
  "latitude",
  "speed",
  "course",
  "heading",
  "status",
  "senderClass",
  "second",
] as const;

function picked(fixes: Fixes, rows: ArrayLike<number>): Fixes {
  const found = emptyFixes(rows.length);
  found.length = rows.length;
  for (const name of names) {
    const [from, to] = [fixes[name], found[name]];
    for (let i = 0; i < rows.length; i++) to[i] = from[rows[i] ?? 0] ?? 0;
  }
  return found;
}

function joined(batches: readonly Fixes[]): Fixes {
  const found = emptyFixes(batches.reduce((n, b) => n + b.length, 0));
  for (const batch of batches) {
    for (const name of names) found[name].set(batch[name].subarray(0, batch.length), found.length);
    found.length += batch.length;
  }
  return found;
}
