import { chainDiagrams, containersWords } from "../../../../../findings/screens/movements-chain.ts";
import type { ChainModel } from "../../../../../movements/chain/chain.ts";
import type { TripExplanation } from "../../../../../movements/voyages/trips.ts";
import type { MapLeg } from "../../../map/map-contents.ts";

/** The legs of one way of a chain as the map draws them; a place without a position has none. */
export function chainLegs(model: ChainModel, way: number, chosen: string | null): MapLeg[] {
  const steps = chainDiagrams(model)[way]?.steps ?? [];
  return steps.flatMap(({ place, link, isWeakest }, i): MapLeg[] => {
    const to = steps[i + 1]?.place.position ?? null;
    if (link === null || place.position === null || to === null) return [];
    return [
      {
        id: link.id,
        from: place.position,
        to,
        label: `${link.mode === "ship" ? "by sea" : "by rail (schematic)"}, ${containersWords(link.containers)}`,
        mode: link.mode === "ship" ? "sea" : "rail",
        dashed: link.strength !== "seen-both-ends" && link.strength !== "seen-one-end",
        weakest: isWeakest || link.id === chosen,
      },
    ];
  });
}

/** The sailings of a shuttle: the shortest ways, which nobody is said to have taken. */
export function sailingLegs({ ports, sailings }: TripExplanation): MapLeg[] {
  const placeOf = new Map(ports.map((p) => [p.id, p.position]));
  return sailings.flatMap(({ from, to, metres, leastHours }): MapLeg[] => {
    const [a, b] = [placeOf.get(from), placeOf.get(to)];
    return a === undefined || b === undefined
      ? []
      : [
          {
            id: `${from}>${to}`,
            from: a,
            to: b,
            label: `${Math.round(metres / 1000)} km, ${leastHours.toFixed(1)} h at the least`,
            mode: "sea",
            dashed: true,
            weakest: false,
          },
        ];
  });
}
