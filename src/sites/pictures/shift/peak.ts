import { at, type Surface } from "./correlation-surface.ts";

export interface Peak {
  readonly columns: number;
  readonly rows: number;
  readonly height: number;
}

/** The highest points of a surface in whole pixels, highest first, no two within `apart` pixels of each other. */
export function peaks(surface: Surface, many: number, apart: number): Peak[] {
  const { reachColumns, reachRows } = surface;
  const found: Peak[] = [];
  while (found.length < many) {
    let best: Peak | null = null;
    for (let rows = -reachRows; rows <= reachRows; rows++)
      for (let columns = -reachColumns; columns <= reachColumns; columns++) {
        const height = at(surface, columns, rows);
        if (best !== null && height <= best.height) continue;
        const near = found.some(
          (p) => Math.max(Math.abs(p.columns - columns), Math.abs(p.rows - rows)) <= apart,
        );
        if (!near) best = { columns, rows, height };
      }
    if (best === null) break;
    found.push(best);
  }
  return found;
}

/** Lanczos's window of a sinc, five samples to each side. */
function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= 5) return 0;
  const angle = Math.PI * x;
  return (5 * Math.sin(angle) * Math.sin(angle / 5)) / (angle * angle);
}

/** The surface between its samples. It is band-limited, so that a windowed sinc gives it back. */
export function between(surface: Surface, columns: number, rows: number): number {
  const [left, top] = [Math.floor(columns) - 4, Math.floor(rows) - 4];
  let sum = 0;
  for (let j = top; j < top + 10; j++) {
    let line = 0;
    for (let i = left; i < left + 10; i++) line += at(surface, i, j) * lanczos(columns - i);
    sum += line * lanczos(rows - j);
  }
  return sum;
}

/**
 * Climbs from a peak in whole pixels to the top between them, to 1/200 of a pixel: a search in steps that halve. The same answer as the
 * upsampled Fourier transform of Guizar-Sicairos, Thurman and Fienup (Optics Letters 33, 2008), on a surface that is already cut out.
 */
export function summit(surface: Surface, from: Peak): Peak {
  let best = { ...from, height: between(surface, from.columns, from.rows) };
  for (let step = 0.5; step > 0.004; step /= 2) {
    for (let moved = true; moved;) {
      moved = false;
      for (const [i, j] of [
        [step, 0],
        [-step, 0],
        [0, step],
        [0, -step],
      ] as const) {
        const [columns, rows] = [best.columns + i, best.rows + j];
        // A peak in whole pixels cannot have its top a whole pixel away.
        if (Math.max(Math.abs(columns - from.columns), Math.abs(rows - from.rows)) > 1) continue;
        const height = between(surface, columns, rows);
        if (height > best.height) {
          best = { columns, rows, height };
          moved = true;
        }
      }
    }
  }
  return best;
}
