import { ruleInWords } from "../counting-rule.ts";
import type { TripExplanation } from "../trips.ts";
import { daysAreTold } from "./stated-unseen.ts";

/** Days listed by name before the rest is only counted. */
const listedDays = 6;

/** What would narrow the bounds or settle what the numbers count, most telling first. */
export function wouldResolve({
  bounds,
  daysSeen,
  numbers,
  ports,
  hulls,
  ships,
}: Omit<TripExplanation, "wouldResolve">): string[] {
  const wanted: string[] = [];
  const widest = bounds
    .filter((b) => b.most !== null && b.possible && b.ships?.length !== 0)
    .toSorted((a, b) => (b.most ?? 0) - b.least - ((a.most ?? 0) - a.least))[0];
  for (const seen of daysSeen.toSorted((a, b) => a.shareSeen - b.shareSeen)) {
    if (seen.unseenDays.length === 0) continue;
    const named = seen.unseenDays.slice(0, listedDays).join(", ");
    const name = ports.find((p) => p.id === seen.portId)?.name ?? seen.portId;
    wanted.push(
      `looks at the whole of ${name} on the ${seen.unseenDays.length} of ${seen.days} days of which nothing is on record (${named}${seen.unseenDays.length > listedDays ? ", …" : ""}), also such that show no ship`,
    );
    for (const stated of seen.stated.filter((s) => !daysAreTold(s)))
      wanted.push(
        `which ${stated.days} days ${stated.source} could not see at ${name} (${stated.within.text}), and the days that it could: a clear day without a ship takes trips away from the most`,
      );
  }
  const unclear = numbers.filter((n) => n.published.rule === null);
  if (unclear.length > 0)
    wanted.push(
      `what ${[...new Set(unclear.map((n) => n.published.observer))].join(", ")} ${unclear.length === 1 ? "counts" : "count"} as one trip`,
    );
  const floors = numbers.filter((n) => n.published.isFloor);
  if (floors.length > 0)
    wanted.push(
      `the days of the single trips behind the floors of ${[...new Set(floors.map((n) => n.published.observer))].join(", ")}: each would be a sighting here`,
    );
  if (hulls.most > ships.length)
    wanted.push(
      `names for the ships that nobody named: ${ships.length} are named, and ${hulls.least} to ${hulls.most} hulls are behind what was seen`,
    );
  if (widest !== undefined)
    wanted.push(
      `how long the ships lay in port at the least: it decides the most (now ${widest.most} ${ruleInWords[widest.rule]})`,
    );
  return wanted;
}
