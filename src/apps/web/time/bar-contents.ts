import type { HistoryPoint } from "../../../findings/screens/history-point.ts";
import type { TripStrip } from "../../../findings/screens/movements-trips.ts";
import type { Schedule } from "../../../movements/voyages/schedule.ts";
import type { ShownWord } from "../map/verdict-words.ts";
import type { Stretch } from "./stretch.ts";

export interface BarSighting {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly word: ShownWord;
}

export interface BarPicture {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: "radar" | "optical" | "look";
  /** Of a look: whether the case holds its pixels. */
  readonly held?: boolean;
}

/** An event of the ship that is chosen. */
export interface BarEvent {
  readonly kind: "silence" | "gap" | "visit" | "waiting" | "meeting" | "loitering";
  readonly fromMs: number;
  readonly toMs: number;
}

/** Reports in a stretch of time: bars of the histogram. */
export interface BarReports extends Stretch {
  readonly reports: number;
}

export interface BarContents {
  readonly reports: readonly BarReports[];
  readonly events: readonly BarEvent[];
  readonly sightings: readonly BarSighting[];
  readonly pictures: readonly BarPicture[];
  readonly trips: TripStrip | null;
  /** A schedule that could have been; empty for none. */
  readonly schedules: readonly Schedule[];
  readonly counts: readonly HistoryPoint[];
  readonly selectedSighting: string | null;
}
