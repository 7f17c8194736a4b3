/** Directions that are tried, 5 degrees apart: half of the reach of a section stays on a track that runs between two of them. */
export const directions = 36;
/** Rows of a turned picture lie so far apart, */
export const acrossMetres = 0.4;
/** and its columns so far. */
export const alongMetres = 0.8;

/** A picture as it lies when direction `k` runs along the rows. */
export interface TurnedFrame {
  readonly angle: number;
  readonly wide: number;
  readonly high: number;
  /** Column and row of the picture at a column and row here, [0, 0] being the middle of the first pixel. */
  readonly columnAt: (u: number, v: number) => number;
  readonly rowAt: (u: number, v: number) => number;
}

/** @param stepMetres of the picture's pixels */
export function turnedFrame(width: number, height: number, stepMetres: number, k: number): TurnedFrame {
  const angle = (k * Math.PI) / directions;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [wideMetres, highMetres] = [width * stepMetres, height * stepMetres];
  const wide = Math.ceil((wideMetres * Math.abs(cos) + highMetres * Math.abs(sin)) / alongMetres) + 2;
  const high = Math.ceil((wideMetres * Math.abs(sin) + highMetres * Math.abs(cos)) / acrossMetres) + 2;
  const [cx, cy, mu, mv] = [(width - 1) / 2, (height - 1) / 2, (wide - 1) / 2, (high - 1) / 2];
  const [along, across] = [alongMetres / stepMetres, acrossMetres / stepMetres];
  return {
    angle,
    wide,
    high,
    columnAt: (u, v) => cx + (u - mu) * along * cos - (v - mv) * across * sin,
    rowAt: (u, v) => cy + (u - mu) * along * sin + (v - mv) * across * cos,
  };
}

/** For each row of a turned frame, the columns that are looked at: from `from` to before `to`. */
export interface Wanted {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** A picture laid into the wanted part of a turned frame, row by row; elsewhere and beyond the picture's edges lies 0. */
export function turned(
  values: Float32Array,
  width: number,
  height: number,
  { wide, high, columnAt, rowAt }: TurnedFrame,
  wanted: Wanted,
): Float32Array {
  const found = new Float32Array(wide * high);
  const [stepX, stepY] = [columnAt(1, 0) - columnAt(0, 0), rowAt(1, 0) - rowAt(0, 0)];
  for (let v = 0; v < high; v++) {
    const [from, to] = [wanted.from[v] ?? 0, wanted.to[v] ?? 0];
    let x = columnAt(from, v);
    let y = rowAt(from, v);
    for (let u = from; u < to; u++, x += stepX, y += stepY) {
      const i = Math.floor(x);
      const j = Math.floor(y);
      if (i < 0 || j < 0 || i >= width - 1 || j >= height - 1) continue;
      const fx = x - i;
      const fy = y - j;
      const at = j * width + i;
      const upper = (values[at] ?? 0) * (1 - fx) + (values[at + 1] ?? 0) * fx;
      const lower = (values[at + width] ?? 0) * (1 - fx) + (values[at + width + 1] ?? 0) * fx;
      found[v * wide + u] = upper * (1 - fy) + lower * fy;
    }
  }
  return found;
}
