/**
 * The complementary error function, to about 1e-15 relative near zero and 1e-13 in the tail.
 * Source: W. J. Cody, "Rational Chebyshev approximation for the error function", Mathematics of Computation 23 (1969).
 */
export function erfc(x: number): number {
  const a = Math.abs(x);
  if (a <= 0.46875) return 1 - x * ratio(a * a, inner);
  const scaled = a <= 4 ? ratio(a, middle) : (invSqrtPi - ratio(1 / (a * a), outer) / (a * a)) / a;
  const tail = a > 26.6 ? 0 : Math.exp(-a * a) * scaled;
  return x < 0 ? 2 - tail : tail;
}

const invSqrtPi = 0.564_189_583_547_756_3;

/** Numerator and denominator by falling power. */
interface Rational {
  readonly top: readonly number[];
  readonly bottom: readonly number[];
}

const inner: Rational = {
  top: [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694],
  bottom: [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
};
const middle: Rational = {
  top: [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
    881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  bottom: [
    1, 15.744926110709835, 117.69395089131221, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
    4362.619090143247, 3439.3676741437216, 1230.3393548037495,
  ],
};
const outer: Rational = {
  top: [
    0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
    0.0006587491615298378,
  ],
  bottom: [
    1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
  ],
};

function ratio(x: number, { top, bottom }: Rational): number {
  let numerator = 0;
  let denominator = 0;
  for (const c of top) numerator = numerator * x + c;
  for (const c of bottom) denominator = denominator * x + c;
  return numerator / denominator;
}

/** Probability that a standard normal value is at most z. */
export const normalCdf = (z: number): number => 0.5 * erfc(-z * Math.SQRT1_2);

/**
 * The value below which a standard normal falls with probability p, for p in (0, 1); -Infinity and Infinity at the ends.
 * Newton steps (Halley) from a rational start; source of the start: Abramowitz and Stegun 26.2.23.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0)) return -Infinity;
  if (!(p < 1)) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = -(
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
  for (let step = 0; step < 3; step++) {
    const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    if (density === 0) break;
    const u = (normalCdf(z) - p) / density;
    z -= u / (1 + (z * u) / 2);
  }
  return z;
}

/** z of the 95 % point: half the width of a central 90 % interval in standard deviations. */
export const z90 = 1.644_853_626_951_472_2;
