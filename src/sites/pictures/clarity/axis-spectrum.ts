import { complexGrid, forward, fourierPlan } from "../../../base/transform/fourier.ts";

/**
 * Mean power at each frequency along one axis: lines are cut into pieces of a power of two that overlap by half, their mean taken away, Hann's window laid on, and the powers averaged (Welch, IEEE Transactions on Audio and Electroacoustics 15, 1967).
 * Scaled so that white noise of variance v has the power v at every frequency.
 * @returns powers at k / `2 * (length - 1)` cycles a pixel, from 0 to 0.5; null when the axis is shorter than 32 pixels
 */
export function axisSpectrum(
  values: Float32Array,
  width: number,
  height: number,
  along: "rows" | "columns",
): Float64Array | null {
  const [length, lines, step, stride] =
    along === "rows" ? [width, height, 1, width] : [height, width, width, 1];
  if (length < 32) return null;
  let piece = 32;
  while (piece * 2 <= length && piece < 256) piece *= 2;
  const plan = fourierPlan(piece, 1);
  const power = new Float64Array(piece / 2 + 1);
  const window = Float64Array.from(
    { length: piece },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / piece),
  );
  const energy = window.reduce((sum, w) => sum + w * w, 0);
  let taken = 0;
  const skip = Math.max(1, Math.floor(lines / 512));
  for (let line = 0; line < lines; line += skip)
    for (let start = 0; start + piece <= length; start += piece / 2) {
      const grid = complexGrid(piece, 1);
      let mean = 0;
      for (let i = 0; i < piece; i++) mean += values[line * stride + (start + i) * step] ?? 0;
      mean /= piece;
      for (let i = 0; i < piece; i++)
        grid.real[i] = ((values[line * stride + (start + i) * step] ?? 0) - mean) * (window[i] ?? 0);
      forward(plan, grid);
      for (let k = 0; k < power.length; k++)
        power[k] = (power[k] ?? 0) + ((grid.real[k] ?? 0) ** 2 + (grid.imaginary[k] ?? 0) ** 2) / energy;
      taken++;
    }
  return power.map((p) => p / Math.max(1, taken));
}
