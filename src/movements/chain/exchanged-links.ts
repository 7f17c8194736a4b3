import { lineThrough, type Exchanged } from "../exchange/exchanged.ts";
import type { ChainModel } from "./chain.ts";

/** Names of the properties that `exchangedLinks` gives, in the order of a table. */
export const linkColumns = [
  "id",
  "from_place",
  "to_place",
  "mode",
  "carrier",
  "strength",
  "group",
  "containers_low",
  "containers_high",
  "feasible",
  "reasons",
] as const;

/** The links of a chain for other programs: a straight line where both places are sites, which is not the way that was taken. */
export const exchangedLinks = ({ links, places }: ChainModel): Exchanged[] => {
  const positions = new Map(places.map((p) => [p.id, p.position]));
  return links.map((link): Exchanged => {
    const from = positions.get(link.from) ?? null;
    const to = positions.get(link.to) ?? null;
    return {
      name: `${link.carrier === "" ? link.mode : link.carrier}: ${link.from} to ${link.to}`,
      geometry: from === null || to === null ? null : lineThrough([from, to]),
      fromMs: link.departs.earliestMs,
      toMs: link.arrives.latestMs,
      properties: {
        id: link.id,
        from_place: link.from,
        to_place: link.to,
        mode: link.mode,
        carrier: link.carrier,
        strength: link.strength,
        group: link.group,
        containers_low: link.containers.low,
        containers_high: link.containers.high,
        feasible: link.feasible,
        reasons: link.reasons.join("; "),
      },
    };
  });
};
