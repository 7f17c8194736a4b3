import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uniform } from "../random.ts";
import { complexGrid, forward, fourierPlan, inverse, powerOfTwoFrom } from "./fourier.ts";

const sides = fc.constantFrom(1, 2, 4, 8, 16, 32);

function filled(width: number, height: number, seed: number) {
  const grid = complexGrid(width, height);
  const next = uniform(seed);
  for (let i = 0; i < grid.real.length; i++) {
    grid.real[i] = next() - 0.5;
    grid.imaginary[i] = next() - 0.5;
  }
  return grid;
}

/** The sum of the definition, term by term. */
function byDefinition(grid: ReturnType<typeof filled>, u: number, v: number): [number, number] {
  let [real, imaginary] = [0, 0];
  for (let y = 0; y < grid.height; y++)
    for (let x = 0; x < grid.width; x++) {
      const angle = -2 * Math.PI * ((u * x) / grid.width + (v * y) / grid.height);
      const at = y * grid.width + x;
      const [a, b] = [grid.real[at] ?? 0, grid.imaginary[at] ?? 0];
      real += a * Math.cos(angle) - b * Math.sin(angle);
      imaginary += a * Math.sin(angle) + b * Math.cos(angle);
    }
  return [real, imaginary];
}

describe("fourier transform", () => {
  it("is the sum of its definition, for every shape of grid", () => {
    fc.assert(
      fc.property(sides, sides, fc.nat(), fc.nat(1000), (width, height, seed, at) => {
        const grid = filled(width, height, seed);
        const [u, v] = [at % width, Math.floor(at / width) % height];
        const [real, imaginary] = byDefinition(grid, u, v);
        forward(fourierPlan(width, height), grid);
        expect(grid.real[v * width + u]).toBeCloseTo(real, 9);
        expect(grid.imaginary[v * width + u]).toBeCloseTo(imaginary, 9);
      }),
    );
  });

  it("comes back, and one plan serves many grids", () => {
    const plan = fourierPlan(64, 128);
    for (const seed of [1, 2, 3]) {
      const grid = filled(64, 128, seed);
      const before = grid.real.slice();
      forward(plan, grid);
      inverse(plan, grid);
      let worst = 0;
      grid.real.forEach((value, i) => (worst = Math.max(worst, Math.abs(value - (before[i] ?? 0)))));
      expect(worst).toBeLessThan(1e-14);
    }
  });

  it("keeps the energy (Parseval)", () => {
    const grid = filled(32, 16, 7);
    const energy = (): number =>
      grid.real.reduce((sum, a, i) => sum + a * a + (grid.imaginary[i] ?? 0) ** 2, 0);
    const before = energy();
    forward(fourierPlan(32, 16), grid);
    expect(energy() / (32 * 16)).toBeCloseTo(before, 9);
  });

  it("refuses sides that are no powers of two, and grids of another size", () => {
    expect(() => fourierPlan(48, 64)).toThrow("48");
    expect(() => forward(fourierPlan(8, 8), complexGrid(8, 4))).toThrow("32 values");
    expect(powerOfTwoFrom(130)).toBe(256);
  });
});
