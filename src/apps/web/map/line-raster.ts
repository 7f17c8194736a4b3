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
   * `goesOn`: its first pixel is the last one of the line before it, and was drawn with that.
   */
  line(
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    ink: Ink,
    strength = 255,
    full = 0,
    goesOn = false,
  ): void {
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
      return this.#inside(x0, y0, x1, y1, ink, strength, full, goesOn);
    const cut = this.#cut(x0, y0, x1, y1);
    if (cut !== null) this.#inside(cut[0], cut[1], cut[2], cut[3], ink, strength, full, false);
  }

  #inside(
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    ink: Ink,
    strength: number,
    full: number,
    goesOn: boolean,
  ): void {
    const skip = goesOn ? 1 : 0;
    if (Math.abs(x1 - x0) >= Math.abs(y1 - y0)) {
      if (x0 <= x1) this.#along(x0, y0, x1, y1, ink, strength, full, false, skip, 0);
      else this.#along(x1, y1, x0, y0, ink, strength, full, false, 0, skip);
    } else if (y0 <= y1) this.#along(y0, x0, y1, x1, ink, strength, full, true, skip, 0);
    else this.#along(y1, x1, y0, x0, ink, strength, full, true, 0, skip);
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

  /** Step by step along the longer side, from the smaller coordinate on. No arrays are made: this runs for every line of every frame. */
  #along(
    a0: number,
    b0: number,
    a1: number,
    b1: number,
    ink: Ink,
    strength: number,
    full: number,
    steep: boolean,
    skipFirst: number,
    skipLast: number,
  ): void {
    const pixels = this.pixels;
    const slope = a1 - a0 < 1e-9 ? 0 : (b1 - b0) / (a1 - a0);
    const stepA = steep ? this.width : 1;
    const stepB = steep ? 1 : this.width;
    const mostB = steep ? this.width : this.height;
    const first = Math.max(0, Math.round(a0) + skipFirst);
    const last = Math.min((steep ? this.height : this.width) - 1, Math.round(a1) - skipLast);
    let b = b0 + slope * (first - a0) - full / 2;
    for (let a = first; a <= last; a++, b += slope) {
      const whole = Math.floor(b);
      const part = b - whole;
      const at = a * stepA + whole * stepB;
      if (whole >= 0 && whole < mostB) {
        const own = (strength * (1 - part)) | 0;
        if (own > (pixels[at] ?? 0) >>> 24) pixels[at] = (own << 24) | ink;
      }
      for (let i = 1; i <= full; i++)
        if (whole + i >= 0 && whole + i < mostB) {
          const middle = at + i * stepB;
          if (strength > (pixels[middle] ?? 0) >>> 24) pixels[middle] = (strength << 24) | ink;
        }
      const end = whole + full + 1;
      if (end >= 0 && end < mostB) {
        const own = (strength * part) | 0;
        const next = at + (full + 1) * stepB;
        if (own > (pixels[next] ?? 0) >>> 24) pixels[next] = (own << 24) | ink;
      }
    }
  }

  /** The part of a line that lies in the layer (Liang and Barsky, 1984); null for none. */
  #cut(x0: number, y0: number, x1: number, y1: number): readonly [number, number, number, number] | null {
    const [right, bottom] = [this.width + 1, this.height + 1];
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
