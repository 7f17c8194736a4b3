import type { BarReports } from "../bar-contents.ts";
import { meets, type Stretch } from "../stretch.ts";
import type { LaneCanvas } from "./lane-canvas.ts";

/** The bars of what is shown, each with its rate as a share of the greatest: bars may be of unlike lengths. */
export function sharesOf(
  bars: readonly BarReports[],
  axis: Stretch,
): readonly { readonly bar: BarReports; readonly share: number }[] {
  const shown = bars.filter((b) => meets(b, axis));
  const rate = (b: BarReports): number => b.reports / (b.toMs - b.fromMs);
  const most = Math.max(...shown.map(rate), 1e-12);
  return shown.map((bar) => ({ bar, share: rate(bar) / most }));
}

/** How many reports there are in time; where there is one there is a line of a pixel at least. */
export function drawReports(
  { context, lane: { top, height }, x, axis, colours }: LaneCanvas,
  bars: readonly BarReports[],
): void {
  context.fillStyle = colours.like;
  context.globalAlpha = 0.62;
  for (const { bar, share } of sharesOf(bars, axis)) {
    const [left, right] = [x(bar.fromMs), x(bar.toMs)];
    const high = Math.max(bar.reports > 0 ? 1 : 0, share * (height - 6));
    context.fillRect(
      left,
      top + height - high - 1,
      Math.max(1, right - left - (right - left > 3 ? 1 : 0)),
      high,
    );
  }
  context.globalAlpha = 1;
}
