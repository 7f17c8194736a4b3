import type { MovementsScreen } from "../../../../../findings/screens/movements.ts";
import type { Tracks } from "../../../map/tracks.ts";
import type { BarReports } from "../../../time/bar-contents.ts";
import { dayMs, lengthOf, minuteMs, type Stretch } from "../../../time/stretch.ts";

const stepMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 360] as const;

/** The number of reports in time: of whole days, or finer where every report is here. */
export function reportsInTime(
  days: MovementsScreen["days"],
  tracks: Tracks | null,
  axis: Stretch,
): readonly BarReports[] {
  if (tracks === null || tracks.columns.toleranceMetres > 0 || lengthOf(axis) > 12 * dayMs)
    return days.map(({ day, fixes }) => {
      const fromMs = Date.parse(`${day}T00:00:00Z`);
      return { fromMs, toMs: fromMs + dayMs, reports: fixes };
    });
  const step =
    stepMinutes.map((n) => n * minuteMs).find((ms) => ms >= lengthOf(axis) / 160) ?? 6 * 60 * minuteMs;
  const first = Math.floor(axis.fromMs / step) * step;
  const bins = new Uint32Array(Math.ceil((axis.toMs - first) / step));
  const { zeroMs, tenths } = tracks.columns;
  const [base, scale] = [(zeroMs - first) / step, 100 / step];
  for (let i = 0; i < tenths.length; i++) {
    const bin = Math.floor(base + (tenths[i] ?? 0) * scale);
    if (bin >= 0 && bin < bins.length) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return Array.from(bins, (n, i) => ({ fromMs: first + i * step, toMs: first + (i + 1) * step, reports: n }));
}
