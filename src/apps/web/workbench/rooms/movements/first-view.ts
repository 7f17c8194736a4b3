import type { MovementsScreen } from "../../../../../findings/screens/movements.ts";
import { covering, dayMs, hourMs, type Stretch } from "../../../time/stretch.ts";
import type { PanelName } from "./address.ts";

/** The time of the days with reports; null for none. */
export function reportsOf({ days }: MovementsScreen): Stretch | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { fromMs: Date.parse(`${first.day}T00:00:00Z`), toMs: Date.parse(`${last.day}T00:00:00Z`) + dayMs };
}

/** Everything that anything is known of, and what the bar shows before it is moved: the reports, or what was seen. */
export function knownTimes(screen: MovementsScreen): { readonly whole: Stretch; readonly usual: Stretch } {
  const reports = reportsOf(screen);
  const own = covering([
    ...(reports === null ? [] : [reports]),
    ...screen.sightings.map(wide),
    ...screen.scenes.map(wide),
  ]);
  const whole = covering([...(own === null ? [] : [own]), ...screen.looks.map(wide)]) ?? {
    fromMs: Date.now() - 365 * dayMs,
    toMs: Date.now(),
  };
  const air = Math.max(hourMs, (whole.toMs - whole.fromMs) * 0.01);
  return {
    whole: { fromMs: whole.fromMs - air, toMs: whole.toMs + air },
    usual: reports ?? own ?? whole,
  };
}

/** A moment is as wide as a second. */
const wide = ({ fromMs, toMs }: Stretch): Stretch => ({ fromMs, toMs: Math.max(toMs, fromMs + 1000) });

/** The longest series of containers, or of whatever was counted. */
export function usualCounts({ counted }: MovementsScreen, site?: string): string | null {
  const first = counted.find((c) => c.site === site) ?? counted[0];
  return first === undefined ? null : `${first.site}/${first.kind}`;
}

/** Where nothing was seen and there are reports, what they tell is shown first. */
export const usualPanel = ({ sightings, absences, days }: MovementsScreen): PanelName =>
  sightings.length === 0 && absences.length === 0 && days.length > 0 ? "events" : "sightings";

/** Whether the case holds nothing that the room could show. */
export const nothingMoved = ({ days, sightings, scenes, voyages }: MovementsScreen): boolean =>
  days.length === 0 && sightings.length === 0 && scenes.length === 0 && voyages === 0;
