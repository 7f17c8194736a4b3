import type { TrackColumns } from "../../findings/screens/movements-track-bytes.ts";
import { TrackThinner } from "../../findings/screens/movements-thinning.ts";
import type { PositionQuery, PositionSource, Statement } from "../../movements/ais/fixes.ts";
import { clockFindings } from "../../movements/ais/sender-clocks.ts";
import { saysTwoShips } from "../../movements/analysis/two-ships.ts";
import { shipRows } from "../../movements/tracks/ship-rows.ts";
import { trackRoom, trackShip } from "../../movements/tracks/track-ship.ts";
import { usualTrackSettings } from "../../movements/tracks/track-settings.ts";
import type { LandReports } from "./movements-events.ts";

export interface MapTracksQuery extends PositionQuery {
  /** Reports that may be sent at most; what is left out moved less than the tolerance that is told with them. */
  readonly mostReports: number;
  readonly simulated: boolean;
}

/**
 * The tracks of a query as the map draws them: each identity's reports parted into segments that one ship can have sailed, with their flags.
 * @param landReports which reports lie on land, as the analysis found, which knows all waterways; null: none, or there is no analysis
 * @throws why `signal` ended, where it did: nobody waits for the tracks any more
 */
export async function tracksForMap(
  source: PositionSource,
  query: MapTracksQuery,
  landReports: LandReports | null = null,
  signal?: AbortSignal,
): Promise<TrackColumns> {
  const { mostReports, simulated, ...asked } = query;
  const thinner = new TrackThinner({ fromMs: asked.fromMs, toMs: asked.toMs, mostReports, simulated });
  const room = trackRoom();
  const { off } = clockFindings(await source.seconds(asked), usualTrackSettings);
  const wrongClocks = new Set(off.map(({ mmsi }) => mmsi));
  signal?.throwIfAborted();
  const two = saysTwoShips(await source.statements(asked));
  let ship = -1;
  let tracker = trackShip(0, { settings: usualTrackSettings, land: null, room });
  for await (const rows of shipRows(source.fixes(asked))) {
    signal?.throwIfAborted();
    if (rows.mmsi !== ship) {
      ship = rows.mmsi;
      tracker = trackShip(ship, {
        settings: usualTrackSettings,
        land: landReports?.mmsis.has(ship) === true ? landReports.land : null,
        landIsKnown: true,
        saysTwoShips: two.has(ship),
        clockIsOff: wrongClocks.has(ship),
        room,
      });
    }
    const { flags, order, starts } = tracker.take(rows);
    for (let segment = 0; segment + 1 < starts.length; segment++)
      thinner.add({
        mmsi: ship,
        segment,
        fixes: rows.fixes,
        from: starts[segment] ?? 0,
        to: starts[segment + 1] ?? 0,
        order,
        flags,
      });
  }
  return thinner.done();
}

/** One ship of the list: what it said of itself last. */
export interface ShipRow {
  readonly mmsi: number;
  readonly name: string;
  readonly callSign: string;
  readonly imo: number | null;
  readonly shipType: number | null;
  readonly lengthMetres: number | null;
  /** Other names that it sent under the same identity. */
  readonly otherNames: readonly string[];
}

/** The ships with reports in a stretch of time, by identity. */
export async function shipsForList(
  source: PositionSource,
  query: Pick<PositionQuery, "fromMs" | "toMs">,
  senders: readonly number[],
): Promise<ShipRow[]> {
  // Who said nothing of itself is a ship all the same.
  const ships = new Map<number, Statement[]>(senders.map((mmsi) => [mmsi, []]));
  for (const statement of await source.statements(query)) {
    const known = ships.get(statement.mmsi);
    if (known === undefined) ships.set(statement.mmsi, [statement]);
    else known.push(statement);
  }
  return [...ships]
    .toSorted(([a], [b]) => a - b)
    .map(([mmsi, said]) => {
      const last = said.toSorted((a, b) => a.lastMs - b.lastMs);
      const newest = <T>(of: (s: Statement) => T, isEmpty: (value: T) => boolean, none: T): T =>
        last.map(of).findLast((value) => !isEmpty(value)) ?? none;
      const name = newest(
        (s) => s.name,
        (n) => n === "",
        "",
      );
      return {
        mmsi,
        name,
        callSign: newest(
          (s) => s.callSign,
          (c) => c === "",
          "",
        ),
        imo: newest<number | null>(
          (s) => s.imo,
          (i) => i === null,
          null,
        ),
        shipType: newest<number | null>(
          (s) => s.shipType,
          (t) => t === null,
          null,
        ),
        lengthMetres: newest<number | null>(
          (s) => s.lengthMetres,
          (l) => l === null,
          null,
        ),
        otherNames: [...new Set(last.map((s) => s.name))].filter((n) => n !== "" && n !== name),
      };
    });
}
