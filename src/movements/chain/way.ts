import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import type { ChainLink, ChainMode, ChainPlace, ChainSettings } from "./chain.ts";
import type { ConnectionRow } from "./connections-table.ts";

const knot = 1852 / 3600;

/** Length of the way between two places: what the record says, else between the shortest line and that times a stated detour. */
export function wayBetween(
  from: ChainPlace,
  to: ChainPlace,
  mode: ChainMode,
  connection: ConnectionRow | undefined,
  { detour }: ChainSettings,
): ChainLink["way"] {
  const straight =
    from.position === null || to.position === null ? null : distanceMetres(from.position, to.position);
  const low = connection?.lengthKmLow ?? null;
  const high = connection?.lengthKmHigh ?? null;
  if (low !== null || high !== null) {
    // A published length below the shortest line between the positions on record means other end points: the shorter one holds.
    const known = [low, high].flatMap((km) => (km === null ? [] : [km * 1000]));
    return {
      lowMetres: low === null ? Math.min(straight ?? 0, ...known) : low * 1000,
      highMetres: high === null ? Math.max((straight ?? 0) * detour[mode], ...known) : high * 1000,
      basis: connection?.basis ?? "",
    };
  }
  if (straight === null) return null;
  return {
    lowMetres: straight,
    highMetres: straight * detour[mode],
    basis: `shortest line, up to ${detour[mode]} times it by ${mode === "ship" ? "sea" : "rail"}`,
  };
}

/** Hours under way: the shorter way at most speed, the longer one at least. */
export function travelHours(
  way: ChainLink["way"],
  mode: ChainMode,
  { shipKnots, railKilometresADay }: ChainSettings,
): ChainLink["travelHours"] {
  if (way === null) return null;
  const metresAnHour = (speed: "least" | "most"): number =>
    mode === "ship" ? shipKnots[speed] * knot * 3600 : (railKilometresADay[speed] * 1000) / 24;
  return { low: way.lowMetres / metresAnHour("most"), high: way.highMetres / metresAnHour("least") };
}
