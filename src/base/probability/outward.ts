/** An interval rounded to so many steps a unit, outwards: never narrower than it is. */
export const outward = (low: number, high: number, steps: number): readonly [low: number, high: number] => [
  Math.floor(steps * low) / steps,
  Math.ceil(steps * high) / steps,
];
