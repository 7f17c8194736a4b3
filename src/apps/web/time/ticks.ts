import { dayMs, hourMs, minuteMs, type Stretch } from "./stretch.ts";

/** A line of the axis; `words` is empty for lines between those with words. */
export interface Tick {
  readonly ms: number;
  readonly words: string;
  /** Begins a day, a month or a year more than the lines beside it. */
  readonly major: boolean;
}

const steps = [
  minuteMs,
  2 * minuteMs,
  5 * minuteMs,
  10 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
  2 * dayMs,
  7 * dayMs,
];
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

/** Lines of a time axis in UTC for a width in pixels, those with words at least `apart` pixels from each other. */
export function ticksOf(view: Stretch, width: number, apart = 74): readonly Tick[] {
  const perTick = ((view.toMs - view.fromMs) / Math.max(1, width)) * apart;
  const step = steps.find((ms) => ms >= perTick);
  if (step !== undefined) return evenTicks(view, step);
  const months = monthSteps.find((n) => n * 30.4 * dayMs >= perTick) ?? 240;
  return monthTicks(view, months);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function evenTicks({ fromMs, toMs }: Stretch, step: number): Tick[] {
  const ticks: Tick[] = [];
  for (let ms = Math.ceil(fromMs / step) * step; ms < toMs; ms += step) {
    const isDay = ms % dayMs === 0;
    const date = new Date(ms);
    const day = `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ""}`;
    const isFirst = ticks.length === 0;
    const time = date.toISOString().slice(11, 16);
    ticks.push({
      ms,
      major: isDay,
      words:
        step >= dayMs
          ? isFirst || (date.getUTCMonth() === 0 && date.getUTCDate() <= step / dayMs)
            ? `${day} ${date.getUTCFullYear()}`
            : day
          : isDay
            ? isFirst
              ? `${day} ${date.getUTCFullYear()}`
              : day
            : isFirst
              ? `${day} ${time}`
              : time,
    });
  }
  return ticks;
}

function monthTicks({ fromMs, toMs }: Stretch, every: number): Tick[] {
  const first = new Date(fromMs);
  const ticks: Tick[] = [];
  let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / every) * every;
  for (; ; month += every) {
    const ms = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (ms >= toMs) return ticks;
    if (ms < fromMs) continue;
    const isYear = month % 12 === 0;
    const year = String(Math.floor(month / 12));
    const name = months[month % 12] ?? "";
    ticks.push({
      ms,
      major: isYear,
      words: isYear ? year : ticks.length === 0 ? `${name} ${year}` : name,
    });
  }
}
