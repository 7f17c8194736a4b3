/** A colour as the canvas holds it, without its opacity: red in the lowest byte. */
export type Ink = number;

/** "#rrggbb" as ink; black for anything else. */
export function inkOf(colour: string): Ink {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  const [r, g, b] = [1, 2, 3].map((i) => Number.parseInt(found?.[i] ?? "0", 16));
  return (r ?? 0) | ((g ?? 0) << 8) | ((b ?? 0) << 16);
}

/**
 * Smooth thin lines, written pixel by pixel. A canvas without a graphics card strokes two hundred thousand short lines in hundreds of
 * milliseconds; this takes a few (docs/decisions has what was measured). Where lines cross, the firmer pixel stays.
 */
export class LineRaster {
  readonly width: number;
  readonly height: number;
  /** Pixels as ImageData holds them, row by row. */
  readonly pixels: Uint32Array<ArrayBuffer>;

  constructor(width: number, height: number) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.pixels = new Uint32Array(this.width * this.height);
  }

  clear(): void {
    this.pixels.fill(0);
  }

  /**
   * Draws from one place to another (Wu, An Efficient Antialiasing Technique, 1991), cut at the edges of the layer.
   * `strength` 0 to 255 is how firm it is, `full` how many full pixels lie between its two soft ones: 0 for a line of one pixel.
   */
  line(x0: number, y0: number, x1: number, y1: number, ink: Ink, strength = 255, full = 0): void {
    const cut = this.#cut(x0, y0, x1, y1);
    if (cut === null) return;
    const [ax, ay, bx, by] = cut;
    if (Math.abs(bx - ax) >= Math.abs(by - ay)) this.#along(ax, ay, bx, by, ink, strength, full, false);
    else this.#along(ay, ax, by, bx, ink, strength, full, true);
  }

  /** A line of dashes: nothing is known between its ends. */
  dashes(x0: number, y0: number, x1: number, y1: number, ink: Ink, strength: number, on = 5, off = 4): void {
    const cut = this.#cut(x0, y0, x1, y1);
    if (cut === null) return;
    const [ax, ay, bx, by] = cut;
    const length = Math.hypot(bx - ax, by - ay);
    if (length < 1) return;
    // Dashes are counted from the line's own beginning, so that they do not crawl while the map is moved.
    const start = Math.hypot(ax - x0, ay - y0) % (on + off);
    const [dx, dy] = [(bx - ax) / length, (by - ay) / length];
    for (let at = -start; at < length; at += on + off) {
      const [from, to] = [Math.max(0, at), Math.min(length, at + on)];
      if (to > from) this.line(ax + dx * from, ay + dy * from, ax + dx * to, ay + dy * to, ink, strength);
    }
  }

  /** A small cross: something is to be seen here. */
  cross(x: number, y: number, reach: number, ink: Ink): void {
    this.line(x - reach, y - reach, x + reach, y + reach, ink);
    this.line(x - reach, y + reach, x + reach, y - reach, ink);
  }

  set(x: number, y: number, ink: Ink, strength: number): void {
    if (x >= 0 && y >= 0 && x < this.width && y < this.height) this.#put(y * this.width + x, ink, strength);
  }

  #put(at: number, ink: Ink, strength: number): void {
    const old = (this.pixels[at] ?? 0) >>> 24;
    if (strength > old) this.pixels[at] = ((strength << 24) | ink) >>> 0;
  }

  #along(
    a0: number,
    b0: number,
    a1: number,
    b1: number,
    ink: Ink,
    strength: number,
    full: number,
    steep: boolean,
  ): void {
    if (a0 > a1) [a0, b0, a1, b1] = [a1, b1, a0, b0];
    const slope = a1 - a0 < 1e-9 ? 0 : (b1 - b0) / (a1 - a0);
    const first = Math.round(a0);
    const last = Math.round(a1);
    const [stepA, stepB] = steep ? [this.width, 1] : [1, this.width];
    const mostB = steep ? this.width : this.height;
    const mostA = steep ? this.height : this.width;
    let b = b0 + slope * (first - a0) - full / 2;
    for (let a = first; a <= last; a++, b += slope) {
      if (a < 0 || a >= mostA) continue;
      const whole = Math.floor(b);
      const part = b - whole;
      const at = a * stepA + whole * stepB;
      if (whole >= 0 && whole < mostB) this.#put(at, ink, (strength * (1 - part)) | 0);
      for (let i = 1; i <= full; i++)
        if (whole + i >= 0 && whole + i < mostB) this.#put(at + i * stepB, ink, strength);
      const end = whole + full + 1;
      if (end >= 0 && end < mostB) this.#put(at + (full + 1) * stepB, ink, (strength * part) | 0);
    }
  }

  /** The part of a line that lies in the layer (Liang and Barsky, 1984); null for none. */
  #cut(x0: number, y0: number, x1: number, y1: number): readonly [number, number, number, number] | null {
    const [right, bottom] = [this.width + 1, this.height + 1];
    if (
      x0 >= -2 &&
      x0 <= right &&
      x1 >= -2 &&
      x1 <= right &&
      y0 >= -2 &&
      y0 <= bottom &&
      y1 >= -2 &&
      y1 <= bottom
    )
      return [x0, y0, x1, y1];
    const [dx, dy] = [x1 - x0, y1 - y0];
    let [from, to] = [0, 1];
    for (const [p, q] of [
      [-dx, x0 + 2],
      [dx, right - x0],
      [-dy, y0 + 2],
      [dy, bottom - y0],
    ] as const) {
      if (p === 0) {
        if (q < 0) return null;
        continue;
      }
      const share = q / p;
      if (p < 0) from = Math.max(from, share);
      else to = Math.min(to, share);
      if (from > to) return null;
    }
    return [x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy];
  }
}
