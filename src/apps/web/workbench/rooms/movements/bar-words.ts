import { countedInThousands } from "../../../../../base/counted.ts";
import type { HistoryPoint } from "../../../../../findings/screens/history-point.ts";
import type { ShipEvent } from "../../../../../findings/screens/movements-ship.ts";
import type { TripStrip } from "../../../../../findings/screens/movements-trips.ts";
import type { ShownSighting } from "../../../../../findings/screens/movements.ts";
import type { BarPicture, BarReports } from "../../../time/bar-contents.ts";
import { barTime, barX, type BarLane } from "../../../time/bar-layout.ts";
import { lengthOf, type Stretch } from "../../../time/stretch.ts";
import { lastingWords, momentWords } from "../../../time/words.ts";
import { wordOfKind } from "./event-words.ts";

/** What the bar shows, for words about a place of it. */
export interface BarShown {
  readonly axis: Stretch;
  readonly width: number;
  readonly reports: readonly BarReports[];
  readonly events: readonly ShipEvent[];
  readonly sightings: readonly ShownSighting[];
  readonly pictures: readonly BarPicture[];
  readonly trips: TripStrip | null;
  readonly counts: readonly HistoryPoint[];
}

/** What lies nearest to a place of the bar, at most 7 pixels from it. */
export function nearestAt<T extends Stretch>(
  list: readonly T[],
  x: number,
  { axis, width }: Pick<BarShown, "axis" | "width">,
): T | null {
  let best: { readonly one: T; readonly apart: number } | null = null;
  for (const one of list) {
    const apart = Math.abs(barX((one.fromMs + one.toMs) / 2, axis, width) - x);
    if (apart < (best?.apart ?? 7)) best = { one, apart };
  }
  return best?.one ?? null;
}

/** In words what a place of a lane shows. */
export function wordsOfBar(shown: BarShown, lane: BarLane | null, x: number): string {
  const { axis, width, trips } = shown;
  const at = barTime(x, axis, width);
  const when = `${momentWords(Math.round(at / 1000) * 1000)} UTC`;
  switch (lane?.kind) {
    case "reports": {
      const bar = shown.reports.find((b) => at >= b.fromMs && at < b.toMs);
      return bar === undefined
        ? when
        : `${momentWords(bar.fromMs)} UTC and ${lastingWords(bar.toMs - bar.fromMs)} on: ${countedInThousands(bar.reports, "report")}`;
    }
    case "ship": {
      const event = shown.events.find((e) => at >= e.fromMs && at < (e.toMs ?? Infinity));
      return event === undefined
        ? when
        : `${wordOfKind(event.kind)}, ${momentWords(event.fromMs)} UTC: ${event.words}`;
    }
    case "sightings": {
      const found = nearestAt(shown.sightings, x, shown);
      return found === null ? when : sightingWords(found, shown);
    }
    case "pictures": {
      const picture = nearestAt(shown.pictures, x, shown);
      return picture === null
        ? when
        : `${momentWords(picture.fromMs)} UTC: ${picture.kind === "look" ? "look" : `${picture.kind} scene`} ${picture.id}`;
    }
    case "port": {
      const own = trips?.lanes.find((l) => l.portId === lane.portId);
      const run = own?.days.find((d) => at >= d.fromMs && at < d.toMs);
      const reach = lengthOf(axis) * 0.004;
      const witness = own?.witnesses.find((w) => at >= w.fromMs - reach && at < w.toMs + reach);
      const day = run === undefined ? "outside of what was asked" : dayWords[run.is];
      return `${own?.name ?? ""}, ${when.slice(0, -10)}: ${day}${
        witness === undefined
          ? ""
          : `; ${witness.basis}: ${witness.ship === "" ? "a ship that nobody named" : witness.ship}`
      }`;
    }
    case "counts": {
      const point = nearestAt(shown.counts, x, shown);
      return point === null
        ? when
        : `${point.date}: ${point.best === null ? point.outcome : `${point.best} (${point.low ?? "?"} to ${point.high ?? "?"})`}, ${point.observer}`;
    }
    default:
      return when;
  }
}

function sightingWords(found: ShownSighting, { sightings, axis, width }: BarShown): string {
  const middle = (s: Stretch): number => barX((s.fromMs + s.toMs) / 2, axis, width);
  const beside = sightings.filter((s) => Math.abs(middle(s) - middle(found)) < 4).length;
  const who = beside > 1 ? `${beside} sightings` : found.name === "" ? "a vessel without a name" : found.name;
  return `${found.time.replace("/", " to ")}: ${who}`;
}

const dayWords = {
  whole: "the whole port was seen",
  part: "a part of it was seen",
  told: "somebody tells of a ship there",
  unseen: "nobody saw it: nothing is known of this day",
} as const;
