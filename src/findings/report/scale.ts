import { monthName } from "../../base/time/calendar.ts";

/** Maps a figure or a time to a place in a drawing. */
export type Scale = (value: number) => number;

/** A linear scale; a domain without extent maps to the middle. */
export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [a, b] = domain;
  const [from, to] = range;
  return b === a ? () => (from + to) / 2 : (value) => from + ((value - a) / (b - a)) * (to - from);
}

/** A round step of 1, 2 or 5 times a power of ten, so that about `most` of them cover the extent. */
export function roundStep(extent: number, most: number): number {
  const rough = Math.max(extent, 1e-9) / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((m) => m * power >= rough) ?? 10;
  return step * power;
}

/** Ticks from zero up to the first one that is not below `highest`; whole numbers, since things are counted. */
export function ticksUpTo(highest: number, most: number): number[] {
  const step = Math.max(1, roundStep(highest, most));
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}

export interface TimeTick {
  readonly ms: number;
  readonly label: string;
}

type Unit = "day" | "month" | "year";
const dayLength = 86_400_000;
const steps: readonly (readonly [Unit, number])[] = [
  ["day", 1],
  ["day", 2],
  ["day", 7],
  ["day", 14],
  ["month", 1],
  ["month", 3],
  ["month", 6],
  ["year", 1],
  ["year", 2],
  ["year", 5],
  ["year", 10],
  ["year", 50],
];

const lengthOf: Readonly<Record<Unit, number>> = {
  day: dayLength,
  month: 30.4 * dayLength,
  year: 365.25 * dayLength,
};

/** Calendar ticks within [fromMs, toMs], by days, months or years, at most `most` of them. */
export function timeTicks(fromMs: number, toMs: number, most: number): TimeTick[] {
  const extent = toMs - fromMs;
  const [unit, step] = steps.find(([u, n]) => extent / (lengthOf[u] * n) <= most) ?? ["year", 100];
  const ticks: TimeTick[] = [];
  const first = new Date(fromMs);
  const year = unit === "year" ? Math.floor(first.getUTCFullYear() / step) * step : first.getUTCFullYear();
  for (let i = 0; i < 1000; i++) {
    const ms =
      unit === "year"
        ? Date.UTC(year + i * step, 0, 1)
        : unit === "month"
          ? Date.UTC(year, i * step, 1)
          : Math.ceil(fromMs / dayLength) * dayLength + i * step * dayLength;
    if (ms > toMs) break;
    if (ms >= fromMs) ticks.push({ ms, label: tickLabel(ms, unit) });
  }
  return ticks;
}

function tickLabel(ms: number, unit: Unit): string {
  const date = new Date(ms);
  const month = monthName(date.getUTCMonth() + 1).slice(0, 3);
  if (unit === "year") return String(date.getUTCFullYear());
  return unit === "month" ? `${month} ${date.getUTCFullYear()}` : `${date.getUTCDate()} ${month}`;
}
