import { lineThrough, type Exchanged } from "../../../../movements/exchange/exchanged.ts";
import type { TripExplanation } from "../../../../movements/voyages/trips.ts";
import type { Position } from "../../../../sites/counting/site.ts";

export const scheduleColumns = ["schedule", "ship", "rule", "what", "place", "sightings"] as const;

/** The stays and passages of the schedules that reach each end of the named ships' bounds: what could have been, for other programs to draw. */
export function schedulesToExchange({ bounds, ports, used }: TripExplanation): Exchanged[] {
  const positions = new Map<string, Position>([
    ...used.flatMap((s): [string, Position][] => (s.position === null ? [] : [[s.placeId, s.position]])),
    ...ports.map((p): [string, Position] => [p.id, p.position]),
  ]);
  return bounds
    .filter((b) => b.ships !== null)
    .flatMap(({ rule, leastSchedules, mostSchedules }) =>
      (
        [
          ["least", leastSchedules],
          ["most", mostSchedules],
        ] as const
      ).flatMap(([end, schedules]) =>
        schedules.flatMap(({ ship, stays }) => {
          const shared = { schedule: `${end} ${rule}`, ship: ship ?? "not named", rule };
          return stays.flatMap((stay, i): Exchanged[] => {
            const before = stays[i - 1];
            const here = positions.get(stay.placeId) ?? null;
            const there = before === undefined ? null : (positions.get(before.placeId) ?? null);
            return [
              ...(before === undefined || here === null || there === null || before.placeId === stay.placeId
                ? []
                : [
                    {
                      name: `${ship ?? "ship"}: ${before.placeId} to ${stay.placeId}`,
                      geometry: lineThrough([there, here]),
                      fromMs: before.toMs,
                      toMs: stay.fromMs,
                      properties: {
                        ...shared,
                        what: "passage that could have been",
                        place: "",
                        sightings: "",
                      },
                    },
                  ]),
              {
                name: `${ship ?? "ship"} at ${stay.placeId}`,
                geometry: here === null ? null : { type: "Point", coordinates: here },
                fromMs: stay.fromMs,
                toMs: stay.toMs,
                properties: {
                  ...shared,
                  what: stay.sightings.length > 0 ? "stay with sightings" : "stay that could have been",
                  place: stay.placeId,
                  sightings: stay.sightings.join(" "),
                },
              },
            ];
          });
        }),
      ),
    );
}
