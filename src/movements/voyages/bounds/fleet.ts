import type { StopSignal } from "../../../base/abort.ts";
import type { CountingRule } from "../counting-rule.ts";
import { EarliestQueue } from "./earliest-queue.ts";
import { extremeSchedule, type ExtremeSchedule, type Work } from "./extreme-schedule.ts";
import { clashOf, mayBe, type Clash } from "./fleet-clash.ts";
import type { Absence, Itinerary, Presence } from "./itinerary.ts";
import type { PlaceRole } from "./rule-steps.ts";

/** A ship of the fleet, with what is known of it alone. */
export interface FleetShip {
  /** null: a hull that nobody named. */
  readonly name: string | null;
  readonly presences: readonly Presence[];
  readonly absences: readonly Absence[];
}

/** A ship that was seen and not named. */
export interface UnnamedSighting {
  readonly presence: Presence;
  /** Names of ships that it may be; null: any ship. Hulls without a name may always be it. */
  readonly candidates: readonly string[] | null;
  /** Index of the look that it was seen in; null for none. */
  readonly look: number | null;
}

/** A look that saw all of a place and in which ships were seen that nobody named: a named ship may be one of them, or was not there. */
export interface OpenLook {
  readonly absence: Absence;
  /** Names of ships that it showed. */
  readonly named: readonly string[];
  /** False where it did not see the whole place: it then says nothing of ships that it did not show. */
  readonly isWhole: boolean;
}

export interface Fleet {
  readonly itinerary: Omit<Itinerary, "presences" | "absences">;
  readonly roles: readonly PlaceRole[];
  readonly ships: readonly FleetShip[];
  readonly unnamed: readonly UnnamedSighting[];
  readonly looks: readonly OpenLook[];
  /**
   * Hulls without a name that may have sailed beside the named ships: every unnamed sighting is then one of all these. null: unnamed sightings
   * may be of ships that are not counted here, and need not be accounted for.
   */
  readonly otherHulls: number | null;
}

export interface FleetOptions {
  readonly rule: CountingRule;
  /** `any`: only whether there are such schedules. */
  readonly end: "least" | "most" | "any";
  readonly misses?: number;
  /** Most nodes of the search over ships of unnamed sightings. */
  readonly nodes?: number;
  /** Most steps of all its searches for single ships together. */
  readonly steps?: number;
  readonly signal?: StopSignal | undefined;
}

export interface FleetExtreme {
  readonly count: number;
  /** One for each ship, in the order of the fleet, hulls without a name after the named ones. */
  readonly schedules: readonly { readonly name: string | null; readonly schedule: ExtremeSchedule }[];
  /** False where the search was cut off: `count` is then an outer bound, and the schedules may contradict each other. */
  readonly exact: boolean;
}

/** What a node of the search adds to one ship. */
interface Told {
  readonly presences: readonly Presence[];
  readonly absences: readonly Absence[];
}

interface Node {
  readonly told: ReadonlyMap<number, Told>;
  readonly schedules: readonly ExtremeSchedule[];
  readonly count: number;
  readonly depth: number;
}

const usualNodes = 600;
const usualSteps = 400_000;
const rank = { least: 1, most: -1, any: 0 } as const;
const nothingTold: Told = { presences: [], absences: [] };

/**
 * The least or the most that a rule counts over all ships together, whichever ships the unnamed sightings were. Best first: a node is the
 * sum of what its ships can do each for itself, which bounds what they can do together; where their schedules clash over a sighting or a
 * look, it branches on every way to settle that. The first node without a clash is the answer.
 * @returns null when no schedules account for everything
 */
