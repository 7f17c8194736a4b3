import {
  dayMs,
  hourMs,
  lengthOf,
  minuteMs,
  moved,
  nearer,
  showing,
  within,
  type Stretch,
} from "../../../time/stretch.ts";

/** Times that a second of playing takes, shortest first. */
export const speeds = [minuteMs, 10 * minuteMs, hourMs, 6 * hourMs, dayMs, 7 * dayMs] as const;

export const shortestAxisMs = 2 * minuteMs;
const shortestWindowMs = minuteMs;

/** The one time of the room: what the bar shows, the window of what is shown elsewhere, and the moment. */
export class Clock {
  /** Everything that anything is known of. */
  whole = $state.raw<Stretch>({ fromMs: 0, toMs: dayMs });
  axis = $state.raw<Stretch>({ fromMs: 0, toMs: dayMs });
  window = $state.raw<Stretch>({ fromMs: 0, toMs: dayMs });
  atMs = $state(dayMs / 2);
  playing = $state(false);
  speed = $state<number>(hourMs);
  #frame = 0;
  #last = 0;

  /** Sets the times that are known, and those that an address asks for where it does. */
  begin(
    whole: Stretch,
    usual: Stretch,
    asked: { readonly axis: Stretch | null; readonly window: Stretch | null; readonly atMs: number | null },
  ): void {
    this.whole = whole;
    this.axis = within(asked.axis ?? asked.window ?? usual, whole);
    this.window = within(asked.window ?? this.axis, whole);
    this.atMs = this.#held(asked.atMs ?? (this.window.fromMs + this.window.toMs) / 2);
    // Half a minute for the window, as near as the choices come.
    const wanted = lengthOf(this.window) / 30;
    this.speed = speeds.findLast((s) => s <= wanted) ?? minuteMs;
  }

  #held(ms: number): number {
    return Math.round(Math.max(this.window.fromMs, Math.min(this.window.toMs - 1000, ms)) / 1000) * 1000;
  }

  moveTo(ms: number): void {
    this.atMs = this.#held(ms);
    this.axis = showing(this.axis, this.atMs, this.whole);
  }

  step(byMs: number): void {
    this.moveTo(this.atMs + byMs);
  }

  /** To a time wherever it is; the window is moved there where it lies beyond. */
  goTo(ms: number): void {
    if (ms < this.window.fromMs || ms >= this.window.toMs) {
      const length = lengthOf(this.window);
      this.window = within({ fromMs: ms - length / 2, toMs: ms + length / 2 }, this.whole);
    }
    this.moveTo(ms);
  }

  setWindow(window: Stretch): void {
    const from = Math.max(this.whole.fromMs, Math.min(window.fromMs, this.whole.toMs - shortestWindowMs));
    const to = Math.min(this.whole.toMs, Math.max(window.toMs, from + shortestWindowMs));
    this.window = { fromMs: Math.round(from / 1000) * 1000, toMs: Math.round(to / 1000) * 1000 };
    this.atMs = this.#held(this.atMs);
  }

  moveWindow(byMs: number): void {
    const before = this.window;
    this.window = moved(before, byMs, this.whole);
    this.atMs = this.#held(this.atMs + this.window.fromMs - before.fromMs);
    this.axis = showing(showing(this.axis, this.window.toMs - 1, this.whole), this.window.fromMs, this.whole);
  }

  zoom(factor: number, atMs: number = this.atMs): void {
    this.axis = nearer(this.axis, atMs, factor, this.whole, shortestAxisMs);
  }

  panAxis(byMs: number): void {
    this.axis = moved(this.axis, byMs, this.whole);
  }

  /** The bar shows the window, with a little air. */
  showWindow(): void {
    const air = lengthOf(this.window) * 0.06;
    this.axis = within({ fromMs: this.window.fromMs - air, toMs: this.window.toMs + air }, this.whole);
  }

  /** The window is what the bar shows. */
  windowToAxis(): void {
    this.setWindow(this.axis);
  }

  showAll(): void {
    this.axis = this.whole;
  }

  toggle(): void {
    if (this.playing) this.stop();
    else this.play();
  }

  play(): void {
    if (this.atMs >= this.window.toMs - 2000) this.atMs = this.window.fromMs;
    this.playing = true;
    this.#last = performance.now();
    const next = (now: number): void => {
      if (!this.playing) return;
      const ahead = this.atMs + ((now - this.#last) / 1000) * this.speed;
      this.#last = now;
      if (ahead >= this.window.toMs - 1000) {
        this.moveTo(this.window.toMs - 1000);
        this.stop();
        return;
      }
      this.atMs = ahead;
      this.axis = showing(this.axis, ahead, this.whole);
      this.#frame = requestAnimationFrame(next);
    };
    this.#frame = requestAnimationFrame(next);
  }

  stop(): void {
    this.playing = false;
    cancelAnimationFrame(this.#frame);
    this.atMs = this.#held(this.atMs);
  }
}
