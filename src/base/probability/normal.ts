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
  top: [1.857777061846031527e-1, 3.161123743870565597, 1.138641541510501556e2, 3.774852376853020208e2, 3.209377589138469472e3],
  bottom: [1, 2.360129095234412094e1, 2.440246379344441734e2, 1.282616526077372275e3, 2.844236833439170622e3],
};
const middle: Rational = {
  top: [
    2.1531153547440384634e-8, 5.6418849698867008918e-1, 8.8831497943883759412, 6.6119190637141630304e1, 2.9863513819740013113e2,
    8.8195222124176909651e2, 1.7120476126340705831e3, 2.0510783778260714694e3, 1.230339354797997253e3,
  ],
  bottom: [
    1, 1.574492611070983473e1, 1.1769395089131221953e2, 5.3718110186200986303e2, 1.6213895745666903089e3, 3.2907992357334596268e3,
    4.3626190901432471581e3, 3.4393676741437217087e3, 1.2303393548037495057e3,
  ],
};
const outer: Rational = {
  top: [
    1.63153871373020978498e-2, 3.05326634961232344035e-1, 3.60344899949804439429e-1, 1.25781726111229246204e-1,
    1.60837851487422766278e-2, 6.58749161529837803157e-4,
  ],
  bottom: [1, 2.56852019228982242072, 1.87295284992346725209, 5.27905102951428412248e-1, 6.05183413124413191178e-2, 2.33520497626869185443e-3],
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
  let z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
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
