import { dayMs } from "../../../base/time/calendar.ts";
import type { Observation } from "../../../sites/counting/look.ts";
import { withoutReplaced } from "../../../sites/counting/standing-counts.ts";
import type { PortLook, ShipSighting, ShuttlePort, StatedUnseen } from "../trips.ts";

/** What published looks at the ports show: ships, their absence, and days that could not be seen. */
export interface SeenInLooks {
  readonly sightings: readonly ShipSighting[];
  readonly looks: readonly PortLook[];
  readonly unseen: readonly StatedUnseen[];
}

/** A maximum over more days than these is no look. */
const longestMaximumMs = 4 * dayMs;

export function seenInLooks(
  observations: readonly Observation[],
  ports: readonly ShuttlePort[],
): SeenInLooks {
  const portOf = new Map(ports.map((p) => [p.id, p]));
  const sightings: ShipSighting[] = [];
  const looks = new Map<string, PortLook>();
  const unseen: StatedUnseen[] = [];
  for (const { look, count } of withoutReplaced(observations)) {
    const port = portOf.get(look.siteId);
    if (port === undefined || look.takenAt === null) continue;
    const at = look.takenAt;
    if (count.outcome === "not-seen" && (look.looksSummed ?? 0) > 0 && count.kind !== "night-light")
      unseen.push({
        id: count.id,
        portId: port.id,
        areaId: count.areaId,
        days: look.looksSummed ?? 0,
        within: at,
        reason: count.reason,
        source: look.observer,
      });
    const isLook =
      count.statistic === "at-look" ||
      (count.statistic === "maximum" && at.toMs - at.fromMs <= longestMaximumMs && count.kind === "ship");
    if (!isLook || count.kind === "night-light") continue;
    const figure = count.best ?? count.low;
    const isCount = count.kind === "ship" && count.measure === "count";
    const clear = isCount && count.outcome === "counted" && figure === 0 && count.statistic === "at-look";
    looks.set(`${look.id}/${count.areaId ?? ""}`, {
      id: look.id,
      portId: port.id,
      areaId: count.areaId,
      at,
      // A published sighting says what was seen and not that nothing else was; only a zero says that.
      saw:
        count.outcome === "not-seen" || count.outcome === "failed"
          ? "nothing"
          : clear || looks.get(`${look.id}/${count.areaId ?? ""}`)?.saw === "whole"
            ? "whole"
            : "part",
      foundChance: null,
      source: look.observer,
    });
    if (count.kind !== "ship" || figure === null || figure <= 0 || count.outcome === "not-seen") continue;
    const number = count.measure === "length" ? 1 : Math.round(figure);
    for (let n = 1; n <= number; n++)
      sightings.push({
        id: `counts/${count.id}${number > 1 ? `/${n}` : ""}`,
        placeId: port.id,
        areaId: count.areaId,
        position: port.position,
        at,
        throughout: false,
        ship: null,
        candidates: null,
        lengthMetres: count.measure === "length" ? count.best : null,
        lookId: look.id,
        basis: "seen",
        source: look.observer,
        address: count.address,
      });
  }
  return { sightings, looks: [...looks.values()], unseen };
}
