import { distanceMetres } from "../../base/geodesy/wgs84.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import type { Position } from "../../sites/counting/site.ts";

/** A look that may show a train: where and when. */
export interface TrainPlace {
  readonly lookId: string;
  readonly siteId: string;
  readonly country: string;
  readonly position: Position;
  /** null: not known when. */
  readonly at: TimeSpan | null;
}

/** What a run of a freight train takes. Sources: docs/method/trains.md. */
export interface RunSettings {
  /** Kilometres that a train makes in a day, stops counted in, at the most. */
  readonly mostKilometresADay: number;
  /** And at the least, beyond which it is not the same run any more but may still be the same train. */
  readonly leastKilometresADay: number;
  /** Length of the line over the shortest way, at the most, where no length is published. */
  readonly detour: number;
  /** Hours at a border between countries, papers and the change of bogies or of load between gauges counted in, at the least. */
  readonly leastBorderHours: number;
  readonly mostBorderHours: number;
}

export const runSettings: RunSettings = {
  mostKilometresADay: 1_500,
  leastKilometresADay: 200,
  detour: 1.7,
  leastBorderHours: 2,
  mostBorderHours: 96,
};

/** Length of a line between two sites where it is published, in metres. */
export type PublishedLength = (
  from: string,
  to: string,
) => { readonly lowMetres: number; readonly highMetres: number } | null;

/** Whether one train can have stood at both looks. */
export interface Run {
  readonly earlier: string;
  readonly later: string;
  readonly lowMetres: number;
  readonly highMetres: number;
  readonly border: boolean;
  /** Hours that the run takes at the least, and a usual run at the most. */
  readonly leastHours: number;
  readonly mostHours: number;
  /** Hours between the looks: fewest and most that their times allow. null where a time is not known. */
  readonly betweenHours: readonly [fewest: number, most: number] | null;
  readonly feasible: "yes" | "no" | "cannot-tell";
  readonly why: string;
}

const hourMs = 3_600_000;

/** The run between two looks, the earlier first. Two looks of one site ask for no run. */
export function runBetween(
  a: TrainPlace,
  b: TrainPlace,
  settings: RunSettings,
  published: PublishedLength,
): Run {
  const [earlier, later] = a.at !== null && b.at !== null && b.at.fromMs < a.at.fromMs ? [b, a] : [a, b];
  const straight = a.siteId === b.siteId ? 0 : distanceMetres(a.position, b.position);
  const line =
    straight === 0
      ? null
      : (published(earlier.siteId, later.siteId) ?? published(later.siteId, earlier.siteId));
  const lowMetres = line?.lowMetres ?? straight;
  const highMetres = line?.highMetres ?? straight * settings.detour;
  const border = a.siteId !== b.siteId && a.country !== b.country;
  const leastHours =
    (lowMetres / 1000 / settings.mostKilometresADay) * 24 + (border ? settings.leastBorderHours : 0);
  const mostHours =
    (highMetres / 1000 / settings.leastKilometresADay) * 24 + (border ? settings.mostBorderHours : 0);
  const shared = {
    earlier: earlier.lookId,
    later: later.lookId,
    lowMetres,
    highMetres,
    border,
    leastHours,
    mostHours,
  };
  if (earlier.at === null || later.at === null)
    return { ...shared, betweenHours: null, feasible: "cannot-tell", why: "the time of a look is not known" };
  const most = (later.at.toMs - earlier.at.fromMs) / hourMs;
  const fewest = Math.max(0, (later.at.fromMs - earlier.at.toMs) / hourMs);
  const betweenHours = [fewest, most] as const;
  if (most < leastHours)
    return {
      ...shared,
      betweenHours,
      feasible: "no",
      why: "the way takes longer than the time between the looks",
    };
  if (fewest < leastHours)
    return {
      ...shared,
      betweenHours,
      feasible: "cannot-tell",
      why: "the times of the looks are not known well enough",
    };
  return {
    ...shared,
    betweenHours,
    feasible: "yes",
    why:
      fewest > mostHours ? "more time than a run takes: other runs may lie between" : "time enough for a run",
  };
}
