import type { Measurement, MeasureTool } from "../../../picture/measure-overlay.ts";

/** What is measured on the picture: the tool that is out, and its points. */
export class Measuring {
  now = $state.raw<Measurement | null>(null);
  readonly #redraw: () => void;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  set(now: Measurement | null): void {
    this.now = now;
    this.#redraw();
  }

  /** Takes a tool out, or puts it away where it is out already. */
  take(tool: MeasureTool): void {
    this.set(this.now?.tool === tool ? null : { tool, points: [], finished: false });
  }

  /** Takes the last point back; ends measuring where there is none. */
  back(): void {
    const { now } = this;
    if (now === null) return;
    this.set(now.points.length === 0 ? null : { ...now, points: now.points.slice(0, -1), finished: false });
  }

  end(): void {
    this.set(null);
  }
}
