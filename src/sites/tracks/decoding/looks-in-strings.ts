/** One car of a strip: where it stands, and what is believed of its class by what is seen of it alone. */
export interface LoneLook {
  readonly fromMetres: number;
  readonly toMetres: number;
  /** Probability of each class; sums to 1. */
  readonly shares: readonly number[];
}

/** Cars farther apart, in metres, are not of one string. */
const coupledMetres = 3;
/** Bodies are alike where their lengths differ by less, in metres. */
const alikeMetres = 0.75;
/**
 * How often the next car of a string is of the same class for being coupled to it, beyond chance: trains are made up in blocks, and cars of one class have one length.
 * Assumed, and on the low side of unit trains: a car that clearly looks otherwise stays what it looks like.
 */
const same = { alike: 0.75, unlike: 0.2 } as const;

/**
 * Probabilities of classes of the cars of one strip when each is believed together with its neighbours in the string: forward and backward sums of a hidden Markov
 * model whose state stays with the probability above and is otherwise drawn evenly (Rabiner, Proceedings of the IEEE 77, 1989). In the order given, that of the line.
 */
export function sharesInStrings(cars: readonly LoneLook[]): readonly (readonly number[])[] {
  const forward: (readonly number[])[] = [];
  for (const [i, car] of cars.entries()) {
    const before = cars[i - 1];
    forward.push(passed(car.shares, forward[i - 1], before === undefined ? 0 : linkOf(before, car)));
  }
  const shares: (readonly number[])[] = [];
  let after: readonly number[] | undefined;
  for (let i = cars.length - 1; i >= 0; i--) {
    const [car, next] = [cars[i], cars[i + 1]];
    if (car === undefined) continue;
    const link = next === undefined ? 0 : linkOf(car, next);
    const told = mixed(after, link, car.shares.length);
    shares.unshift(normalised((forward[i] ?? car.shares).map((p, k) => p * (told[k] ?? 0))));
    after = normalised(car.shares.map((p, k) => p * (told[k] ?? 0)));
  }
  return shares;
}

function linkOf(a: LoneLook, b: LoneLook): number {
  if (b.fromMetres - a.toMetres >= coupledMetres) return 0;
  const apart = Math.abs(a.toMetres - a.fromMetres - (b.toMetres - b.fromMetres));
  return apart < alikeMetres ? same.alike : same.unlike;
}

const passed = (
  own: readonly number[],
  before: readonly number[] | undefined,
  link: number,
): readonly number[] => {
  const told = mixed(before, link, own.length);
  return normalised(own.map((p, k) => p * (told[k] ?? 0)));
};

/** What a neighbour's class says of the next: the same, or any. */
function mixed(shares: readonly number[] | undefined, link: number, classes: number): readonly number[] {
  return Array.from({ length: classes }, (_, k) => link * (shares?.[k] ?? 0) + (1 - link) / classes);
}

function normalised(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
}
