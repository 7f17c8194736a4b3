import type { LonLat } from "../../base/geometry/ring.ts";
import type { PositionSource } from "../../movements/ais/fixes.ts";
import type { MatchSettings } from "../../movements/matching/settings.ts";
import { reachMetres, shipsNear, widenedBox } from "./gather-candidates.ts";

const hourMs = 3_600_000;

/** What a verdict on a sighting of one place and moment says of reception. */
export interface HeardInVerdict {
  /** Null: not known, so that nothing there is dark. */
  readonly heard: number | null;
  /** Whether anybody at all was heard near there within five minutes. */
  readonly witnessed: boolean;
  /** Within so many minutes around, by the reports of so many hours before and after. */
  readonly minutes: number;
  readonly windowHours: number;
}

/** By the same reports and rules as `sighting match`, for a sighting without a scene: an analysis of all days may say otherwise, as it asks for no witness. */
export async function heardAsInVerdicts(
  source: PositionSource,
  [longitude, latitude]: LonLat,
  atMs: number,
  { windowHours, heardMinutes }: Pick<MatchSettings, "windowHours" | "heardMinutes">,
  signal?: AbortSignal,
): Promise<HeardInVerdict> {
  const { reception, witnesses } = await shipsNear(
    source,
    {
      fromMs: atMs - windowHours * hourMs,
      toMs: atMs + windowHours * hourMs + 1,
      box: widenedBox([[longitude, latitude]], reachMetres),
    },
    signal,
  );
  return {
    heard: reception.heard(longitude, latitude, atMs, "A", heardMinutes),
    witnessed: witnesses.at(longitude, latitude, atMs),
    minutes: heardMinutes,
    windowHours,
  };
}