export function extremeOfFleet(fleet: Fleet, options: FleetOptions): FleetExtreme | null {
  const { end, nodes: mostNodes = usualNodes, steps: mostSteps = usualSteps, signal } = options;
  const work: Work = { steps: 0 };
  const others = fleet.otherHulls ?? 0;
  const ships = [
    ...fleet.ships,
    ...Array.from({ length: others }, () => ({ name: null, presences: [], absences: [] })),
  ].map((ship): FleetShip => ({ ...ship, absences: [...ship.absences, ...firmAbsences(fleet, ship.name)] }));
  const known = new Map<string, ExtremeSchedule | null>();
  const scheduleOf = (index: number, told: Told): ExtremeSchedule | null => {
    const key = `${ships[index]?.name ?? "hull"}/${idsOf(told.presences)}/${idsOf(told.absences)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const ship = ships[index];
    const { misses } = options;
    const made = extremeSchedule(
      {
        ...fleet.itinerary,
        presences: [...(ship?.presences ?? []), ...told.presences],
        absences: [...(ship?.absences ?? []), ...told.absences],
      },
      // A least schedule of a hull that nothing is told of is no stay at all.
      {
        rule: options.rule,
        roles: fleet.roles,
        end: end === "most" ? "most" : "least",
        signal,
        work,
        ...(misses === undefined ? {} : { misses }),
      },
    );
    known.set(key, made);
    return made;
  };
  const queue = new EarliestQueue<Node>((n) => rank[end] * n.count - n.depth * 1e-6);
  const open = (told: ReadonlyMap<number, Told>, depth: number): void => {
    const schedules: ExtremeSchedule[] = [];
    for (const index of ships.keys()) {
      const schedule = scheduleOf(index, told.get(index) ?? nothingTold);
      if (schedule === null) return;
      schedules.push(schedule);
    }
    queue.push({ told, schedules, depth, count: schedules.reduce((sum, s) => sum + s.count, 0) });
  };
  const answer = (node: Node, exact: boolean): FleetExtreme => ({
    count: node.count,
    schedules: node.schedules.map((schedule, i) => ({ name: ships[i]?.name ?? null, schedule })),
    exact,
  });
  const mustAccount = fleet.otherHulls !== null;
  open(new Map(), 0);
  let left = mostNodes;
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    signal?.throwIfAborted();
    const isToldAbsent = (ship: number, look: Absence): boolean =>
      node.told.get(ship)?.absences.includes(look) ?? false;
    const clash = clashOf(
      fleet,
      ships,
      node.schedules.map((s) => s.stays),
      { mustAccount, isToldAbsent },
    );
    if (clash === null) return answer(node, true);
    if (left-- <= 0 || work.steps > mostSteps) return answer(node, false);
    for (const [ship, told] of waysOut(clash, ships, node.told)) {
      const before = node.told.get(ship) ?? nothingTold;
      open(
        new Map(node.told).set(ship, {
          presences: [...before.presences, ...told.presences],
          absences: [...before.absences, ...told.absences],
        }),
        node.depth + 1,
      );
    }
  }
  return null;
}

/** Looks at a whole place that did not show a ship, and nothing that it may have been. */
export const firmAbsences = ({ looks, unnamed }: Fleet, name: string | null): Absence[] =>
  looks.flatMap(({ absence, named, isWhole }, look) =>
    !isWhole ||
    (name !== null && named.includes(name)) ||
    unnamed.some((u) => u.look === look && mayBe(u, name))
      ? []
      : [absence],
  );

const idsOf = (some: readonly { readonly id: string }[]): string =>
  some
    .map((s) => s.id)
    .toSorted()
    .join(",");

/** Every way to settle a clash. Of hulls that nothing is told of yet one stands for all. */
function waysOut(
  clash: Clash,
  ships: readonly FleetShip[],
  told: ReadonlyMap<number, Told>,
): (readonly [ship: number, told: Told])[] {
  if (clash.kind === "too-many")
    return clash.ships.map((ship) => [ship, { presences: [], absences: [clash.look] }] as const);
  const isFresh = (ship: number): boolean => ships[ship]?.name === null && !told.has(ship);
  const fresh = clash.pairs.find(([ship]) => isFresh(ship))?.[0];
  return clash.pairs
    .filter(([ship]) => ship === fresh || !isFresh(ship))
    .map(([ship, presence]) => [ship, { presences: [presence], absences: [] }] as const);
}
